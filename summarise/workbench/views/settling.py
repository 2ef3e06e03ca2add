"""View 裁定: a third person, the settler, decides between two labellings where they differ.

The labellers' names are hidden until a difference is decided.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.agreement import agreement, segments
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.reviewed_reply import Reply
from summarise.review.settling import Block, blocks, differing_fields, settled_sheet
from summarise.review.sheet import Sheet
from summarise.review.sheet_acts import admitted
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import SETTLER, Task
from summarise.workbench.views.labelling import ACTS, gold_of, sheet_of, write_act, write_gold
from summarise.workbench.views.sheet_payload import fixed_sheet, sheet_json

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


def _sides(desk: Desk, task: Task, opened: Reply) -> tuple[Sheet, Sheet]:
    first, second = (sheet_of(desk, task, task.slot(name), opened) for name in task.labellers[:2])
    return first, second


def overview(desk: Desk, call: Call) -> Json:
    """Return the agreement of the two labellers of a task, and how many differences are settled in each reply.

    The labellers are named once every difference is settled.
    """
    task = _task(desk, call)
    pairs, rows = [], list[Json]()
    for sha256 in _ready(desk, task):
        row = desk.row(sha256)
        opened = desk.reply(row)
        sides = _sides(desk, task, opened)
        pairs.append(_golds(task, opened, row, sides))
        differing = _differing(sides)
        _, done = settled_sheet(opened.annotated, sides, desk.tasks.events(task, SETTLER, sha256))
        rows.append(
            {"name": row.name, "title": row.title, "differ": len(differing), "settled": len(done & set(differing))}
        )
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


def _golds(task: Task, opened: Reply, row: Row, sides: tuple[Sheet, Sheet]) -> tuple[Gold, Gold]:
    first, second = (gold_of(task, opened, side, row) for side in sides)
    return first, second


def _differing(sides: tuple[Sheet, Sheet]) -> list[str]:
    """Return the names of the blocks and the fields in which two labellings differ."""
    return [one.name for one in blocks(*sides) if one.differs] + list(differing_fields(*sides))


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
    row = _row(desk, task, call)
    opened = desk.reply(row)
    return {"fixed": fixed_sheet(opened, row), **_moving(desk, call, task, row, opened)}


def _row(desk: Desk, task: Task, call: Call) -> Row:
    row = desk.row(call.path["name"])
    if row.sha256 not in _ready(desk, task):
        raise Refused(403, "not_handed_in", "两位标注人都交卷后才能裁定")
    return row


def _swapped(task: Task, sha256: str, item: str) -> bool:
    """Return True if the second labeller is shown as side 1; a hash decides this, so that it never changes."""
    return hashlib.sha256(f"{task.key} {sha256} {item}".encode()).digest()[0] % 2 == 1


def _moving(desk: Desk, call: Call, task: Task, row: Row, opened: Reply) -> Json:
    if task.mode == "draft":  # both labellings began with the engine's labels
        desk.saw(call.caller, row.sha256)
    sides = _sides(desk, task, opened)
    events = desk.tasks.events(task, SETTLER, row.sha256)
    sheet, done = settled_sheet(opened.annotated, sides, events)
    settled = _Settled(
        done,
        {event.item: event.to for event in active(events) if event.do == "settle"},
        {event.item: str(event.to) for event in active(events) if event.do == "remark"},
    )
    edited = [event.start for event in active(events) if event.do in ACTS and event.start is not None]
    found: list[Json] = []
    for block in blocks(*sides):
        if block.differs:
            shown = [_said(side, block) for side in sides]
            place = {"item": block.name, "start": block.start, "end": block.end}
            own = any(block.start <= start < block.end for start in edited)
            found.append(place | _pair(task, row, shown, settled.of(block.name)) | {"own": own or block.name in done})
    for path in differing_fields(*sides):
        shown = [{"field": side.fields.get(path, "")} for side in sides]
        found.append({"item": path, "start": -1, "end": -1} | _pair(task, row, shown, settled.of(path)))
    last = [event.n for event in active(events) if event.by == call.caller.name]
    return {"differences": found, "sheet": sheet_json(sheet), "last": last[-1] if last else None}


@dataclass(frozen=True, slots=True)
class _Settled:
    """The decisions of a settler so far, by block or field."""

    done: frozenset[str]
    chosen: dict[str, JsonValue]
    reasons: dict[str, str]

    def of(self, item: str) -> _Difference:
        return _Difference(item, item in self.done, self.chosen.get(item), self.reasons.get(item, ""))


@dataclass(frozen=True, slots=True)
class _Difference:
    item: str
    settled: bool
    side: JsonValue
    reason: str


def _pair(task: Task, row: Row, shown: list[Json], found: _Difference) -> Json:
    """Return a difference with both sides in their random order; the names are included once it is settled."""
    swapped = _swapped(task, row.sha256, found.item)
    names, side = list(task.labellers[:2]), found.side
    if swapped:
        shown, names = shown[::-1], names[::-1]
        side = 3 - side if isinstance(side, int) and side else side
    return {
        "sides": shown,
        "settled": found.settled,
        "chosen": side if found.settled else None,
        "names": names if found.settled else None,
        "reason": found.reason,
    }


def _said(side: Sheet, block: Block) -> Json:
    """Return the units, labels and attributes that one labelling has in a block."""
    whole = sheet_json(side)
    return {
        "units": [unit for unit in whole["units"] if block.start <= unit["start"] < block.end],
        "numbers": [number for number in whole["numbers"] if block.start <= number["start"] < block.end],
    }


def act(desk: Desk, call: Call) -> Json:
    """Write the settler's edit in the request (take a side, set a label, give a reason, undo).

    Return the differences after it.

    Raises:
        Refused: there is no such edit (400) or difference (422), or an error of `write_act`.

    """
    task = _task(desk, call)
    row = _row(desk, task, call)
    opened = desk.reply(row)
    do, item = call.text("do", 20), call.text("item", 80)
    sides = _sides(desk, task, opened)
    if do == "settle":
        known = {one.name for one in blocks(*sides)} | set(differing_fields(*sides))
        if item not in known or call.body.get("to") not in {0, 1, 2}:
            raise Refused(422, "bad_request", "没有这处区别")
        if _swapped(task, row.sha256, item) and call.body["to"]:
            call = Call(call.caller, call.path, call.query, {**call.body, "to": 3 - call.body["to"]})
    elif do not in _ACTS:
        raise Refused(400, "bad_request", "没有这种操作")

    def admit(event: Event) -> None:
        if do in {"settle", "remark"}:
            return
        sheet, _ = settled_sheet(opened.annotated, sides, desk.tasks.events(task, SETTLER, row.sha256))
        admitted(opened.annotated, sheet, event)

    event = write_act(desk, call, (task, SETTLER, row), admit)
    return {"n": event.n, "at": event.at, "of": "裁定", **_moving(desk, call, task, row, opened)}


def finish(desk: Desk, call: Call) -> Json:
    """Write the settled gold files and the agreement of the two labellers; return the number of files and their folder.

    Raises:
        Refused: a difference is not settled (422); nothing is written.

    """
    task = _task(desk, call)
    golds, pairs = [], []
    for sha256 in _ready(desk, task):
        row = desk.row(sha256)
        opened = desk.reply(row)
        sides = _sides(desk, task, opened)
        sheet, done = settled_sheet(opened.annotated, sides, desk.tasks.events(task, SETTLER, sha256))
        if open_ := [name for name in _differing(sides) if name not in done]:
            raise Refused(422, "unsettled", f"{row.title}：还有 {len(open_)} 处没有裁定", name=row.name)
        golds.append(gold_of(task, opened, sheet, row))
        pairs.append(_golds(task, opened, row, sides))
    with desk.lock:
        for gold in golds:
            write_gold(desk, task, "settled", gold)
        figures = json.dumps(agreement(pairs).to_dict(), ensure_ascii=False, indent=1) + "\n"
        desk.tasks.write(task, "settled", "agreement.json", content=figures)
    return {"written": len(golds), "folder": str(desk.tasks.folder / task.key / "settled")}


ROUTES = (
    Route("GET", "/api/task/{task}/diff", overview, role="settle"),
    Route("GET", "/api/task/{task}/diff/{name}", reply, role="settle"),
    Route("POST", "/api/task/{task}/settle/{name}", act, role="settle"),
    Route("POST", "/api/task/{task}/finish", finish, role="settle"),
)
