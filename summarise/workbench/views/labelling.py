"""标注: a person labels a text unit by unit; in a blind task nothing of an engine or another person is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from summarise.document import Document
from summarise.errors import NotGrounded
from summarise.evaluation.gold.doubts import doubts
from summarise.evaluation.gold.gold_file import GoldProposal, GoldReply
from summarise.evaluation.gold.gold_set import Gold, contract_faults
from summarise.review.events import Event
from summarise.review.fold import Moved, active
from summarise.review.gold_from_record import gold_from_record
from summarise.review.reviewed_reply import Reply
from summarise.review.sheet import Sheet, admitted, begun, sheet_after
from summarise.review.sheet_gold import gold_of_sheet, sheet_of_gold
from summarise.review.suggestions import Suggestions
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.reasons import question, reason
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import Task
from summarise.workbench.views.reply_payload import event_json

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES", "Place", "act_values", "fixed_sheet", "sheet_json", "sheet_of", "write_act"]

_ACTS = frozenset("unit firmness responsible deadline target indicator basis split merge doubt field undo".split())
_MOST_REPLIES = 500
_PLACE = re.compile(r"(?:sentence|commitment|at) (\d+)")
Place = tuple[Task, str, Row]
"""A task, the name of a journal in it, and a reply."""


def tasks(desk: Desk, call: Call) -> Json:
    """Return every task with how far it is; of others only how many they handed in."""
    found: list[Json] = []
    for task in desk.tasks.all():
        done = {name: len(desk.tasks.handed_in(task, name)) for name in task.labellers}
        mine = call.caller.name in task.labellers
        found.append(
            {
                "key": task.key,
                "title": task.title,
                "mode": task.mode,
                "replies": len(task.replies),
                "labellers": [{"name": name, "done": done[name]} for name in task.labellers],
                "mine": mine,
                "settles": call.caller.may("settle") and len(task.labellers) > 1,
            }
        )
    return {"tasks": found, "people": sorted({event.by for event in desk.journal.since(0)} | {call.caller.name})}


def make_task(desk: Desk, call: Call) -> Json:
    """Return a new task over the replies that are named, or the first so many."""
    title, mode = call.text("title", 80).strip(), call.text("mode", 10)
    labellers = _names(call.body.get("labellers"))
    if not title or mode not in {"blind", "draft"} or not 1 <= len(labellers) <= 2:  # noqa: PLR2004 - one, or two to compare
        raise Refused(422, "bad_task", "任务要有名称、方式（盲标或看草稿）和一至两位标注人")
    count, names = call.body.get("count", 0), _names(call.body.get("replies"))
    rows = [desk.row(name) for name in names] or list(desk.shelf.rows()[: count if isinstance(count, int) else 0])
    if not 0 < len(rows) <= _MOST_REPLIES:
        raise Refused(422, "bad_task", f"任务要有 1 至 {_MOST_REPLIES} 件答复")
    task = desk.tasks.make(
        title=title,
        replies=tuple(row.sha256 for row in rows),
        labellers=labellers,
        mode=mode,
        made_on=desk.now(),
        made_by=call.caller.name,
    )
    return {"key": task.key}


def _names(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(one.strip() for one in given if isinstance(one, str) and one.strip()))


def task_list(desk: Desk, call: Call) -> Json:
    """Return the caller's replies of a task, and which are handed in."""
    task = desk.tasks.task(call.path["task"])
    done = desk.tasks.handed_in(task, call.caller.name)
    slot = task.slot(call.caller.name)
    rows = [desk.row(sha256) for sha256 in task.replies]
    return {
        "key": task.key,
        "title": task.title,
        "mode": task.mode,
        "replies": [
            {
                "name": row.name,
                "title": row.title if task.mode == "draft" or row.sha256 in done else PurePath(row.source).name,
                "done": row.sha256 in done,
                "begun": bool(desk.tasks.events(task, slot, row.sha256)),
            }
            for row in rows
        ],
    }


def reply(desk: Desk, call: Call) -> Json:
    """Return a text to be labelled, and the caller's own sheet."""
    task, row = _mine(desk, call)
    opened = desk.reply(row)
    slot = task.slot(call.caller.name)
    sheet = sheet_of(desk, task, slot, opened)
    return {
        "task": {"key": task.key, "title": task.title, "mode": task.mode},
        "fixed": fixed_sheet(opened, row),
        "now": sheet_json(sheet),
        "log": _log(desk, task, slot, row),
    }


def _mine(desk: Desk, call: Call) -> tuple[Task, Row]:
    task = desk.tasks.task(call.path["task"])
    task.slot(call.caller.name)
    row = desk.row(call.path["name"])
    if row.sha256 not in task.replies:
        raise Refused(404, "missing", "这件答复不在任务里")
    return task, row


def sheet_of(desk: Desk, task: Task, slot: str, opened: Reply) -> Sheet:
    """Return a labeller's sheet as it is: it begins empty, or from the engine's record."""
    annotated = opened.annotated
    start = begun(annotated.document.text)
    if task.mode == "draft":
        draft = sheet_of_gold(annotated, gold_from_record(annotated.document, opened.record))
        kept = {begin: letters for begin, letters in draft.labels.items() if letters != "b"}
        start = Sheet(draft.units, kept, draft.promises, draft.numbers, draft.fields)
    return sheet_after(annotated, desk.tasks.events(task, slot, opened.record.document.sha256), start)


def fixed_sheet(opened: Reply, row: Row) -> Json:
    """Return what a labeller sees of a text: units' candidates come from the text alone."""
    annotated, suggested = opened.annotated, Suggestions(opened.annotated)
    sentences = [one for one in annotated.sentences if not (one.furniture or one.proposal)]
    return {
        "name": row.name,
        "sha256": row.sha256,
        "source": PurePath(row.source).name,
        "text": annotated.document.text,
        "quantities": [
            {"start": one.start, "end": one.end, "indicators": suggested.indicators(one)}
            for one in annotated.quantities
        ],
        "dates": [
            {"start": one.start, "end": one.end, "by": one.by.isoformat() if one.by else ""} for one in annotated.dates
        ],
        "offers": [
            {
                "start": one.start,
                "end": one.end,
                "bodies": suggested.bodies(one),
                "dates": suggested.dates(one),
            }
            for one in sentences
        ],
    }


def sheet_json(sheet: Sheet) -> Json:
    """Return a sheet as the page draws it."""
    return {
        "units": [
            {
                "start": start,
                "end": end,
                "labels": sheet.labels.get(start, ""),
                "touched": start in sheet.touched,
                "doubt": sheet.doubts.get(start, ""),
                "promise": _promise(sheet, start),
            }
            for start, end in sheet.units
        ],
        "numbers": [
            {
                "start": start,
                "indicator": one.indicator,
                "basis": one.basis,
                "deadline": list(one.deadline) if one.deadline else None,
            }
            for start, one in sorted(sheet.numbers.items())
        ],
        "fields": dict(sheet.fields),
        "left": len(sheet.unlabelled),
        "handed_in": sheet.handed_in,
    }


def _promise(sheet: Sheet, start: int) -> Json | None:
    one = sheet.promises.get(start)
    if one is None:
        return None
    return {
        "certainty": one.certainty,
        "responsible": list(one.responsible),
        "deadline": list(one.deadline) if one.deadline else None,
    }


def _log(desk: Desk, task: Task, slot: str, row: Row) -> Json:
    events = desk.tasks.events(task, slot, row.sha256)
    kept = {event.n for event in active(events)}
    return {"events": [event_json(event) | {"in_force": event.n in kept} for event in events[-60:]]}


def act(desk: Desk, call: Call) -> Json:
    """Record one act of a labeller."""
    task, row = _mine(desk, call)
    if call.body.get("do") not in _ACTS:
        raise Refused(400, "bad_request", "没有这种操作")
    opened, slot = desk.reply(row), task.slot(call.caller.name)
    sheet = sheet_of(desk, task, slot, opened)
    if sheet.handed_in:
        raise Refused(409, "handed_in", "已经交卷，不能再改")
    event = write_act(desk, call, (task, slot, row), lambda draft: admitted(opened.annotated, sheet, draft))
    now = sheet_json(sheet_of(desk, task, slot, opened))
    return {"n": event.n, "at": event.at, "now": now, "log": _log(desk, task, slot, row)}


def act_values(call: Call) -> dict[str, Any]:
    """Return what a page says of an act."""
    return {name: call.body[name] for name in ("do", "item", "from", "to", "client", "undoes") if name in call.body}


def write_act(desk: Desk, call: Call, place: Place, admit: Callable[[Event], object]) -> Event:
    """Write an act into a task's journal, once, if `admit` lets it pass.

    Raises:
        Refused: 409 for an act on what is not so any more, 422 for what the text does not bear out.

    """
    task, slot, row = place
    with desk.lock:
        journal = desk.tasks.journal(task, slot)
        known = journal.of_client(call.text("client", 64))
        if known is not None:
            return known
        try:
            event = journal.draft(**act_values(call), at=desk.now(), by=call.caller.name, on=row.sha256)
            if event.do == "undo":
                _check_undo(journal.on(row.sha256), event)
            else:
                admit(event)
        except ValidationError as error:
            raise Refused(400, "bad_request", "这个操作不完整") from error
        except Moved as moved:
            raise Refused(409, "moved", "这里已经不是原来的样子", now=moved.now) from moved
        except NotGrounded as error:
            raise Refused(422, error.kind, reason(error)) from error
        return journal.append(event)


def _check_undo(events: tuple[Event, ...], event: Event) -> None:
    taken = next((one for one in events if one.n == event.undoes), None)
    if taken is None or taken.do == "hand_in":
        raise Refused(409, "moved", "这一步不能撤销", now=None)


def hand_in(desk: Desk, call: Call) -> Json:
    """Hand a labelling in: refused while a unit has no label; what may be wrong is asked once."""
    task, row = _mine(desk, call)
    opened, slot = desk.reply(row), task.slot(call.caller.name)
    with desk.lock:
        sheet = sheet_of(desk, task, slot, opened)
        if sheet.handed_in:
            return {"done": True}
        if sheet.unlabelled:
            raise Refused(422, "unlabelled", f"还有 {len(sheet.unlabelled)} 句没有标签", places=sheet.unlabelled)
        gold = _gold(task, opened, sheet, row)
        if faults := list(contract_faults(gold)):
            raise Refused(422, "fault", faults[0])
        questions = [] if call.body.get("sure") is True else _questions(gold)
        if questions:
            return {"done": False, "questions": questions[:20]}
        journal = desk.tasks.journal(task, slot)
        journal.append(journal.draft(do="hand_in", at=desk.now(), by=call.caller.name, on=row.sha256))
        desk.tasks.write(task, slot, f"{row.name}.txt", content=opened.annotated.document.text)
        desk.tasks.write(task, slot, f"{row.name}.gold.json", content=gold.labels.to_json())
    return {"done": True}


def _questions(gold: Gold) -> list[str]:
    """Return what may be wrong, each with the beginning of the words that it is about."""
    found: list[str] = []
    if gold.labels.reply == GoldReply() and gold.labels.proposal == GoldProposal():
        found.append("题目、单位等信息一项都没有填（按 E）：不填就是说原文没有写")
    for doubt in doubts(gold):
        place = _PLACE.search(doubt)
        found.append(question(doubt, gold.document.text[int(place[1]) : int(place[1]) + 16].strip() if place else ""))
    return found


def _gold(task: Task, opened: Reply, sheet: Sheet, row: Row) -> Gold:
    made = gold_of_sheet(opened.annotated, sheet, "from-draft" if task.mode == "draft" else "blind", f"{row.name}.txt")
    return Gold(row.name, Document(f"{row.name}.txt", opened.annotated.document.text), made)


ROUTES = (
    Route("GET", "/api/tasks", tasks),
    Route("POST", "/api/tasks", make_task, role="settle"),
    Route("GET", "/api/task/{task}/list", task_list),
    Route("GET", "/api/task/{task}/reply/{name}", reply),
    Route("POST", "/api/task/{task}/event/{name}", act, role="review"),
    Route("POST", "/api/task/{task}/hand-in/{name}", hand_in, role="review"),
)
