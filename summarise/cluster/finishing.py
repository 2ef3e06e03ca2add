"""Join the parts that workers wrote into the output: one file of records and one of failures, in source order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from summarise.batch.duplicates import Once
from summarise.cluster.files import Place
from summarise.cluster.parts import Line, Parts
from summarise.cluster.units import Piece
from summarise.errors import OutputError
from summarise.record import Failure

__all__ = ["Counts", "OutputForm", "chosen", "finish"]

OutputForm = Literal["jsonl", "parquet"]
_HELD: Final = 8
"""Maximum number of parts held in memory while their lines are put in order."""
_GROUP: Final = 2_000
"""Number of records collected in memory before they are written to Parquet."""


class Chosen(NamedTuple):
    """A piece of the source, and where its finished lines are."""

    piece: Piece
    part: str
    """Path of the part file that holds the lines of the piece."""
    number: int
    """Number of the piece in that part file, from 0."""


@dataclass(slots=True)
class Counts:
    """Counts of the records and failures in the output."""

    records: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    """Number of failures by kind."""


def chosen(order: Sequence[tuple[str, str]], parts: Mapping[str, Sequence[Piece]]) -> list[Chosen]:
    """Return the finished pieces of files that the source still contains, in source order.

    Drop pieces that overlap others. Pieces overlap if two workers did the same piece, or if runs cut the source in
    different ways.

    Args:
        order: path and version of each file of the source.
        parts: the pieces in each part, by the path of the part.

    """
    rank = {file: number for number, file in enumerate(order)}
    found = [
        Chosen(piece, part, number)
        for part, pieces in parts.items()
        for number, piece in enumerate(pieces)
        if (piece.path, piece.version) in rank
    ]
    found.sort(key=lambda one: (rank[one.piece[:2]], one.piece.start, -one.piece.stop, one.part))
    taken: list[Chosen] = []
    for one in found:
        last = taken[-1].piece if taken else None
        if last is None or last[:2] != one.piece[:2] or one.piece.start >= last.stop:
            taken.append(one)
    return taken


def finish(parts: Parts, order: Iterable[Chosen], target: Place, form: OutputForm) -> Counts:
    """Write `records.jsonl` or `records.parquet`, and `failures.jsonl`, to `target`, and return the counts.

    Each file appears only when it is complete. A reply with the name or text of an earlier one becomes a failure.

    Args:
        parts: the folder of the parts, from which lines are read.
        order: the finished pieces in the order of the output, as `chosen` returns them.
        target: the folder of the output.
        form: the format of the records file.

    Raises:
        OutputError: a part cannot be read, or a file cannot be written.

    """
    counts, once = Counts(), Once()
    with ExitStack() as stack:
        records = stack.enter_context(target.writing(f"records.{form}"))
        failures = stack.enter_context(target.writing("failures.jsonl"))
        sink = _Rows(records) if form == "parquet" else _Lines(records)
        for line in _lines(parts, order):
            reply = _checked(line, once)
            if reply.is_record:
                counts.records += 1
                sink.add(reply)
            else:
                counts.failed[json.loads(reply.line)["kind"]] += 1
                failures.write(reply.line.encode() + b"\n")
        sink.close()
    return counts


def _lines(parts: Parts, order: Iterable[Chosen]) -> Iterator[Line]:
    @lru_cache(maxsize=_HELD)
    def by_piece(part: str) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        try:
            for line in parts.lines(part):
                found.setdefault(line.piece, []).append(line)
        except (OSError, ValueError) as error:
            raise OutputError(f"{part}: cannot be read ({error}): remove it and run again, it is done anew") from error
        return found

    for one in order:
        yield from by_piece(one.part).get(one.number, ())


def _checked(line: Line, once: Once) -> Line:
    """Return the line.

    If an earlier reply had the same name or text, return a failure instead, as `summarise run` does.
    """
    error = once.refusal(line.id, line.sha256)
    if error is None:
        return line
    failure = Failure(source=line.id, kind=error.kind, message=error.message)
    return line._replace(sha256="", is_record=False, line=failure.to_json())


class _Lines:
    def __init__(self, file: Any) -> None:
        self._file = file

    def add(self, line: Line) -> None:
        self._file.write(line.line.encode() + b"\n")

    def close(self) -> None:
        """Do nothing, since no lines are buffered."""


class _Rows:
    """Writes records to Parquet; each row has the reply's id, the hash of its text, and the record as JSON."""

    def __init__(self, file: Any) -> None:
        self._schema = pa.schema([("id", pa.string()), ("sha256", pa.string()), ("record", pa.string())])
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._held: list[Line] = []

    def add(self, line: Line) -> None:
        self._held.append(line)
        if len(self._held) == _GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        held, self._held = self._held, []
        columns = [[line.id for line in held], [line.sha256 for line in held], [line.line for line in held]]
        self._writer.write_table(pa.table([pa.array(column, pa.string()) for column in columns], schema=self._schema))
