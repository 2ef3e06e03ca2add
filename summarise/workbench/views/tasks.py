"""View for labelling tasks: lists them, creates one, and lists the replies of one."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from summarise.workbench.calls import Call, Json, Refused, Route

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_MOST_REPLIES = 500


def tasks(desk: Desk, call: Call) -> Json:
    """Return every task, with the number of replies that each labeller has handed in."""
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
    """Create a labelling task for one or two people; return its key.

    The body of the request names the replies in `replies`. Without names, the task gets as many replies as `count` in
    the body says, in the order of the records file.

    Raises:
        Refused: title, mode, labellers or number of replies are not allowed.

    """
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
    """Return the replies of the task that the request names.

    For each, say whether the caller has begun to label it and has handed it in.
    """
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


ROUTES = (
    Route("GET", "/api/tasks", tasks),
    Route("POST", "/api/tasks", make_task, role="settle"),
    Route("GET", "/api/task/{task}/list", task_list),
)
