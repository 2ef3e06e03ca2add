"""Makes the rows of one record for an export. This may run in other processes than the one that writes the files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from summarise.confidence import Acceptance
from summarise.export.brief import BriefPart, brief_part
from summarise.export.table import Row, Table
from summarise.export.table_rows import Choice, Tally, table_rows
from summarise.export.tables import Tables
from summarise.records_file import RecordLines, SavedTexts

__all__ = ["MadeRows", "PartMaking", "RowForm", "RowMaking"]


class RowForm(Protocol):
    """Encodes rows for the file format of an export. Objects of this type can be pickled."""

    def encode(self, table: Table[Any], row: Row) -> Any:
        """Return a row of `table` in the form in which its file is written; the result can be pickled."""
        ...


@dataclass(frozen=True, slots=True)
class MadeRows:
    """The rows that were made from one record."""

    rows: tuple[tuple[str, Any], ...]
    """The rows: for each, the name of its table, and the row in the form that `RowForm.encode` returns."""
    undated: int
    """Number of promises whose deadline gives no date."""


@dataclass(frozen=True)
class RowMaking:
    """A callable that makes the rows for one line of a records file; it can be pickled."""

    lines: RecordLines
    choice: Choice
    acceptance: Acceptance | None
    """If given, tables have a column that says whether an item may be used without a person's check."""
    wanted: Collection[str]
    """Names of the tables whose rows are made."""
    form: RowForm
    sheets: bool = False
    """True for a workbook, whose tables differ in some columns."""

    def __reduce__(self) -> tuple[Any, ...]:
        return RowMaking, (self.lines, self.choice, self.acceptance, self.wanted, self.form, self.sheets)

    @cached_property
    def tables(self) -> Tables:
        """All tables of the export."""
        return Tables.of(self.acceptance, sheets=self.sheets)

    def __call__(self, numbered: tuple[int, bytes]) -> MadeRows:
        """Return the rows for one line; `numbered` is the line number and the line.

        Raises:
            InputError: the line is not a valid record, or a date in it is not a valid date.

        """
        tally = Tally()
        found = table_rows([self.lines.record(numbered)], self.choice, tally, self.tables)
        rows = tuple((table.name, self.form.encode(table, row)) for table, row in found if table.name in self.wanted)
        return MadeRows(rows, tally.undated)


@dataclass(frozen=True, slots=True)
class PartMaking:
    """A callable that makes the part of a brief (see `brief`) for one line of a records file; it can be pickled.

    `choice` selects the promises. `texts` are the saved source texts; None if there are none.
    """

    lines: RecordLines
    choice: Choice
    texts: SavedTexts | None

    def __call__(self, numbered: tuple[int, bytes]) -> BriefPart:
        """Return the part of the brief for one line; `numbered` is the line's number (from 1) and its bytes.

        Raises:
            InputError: the line is not a valid record, or a date in it is not a valid date.

        """
        record = self.lines.record(numbered)
        text = self.texts.text(record.document.sha256) if self.texts else None
        return brief_part(record, self.choice, text)
