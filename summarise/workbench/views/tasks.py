"""View for labelling tasks: lists them, creates one, and lists the replies of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import State, Task

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_MOST_REPLIES = 500
_ALSO = "（在总览、台账、跟踪或导出里见过的也算）"
_FOR_GOOD = "盲标的答复一旦退出，就不能再加入：退出后在别处看得到引擎的结果。"


def tasks(desk: Desk, call: Call) -> Json:
    """Return every task, with the number of replies that each labeller has handed in, of how many."""
    found: list[Json] = []
    for task in desk.tasks.all():
        states = {name: tuple(desk.tasks.states(task, name).values()) for name in task.labellers}
        mine = call.caller.name in task.labellers
        found.append(
            {
                "key": task.key,
                "title": task.title,
                "mode": task.mode,
                "replies": len(task.replies),
                "labellers": [
                    {"name": name, "done": one.count("done"), "of": len(one) - one.count("left")}
                    for name, one in states.items()
                ],
                "mine": mine,
                "settles": call.caller.may("settle") and len(task.labellers) > 1,
            }
        )
    return {"tasks": found, "people": sorted({event.by for event in desk.journal.since(0)} | {call.caller.name})}


def make_task(desk: Desk, call: Call) -> Json:
    """Create a labelling task for one or two people; return its key.

    The body of the request names the replies in `replies`. Without names, the task gets as many replies as `count` in
    the body says, in the order of the records file. For a blind task these are replies whose result none of the
    labellers has seen. `said` in the answer tells if there were fewer.

    Raises:
        Refused: title, mode, labellers or number of replies are not allowed, or a labeller of a blind task has seen the
            result of a reply that is named.

    """
    title, mode = call.text("title", 80).strip(), call.text("mode", 10)
    labellers = _names(call.body.get("labellers"))
    if not title or mode not in {"blind", "draft"} or not 1 <= len(labellers) <= 2:  # noqa: PLR2004 - one, or two to compare
        raise Refused(422, "bad_task", "任务要有名称、方式（盲标或看草稿）和一至两位标注人")
    count, names = call.body.get("count", 0), _names(call.body.get("replies"))
    seen = {row.sha256 for row in desk.shelf.rows() if mode == "blind" and _is_seen(desk, labellers, row)}
    rows = [desk.row(name) for name in names]
    if known := [row.name for row in rows if row.sha256 in seen]:
        raise Refused(422, "seen", f"标注人已看过引擎对这几件的结果，不能盲标{_ALSO}：{'、'.join(known[:9])}")
    unseen = [row for row in desk.shelf.rows() if row.sha256 not in seen]
    rows = rows or unseen[: count if isinstance(count, int) else 0]
    if not rows and seen and not unseen:
        raise Refused(422, "seen", f"标注人已看过引擎对所有答复的结果，不能盲标{_ALSO}")
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
    short = seen and not names and len(rows) < count
    return {"key": task.key, "said": f"只有 {len(rows)} 件：标注人已看过引擎对其余答复的结果{_ALSO}" if short else ""}


def _is_seen(desk: Desk, labellers: tuple[str, ...], row: Row) -> bool:
    return any(desk.tasks.opened.has(name, row.sha256) for name in labellers)


def _names(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(one.strip() for one in given if isinstance(one, str) and one.strip()))


def task_list(desk: Desk, call: Call) -> Json:
    """Return the replies of the task that the request names.

    For each, say whether the caller has begun to label it and has handed it in. Replies that the caller has left are in
    a list of their own. `act` is what the caller can do with a reply or the task: leave it, or come back to it; "" if
    neither. `note` says that nobody comes back to a blind task.
    """
    task = desk.tasks.task(call.path["task"])
    states = desk.tasks.states(task, call.caller.name)
    rows = [_entry(desk, task, desk.row(sha256), state) for sha256, state in states.items()]
    is_left = all(state == "left" for state in states.values())
    return {
        "key": task.key,
        "title": task.title,
        "mode": task.mode,
        "act": "" if desk.tasks.is_handed_in(task) else _back_to(task) if is_left else "退出任务",
        "note": _FOR_GOOD if task.mode == "blind" and not is_left else "",
        "back": is_left,
        "replies": [one for one in rows if not one["back"]],
        "left": [one for one in rows if one["back"]],
    }


def _entry(desk: Desk, task: Task, row: Row, state: State) -> Json:
    """Return a reply of `task` for the list of a labeller, who is as far with it as `state` says."""
    return {
        "name": row.name,
        "title": row.title if task.mode == "draft" or state == "done" else desk.shelf.title_in_text(row),
        "done": state == "done",
        "begun": state == "begun",
        "back": state == "left",
        "act": {"left": _back_to(task), "": "不标这件"}.get(state, ""),
    }


def _back_to(task: Task) -> str:
    """Return the words for coming back to what was left of `task`; "" if nobody can."""
    return "" if task.mode == "blind" else "重新加入"


ROUTES = (
    Route("GET", "/api/tasks", tasks),
    Route("POST", "/api/tasks", make_task, role="settle"),
    Route("GET", "/api/task/{task}/list", task_list),
)
