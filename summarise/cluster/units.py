"""Divide a source into units of work, and find what is left to do.

A unit consists of pieces of the source that one worker does together.
"""

from __future__ import annotations

import bisect
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, Literal, NamedTuple

from pyarrow import parquet

from summarise.cluster.files import Found, Place
from summarise.errors import UsageError

__all__ = ["Form", "Piece", "Unit", "form_of", "ranges_of", "still_to_do", "uncovered"]

Form = Literal["files", "lines", "rows"]
"""How a source holds replies: one reply in each file, in each JSON line, or in each row of Parquet."""

_LINES: Final = (".jsonl", ".ndjson")
_ROWS: Final = (".parquet", ".pq")
_LINE_BYTES: Final = 8192
"""Assumed number of bytes of a line, if the beginning of the file has no complete line."""
_SAMPLE: Final = 1 << 18
_PASSED_OVER: Final = (".failures.jsonl", ".aside.jsonl", ".manifest.json", ".journal", ".lock", ".crc")


class Piece(NamedTuple):
    """A part of one file, from `start` to `stop` (exclusive).

    The numbers count bytes for JSON lines and rows for Parquet. A whole file that holds one reply is 0 to 1.
    """

    path: str
    version: str
    start: int
    stop: int


class Unit(NamedTuple):
    """One or more pieces that one worker does together."""

    form: Form
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """Name of the unit: 32 hexadecimal digits of a hash over its pieces."""
        return hashlib.sha256(json.dumps(self, ensure_ascii=True).encode()).hexdigest()[:32]


def form_of(files: Sequence[Found], name: str) -> tuple[Form, list[Found]]:
    """Return the form of a source, judged by the names of its files, and the files that hold replies.

    `name` is the name of the source; it shows the form if the source is a single file.

    Raises:
        UsageError: there is no such file, or the files have different forms.

    """
    files = [file for file in files if _is_input(file.path or name)]
    if not files:
        raise UsageError(f"{name}: no replies found")
    kinds = {_kind(file.path or name) for file in files}
    if len(kinds) > 1:
        raise UsageError(f"{name}: holds {' and '.join(sorted(kinds))} beside each other; give them one by one")
    return kinds.pop(), files


def _is_input(path: str) -> bool:
    parts = path.split("/")
    return not any(part.startswith((".", "_")) for part in parts) and not path.endswith(_PASSED_OVER)


def _kind(path: str) -> Form:
    lower = path.lower()
    return "lines" if lower.endswith(_LINES) else "rows" if lower.endswith(_ROWS) else "files"


def ranges_of(form: Form, place: Place, file: Found, block: int) -> Iterator[Piece]:
    """Yield the pieces, of about `block` replies each, into which `file` is cut; an unreadable file is one piece.

    `form` says how `file`, which is in `place`, holds replies.
    """
    if form == "files":
        yield Piece(file.path, file.version, 0, 1)
        return
    end, step = file.size, block
    if form == "lines":
        step *= _line_bytes(place, file)
    if form == "rows":
        try:
            with place.read(file.path) as opened:
                end = parquet.ParquetFile(opened).metadata.num_rows
        except (OSError, ValueError):  # ArrowInvalid is a ValueError; its reader says what is wrong
            end = 1
    edges = [*range(0, end, step), end] if end else []
    yield from (Piece(file.path, file.version, start, stop) for start, stop in pairwise(edges))


def _line_bytes(place: Place, file: Found) -> int:
    """Return the mean number of bytes of a line, estimated from the beginning of the file; units are cut by bytes."""
    try:
        with place.read(file.path) as opened:
            sample = opened.read(_SAMPLE)
    except OSError:
        return _LINE_BYTES  # its reader says what is wrong
    lines = sample.count(b"\n")
    return (sample.rfind(b"\n") + 1) // lines if lines else max(_LINE_BYTES, len(sample))


def still_to_do(form: Form, pieces: Iterable[Piece], done: Iterable[Piece], block: int) -> Iterator[Unit]:
    """Yield units of the pieces, or parts of pieces, that are not in `done`.

    A unit has up to `block` files if `form` is "files", else one piece of lines or rows.
    """
    by_file: dict[tuple[str, str], list[Piece]] = {}
    for piece in done:
        by_file.setdefault((piece.path, piece.version), []).append(piece)
    for found in by_file.values():
        found.sort()
    left = (rest for piece in pieces for rest in _minus(piece, by_file.get((piece.path, piece.version), ())))
    while together := tuple(islice(left, block if form == "files" else 1)):
        yield Unit(form, together)


def _minus(piece: Piece, done: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the parts of a piece that are not in `done`, which holds sorted pieces of the same file."""
    start = piece.start
    for other in islice(done, max(0, bisect.bisect(done, piece) - 1), None):
        if other.start >= piece.stop:
            break
        if other.stop <= start:
            continue
        if other.start > start:
            yield piece._replace(start=start, stop=other.start)
        start = max(start, other.stop)
    if start < piece.stop:
        yield piece._replace(start=start)


def uncovered(pieces: Iterable[Piece], done: Iterable[Piece]) -> int:
    """Return the number of `pieces` that are not in `done`; if parts of a piece are left, each part counts."""
    return sum(1 for _ in still_to_do("files", pieces, done, 1))
