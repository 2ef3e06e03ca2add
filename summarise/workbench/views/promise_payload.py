"""Converts a promise, its verdicts and the passages of later replies that may concern it to JSON for the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from summarise.corpus.follow import Candidate
from summarise.corpus.ledger_rows import LedgerRow
from summarise.load.address import web_address
from summarise.plain_quote import plain_quote
from summarise.reference import Reference, text_name
from summarise.review.events import Event, of_follow_up
from summarise.review.fold import taken_back
from summarise.review.verdicts import Finding, Proof, findings
from summarise.workbench.calls import Json

__all__ = ["candidate_json", "history_json", "row_json"]


def row_json(row: LedgerRow, found: tuple[Event, Finding] | None) -> Json:
    """Return the promise `row` as JSON; `found` is the verdict that counts, None if there is none.

    A letter without a number is named by the replying body, else by its source.
    """
    _, _, place = row.reference.partition("-")
    return {
        "ref": row.reference,
        "name": text_name(row.sha256),
        "place": place,
        "kind": row.kind,
        "what": row.what,
        "quote": plain_quote(row.quote),
        "section": row.section,
        "who": list(row.responsible),
        "certainty": row.certainty,
        "due": row.due,
        "deadline": row.deadline_text,
        "state": row.state,
        "targets": [
            {
                "ref": one.reference,
                "indicator": one.indicator,
                "amount": one.amount,
                "basis": one.basis,
                "due": one.due,
                "state": one.state,
            }
            for one in row.targets
        ],
        "lacks": list(row.lacks),
        "verdict": row.verdict,
        "found": _found(*found) if found else None,
        "issuer": row.issuer,
        "issued": row.issued,
        "title": row.title,
        "number": row.number or row.issuer or PurePath(row.source).name,
        "source": row.source,
        "url": web_address(row.url),
    }


def _found(event: Event, finding: Finding) -> Json:
    return {
        "n": event.n,
        "at": event.at,
        "by": event.by,
        "verdict": finding.verdict,
        "note": finding.note,
        "proofs": [_proof(proof) for proof in finding.evidence],
    }


def _proof(proof: Proof) -> Json:
    return {
        "quote": proof.quote,
        "who": proof.issuer,
        "day": proof.dated or proof.seen_on,
        "url": web_address(proof.url),
        "ref": proof.reference,
        "href": _href(proof.reference),
    }


def _href(written: str) -> str:
    """Return the path of the page that shows the item with a reference; "" if `written` is not a reference."""
    named = Reference.parse(written)
    return f"/r/{named.text}/{named.place}" if named else ""


def candidate_json(candidate: Candidate, out: Event | None) -> Json:
    """Return `candidate`, a passage of a later reply, as JSON, with each part of its score.

    `out` is the event by which a person said that the passage does not concern the promise, None if there is none.
    """
    return {
        "ref": candidate.reference,
        "href": _href(candidate.reference),
        "issuer": candidate.issuer,
        "issued": candidate.issued,
        "title": candidate.title,
        "quote": plain_quote(candidate.quote),
        "parts": [[name, value] for name, value in candidate.parts.items()],
        "score": round(candidate.score, 2),
        "share": candidate.share,
        "likely": candidate.is_likely,
        "out": {"n": out.n, "by": out.by} if out else None,
    }


def history_json(events: Sequence[Event], item: str) -> list[Json]:
    """Return what people recorded about the promise `item` as JSON, oldest first.

    These are verdicts, decisions whether a passage of a later reply concerns the promise, and undo events. Entries that
    were undone later have False as `in_force`.
    """
    gone = taken_back(events)
    told = [
        (_found(event, finding) if finding else {"n": event.n, "at": event.at, "by": event.by, "verdict": ""})
        | {"in_force": event.n not in gone}
        for event, finding in findings(events).get(item, ())
    ]
    told += [
        {
            "n": one.n,
            "at": one.at,
            "by": one.by,
            "other": one.to,
            "out": one.do == "unmatch",
            "in_force": one.n not in gone,
        }
        for one in events
        if one.item == item and one.do in {"match", "unmatch"}
    ]
    followed = of_follow_up([event for event in events if event.item in {item, ""}])
    told += [
        {"n": event.n, "at": event.at, "by": event.by, "undoes": event.undoes, "in_force": event.n not in gone}
        for event in events
        if event.do == "undo" and event.n in followed
    ]
    return sorted(told, key=lambda one: int(one["n"]))
