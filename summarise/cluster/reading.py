"""Read the replies of a unit of work; a reply that cannot be read does not stop the others."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Final, NamedTuple, cast

from pyarrow import parquet, types

from summarise.cluster.cells import rows_of
from summarise.cluster.files import Place
from summarise.cluster.units import Form, Piece, Unit
from summarise.document import Caveat
from summarise.errors import InputError
from summarise.load.heads import Columns
from summarise.load.json_replies import is_name, reply_in_line, reply_in_row
from summarise.load.limits import MAX_FILE_BYTES
from summarise.load.many import Member
from summarise.web_address import web_address

__all__ = ["Reply", "Source"]

_LONGEST_LINE: Final = 8 * 1024 * 1024
"""Maximum number of bytes read from one JSON line; of a longer line only the beginning is read, and it fails."""
_ROWS_AT_A_TIME: Final = 256
_DATA: Final = ("bytes", "data", "file", "html", "pdf")
"""Names of columns that hold a whole file (HTML, PDF, …) if their type is bytes."""


class Reply(NamedTuple):
    """A reply as it was found in the source, not parsed yet."""

    id: str
    """Name of the reply."""
    content: bytes | InputError
    """Its text or file, or the error that says why it cannot be read."""
    url: str = ""
    caveats: tuple[Caveat, ...] = ()
    """What its row has beside it that was not read."""


@dataclass(frozen=True)
class Source:
    """The file or folder from which replies are read; it can be pickled.

    Args:
        place: the file or folder.
        columns: the columns that the user named for tables: heading of the column, by the field that it holds.

    """

    place: Place
    columns: Mapping[str, str] = field(default_factory=dict)

    def replies(self, unit: Unit) -> Iterator[tuple[int, Reply]]:
        """Yield the replies of a unit in order, each with the number of its piece in the unit, from 0."""
        for number, piece in enumerate(unit.pieces):
            try:
                for member in self._members(unit.form, piece):
                    yield number, Reply(member.name, member.content, member.url, member.caveats)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one piece, the others go on
                name = self._named(piece)
                where = f"{name}, {piece.start} to {piece.stop}" if piece.start else name
                yield number, Reply(where, InputError(f"{where}: cannot be read ({error})", kind="unreadable"))

    def _named(self, piece: Piece) -> str:
        return piece.path or self.place.name

    def _members(self, form: Form, piece: Piece) -> Iterator[Member]:
        if form == "files":
            yield self._whole(piece)
            return
        with self.place.read(piece.path) as opened:
            yield from self._lines(opened, piece) if form == "lines" else self._rows(opened, piece)

    def _whole(self, piece: Piece) -> Member:
        name = self._named(piece)
        with self.place.read(piece.path) as opened:
            if opened.size() > MAX_FILE_BYTES:
                return Member(name, InputError(f"{name}: has more than {MAX_FILE_BYTES} bytes", kind="too_large"))
            return Member(name, opened.read())

    def _lines(self, opened: Any, piece: Piece) -> Iterator[Member]:
        """Yield the replies of the JSON lines that begin within the piece."""
        name = self._named(piece)
        lines = cast("BinaryIO", io.BufferedReader(_Raw(opened), 1 << 18))
        lines.seek(max(0, piece.start - 1))
        if piece.start:
            _rest_of_line(lines, piece.stop)
        while (at := lines.tell()) < piece.stop and (line := lines.readline(_LONGEST_LINE)):
            if not line.endswith(b"\n"):
                _rest_of_line(lines)
            if line.strip():
                member = reply_in_line(line, at, name, self.columns)
                yield member if member.has_own_name else replace(member, name=f"{name}@{member.name}")

    def _rows(self, opened: Any, piece: Piece) -> Iterator[Member]:
        file = parquet.ParquetFile(opened)
        at, name = 0, self._named(piece)
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            if at + count <= piece.start or at >= piece.stop:
                at += count
                continue
            for batch in file.iter_batches(_ROWS_AT_A_TIME, row_groups=[group]):
                first, last = max(0, piece.start - at), min(batch.num_rows, piece.stop - at)
                if first < last:
                    rows = batch.slice(first, last - first)
                    for number, row in enumerate(rows_of(rows), start=at + first):
                        yield self._row(row, rows.schema, number, name)
                at += batch.num_rows

    def _row(self, row: Mapping[str, Any], schema: Any, number: int, name: str) -> Member:
        binary = [head.name for head in schema if types.is_binary(head.type) or types.is_large_binary(head.type)]
        data = self.columns.get("bytes") or next((head for head in binary if head.lower() in _DATA), None)
        if data is None or data not in binary:
            return reply_in_row(row, number, name, self.columns)
        columns = Columns.among(["text", *(head for head in row if head != data)], self.columns)
        heads = columns.heads if columns else {}
        own, content, where = row.get(heads.get("id", "")), row[data], f"{name}:{number}"
        held = content if isinstance(content, bytes) else InputError(f"{where}: holds no bytes", kind="empty")
        url = web_address(str(row.get(heads.get("url", "")) or ""))
        if own is not None and not is_name(own):
            return Member(where, InputError(f"{where}: its `id` is no name", kind="unsupported"))
        return Member(where if own is None else str(own), held, url, own is not None)


class _Raw(io.RawIOBase):
    """A file of the cluster in the form of a raw Python stream, so that Python can buffer it and read lines."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._opened.seek(offset, whence))

    def tell(self) -> int:
        return int(self._opened.tell())

    def readinto(self, into: Any) -> int:
        data = self._opened.read(len(into))
        into[: len(data)] = data
        return len(data)


def _rest_of_line(lines: BinaryIO, until: int | None = None) -> None:
    """Read to the end of the line, or to offset `until` if the line is longer."""
    most = _LONGEST_LINE
    while until is None or (most := min(_LONGEST_LINE, until - lines.tell())) > 0:
        if not (piece := lines.readline(most)) or piece.endswith(b"\n"):
            return
