"""Converts a promise, its verdicts and the passages of later replies that may concern it to JSON for the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import PurePath

from summarise.corpus.follow import Candidate
from summarise.corpus.ledger_rows import LedgerRow
from summarise.plain_quote import plain_quote
from summarise.reference import Reference, text_name
from summarise.review.events import Event, of_follow_up
from summarise.review.fold import taken_back
from summarise.review.verdicts import Finding, Proof, findings
from summarise.web_address import web_address
from summarise.wording import NOT_LOOKED_AT
from summarise.workbench.calls import Json

__all__ = ["candidate_json", "history_json", "row_json"]


def row_json(
    row: LedgerRow,
    found: tuple[Event, Finding] | None,
    today: date,
    words: Collection[str] = (),
    older: Collection[str] = (),
) -> Json:
    """Return the promise `row` as JSON; `found` is the verdict that counts, None if there is none.

    `from` names the letter, and the body that replies where that is not one of `who`. `said`, `under` and `titled` are
    quote, heading and title in pieces, of which those that are one of `words` are marked; `titled` is empty if none is.
    `late` says that the letter has a newer version, or how long ago a promise was due that is not settled. `older` are
    the names of letters that have a newer version; evidence from one says so.
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
        "found": _found(*found, older) if found else None,
        "issuer": row.issuer,
        "issued": row.issued,
        "title": row.title,
        "from": _from(row),
        "source": row.source,
        "url": web_address(row.url),
        "said": _marked(plain_quote(row.quote) or row.what, words),
        "under": _marked(row.section, words),
        "titled": _titled(row, words),
        "late": _late(row, today),
    }


def _titled(row: LedgerRow, words: Collection[str]) -> list[tuple[str, bool]]:
    found = _marked(row.title, words)
    if len(found) < 2:  # noqa: PLR2004 - a title without any of the words is one piece
        return []
    return [("只题目里有：", False), *found] if row.is_by_title else found


def _from(row: LedgerRow) -> str:
    """Return which letter a promise is in: who replies, where another body is responsible, then year and number."""
    by = f"{row.issuer}答复" if row.issuer and row.issuer not in row.responsible else ""
    year = row.issued[:4] if row.issued[:4] not in row.number else ""
    named = row.number or (row.issuer and "无文号") or PurePath(row.source).name
    return " ".join(filter(None, (by, year, named)))


def _marked(text: str, words: Collection[str]) -> list[tuple[str, bool]]:
    """Return `text` in pieces, each with True if it is one of `words`, whatever the case of its letters."""
    if not words:
        return [(text, False)]
    parts = re.split(
        "(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")", text, flags=re.IGNORECASE
    )
    return [(part, bool(n % 2)) for n, part in enumerate(parts) if part]


def _late(row: LedgerRow, today: date) -> str:
    """Return in words that the letter has a newer version, else how long ago an unsettled promise was due; else ""."""
    if row.newer:
        return "旧版，有新版"
    if row.state != "已到期" or row.verdict not in {"", NOT_LOOKED_AT, "推进中"}:
        return ""
    return f"已到期 {(today - date.fromisoformat(row.due)).days} 天"


def _found(event: Event, finding: Finding, older: Collection[str]) -> Json:
    return {
        "n": event.n,
        "at": event.at,
        "by": event.by,
        "verdict": finding.verdict,
        "note": finding.note,
        "proofs": [_proof(proof, older) for proof in finding.evidence],
    }


def _proof(proof: Proof, older: Collection[str]) -> Json:
    named = Reference.parse(proof.reference)
    is_older = named is not None and named.text in older
    return {
        "quote": proof.quote,
        "who": proof.issuer + ("（依据出自旧版，那件答复已有新版）" if is_older else ""),
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
        "share": _share(candidate.share),
        "likely": candidate.is_likely,
        "out": {"n": out.n, "by": out.by} if out else None,
    }


def _share(share: str) -> str:
    """Return in words how a reported number compares to the promised one; `share` is as in 96/120, "" for none."""
    done, _, wanted = share.partition("/")
    if not wanted or not float(wanted):
        return ""
    return f"只按数字算：承诺 {_number(wanted)}，报告 {_number(done)}，{100 * float(done) / float(wanted):.1f} %"


def _number(digits: str) -> str:
    return f"{float(digits):,.3f}".rstrip("0").rstrip(".")


def history_json(events: Sequence[Event], item: str, older: Collection[str] = ()) -> list[Json]:
    """Return what people recorded about the promise `item` as JSON, oldest first.

    These are verdicts, decisions whether a passage of a later reply concerns the promise, and undo events. Entries that
    were undone later have False as `in_force`. `older` has the same meaning as for `row_json`.
    """
    gone = taken_back(events)
    told = [
        (_found(event, finding, older) if finding else {"n": event.n, "at": event.at, "by": event.by, "verdict": ""})
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
