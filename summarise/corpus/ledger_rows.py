"""Builds the ledger of a corpus: one row for each promise with all its targets, sorted by deadline."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from summarise.checkable import lacks_for_check
from summarise.corpus.conditions import WORD, Scope, conditions
from summarise.corpus.excerpt import excerpt
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import KINDS
from summarise.corpus.matches import matches
from summarise.corpus.query import Query
from summarise.due import state_of
from summarise.errors import InputError
from summarise.ledger import Promise, Terms, promises, terms_of
from summarise.places_file import read_places, with_address
from summarise.record import Commitment, Evidence, NumericTarget, Record
from summarise.reference import Item, Reference, evidence_of
from summarise.wording import headline, title_of

__all__ = ["Ledger", "LedgerRow", "TargetOf", "ledger", "ledger_row"]


@dataclass(frozen=True, slots=True)
class TargetOf:
    """A numeric target of a promise."""

    reference: str
    indicator: str
    amount: str
    """The number as written, with its unit."""
    basis: str
    due: str
    """ISO date of its deadline; "" if there is none or it gives no date."""
    deadline_text: str
    unit: str
    state: str
    """未到期, 即将到期 or 已到期 if the target has a deadline other than that of its promise, else ""."""


@dataclass(frozen=True, slots=True)
class LedgerRow(Terms):
    """One row of the ledger: a promise, or a measure if the query asks for measures, with facts about its letter."""

    reference: str
    kind: str
    """c for a commitment, t for a target without commitment, m for a measure."""
    what: str
    evidence: tuple[Evidence, ...]
    section: str
    due: str
    """ISO date of the promise's own deadline or, if it states none, the earliest of its targets'.

    The value is "" if there is none.
    """
    state: str
    targets: tuple[TargetOf, ...]
    lacks: tuple[str, ...]
    """Facts that the promise does not state and that are needed to check whether it was kept."""
    verdict: str
    """A person's verdict on the promise; "" for a measure."""
    issuer: str
    issued: str
    """ISO date of the letter; "" if it is not known."""
    title: str
    number: str
    proposal: str
    session: str
    source: str
    url: str
    sha256: str
    letter: int
    """Number of the letter in the index."""
    is_by_title: bool = False
    """True if a word of the query is only in the topic or title of the proposal, not in the promise or its heading."""
    newer: str = ""
    """Name of the newest version of the letter (first ten digits of the hash) if this is an older one, else ""."""

    @property
    def quote(self) -> str:
        """The sentences of the letter that state the promise or measure, joined without a separator."""
        return "".join(span.quote for span in self.evidence)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The promises that match a query: the requested rows, and counts of all promises found."""

    rows: tuple[LedgerRow, ...]
    total: int
    """Number of all promises found."""
    facets: Mapping[str, Mapping[str, int]]
    """Number of promises by value of 单位 (body), 时限 (year), 力度 (certainty), 状态 (state) and 核实 (verdict).

    A promise may count for several values (see `Matches.facets`). The mapping is empty if more than 20,000 promises
    were found.
    """


def ledger(
    corpus: Corpus,
    query: Query,
    today: date,
    *,
    rows: slice = slice(0, 50),
    without: Collection[str] = (),
) -> Ledger:
    """Return the promises that match a query, earliest deadline first and promises without a date last.

    Args:
        corpus: the index.
        query: conditions on a promise or on one of its targets.
        today: the date that decides which promises are due or overdue.
        rows: which rows of the result to return, from 0; for an empty slice `facets` is empty too.
        without: names of texts (first ten digits of the hash) whose promises are left out.

    Raises:
        InputError: the search took longer than two seconds, or the records were changed during it.

    """
    found = matches(corpus, query, today, rows, Scope(whole=True, without=tuple(without)))
    read = _Reading(corpus, today)
    rows_read = read.rows(found.rows)
    told = [
        replace(row, is_by_title=True) if one["id"] in found.by_title else row
        for row, one in zip(rows_read, found.rows, strict=True)
    ]
    return Ledger(tuple(told), found.total, found.facets)


def ledger_row(corpus: Corpus, reference: Reference, today: date, without: Collection[str] = ()) -> LedgerRow | None:
    """Return the row of the item in `corpus` with this `reference`, or None; for a target, that of its commitment.

    `today` and `without` have the same meaning as for `ledger`.
    """
    where, values = conditions(corpus, Query(reference=reference), today, Scope(without=tuple(without)))
    columns = f"head.kind, head.start, head.turn, head.letter, letter.text, {WORD} as word"
    joined = "item join item head on head.id = coalesce(item.holder, item.id) join letter on letter.id = item.letter"
    found = corpus.select(f"select {columns} from {joined} where {where}", values)
    read = _Reading(corpus, today)
    return next(iter(read.rows(found)), None)


class _Reading:
    """Makes ledger rows from records of the corpus; it reads each record once."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self._corpus, self._today = corpus, today
        self._places = read_places(corpus.records)

    def rows(self, found: Sequence[Mapping[str, Any]]) -> tuple[LedgerRow, ...]:
        """Return the rows for index rows, in the given order.

        Records are read one letter at a time, since a parsed record takes much memory.
        """
        made: dict[int, LedgerRow] = {}
        by_letter = sorted(enumerate(found), key=lambda one: int(one[1]["letter"]))
        try:
            for letter, of_letter in groupby(by_letter, key=lambda one: int(one[1]["letter"])):
                values = json.loads(self._corpus.line(letter))
                made |= {place: self._row(one, values) for place, one in of_letter}
        except ValueError as error:
            path = self._corpus.records
            raise InputError(f"{path}: was changed while it was read; start again") from error
        return tuple(made[place] for place in range(len(found)))

    def _row(self, found: Mapping[str, Any], values: Mapping[str, Any]) -> LedgerRow:
        kind, letter = KINDS[found["kind"]], found["letter"]
        turn = f"-{found['turn']}" if found["turn"] > 1 else ""
        place = f"{found['text']}-{kind}{found['start']}{turn}"
        record = with_address(excerpt(values, kind, found["start"], found["turn"]), self._places)
        newer = self._corpus.superseded().get(found["text"], "")
        if kind == "m":
            return replace(_row(record, letter, place, record.measures_taken[0]), newer=newer)
        promise, *held = promises(record)
        held = held if kind == "c" else [promise]  # a target of no commitment is its own promise and its own number
        row = _promise_row(promise, held, place, self._today)
        return replace(row, letter=letter, verdict=found["word"], newer=newer)


def _promise_row(promise: Promise, held: Sequence[Promise], place: str, today: date) -> LedgerRow:
    item, record = promise.item, promise.record
    due = _day(promise)
    return replace(
        _row(record, 0, place, item),
        **terms_of(promise),
        due=due,
        state=state_of(due, today),
        targets=tuple(_target(one, due, today) for one in held),
        lacks=lacks_for_check(record, item) if isinstance(item, Commitment) else (),
    )


def _day(promise: Promise) -> str:
    return promise.due.isoformat() if promise.due else ""


def _target(promise: Promise, due_together: str, today: date) -> TargetOf:
    item, due = promise.item, _day(promise)
    assert isinstance(item, NumericTarget)
    state = state_of(due, today) if due and due != due_together else ""
    words = (item.indicator, item.evidence.quote, item.basis, due, promise.deadline_text, item.unit)
    return TargetOf(str(promise.reference), *words, state)


def _row(record: Record, letter: int, reference: str, item: Item) -> LedgerRow:
    reply, proposal, document = record.reply, record.proposal, record.document
    is_target = isinstance(item, NumericTarget)
    return LedgerRow(
        reference=reference,
        kind=item.id[0],
        what=item.indicator if isinstance(item, NumericTarget) else headline(item),
        evidence=evidence_of(item),
        section="" if isinstance(item, NumericTarget) else item.section,
        responsible=(reply.issuer,) if reply.issuer and not is_target else (),
        due="",
        state="",
        targets=(),
        lacks=(),
        verdict="",
        issuer=reply.issuer,
        issued=reply.day,
        title=title_of(record),
        number=reply.document_number or (f"第{proposal.number}号" if proposal.number else ""),
        proposal=proposal.number,
        session=proposal.session,
        source=document.source,
        url=document.url,
        sha256=document.sha256,
        letter=letter,
    )
