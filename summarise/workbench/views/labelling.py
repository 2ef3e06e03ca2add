"""View 标注: a person labels a text unit by unit.

In a blind task, the page receives nothing that comes from an engine or from another person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from summarise.annotated import AnnotatedDocument
from summarise.document import Document
from summarise.evaluation.gold.doubts import doubts
from summarise.evaluation.gold.gold_set import Gold, contract_faults
from summarise.reference import text_name
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.gold_from_record import gold_from_record
from summarise.review.reviewed_reply import Reply
from summarise.review.shared_deadline import deadline_on_sheet
from summarise.review.sheet import Sheet, begun
from summarise.review.sheet_acts import admitted, sheet_after
from summarise.review.sheet_gold import gold_of_sheet, sheet_of_gold
from summarise.stated_fields import STATED
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.refusals import question, refusing
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import Task
from summarise.workbench.undoing import check_undo, undone_next
from summarise.workbench.views.labelled_gold import own_gold
from summarise.workbench.views.left_open import left_open
from summarise.workbench.views.reply_payload import event_json, said_of
from summarise.workbench.views.sheet_payload import fixed_sheet, sheet_json

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ACTS", "ROUTES", "Place", "gold_of", "sheet_of", "write_act", "write_gold"]

ACTS = frozenset(
    "unit firmness responsible deadline deadlines target indicator basis split merge doubt field undo".split()
)
_PLACE = re.compile(r"(?:sentence|commitment|at) (\d+)")
Place = tuple[Task, str, Row]
"""A task, the name of a journal of the task, and the row of a reply."""


def reply(desk: Desk, call: Call) -> Json:
    """Return a text to be labelled, with the labels that the caller has given and the latest events.

    The path of the request has the key of the task as `task`, and the name of the reply as `name`.
    """
    task, row = _mine(desk, call)
    opened = desk.reply(row)
    slot = task.slot(call.caller.name)
    sheet = sheet_of(desk, task, slot, opened)
    return {
        "task": {
            "key": task.key,
            "title": task.title,
            "mode": task.mode,
            "gold": own_gold(desk, call.caller, task),
        },
        "fixed": fixed_sheet(opened, row, drafted=task.mode == "draft"),
        "now": sheet_json(sheet, task.mode == "draft"),
        "log": _log(desk, task, call.caller.name, row),
    }


def _mine(desk: Desk, call: Call) -> tuple[Task, Row]:
    task = desk.tasks.task(call.path["task"])
    task.slot(call.caller.name)
    row = desk.row(call.path["name"])
    task.check_has(row.sha256)
    if desk.tasks.states(task, call.caller.name)[row.sha256] == "left":
        again = "不能再盲标" if task.mode == "blind" else "要标，请先在任务里重新加入"
        raise Refused(409, "left", f"您已退出这一件；{again}")
    if task.mode == "draft":  # the sheet has the engine's labels
        desk.check_open(call.caller, row.name)
        desk.saw(call.caller, row.sha256)
    return task, row


def sheet_of(desk: Desk, task: Task, slot: str, opened: Reply) -> Sheet:
    """Return the present labels of the reply `opened` in the journal of `task` with the name `slot`.

    In a blind task, a labelling begins without labels; in a draft task, with the labels of the engine's record.
    """
    annotated = opened.annotated
    start = begun(annotated.document.text)
    if task.mode == "draft":
        draft = sheet_of_gold(annotated, gold_from_record(annotated.document, opened.record))
        kept = {begin: letters for begin, letters in draft.labels.items() if letters != "b"}
        start = Sheet(draft.units, kept, draft.promises, draft.numbers, draft.fields)
    return sheet_after(annotated, desk.tasks.events(task, slot, opened.record.document.sha256), start)


def _log(desk: Desk, task: Task, name: str, row: Row) -> Json:
    events = desk.tasks.events(task, task.slot(name), row.sha256)
    kept = {event.n for event in active(events)}
    logged = [event_json(event) | {"in_force": event.n in kept} for event in events[-60:]]
    return {"events": logged, **undone_next(events, name)}


def act(desk: Desk, call: Call) -> Json:
    """Write the edit in the request to the caller's labels of one text; return the labels after it.

    Raises:
        Refused: the edit is unknown (400), the labels are handed in or the caller left the text (409), or an error of
            `write_act`.

    """
    task, row = _mine(desk, call)
    if call.body.get("do") not in ACTS:
        raise Refused(400, "bad_request", "没有这种操作")
    opened, slot = desk.reply(row), task.slot(call.caller.name)
    with desk.lock:  # from reading the labels to writing, or another window could hand in between
        sheet = sheet_of(desk, task, slot, opened)
        if sheet.handed_in:
            raise Refused(409, "handed_in", "已经交卷，不能再改")
        passed = deadline_on_sheet(sheet, opened, desk.tasks.events(task, slot, row.sha256), call.body)
        sent = replace(call, body=passed)
        event = write_act(desk, sent, (task, slot, row), lambda draft: admitted(opened.annotated, sheet, draft))
    now = sheet_json(sheet_of(desk, task, slot, opened), task.mode == "draft")
    log = _log(desk, task, call.caller.name, row)
    return {"n": event.n, "at": event.at, "of": "我的标注", "now": now, "log": log, "said": said_of(event)}


def write_act(desk: Desk, call: Call, place: Place, admit: Callable[[Event], object]) -> Event:
    """Write the edit in the body of `call` to the journal of `place` unless `admit` raises an error; return its event.

    An edit with a `client` id that is already in the journal is not written again.

    Raises:
        Refused: the edit is incomplete (400), the value that it replaces has changed (409), or the text does not
            support the result (422).

    """
    task, slot, row = place
    said = {name: call.body[name] for name in ("do", "item", "from", "to", "client", "undoes") if name in call.body}
    with desk.lock:
        journal = desk.tasks.journal(task, slot)
        known = journal.of_client(call.text("client", 64))
        if known is not None:
            return known
        with refusing():
            event = journal.draft(**said, at=desk.now(), by=call.caller.name, on=row.sha256)
            if event.do == "undo":
                check_undo(event, journal.on(row.sha256))
            else:
                admit(event)
        return journal.append(event)


def hand_in(desk: Desk, call: Call) -> Json:
    """Hand in the caller's labels of one text and write the gold file; return `done`, True once they are handed in.

    `to` is then the address to go on at.

    If labels are doubtful or fields are empty, nothing is written, `done` is False and `questions` asks about them. The
    labels are handed in when the next request repeats just these questions as `sure`.

    Raises:
        Refused: a unit has no label, or the labels contradict the rules of gold files (422).

    """
    task, row = _mine(desk, call)
    opened, slot = desk.reply(row), task.slot(call.caller.name)
    with desk.lock:
        sheet = sheet_of(desk, task, slot, opened)
        if sheet.handed_in:
            return _done(desk, task, call)
        if sheet.unlabelled:
            raise Refused(422, "unlabelled", f"还有 {len(sheet.unlabelled)} 句没有标签", places=sheet.unlabelled)
        gold = gold_of(task, opened, sheet, row)
        if faults := list(contract_faults(gold)):
            raise Refused(422, "fault", faults[0])
        questions = _questions(gold, sheet, opened.annotated)
        if questions and call.body.get("sure") != questions:
            return {"done": False, "questions": questions}
        journal = desk.tasks.journal(task, slot)
        journal.append(journal.draft(do="hand_in", at=desk.now(), by=call.caller.name, on=row.sha256))
        write_gold(desk, task, slot, gold)
    return _done(desk, task, call)


def _done(desk: Desk, task: Task, call: Call) -> Json:
    """Return that labels are handed in, with the address of the next text to label; of the task if none is left."""
    after = desk.tasks.to_label(task, call.caller.name)
    return {"done": True, "to": f"/task/{task.key}" + (f"/{text_name(after[0])}" if after else "")}


def _questions(gold: Gold, sheet: Sheet, annotated: AnnotatedDocument) -> list[str]:
    """Return at most twenty questions: which fields are empty, and which labels may be wrong.

    Questions about labels have the beginning of the text concerned.
    """
    found: list[str] = []
    asked = [field for path, field in STATED.items() if path != "reply.title"]
    if empty := [field.label for field in asked if not sheet.fields.get(field.path)]:
        found.append(
            f"题目、单位等 {len(asked)} 项信息里有 {len(empty)} 项空着：{'、'.join(empty)}。"
            "空着交卷，就是说原文没有写；要填请按 E"
        )
    found += left_open(annotated, sheet)
    for doubt in doubts(gold):
        place = _PLACE.search(doubt)
        found.append(question(doubt, gold.document.text[int(place[1]) : int(place[1]) + 16].strip() if place else ""))
    return found[:20]


def gold_of(task: Task, opened: Reply, sheet: Sheet, row: Row) -> Gold:
    """Return the labels of `sheet`, with the text of the reply (`opened`, `row`), as gold.

    The mode of `task` decides whether the labels count as made from a draft.
    """
    document = Document(f"{row.name}.txt", opened.annotated.document.text)
    labels = gold_of_sheet(opened.annotated, sheet, "from-draft" if task.mode == "draft" else "blind", document.source)
    return Gold(row.name, document, labels)


def write_gold(desk: Desk, task: Task, folder: str, gold: Gold) -> None:
    """Write the text and the labels of `gold` as two files into `folder`, a folder of `task`."""
    desk.tasks.write(task, folder, gold.document.source, content=gold.document.text)
    desk.tasks.write(task, folder, f"{gold.name}.gold.json", content=gold.labels.to_json())


ROUTES = (
    Route("GET", "/api/task/{task}/reply/{name}", reply),
    Route("POST", "/api/task/{task}/event/{name}", act, role="review"),
    Route("POST", "/api/task/{task}/hand-in/{name}", hand_in, role="review"),
)
