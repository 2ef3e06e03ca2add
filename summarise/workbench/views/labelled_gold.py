"""Hands out the gold files of a labelling, in the form that `summarise eval` reads: a zip of texts and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.workbench.calls import Call, Caller, Download, Json, Refused, Route
from summarise.workbench.handing_on import zipped
from summarise.workbench.tasks import SETTLED, Task
from summarise.workbench.views.exporting import keep_download

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES", "keep_gold", "may_take", "own_gold"]


def may_take(desk: Desk, caller: Caller, task: Task, slot: str) -> bool:
    """Return True if `caller` may take the gold in the folder `slot` of `task`, and there is some.

    Nobody takes gold of a text that they still have to label blind. One of two labellings that are not settled yet is
    given to its labeller alone, since the other labeller and the settler must not see whose it is.
    """
    files = desk.tasks.gold(task, slot)
    if not files or desk.closed_to(caller) & set(task.replies):
        return False
    is_open = len(task.labellers) == 1 or slot == SETTLED or bool(desk.tasks.gold(task, SETTLED))
    return is_open or slot == _own_slot(caller, task)


def own_gold(desk: Desk, caller: Caller, task: Task) -> str:
    """Return the folder with the gold of what `caller` handed in for `task`; "" if they may not take it yet."""
    slot = _own_slot(caller, task)
    return slot if may_take(desk, caller, task, slot) else ""


def _own_slot(caller: Caller, task: Task) -> str:
    return task.slot(caller.name) if caller.name in task.labellers else ""


def keep_gold(desk: Desk, caller: Caller, task: Task, slot: str) -> Json:
    """Keep the files of the folder `slot` of `task` as a zip for download, as `keep_download` does.

    Those of a settled task include the agreement. Labels that began as the engine's count as seen by `caller`.
    """
    new = desk.saw(caller, *task.replies) if task.mode == "draft" else 0
    paths = desk.tasks.gold(task, slot)
    archive = zipped((path.name, path.read_bytes()) for path in paths)
    return keep_download(desk, caller, Download(f"gold-{task.key}-{slot}.zip", "application/zip", archive), new)


def take(desk: Desk, call: Call) -> Json:
    """Keep a gold set for download; return its id for `/api/export`. The request names it by `task` and `set`.

    Raises:
        Refused: there is no such set, or the caller may not have it yet (404).

    """
    task, slot = desk.tasks.task(call.text("task", 40)), call.text("set", 40)
    if not may_take(desk, call.caller, task, slot):
        raise Refused(404, "missing", "没有这组 gold；两人标的，裁定写出以后才能取别人的一份")
    return keep_gold(desk, call.caller, task, slot)


ROUTES = (Route("POST", "/api/evaluation/gold", take),)
