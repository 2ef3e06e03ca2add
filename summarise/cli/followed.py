"""Format what `summarise follow` prints: promises by state, or one promise with items that may report on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from summarise.corpus import parse_query, search
from summarise.corpus.follow import candidates, promised
from summarise.language import said
from summarise.printable import one_line
from summarise.workbench.shelf import texts_of

if TYPE_CHECKING:
    from datetime import date

    from summarise.corpus import Corpus, Found
    from summarise.corpus.follow import Candidate, Promised
    from summarise.review.events import Event
    from summarise.review.verdicts import Finding
    from summarise.workbench.promises import Promises

__all__ = ["promise_with_traces", "promises_by_state"]

_SETTLED = "已核实"
_STATES = {
    "90 天内到期": ("due within 90 days", ("即将到期",)),
    "已到期，待核实，有后续答复": ("overdue, not looked at, with a later reply", ("已到期", "待核实", "有后续答复")),
    "已到期，待核实，未见后续答复": ("overdue, not looked at, no later reply", ("已到期", "待核实", "未见后续答复")),
    _SETTLED: ("looked at", ("已核实",)),
}
"""Names of the lists in JSON, each with its name for people and the states that it holds."""


@dataclass(frozen=True, slots=True)
class _ByState:
    found: dict[str, Found]

    def values(self) -> dict[str, Any]:
        return {title: asdict(found) for title, found in self.found.items()}

    def lines(self) -> Iterator[str]:
        for title, found in self.found.items():
            yield f"{_STATES[title][0]}: {found.total}"
            for hit in found.hits:
                so = f"{hit.verdict}  " if title == _SETTLED else ""
                who = one_line(hit.responsible) or "—"
                yield f"  {hit.due or said('no date'):10}  {so}{hit.place}  {who}  {one_line(hit.said, 100)}"


def promises_by_state(corpus: Corpus, day: date) -> _ByState:
    """Return the promises in `corpus` that are due soon, are overdue, or have a verdict; at most 1000 for each state.

    The date `day` decides which deadlines are near or past.
    """
    queries = {
        title: parse_query(" ".join(f"状态:{state}" for state in states)) for title, (_, states) in _STATES.items()
    }
    return _ByState({title: search(corpus, query, day, rows=slice(0, 1000)) for title, query in queries.items()})


@dataclass(frozen=True, slots=True)
class _WithTraces:
    promise: Promised
    candidates: tuple[Candidate, ...]
    history: tuple[tuple[Event, Finding | None, bool], ...]

    def values(self) -> dict[str, Any]:
        return {
            "promise": asdict(self.promise.hit),
            "candidates": [_plain(one) for one in self.candidates],
            "history": [_noted(*one) for one in self.history],
        }

    def lines(self) -> Iterator[str]:
        yield from _shown(self.promise, self.candidates)
        for event, finding, is_in_force in self.history:
            yield from _told(event, finding, is_in_force=is_in_force)


def promise_with_traces(promises: Promises, corpus: Corpus, place: str, day: date) -> _WithTraces:
    """Return the promise with the reference `place`, passages that may report on it, and people's verdicts on it.

    The passages are from later replies in `corpus`. `promises` holds the verdicts; the date `day` decides which
    deadlines are near or past.
    """
    promise = promised(corpus, place, day)
    found = candidates(corpus, promise, texts_of(corpus.records))
    return _WithTraces(promise, found, promises.history(promise.hit.place))


def _plain(candidate: Candidate) -> dict[str, Any]:
    evidence = [{"start": span.start, "end": span.end, "quote": span.quote} for span in candidate.evidence]
    values = {
        name: getattr(candidate, name)
        for name in ("reference", "issuer", "issued", "title", "sha256", "share", "is_item", "is_likely")
    }
    return {**values, "evidence": evidence, "parts": dict(candidate.parts), "score": candidate.score}


def _noted(event: Event, finding: Finding | None, is_in_force: bool) -> dict[str, Any]:
    found = finding.model_dump(mode="json") if finding else None
    return {"n": event.n, "at": event.at, "by": event.by, "found": found, "in_force": is_in_force}


def _shown(promise: Promised, found: tuple[Candidate, ...]) -> Iterator[str]:
    hit = promise.hit
    yield f"{hit.place}  {one_line(hit.issuer)}  {hit.issued}  {one_line(hit.title)}"
    yield f"  {one_line(promise.quote)}"
    amount = f"  {one_line(hit.what)}：{one_line(hit.amount)}" if promise.target else ""
    yield f"  {said(f'due {hit.due}' if hit.due else 'no date')} ({hit.state}){amount}  {hit.verdict}"
    if not found:
        yield "no later reply seems to speak of it"
    for number, one in enumerate(found, start=1):
        parts = "  ".join(f"{name} {value:g}" for name, value in one.parts.items())
        share = f"  {one.share}" if one.share else ""
        yield f"{number}. {one.score:.2f}  {one.reference}  {one_line(one.issuer)}  {one.issued}{share}"
        yield f"   {one_line(one.quote, 160)}"
        yield f"   {parts}"


def _told(event: Event, finding: Finding | None, *, is_in_force: bool) -> Iterator[str]:
    gone = "" if is_in_force else f" ({said('it was undone')})"
    verdict = finding.verdict if finding else said("verdict taken back")
    yield f"{event.at[:10]}  {one_line(event.by)}  {said(f'act {event.n}')}  {verdict}{gone}"
    for proof in finding.evidence if finding else ():
        where = proof.reference or proof.url
        yield f"   {one_line(proof.quote, 160)}"
        yield f"   {one_line(proof.issuer)} {proof.dated or proof.seen_on}  {one_line(where)}"
    if finding and finding.note:
        yield f"   {said('with the note')}: {one_line(finding.note, 160)}"
