"""View 复核: the list of replies to review, one reply, and its edits."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from summarise.confidence import Reading
from summarise.places_file import places_path
from summarise.review.events import EDITS, of_follow_up
from summarise.review.first_look import checked_labels, differences
from summarise.review.fold import Folded, active
from summarise.review.reviewed_reply import Reply
from summarise.review.shared_deadline import shared_deadline
from summarise.web_address import web_address
from summarise.workbench.badges import badges
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.corrected_rows import corrected_row
from summarise.workbench.refusals import refusing
from summarise.workbench.shelf import Row
from summarise.workbench.undoing import final, undone_next
from summarise.workbench.views.event_words import event_words
from summarise.workbench.views.reply_payload import event_json, fixed_part, moving_part, nothing_yet, said_of
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_PAGE = 60
_LOGGED = 500
"""Maximum number of past edits of a reply that are shown, the latest ones."""
_SIGNS = {
    "waiting": ("circle", "待复核"),
    "open": ("half", "复核中"),
    "clashing": ("cross", "有冲突"),
    "accepted": ("check", "已接受"),
    "textless": ("dash", "没有原文"),
}
"""Shape and words of the sign of each state; colour is never the only sign."""
_ACTS = frozenset({*EDITS, "seen", "accept", "reopen", "remark", "undo"})
"""Kinds of event that this view may write. Verdicts and matches are written by another view."""
_LAPSED = "接受已取消，请看过后重新接受"


def queue(desk: Desk, call: Call) -> Json:
    """Return up to sixty replies, and the number of replies in each state.

    Replies with clashing edits come first. Next come replies with open warnings or, if there is a confidence threshold,
    those with the most items that are expected to be wrong. The request has, as `after`, the number of replies to skip;
    with `state=todo`, accepted replies are left out. With `sort=file`, replies are in the order of the file.
    """
    desk.refresh()
    wanted, sort = call.query.get("state", ""), call.query.get("sort", "need")
    closed = desk.closed_to(call.caller)
    newest = desk.editions.newest()
    listed = [_listed(desk, call, row, newest) for row in desk.shelf.rows() if row.sha256 not in closed]
    tally = {state: sum(one.state == state for one in listed) for state in _SIGNS}
    if wanted == "todo":
        listed = [one for one in listed if one.state not in {"accepted", "textless"}]
    if sort == "need":
        listed.sort(key=_need)
    start = call.number("after")
    page = listed[start : start + _PAGE]
    return {
        "rows": [_entry(one) for one in page],
        "next": start + _PAGE if start + _PAGE < len(listed) else None,
        "count": len(listed),
        "all": sum(tally.values()),
        "closed": withheld(desk, call.caller),
        "states": tally,
        "acceptance": {"level": found.level, "words": found.words()} if (found := desk.acceptance) else None,
    }


class _Listed(NamedTuple):
    row: Row
    state: str
    changes: int
    warnings: int
    is_first: bool
    left: Reading | None
    is_lapsed: bool
    is_older: bool


def _listed(desk: Desk, call: Call, row: Row, newest: Collection[str]) -> _Listed:
    shown = corrected_row(desk, row)
    state = desk.state(row)
    is_lapsed = state[0] == "open" and desk.folded(row).is_lapsed
    first, is_older = desk.is_looked_at_first(call.caller, row), row.sha256 in newest
    return _Listed(shown, *state, first, desk.to_read(row), is_lapsed, is_older)


def _need(one: _Listed) -> tuple[bool, bool, bool, float]:
    """Return a sort key that puts the replies first that most need a reader, and those without a text last.

    For a reply that must first be labelled without the engine's result, the key does not depend on that result.
    """
    head = one.state == "textless", one.state != "clashing"
    if one.is_first:
        return (*head, True, 0.0)
    if one.left is None:
        return (*head, not one.warnings, 0.0)
    wrong = one.left.items if one.left.expected_wrong is None else one.left.expected_wrong
    return (*head, not one.left.items, -wrong)


def _entry(one: _Listed) -> Json:
    row = one.row
    found = {"commitments": row.commitments, "targets": row.targets, "warnings": one.warnings}
    if one.left is not None:
        found["left"] = one.left.items
    return {
        "name": row.name,
        "title": row.title,
        "issuer": row.issuer,
        "date": row.date,
        **(dict.fromkeys(found, 0) if one.is_first else found),
        "state": one.state,
        "changes": one.changes,
        "lapsed": one.is_lapsed,
        "first": one.is_first,
        "sign": _sign(one),
        "counts": _counts(one),
    }


def _sign(one: _Listed) -> list[str]:
    """Return shape and words of the sign of a state."""
    shape, words = _SIGNS[one.state]
    if one.is_lapsed:
        words = "接受已取消"
    elif one.changes and one.state == "open":
        words = f"已更正 {one.changes} 处"
    elif one.changes and one.state == "accepted":
        words += f"，更正 {one.changes} 处"
    return [shape, f"旧版，{words}" if one.is_older else words]


def _counts(one: _Listed) -> list[str]:
    """Return in words what was found in a reply, and what of it needs a reader; nothing of one to be labelled first."""
    row, left = one.row, 0 if one.left is None else one.left.items
    if one.is_first:
        return ["先盲看", ""]
    targets = f" · 目标 {row.targets}" if one.left is None else ""
    open_ = (f"待读 {left}" if left else "", f"提醒 {one.warnings}" if one.warnings else "")
    return [f"承诺 {row.commitments}{targets}", "".join(f" · {words}" for words in open_ if words)]


def reply(desk: Desk, call: Call) -> Json:
    """Return one reply; the engine's result is left out if the caller must label the reply first."""
    row = desk.open_row(call, call.path["name"])
    opened = desk.reply(row)
    fixed = fixed_part(opened) | {"versions": desk.editions.links(row, desk.closed_to(call.caller))}
    if desk.is_looked_at_first(call.caller, row):
        log = {"events": [], "n": len(desk.journal)}
        entry = _entry(_listed(desk, call, row, desk.editions.newest()))
        return {"fixed": fixed, "now": nothing_yet(row.title), "log": log, "entry": entry, "first": True}
    return {"fixed": fixed, **_now(desk, call, row, opened)}


def _now(desk: Desk, call: Call, row: Row, opened: Reply) -> Json:
    """Return what edits change of a reply, its row in the list, past edits, and differences to labels given before."""
    folded = desk.folded(row)  # first, since it says why a record does not fit its text
    desk.saw(call.caller, row.sha256)
    differ = [asdict(one) for one in differences(opened, desk.journal.on(row.sha256))]
    entry = _entry(_listed(desk, call, row, desk.editions.newest()))
    now = moving_part(opened, folded, desk.acceptance) | {"printed": _printed(desk, row, folded)}
    return {"now": now, "entry": entry, "log": _log(desk, call, row, opened), "differ": differ}


def _printed(desk: Desk, row: Row, folded: Folded) -> str:
    """Return the line at the head of the printed letter: its reference, who reviewed it, and the days of both."""
    review = folded.record.provenance.review
    by = "、".join(review.by) if review else "无"
    accepted = f"，{folded.choice.accepted_on} 接受" if folded.choice.accepted_on else "，尚未接受"
    return f"编号 {row.name} · 复核人 {by}{accepted} · {desk.now()[:10]} 打印"


def look(desk: Desk, call: Call) -> Json:
    """Write the labels that a person gave a reply before seeing the engine's; the engine's are shown afterwards.

    The request has the name of the reply as `on` and the labels as `to`. Return number and time of the event.

    Raises:
        Refused: somebody has already seen the engine's labels (409), or a label is of no sentence (422).

    """
    row = desk.open_row(call, call.text("on"))
    opened = desk.reply(row)
    with refusing():
        to = checked_labels(opened, call.body.get("to"))
    with desk.lock:
        client = call.text("client", 64)
        event = desk.journal.of_client(client)
        if event is None:
            if not desk.is_looked_at_first(call.caller, row):
                raise Refused(409, "moved", "这一件已经有人看过引擎的结果", now=None)
            event, _ = desk.act(call.caller, row, {"do": "first", "to": to, "client": client})
    return {"n": event.n, "at": event.at}


def _log(desk: Desk, call: Call, row: Row, opened: Reply) -> Json:
    """Return the past edits of a reply, whether each is in force and can be undone, and which the caller undoes."""
    every = desk.journal.on(row.sha256)
    followed = of_follow_up(every)
    events = tuple(event for event in every if event.n not in followed)
    kept, stay = {event.n for event in active(events)}, final(events)
    done = [
        event_json(event)
        | event_words(opened.annotated, event, every)
        | {"in_force": event.n in kept, "undoable": event.n in kept - stay}
        for event in events[-_LOGGED:]
    ]
    head = {"before": len(events) - len(done), "n": len(desk.journal)}
    return {"events": done, **head, **undone_next(events, call.caller.name)}


def act(desk: Desk, call: Call) -> Json:
    """Write the edit in the request to the reply named `on`; return the part of the reply that edits change.

    Raises:
        Refused: there is no such edit (400), the caller must label the reply first (403), a reply is accepted with
            unread warnings or clashes (422), or an error of `Desk.act`.

    """
    row = desk.open_row(call, call.text("on"))
    values: dict[str, Any] = {
        name: call.body[name] for name in ("do", "item", "from", "to", "base", "client", "undoes") if name in call.body
    }
    if values.get("do") not in _ACTS:
        raise Refused(400, "bad_request", "没有这种操作")
    opened = desk.reply(row)
    if desk.is_looked_at_first(call.caller, row):
        raise Refused(403, "first", "这一件先盲看：标出已做和承诺，再看引擎的结果")
    with desk.lock:  # or somebody could take back between that a warning was looked at
        if values["do"] == "accept":
            _refuse_unseen(moving_part(opened, desk.folded(row)))
        before = desk.folded(row)
        event, after = desk.act(call.caller, row, shared_deadline(before, opened, values))
    lapsed = _LAPSED if before.state == "accepted" and after.is_lapsed else ""
    said = "；".join(filter(None, (lapsed, said_of(event))))
    return {"n": event.n, "at": event.at, "said": said, **_now(desk, call, row, opened)}


def _refuse_unseen(now: Json) -> None:
    unseen = [place["start"] for place in now["warnings"] if place["open"]]
    if unseen:
        raise Refused(422, "unseen", f"还有 {len(unseen)} 处提醒没有看过", places=unseen)
    if now["clashes"]:
        raise Refused(422, "clashing", f"有 {len(now['clashes'])} 处改动与新的结果不一致，请先处理")


def events(desk: Desk, call: Call) -> Json:
    """Return number and text of the events above `since`, at most the last 500, so that another window can follow them.

    What they did is not told, since the caller may still label a text without seeing the engine's result; events on
    texts that are closed to the caller are left out. `tabs` has the number of things to do in each view.
    """
    closed = desk.closed_to(call.caller)
    return {
        "n": len(desk.journal),
        "events": [
            {"n": event.n, "on": event.on}
            for event in desk.journal.since(call.number("since"))[-500:]
            if event.on not in closed
        ],
        "tabs": badges(desk, call.caller),
    }


def address(desk: Desk, call: Call) -> Json:
    """Save `url` in the request, the web address of the page from which the reply named `on` was taken.

    Raises:
        Refused: `url` is no web address (422).

    """
    row = desk.open_row(call, call.text("on"))
    url = web_address(call.text("url", 2048))
    if not url:
        raise Refused(422, "bad_address", "这不是网址：请填 http:// 或 https:// 开头的完整网址")
    line = {"sha256": row.sha256, "url": url, "found_on": desk.now()[:10], "by": call.caller.name}
    desk.append(places_path(desk.records), json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode())
    desk.forget(row)
    return {"url": url}


ROUTES = (
    Route("GET", "/api/queue", queue),
    Route("GET", "/api/reply/{name}", reply),
    Route("POST", "/api/event", act, role="review"),
    Route("POST", "/api/first", look, role="review"),
    Route("GET", "/api/events", events),
    Route("POST", "/api/address", address, role="review"),
)
