"""The ledger of a corpus: a promise a row, with all of its targets, in the order of deadlines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from summarise.checkable import lacks_for_check
from summarise.corpus.conditions import FROM, WORD, conditions
from summarise.corpus.entries import NO_DAY
from summarise.corpus.index import Corpus
from summarise.corpus.query import Query
from summarise.corpus.search import spread
from summarise.due import state_of
from summarise.ledger import Promise, promises
from summarise.places_file import read_places, with_address
from summarise.record import Commitment, Evidence, Measure, NumericTarget, Record
from summarise.reference import Reference, references
from summarise.wording import headline

__all__ = ["Ledger", "LedgerRow", "TargetOf", "ledger", "ledger_row"]

_PLACE = "item.letter, letter.text, item.kind, item.start, item.turn"
_GATHERED = "from item join letter on letter.id = item.letter where item.id in (select id from found)"
_KEPT = 64
"""Letters whose rows are kept while a page of the ledger is read."""
_MOST_COUNTED = 20_000
"""Promises that are counted by their values; a query that finds more is to be narrowed first."""


@dataclass(frozen=True, slots=True)
class TargetOf:
    """A number of a promise."""

    reference: str
    indicator: str
    amount: str
    """As written, with its unit."""
    basis: str
    due: str
    deadline_text: str
    unit: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One promise, or where a query asks for them one measure, with what its letter says of it."""

    reference: str
    kind: str
    """c, t for a target of no commitment, m."""
    what: str
    evidence: tuple[Evidence, ...]
    section: str
    responsible: tuple[str, ...]
    certainty: str
    due: str
    """The earliest deadline of the promise and its targets, "" where there is none that can be resolved."""
    deadline_text: str
    state: str
    targets: tuple[TargetOf, ...]
    lacks: tuple[str, ...]
    """What a check needs and the promise does not state."""
    verdict: str
    issuer: str
    issued: str
    title: str
    number: str
    proposal: str
    session: str
    source: str
    url: str
    sha256: str
    letter: int

    @property
    def quote(self) -> str:
        """The sentences of the promise."""
        return "".join(span.quote for span in self.evidence)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The first promises that a query finds, how many there are, and how they spread."""

    rows: tuple[LedgerRow, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    """By 单位, 时限 (year of the earliest), 力度, 状态 and 核实; empty where there are too many to be counted."""


def ledger(
    corpus: Corpus,
    query: Query,
    today: date,
    *,
    rows: slice = slice(0, 50),
    without: Collection[str] = (),
) -> Ledger:
    """Return the promises that a query finds, earliest deadline first, what has none last.

    Args:
        corpus: the index.
        query: what to find, in a promise or in one of its targets.
        today: the day that decides what is due.
        rows: which rows, by their places in the order.
        without: names of texts (ten digits) of which nothing is to be told.

    Raises:
        InputError: the search took too long, or the records were changed meanwhile.

    """
    where, values = conditions(corpus, query, today, whole=True, without=without)
    total = corpus.gather(f"select item.id {FROM} where {where}", values)
    first, last = rows.start or 0, rows.stop
    found = corpus.select(
        f"select {_PLACE}, {WORD} as word {_GATHERED} order by item.first, item.id limit ? offset ?",
        (last - first, first),
    )
    due = f"replace(item.first, '{NO_DAY}', '')"
    counted = spread(corpus, _GATHERED, (), today, due=due) if total <= _MOST_COUNTED else {}
    read = _Reading(corpus, today)
    shown = tuple(read.row(one) for one in found)
    return Ledger(shown, total, counted)


def ledger_row(corpus: Corpus, reference: Reference, today: date, without: Collection[str] = ()) -> LedgerRow | None:
    """Return the row of one promise, or of the promise that holds a target; None where there is none."""
    where, values = conditions(corpus, Query(reference=reference), today, without=without)
    head = f"select coalesce(item.holder, item.id) {FROM} where {where}"
    found = corpus.select(f"select {_PLACE}, {WORD} as word {FROM} where item.id in ({head})", values)
    read = _Reading(corpus, today)
    return next((read.row(one) for one in found), None)


class _Reading:
    """Records that rows are read from; the last few are kept."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self._corpus, self._today = corpus, today
        self._places = read_places(corpus.records)
        self._letters = lru_cache(_KEPT)(self._read)

    def row(self, found: Mapping[str, Any]) -> LedgerRow:
        turn = f"-{found['turn']}" if found["turn"] > 1 else ""
        place = f"{found['text']}-{found['kind']}{found['start']}{turn}"
        record, promised = self._letters(found["letter"])
        if found["kind"] == "m":
            names = references(record)
            measure = next(one for one in record.measures_taken if str(names[one.id]) == place)
            return _row(record, found["letter"], place, measure)
        held = [one for one in promised.values() if _holder(one.item) == promised[place].item.id]
        return replace(_promise_row(promised[place], held, found["letter"], self._today), verdict=found["word"])

    def _read(self, letter: int) -> tuple[Record, Mapping[str, Promise]]:
        record = with_address(self._corpus.record(letter), self._places)
        return record, {str(one.reference): one for one in promises(record)}


def _promise_row(promise: Promise, held: Sequence[Promise], letter: int, today: date) -> LedgerRow:
    item, record = promise.item, promise.record
    dues = sorted(one.due.isoformat() for one in (promise, *held) if one.due)
    return replace(
        _row(record, letter, str(promise.reference), item),
        responsible=promise.responsible,
        certainty=promise.certainty or "",
        due=dues[0] if dues else "",
        deadline_text=_said(promise, *held),
        state=state_of(dues[0] if dues else "", today),
        targets=tuple(_target(one) for one in held),
        lacks=lacks_for_check(record, item) if isinstance(item, Commitment) else (),
    )


def _holder(item: Commitment | NumericTarget) -> str | None:
    """Return the commitment of a target; a target without one is its own promise and its own number."""
    return item.commitment or item.id if isinstance(item, NumericTarget) else None


def _said(*promises: Promise) -> str:
    """Return how the deadlines are worded, each once."""
    return "、".join(dict.fromkeys(one.deadline.text for one in promises if one.deadline))


def _target(promise: Promise) -> TargetOf:
    item = promise.item
    assert isinstance(item, NumericTarget)
    due = promise.due.isoformat() if promise.due else ""
    text = item.deadline.text if item.deadline else ""
    return TargetOf(str(promise.reference), item.indicator, item.evidence.quote, item.basis, due, text, item.unit)


def _row(record: Record, letter: int, reference: str, item: Measure | Commitment | NumericTarget) -> LedgerRow:
    reply, proposal, document = record.reply, record.proposal, record.document
    is_target = isinstance(item, NumericTarget)
    return LedgerRow(
        reference=reference,
        kind=item.id[0],
        what=item.indicator if isinstance(item, NumericTarget) else headline(item),
        evidence=(item.evidence,) if isinstance(item, NumericTarget) else item.evidence,
        section="" if isinstance(item, NumericTarget) else item.section,
        responsible=(reply.issuer,) if reply.issuer and not is_target else (),
        certainty="",
        due="",
        deadline_text="",
        state="",
        targets=(),
        lacks=(),
        verdict="",
        issuer=reply.issuer,
        issued=reply.issued_on or reply.published_on,
        title=proposal.title or reply.title or document.source,
        number=reply.document_number or (f"第{proposal.number}号" if proposal.number else ""),
        proposal=proposal.number,
        session=proposal.session,
        source=document.source,
        url=document.url,
        sha256=document.sha256,
        letter=letter,
    )
