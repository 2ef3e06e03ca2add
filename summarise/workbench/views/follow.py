"""View 跟踪: promises that are due, passages of later replies that may concern them, and people's verdicts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from summarise.corpus import Corpus
from summarise.corpus.follow import Candidate, candidates, promised
from summarise.corpus.ledger_rows import LedgerRow, ledger_row
from summarise.errors import InputError, UsageError
from summarise.reference import Reference, text_name
from summarise.review.verdicts import checked_finding, unmatched
from summarise.workbench.badges import OVERDUE
from summarise.workbench.calls import Call, Caller, Json, Refused, Route
from summarise.workbench.proofs import Proofs
from summarise.workbench.shelf import texts_of
from summarise.workbench.views.ledger import reason_of
from summarise.workbench.views.promise_payload import candidate_json, history_json, row_json
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_LISTS = (
    ("已到期，待核实", OVERDUE),
    ("90 天内到期", "状态:即将到期"),
    ("有后续答复，待核实", "状态:有后续答复 状态:待核实"),
    ("已核实", "状态:已核实"),
)
"""Titles and queries of the lists; the most urgent list comes first."""
_AROUND = 120
"""Maximum number of characters shown before and after a promise in its letter; at most two lines are shown."""


def lists(desk: Desk, call: Call) -> Json:
    """Return the title, query and number of promises of each list in the view, and verdicts whose promise is gone."""
    without, today = desk.closed_names(call.caller), desk.today()
    try:
        with desk.promises.opened() as corpus:
            counts = [desk.promises.count(query, today, without) for _, query in _LISTS]
            lost = [one for one in corpus.lost_verdicts() if one["place"].partition("-")[0] not in without]
    except InputError as error:
        raise reason_of(error) from error
    return {
        "lists": [{"title": title, "q": q, "count": count} for (title, q), count in zip(_LISTS, counts, strict=True)],
        "lost": lost,
        "closed": withheld(desk, call.caller),
        "today": today.isoformat(),
        "day": desk.day_words(),
    }


def promise(desk: Desk, call: Call) -> Json:
    """Return one promise, its verdicts, and the passages of later replies that may concern it.

    The path of the request has the reference of the promise as `place`.

    Raises:
        Refused: no promise has this reference (404), or the caller must label its text first (403).

    """
    return _told(desk, call.caller, call.path["place"])


def _told(desk: Desk, caller: Caller, place: str) -> Json:
    row, later, older = _later(desk, caller, place)
    shown = row_json(row, desk.promises.finding(row.reference), desk.today(), older=older)
    events = desk.journal.on(row.sha256)
    out = unmatched(events, shown["place"])
    desk.saw(caller, row.sha256, *(one.sha256 for one in later))
    made = [candidate_json(one, out.get(one.reference)) for one in later]
    return {
        "row": shown,
        "around": _around(desk, row),
        "candidates": sorted(made, key=lambda one: bool(one["out"])),
        "told": _of_candidates(later),
        "history": history_json(events, shown["place"], older),
        "closed": withheld(desk, caller),
        "today": desk.today().isoformat(),
        "day": desk.day_words(),
        "n": len(desk.journal),
    }


def _of_candidates(later: Sequence[Candidate]) -> str:
    """Return what the page says above the candidates: nothing if one of them is likely."""
    if not later:
        return "没有看到可能相关的后来答复。这不等于没有兑现。"
    if any(one.is_likely for one in later):
        return ""
    offered = f"下面 {len(later)} 条出自有关的答复，用词不相近，只供翻看。"
    return f"后来的答复里没有说到这件事的话。这不等于没有兑现。{offered}"


def _later(desk: Desk, caller: Caller, place: str) -> tuple[LedgerRow, list[Candidate], Collection[str]]:
    """Return the promise with the reference `place`, and the passages that may concern it and the caller may see.

    Return also the names of the letters that have a newer version.
    """
    without = desk.closed_names(caller)
    try:
        with desk.promises.opened() as corpus:
            row = _row(desk, corpus, caller, place)
            asked = promised(corpus, row.reference, desk.today())
            found, older = candidates(corpus, asked, texts_of(desk.records)), corpus.superseded()
    except (InputError, UsageError) as error:
        raise reason_of(error) from error
    return row, [one for one in found if text_name(one.sha256) not in without], older


def likely(desk: Desk, call: Call) -> Json:
    """Return how many passages of later replies speak of one promise, without those that people put aside.

    The path of the request has the reference of the promise as `place`.

    Raises:
        Refused: as for `promise`.

    """
    row, later, _ = _later(desk, call.caller, call.path["place"])
    out = unmatched(desk.journal.on(row.sha256), row.reference.partition("-")[2])
    return {"likely": sum(one.is_likely and one.reference not in out for one in later)}


def _row(desk: Desk, corpus: Corpus, caller: Caller, place: str) -> LedgerRow:
    reference = Reference.parse(place)
    if reference:
        desk.check_open(caller, reference.text)
    row = ledger_row(corpus, reference, desk.today()) if reference else None
    if row is None or row.kind == "m":
        raise Refused(404, "missing", f"no promise has the reference {place[:80]}")
    return row


def _around(desk: Desk, row: LedgerRow) -> list[str]:
    """Return the text before and after a promise in its letter; two empty strings if the text is not available."""
    found = desk.shelf.row(row.sha256)
    try:
        text = desk.reply(found).annotated.document.text if found else ""
    except Refused:
        return ["", ""]
    start, end = row.evidence[0].start, row.evidence[-1].end
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    first, last = before.splitlines(keepends=True)[-2:], behind.splitlines(keepends=True)[:2]
    is_cut_before = start > _AROUND and len(before.splitlines()) <= len(first)
    is_cut_behind = end + _AROUND < len(text) and len(behind.splitlines()) <= len(last)
    return ["…" * is_cut_before + "".join(first), "".join(last).rstrip() + "…" * is_cut_behind]


def act(desk: Desk, call: Call) -> Json:
    """Write a verdict, a decision whether a passage of a later reply concerns a promise, or an undo.

    Return the new state of the promise. The request has the reference of the promise as `ref`.

    Raises:
        Refused: the act is unknown (400), the reference names no promise (404), a proof is wrong (422), or an error of
            `Desk.note`.

    """
    do, place = call.text("do", 12), call.text("ref")
    try:
        with desk.promises.opened() as corpus:
            row = _row(desk, corpus, call.caller, place)
            to = _checked(desk, corpus, call, row)
    except InputError as error:
        raise reason_of(error) from error
    except UsageError as error:
        raise Refused(422, "no_proof", error.message) from error
    values: dict[str, Any] = {"do": do, "client": call.text("client", 64), "from": call.body.get("from")}
    if do == "undo":
        values["undoes"] = call.body.get("undoes")
    else:
        values |= {"item": row.reference.partition("-")[2], "to": to}
    event = desk.note(call.caller, row.sha256, values)
    return {"n": event.n, "at": event.at, "now": _told(desk, call.caller, row.reference)}


def _checked(desk: Desk, corpus: Corpus, call: Call, row: LedgerRow) -> Any:
    do, to = call.text("do", 12), call.body.get("to")
    if do == "undo":
        return None
    if do == "verdict":
        if to is None:
            return None
        proofs = Proofs(corpus, desk.records, row, partial(desk.check_open, call.caller))
        return checked_finding(proofs.filled(to), desk.today()).model_dump(mode="json", exclude_defaults=True)
    if do in {"match", "unmatch"} and isinstance(to, str) and Reference.parse(to):
        return str(Reference.parse(to))
    raise Refused(400, "bad_request", "没有这种操作")


ROUTES = (
    Route("GET", "/api/follow", lists),
    Route("GET", "/api/follow/{place}", promise),
    Route("GET", "/api/follow/{place}/likely", likely),
    Route("POST", "/api/follow", act, role="review"),
)
