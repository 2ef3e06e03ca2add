"""What an output has of one record: made in whatever process, put into the files in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from summarise.confidence import Acceptance
from summarise.errors import InputError
from summarise.export.brief import BriefPart, brief_part
from summarise.export.table_rows import Choice, Tally, table_rows
from summarise.export.tables import Row, Table, Tables
from summarise.records_file import RecordLines, SavedTexts

__all__ = ["MadeRows", "PartMaking", "RowForm", "RowMaking", "parts_made", "rows_made"]


class RowForm(Protocol):
    """How an output has its rows; it can be pickled."""

    def encode(self, table: Table[Any], row: Row) -> Any:
        """Return what is put into the file, which can be pickled."""
        ...


@dataclass(frozen=True, slots=True)
class MadeRows:
    """Rows of one record, each with the name of its table, and what a tally counts of it."""

    rows: tuple[tuple[str, Any], ...]
    undated: int


@dataclass(frozen=True)
class RowMaking:
    """Makes the rows of a line; those of `wanted` tables, in the order of the records."""

    lines: RecordLines
    choice: Choice
    acceptance: Acceptance | None
    wanted: Collection[str]
    form: RowForm
    sheets: bool = False
    """True if the tables are those of a workbook."""

    def __reduce__(self) -> tuple[Any, ...]:
        return RowMaking, (self.lines, self.choice, self.acceptance, self.wanted, self.form, self.sheets)

    @cached_property
    def tables(self) -> Tables:
        """The tables that the rows are of."""
        return Tables.of(self.acceptance, sheets=self.sheets)

    def __call__(self, numbered: tuple[int, bytes]) -> MadeRows | InputError:
        """Return the rows, or why the line is no record."""
        tally = Tally()
        try:
            found = table_rows([self.lines.record(numbered)], self.choice, tally, self.tables)
            rows = tuple(
                (table.name, self.form.encode(table, row)) for table, row in found if table.name in self.wanted
            )
        except InputError as error:
            return error
        return MadeRows(rows, tally.undated)


@dataclass(frozen=True, slots=True)
class PartMaking:
    """Makes what a brief says of a line, in whatever process; `texts` are the sources, where they were saved."""

    lines: RecordLines
    choice: Choice
    texts: SavedTexts | None

    def __call__(self, numbered: tuple[int, bytes]) -> BriefPart | InputError:
        """Return the part, or why the line is no record."""
        try:
            record = self.lines.record(numbered)
            text = self.texts.text(record.document.sha256) if self.texts else None
            return brief_part(record, self.choice, text)
        except InputError as error:
            return error


def parts_made(made: Iterable[BriefPart | InputError]) -> Iterator[BriefPart]:
    """Yield the parts of all records; errors as `rows_made`."""
    for one in made:
        if isinstance(one, InputError):
            raise one
        yield one


def rows_made(made: Iterable[MadeRows | InputError], tally: Tally) -> Iterator[tuple[str, Any]]:
    """Yield the rows of all records with the names of their tables, and count the records.

    Raises:
        InputError: a line is no record, or has something that is not a date where a date belongs.

    """
    for one in made:
        if isinstance(one, InputError):
            raise one
        tally.replies += 1
        tally.undated += one.undated
        yield from one.rows
