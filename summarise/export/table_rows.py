"""Makes the rows of an export's tables while records are read; only one record is in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from summarise.export.columns import MeasureRow, PlaceRow, PromiseRow
from summarise.export.spool import Spool
from summarise.export.table import Row, Table
from summarise.export.tables import Tables
from summarise.ledger import Promise, promises
from summarise.record import Commitment, NumericTarget, Record
from summarise.reference import Reference, evidence_of, references

__all__ = ["Choice", "Tally", "left_out", "table_rows"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which promises are exported, and in which order."""

    by_deadline: bool = False
    """True: earliest deadline first, promises without a date last. False: the order of the records."""
    before: date | None = None
    """The last deadline to export; None exports all promises.

    The commitments of the exported targets are exported too. Replies without exported promises are left out.
    """

    def of(self, found: tuple[Promise, ...]) -> tuple[Promise, ...]:
        """Return those promises that are exported, in the same order; `found` has all promises of one record."""
        if self.before is None:
            return found
        due = [promise for promise in found if promise.due is not None and promise.due <= self.before]
        wanted = {promise.item.id for promise in due}
        wanted |= {p.item.commitment for p in due if isinstance(p.item, NumericTarget) and p.item.commitment}
        return tuple(promise for promise in found if promise.item.id in wanted)


@dataclass(slots=True)
class Tally:
    """Counts of the records whose rows were made."""

    replies: int = 0
    undated: int = 0
    """Number of promises whose deadline gives no date. `Choice.before` never selects them by their own deadline."""

    def count(self, found: Iterable[Promise]) -> None:
        """Count one reply; `found` has all its promises."""
        self.replies += 1
        self.undated += sum([promise.due is None for promise in found])


def left_out(undated: int) -> str:
    """Return a sentence in Chinese that says that `undated` promises without a date are left out; "" for 0."""
    return f"另有 {undated} 项承诺和目标没有能确定日期的时限，未按时限列入。" if undated else ""


_PLAIN = Tables()


def table_rows(
    records: Iterable[Record], choice: Choice, tally: Tally, tables: Tables = _PLAIN
) -> Iterator[tuple[Table[Any], Row]]:
    """Yield each row of the tables, together with its table. Rows of the same table come in their final order.

    `choice` selects the promises, and `tally` receives the counts.

    Raises:
        InputError: a date in a record is not a valid date.

    """
    with Spool() as waiting:
        for record in records:
            found = promises(record)
            tally.count(found)
            kept = choice.of(found)
            for table, row, due in _promise_rows(record, kept, tables):
                if choice.by_deadline:
                    waiting.put(table, row, due)
                else:
                    yield table, row
            names = references(record)
            if tables.places:
                yield from _place_rows(record, names, kept, tables.places)
            if kept or choice.before is None:
                yield from _other_rows(record, names, tables)
        yield from waiting.in_order()


def _promise_rows(
    record: Record, kept: Iterable[Promise], tables: Tables
) -> Iterator[tuple[Table[Any], Row, date | None]]:
    shared = tables.commitments.cells_of_record(record)
    for promise in kept:
        item = promise.item
        if isinstance(item, Commitment):
            yield tables.commitments, tables.commitments.row(PromiseRow(promise, item), shared), promise.due
        else:
            yield tables.targets, tables.targets.row(PromiseRow(promise, item), shared), promise.due


def _place_rows(
    record: Record, names: Mapping[str, Reference], kept: Iterable[Promise], table: Table[PlaceRow]
) -> Iterator[tuple[Table[Any], Row]]:
    shared = table.cells_of_record(record)
    for item in (*[promise.item for promise in kept], *record.measures_taken):
        yield table, table.row(PlaceRow(names[item.id], evidence_of(item)), shared)


def _other_rows(record: Record, names: Mapping[str, Reference], tables: Tables) -> Iterator[tuple[Table[Any], Row]]:
    shared = tables.measures.cells_of_record(record)
    for item in record.measures_taken:
        yield tables.measures, tables.measures.row(MeasureRow(item, names[item.id]), shared)
    yield tables.replies, tables.replies.row(record, ())
