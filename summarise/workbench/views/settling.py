"""View 裁定: a third person, the settler, decides between two labellings where they differ.

The labellers' names are hidden until a difference is decided.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.agreement import agreement, segments
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.reviewed_reply import Reply
from summarise.review.settling import acts_behind, blocks, differing_fields, settled_sheet
from summarise.review.shared_deadline import deadline_on_sheet
from summarise.review.sheet import Sheet
from summarise.review.sheet_acts import admitted
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import SETTLED, SETTLER, Task
from summarise.workbench.views.labelled_gold import keep_gold
from summarise.workbench.views.labelling import ACTS, gold_of, sheet_of, write_act, write_gold
from summarise.workbench.views.reply_payload import said_of
from summarise.workbench.views.sheet_payload import fixed_sheet, sheet_json
from summarise.workbench.views.side_payload import field_lines, side_lines

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_ACTS = ACTS - {"split", "merge", "doubt"} | {"remark"}
_ROWS = ("measure", "commitment", "proposal", "background")
"""Labels with a row of their own in the confusion table; all other labels share one further row."""


def _task(desk: Desk, call: Call) -> Task:
    """Return the task if it can be settled.

    Both labellers must have handed in the same text. A caller who is a labeller must have handed in all texts, and one
    who labels a text of the task blind in another task must have handed in that text.
    """
    task = desk.tasks.task(call.path["task"])
    if len(task.labellers) < 2:  # noqa: PLR2004 - two to compare
        raise Refused(422, "one_labeller", "只有一位标注人，没有可裁定的")
    is_labelling = call.caller.name in task.labellers and desk.tasks.to_label(task, call.caller.name)
    if is_labelling or desk.closed_to(call.caller) & set(task.replies):
        raise Refused(403, "blind", "您还没有交卷，交卷后才能看别人的标注")
    if not _ready(desk, task):
        raise Refused(403, "not_handed_in", "两位标注人都交卷后才能裁定")
    return task


def _ready(desk: Desk, task: Task) -> list[str]:
    """Return the SHA-256 of the texts that both labellers have handed in."""
    done = [desk.tasks.handed_in(task, name) for name in task.labellers]
    return [sha256 for sha256 in task.replies if all(sha256 in one for one in done)]


@dataclass(frozen=True, slots=True)
class _Settling:
    """A reply of a task with both labellings, the settler's acts in force, and the labels so far."""

    task: Task
    row: Row
    opened: Reply
    sides: tuple[Sheet, Sheet]
    acts: tuple[Event, ...]
    sheet: Sheet
    done: frozenset[str]
    """Names of the blocks and fields that are decided."""

    @classmethod
    def of(cls, desk: Desk, task: Task, row: Row) -> _Settling:
        opened = desk.reply(row)
        first, second = (sheet_of(desk, task, task.slot(name), opened) for name in task.labellers[:2])
        events = desk.tasks.events(task, SETTLER, row.sha256)
        settled = settled_sheet(opened.annotated, (first, second), events)
        return cls(task, row, opened, (first, second), active(events), *settled)

    @property
    def golds(self) -> tuple[Gold, Gold]:
        first, second = (gold_of(self.task, self.opened, side, self.row) for side in self.sides)
        return first, second

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the blocks and the fields in which the two labellings differ."""
        return (*(one.name for one in blocks(*self.sides) if one.differs), *differing_fields(*self.sides))

    def said(self, do: str) -> dict[str, JsonValue]:
        """Return what the settler's acts of the kind `do` say, by block or field."""
        return {act.item: act.to for act in self.acts if act.do == do}


def _settlings(desk: Desk, task: Task) -> list[_Settling]:
    """Return the replies that both labellers have handed in."""
    return [_Settling.of(desk, task, desk.row(sha256)) for sha256 in _ready(desk, task)]


def overview(desk: Desk, call: Call) -> Json:
    """Return the agreement of the two labellers of the task in the address, and what is settled in each of its replies.

    `agreement` has the values of `gold/agreement.json`, `confusion` a row for each label of the first labeller
    with a count for each label of the second. The labellers are named once every difference is settled.

    Raises:
        Refused: there is no such task, it has one labeller only (422), or a labelling is not handed in yet (403).

    """
    task = _task(desk, call)
    settlings = _settlings(desk, task)
    pairs = [one.golds for one in settlings]
    rows = [
        {
            "name": one.row.name,
            "title": one.row.title,
            "differ": len(one.differing),
            "settled": len(one.done & set(one.differing)),
        }
        for one in settlings
    ]
    is_whole = len(rows) == len(task.replies) and all(row["settled"] == row["differ"] for row in rows)
    return {
        "key": task.key,
        "title": task.title,
        "labellers": list(task.labellers) if is_whole else ["一位标注人", "另一位"],
        "replies": rows,
        "all": len(task.replies),
        "agreement": agreement(pairs).to_dict(),
        "confusion": _confusion(pairs),
    }


def _confusion(pairs: list[tuple[Gold, Gold]]) -> list[list[int]]:
    names = (*_ROWS, "other")
    counts = Counter((_main(s.first), _main(s.second)) for pair in pairs for s in segments(*pair))
    return [[counts[first, second] for second in names] for first in names]


def _main(labels: tuple[str, ...]) -> str:
    return next((name for name in _ROWS if name in labels), "other")


def reply(desk: Desk, call: Call) -> Json:
    """Return the differences in the reply that the request names, what is settled, and the labels so far.

    The two sides of a difference are in a random order that never changes.

    Raises:
        Refused: the task has one labeller only (422), or a labelling that is needed is not handed in yet (403).

    """
    task = _task(desk, call)
    settling = _Settling.of(desk, task, _row(desk, task, call))
    return {"fixed": fixed_sheet(settling.opened, settling.row), **_moving(desk, call, settling)}


def _row(desk: Desk, task: Task, call: Call) -> Row:
    row = desk.row(call.path["name"])
    if row.sha256 not in _ready(desk, task):
        raise Refused(403, "not_handed_in", "两位标注人都交卷后才能裁定")
    return row


def _swapped(task: Task, sha256: str, item: str) -> bool:
    """Return True if the second labeller is shown as side 1; a hash decides this, so that it never changes."""
    return hashlib.sha256(f"{task.key} {sha256} {item}".encode()).digest()[0] % 2 == 1


def _moving(desk: Desk, call: Call, settling: _Settling) -> Json:
    if settling.task.mode == "draft":  # both labellings began with the engine's labels
        desk.saw(call.caller, settling.row.sha256)
    edited = [act.start for act in settling.acts if act.do in ACTS and act.start is not None]
    found: list[Json] = []
    for block in blocks(*settling.sides):
        if block.differs:
            shown = [side_lines(settling.opened.annotated, side, block) for side in settling.sides]
            own = any(block.start <= start < block.end for start in edited)
            place = {"start": block.start, "end": block.end, "own": own or block.name in settling.done}
            decided = side_lines(settling.opened.annotated, settling.sheet, block)
            found.append(_pair(settling, block.name, shown, decided) | place)
    for path in differing_fields(*settling.sides):
        shown = [field_lines(side, path) for side in settling.sides]
        found.append(_pair(settling, path, shown, field_lines(settling.sheet, path)) | {"start": -1, "end": -1})
    last = [act.n for act in settling.acts if act.by == call.caller.name]
    return {"differences": found, "sheet": sheet_json(settling.sheet), "last": last[-1] if last else None}


def _pair(settling: _Settling, item: str, shown: list[list[Json]], decided: list[Json]) -> Json:
    """Return a difference with both sides in their random order; the names are included once it is settled.

    The lines `decided` are included as `own` lines (`decided`) if the settler took neither side.
    """
    names, side = list(settling.task.labellers[:2]), settling.said("settle").get(item)
    if _swapped(settling.task, settling.row.sha256, item):
        shown, names = shown[::-1], names[::-1]
        side = 3 - side if isinstance(side, int) and side else side
    is_settled = item in settling.done
    return {
        "item": item,
        "sides": shown,
        "settled": is_settled,
        "chosen": side if is_settled else None,
        "names": names if is_settled else None,
        "decided": decided if is_settled and side == 0 else [],
        "reason": str(settling.said("remark").get(item, "")),
    }


def act(desk: Desk, call: Call) -> Json:
    """Write the settler's edit in the request (take a side, set a label, give a reason, undo).

    Return the differences after it.

    Raises:
        Refused: there is no such edit (400) or difference (422), or an error of `write_act`.

    """
    task = _task(desk, call)
    row = _row(desk, task, call)
    settling = _Settling.of(desk, task, row)
    do, item = call.text("do", 20), call.text("item", 80)
    if do == "settle":
        known = {one.name for one in blocks(*settling.sides)} | set(settling.differing)
        if item not in known or call.body.get("to") not in {0, 1, 2}:
            raise Refused(422, "bad_request", "没有这处区别")
        if _swapped(task, row.sha256, item) and call.body["to"]:
            call = Call(call.caller, call.path, call.query, {**call.body, "to": 3 - call.body["to"]})
    elif do not in _ACTS:
        raise Refused(400, "bad_request", "没有这种操作")

    def admit(event: Event) -> None:
        if do not in {"settle", "remark"}:
            admitted(settling.opened.annotated, settling.sheet, event)

    with desk.lock:  # from reading the labels to writing, or another window could change them in between
        settling = _Settling.of(desk, task, row)
        sent = replace(call, body=_passed_on(desk, settling, call.body))
        event = write_act(desk, sent, (task, SETTLER, row), admit)
    moving = _moving(desk, call, _Settling.of(desk, task, row))
    return {"n": event.n, "at": event.at, "of": "裁定", "said": said_of(event), **moving}


def _passed_on(desk: Desk, settling: _Settling, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an edit, or one that also gives the deadline of a promise to the numbers of its sentence."""
    task, sha256, item = settling.task, settling.row.sha256, str(values.get("item"))
    if values.get("do") != "deadline" or not item[1:].isdecimal():
        return dict(values)
    first, second = (desk.tasks.events(task, task.slot(name), sha256) for name in task.labellers[:2])
    behind = acts_behind(settling.sides, (first, second), settling.acts, int(item[1:]))
    return deadline_on_sheet(settling.sheet, settling.opened, behind, values)


def finish(desk: Desk, call: Call) -> Json:
    """Write the settled gold files and the agreement of the two labellers, and keep them for download as a zip.

    Return the number of files, the id of the download for `/api/export`, and a sentence for the person.

    Raises:
        Refused: a difference is not settled (422); nothing is written.

    """
    task = _task(desk, call)
    settlings = _settlings(desk, task)
    for one in settlings:
        if left := [name for name in one.differing if name not in one.done]:
            raise Refused(422, "unsettled", f"{one.row.title}：还有 {len(left)} 处没有裁定", name=one.row.name)
    golds = [gold_of(task, one.opened, one.sheet, one.row) for one in settlings]
    with desk.lock:
        for gold in golds:
            write_gold(desk, task, SETTLED, gold)
        figures = json.dumps(agreement([one.golds for one in settlings]).to_dict(), ensure_ascii=False, indent=1) + "\n"
        desk.tasks.write(task, SETTLED, "agreement.json", content=figures)
    kept = keep_gold(desk, call.caller, task, SETTLED)
    said = f"已写出 {len(golds)} 份 gold，下载为 {kept['name']}"
    return kept | {"written": len(golds), "said": said}


ROUTES = (
    Route("GET", "/api/task/{task}/diff", overview, role="settle"),
    Route("GET", "/api/task/{task}/diff/{name}", reply, role="settle"),
    Route("POST", "/api/task/{task}/settle/{name}", act, role="settle"),
    Route("POST", "/api/task/{task}/finish", finish, role="settle"),
)
