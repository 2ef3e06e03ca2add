"""View 标注: a labeller leaves a task or single texts of it, and comes back unless the task is blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.review.fold import active
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.tasks import Task

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]


def leave(desk: Desk, call: Call) -> Json:
    """Take texts out of the caller's part of a task, or with `back` in the request, put them in again.

    The request names one text as `name`, or all if there is no name. Each text that is taken out is an event in the
    caller's journal; to put it in again undoes the event. In a blind task, the caller may see the engine's result of a
    text from then on, so the text cannot be put in again. `said` in the answer is a sentence for the person.

    Raises:
        Refused: the caller has begun the text, somebody has handed in one of the texts, or the task is blind (409).

    """
    task, who = desk.tasks.task(call.path["task"]), call.caller.name
    name, slot = call.text("name", 64), task.slot(who)
    with desk.lock:
        wanted = (desk.row(name).sha256,) if name else task.replies
        for sha256 in wanted:
            task.check_has(sha256)
        if call.body.get("back") is True:
            return {"said": _back(desk, task, who, wanted)}
        states = desk.tasks.states(task, who)
        gone = [sha256 for sha256 in wanted if states[sha256] != "left"]
        if name and not gone:
            return {"said": "这一件您已经退出了"}
        if name and states[gone[0]]:
            raise Refused(409, "begun", "这一件已经开始标，不能单独退出")
        if not name and desk.tasks.is_handed_in(task):
            raise Refused(409, "handed_in", "已有人交卷，不能退出整个任务；还没开始的可以一件一件退出")
        journal = desk.tasks.journal(task, slot)
        if task.mode == "blind":
            desk.saw(call.caller, *gone)
        for sha256 in gone:
            journal.append(journal.draft(do="leave", at=desk.now(), by=who, on=sha256))
    return {"said": f"不标这 {len(gone)} 件了" + ("" if task.mode == "blind" else "，可随时重新加入")}


def _back(desk: Desk, task: Task, who: str, wanted: tuple[str, ...]) -> str:
    """Take back that texts were left. Refuse this in a blind task."""
    slot = task.slot(who)
    events = [event for sha256 in wanted for event in active(desk.tasks.events(task, slot, sha256))]
    away = [event for event in events if event.do == "leave"]
    if away and task.mode == "blind":
        raise Refused(409, "seen", "盲标的答复退出后，在别处看得到引擎的结果，不能再盲标")
    journal = desk.tasks.journal(task, slot)
    for event in away:
        journal.append(journal.draft(do="undo", undoes=event.n, at=desk.now(), by=who, on=event.on))
    return f"已重新加入 {len(away)} 件"


ROUTES = (Route("POST", "/api/task/{task}/leave", leave, role="review"),)
