"""Chooses the tables of one export. A workbook and a confidence threshold change some columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from summarise.confidence import Acceptance
from summarise.export.columns import (
    COMMITMENTS,
    MEASURES,
    PLACES,
    REPLIES,
    TARGETS,
    MeasureRow,
    PlaceRow,
    PromiseRow,
)
from summarise.export.table import Column, Table
from summarise.record import Commitment, NumericTarget, Record

__all__ = ["Tables"]

_Subject = TypeVar("_Subject")

_PLACED = {"start", "end", "spans", "sha256"}
STATE: Column[Any] = Column("state", "到期情况", lambda _: "", "state", 10)
"""Column for the state of a deadline, as an Excel formula that is computed when the workbook is opened."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one export."""

    commitments: Table[PromiseRow[Commitment]] = COMMITMENTS
    targets: Table[PromiseRow[NumericTarget]] = TARGETS
    measures: Table[MeasureRow] = MEASURES
    replies: Table[Record] = REPLIES
    places: Table[PlaceRow] | None = None
    """The table of offsets if it is separate; None if the other tables contain the offsets."""

    @property
    def all(self) -> tuple[Table[Any], ...]:
        """All tables in the order in which they are written."""
        items = (self.commitments, self.targets, self.measures, self.replies)
        return (*items, self.places) if self.places else items

    @classmethod
    def of(cls, acceptance: Acceptance | None = None, *, sheets: bool = False) -> Tables:
        """Return the tables of an export; if `sheets` is true, those of a workbook (see `as_sheets`).

        `acceptance` adds the column of `accepting`; None adds no column.
        """
        made = cls.accepting(acceptance) if acceptance else cls()
        return made.as_sheets() if sheets else made

    def as_sheets(self) -> Tables:
        """Return these tables as a workbook shows them.

        A column for the state of each deadline is added, and the offsets are moved to a table of their own.
        """
        return replace(
            self,
            commitments=_dated(_without_places(self.commitments)),
            targets=_dated(_without_places(self.targets)),
            measures=_without_places(self.measures),
            places=PLACES,
        )

    @classmethod
    def accepting(cls, acceptance: Acceptance) -> Tables:
        """Return the default tables, with a column that says whether an item may be used without a person's check.

        `acceptance` is the confidence threshold for this.
        """

        def told(confidence: float | None) -> str:
            return "可直接采用" if acceptance.accepts(confidence) else "待复核"

        name, heading = "acceptance", "采用"
        return cls(
            _with(COMMITMENTS, Column(name, heading, lambda row: told(row.item.confidence), width=10)),
            _with(TARGETS, Column(name, heading, lambda row: told(row.item.confidence), width=10)),
            _with(MEASURES, Column(name, heading, lambda row: told(row.item.confidence), width=10)),
        )


def _without_places(table: Table[_Subject]) -> Table[_Subject]:
    own = tuple(column for column in table.own if column.name not in _PLACED)
    return replace(table, own=own, of_record=tuple(one for one in table.of_record if one.name not in _PLACED))


def _dated(table: Table[_Subject]) -> Table[_Subject]:
    """Return the table with a column for the state of the deadline, right of the deadline."""
    at = [column.name for column in table.own].index("deadline") + 1
    return replace(table, own=(*table.own[:at], STATE, *table.own[at:]))


def _with(table: Table[_Subject], column: Column[_Subject]) -> Table[_Subject]:
    return replace(table, own=(*table.own, column))
