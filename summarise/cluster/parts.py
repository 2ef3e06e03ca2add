"""The files that workers write: one file (part) for each finished unit, and an empty mark for each unit in progress."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pyarrow as pa
from pyarrow import parquet

from summarise.cluster.files import Place
from summarise.cluster.units import Piece, Unit

__all__ = ["Line", "Parts"]

_PIECES: Final = b"summarise.pieces"
_READERS: Final = 16
_SCHEMA: Final = pa.schema(
    [
        ("piece", pa.int32()),
        ("id", pa.string()),
        ("sha256", pa.string()),
        ("is_record", pa.bool_()),
        ("line", pa.string()),
    ]
)


class Line(NamedTuple):
    """The result for one reply: a record or a failure."""

    piece: int
    """Number of the piece that contains the reply, in the unit, from 0."""
    id: str
    sha256: str
    """Hash of the reply's text; "" if the text could not be read."""
    is_record: bool
    line: str
    """The record or the failure, as a line of JSON."""


@dataclass(frozen=True)
class Parts:
    """The folder in which the parts made by one engine are stored; it can be pickled.

    Args:
        place: the target of the run.
        folder: path in the target; it depends on the engine's fingerprint, so that each engine has its own parts.

    """

    place: Place
    folder: str

    def begin(self, unit: Unit) -> bool:
        """Mark a unit as begun; return True if it was marked before."""
        mark = f"{self.folder}/begun/{unit.name}"
        if self.place.exists(mark):
            return True
        self.place.write(mark, b"")
        return False

    def is_done(self, unit: Unit) -> bool:
        """Return True if the part of a unit exists, that is, if the unit is finished."""
        return self.place.exists(self._name(unit))

    def write(self, unit: Unit, lines: Sequence[Line]) -> None:
        """Write `lines` as the part of `unit`, and remove the unit's mark.

        Raises:
            OutputError: the part cannot be written.

        """
        told = {_PIECES: json.dumps(unit.pieces).encode()}
        columns = [
            pa.array(list(column), type=field.type) for column, field in zip(_columns(lines), _SCHEMA, strict=True)
        ]
        table = pa.table(columns, schema=_SCHEMA.with_metadata(told))
        with self.place.writing(self._name(unit)) as file:
            parquet.write_table(table, file, compression="zstd")
        self.place.remove(f"{self.folder}/begun/{unit.name}")

    def _name(self, unit: Unit) -> str:
        return f"{self.folder}/done/{unit.name}.parquet"

    def done(self) -> dict[str, tuple[Piece, ...]]:
        """Return the pieces in each part, by the path of the part; delete parts that cannot be read."""
        names = [name for name in self.place.names(f"{self.folder}/done") if name.endswith(".parquet")]
        with ThreadPoolExecutor(_READERS) as pool:
            found = zip(names, pool.map(self._pieces, names), strict=True)
            return {name: pieces for name, pieces in found if pieces is not None}

    def _pieces(self, name: str) -> tuple[Piece, ...] | None:
        try:
            with self.place.read(name) as file:
                told = parquet.ParquetFile(file).schema_arrow.metadata[_PIECES]
            return tuple(Piece(*piece) for piece in json.loads(told))
        except (OSError, ValueError, KeyError, TypeError):
            self.place.remove(name)
            return None

    def lines(self, name: str) -> list[Line]:
        """Return the lines of the part with the path `name`.

        Raises:
            OSError, ValueError: the part cannot be read.

        """
        with self.place.read(name) as file:
            table = parquet.read_table(file)
        return [Line(*row) for row in zip(*(table[field.name].to_pylist() for field in _SCHEMA), strict=True)]

    def forget_marks(self, but: Iterable[Unit]) -> None:
        """Delete the marks of all units except those in `but`."""
        kept = {unit.name for unit in but}
        for name in self.place.names(f"{self.folder}/begun"):
            if name.rpartition("/")[2] not in kept:
                self.place.remove(name)


def _columns(lines: Sequence[Line]) -> Iterator[tuple[Any, ...]]:
    return iter(zip(*lines, strict=True)) if lines else iter([()] * len(_SCHEMA))
