"""View for labelling tasks: lists them, creates one, and lists the replies of one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from summarise.reference import Reference
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.shelf import Row
from summarise.workbench.tasks import State, Task
from summarise.workbench.views.choosing import INSTEAD, is_seen
from summarise.workbench.views.labelled_gold import own_gold

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_MOST_REPLIES = 500
_ALSO = f"（在台账、跟踪、操作记录或导出里见过的也算）；{INSTEAD}"
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
    return {"tasks": found}


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
    seen = {row.sha256 for row in desk.shelf.rows() if mode == "blind" and is_seen(desk, labellers, row)}
    rows = list({(row := _named(desk, name)).sha256: row for name in names}.values())
    if textless := [row.name for row in rows if not desk.shelf.has_text(row)]:
        raise Refused(422, "no_text", f"这几件没有保存原文，不能标注：{'、'.join(textless[:9])}")
    if known := [row.name for row in rows if row.sha256 in seen]:
        raise Refused(422, "seen", f"标注人已看过引擎对这几件的结果，不能盲标{_ALSO}：{'、'.join(known[:9])}")
    readable = [row for row in desk.shelf.rows() if desk.shelf.has_text(row)]
    unseen = [row for row in readable if row.sha256 not in seen]
    if not rows and not readable and desk.shelf.rows():
        raise Refused(422, "no_text", "这些答复都没有保存原文，不能标注：请用 summarise run 加 --save-text 再运行一次")
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
    return {"key": task.key, "said": _short(len(desk.shelf.rows()) - len(readable), seen, len(rows), names, count)}


def _short(textless: int, seen: Collection[str], given: int, names: Collection[str], count: int) -> str:
    """Return why a task has fewer replies than it should (`count`), "" if it has not."""
    if names or given >= count or not (seen or textless):
        return ""
    parts = [f"标注人已看过引擎对其余答复的结果{_ALSO}"] * bool(seen) + [f"{textless} 件没有保存原文"] * bool(textless)
    return f"只有 {given} 件：{'；'.join(parts)}"


def _named(desk: Desk, written: str) -> Row:
    """Return the reply with a number that somebody typed; the part that names an item, as in a945b59842-c78, is cut."""
    reference = Reference.parse(written)
    return desk.row(reference.text if reference else written)


def _names(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(one.strip() for one in given if isinstance(one, str) and one.strip()))


def task_list(desk: Desk, call: Call) -> Json:
    """Return the replies of the task that the request names.

    For each, say whether the caller has begun to label it and has handed it in. Replies that the caller has left are in
    a list of their own. `act` is what the caller can do with a reply or the task: leave it, or come back to it; "" if
    neither; `sure` is what has to be pressed a second time, "" for nothing. `note` says that nobody comes back to a
    blind task, or what the settling waits for; "" for who has left it. `after` has the addresses and words of what
    follows once the caller has handed in all.
    """
    task = desk.tasks.task(call.path["task"])
    states = desk.tasks.states(task, call.caller.name)
    rows = [_entry(desk, task, desk.row(sha256), state) for sha256, state in states.items()]
    is_left = all(state == "left" for state in states.values())
    is_open = not desk.tasks.is_handed_in(task)
    is_pair = len(task.labellers) > 1
    waits = _settling(desk, task, call) if is_pair else ""
    may_leave = task.mode == "blind" and not is_left and (is_open or any(one["act"] for one in rows))
    return {
        "key": task.key,
        "title": task.title,
        "mode": task.mode,
        "act": "" if not is_open else _back_to(task) if is_left else "退出任务",
        "sure": "" if is_left else _sure(task),
        "note": _FOR_GOOD if may_leave else "" if is_left else waits,
        "after": [("/eval", "评测"), *([(f"/task/{task.key}/settle", "裁定")] if is_pair and not waits else [])],
        "back": is_left,
        "gold": own_gold(desk, call.caller, task),
        "replies": [one for one in rows if not one["back"]],
        "left": [one for one in rows if one["back"]],
    }


def _settling(desk: Desk, task: Task, call: Call) -> str:
    """Return how far a task of two labellers is from being settled by the caller; "" if the caller can settle it."""
    if left := sum(len(desk.tasks.to_label(task, name)) for name in task.labellers):
        return f"两位还有 {left} 件没有交卷，交齐后裁定。"
    return "" if call.caller.may("settle") else "两位都已交卷，等裁定。"


def _entry(desk: Desk, task: Task, row: Row, state: State) -> Json:
    """Return a reply of `task` for the list of a labeller, who is as far with it as `state` says."""
    return {
        "name": row.name,
        "title": row.title if task.mode == "draft" or state == "done" else desk.shelf.listed(row).headed,
        "done": state == "done",
        "begun": state == "begun",
        "back": state == "left",
        "act": {"left": _back_to(task), "": "不标这件"}.get(state, ""),
        "sure": "" if state == "left" else _sure(task),
    }


def _sure(task: Task) -> str:
    """Return what a person has to press before a part of `task` is left for good; "" if they can come back."""
    return "退出后不能再盲标，确定" if task.mode == "blind" else ""


def _back_to(task: Task) -> str:
    """Return the words for coming back to what was left of `task`; "" if nobody can."""
    return "" if task.mode == "blind" else "重新加入"


ROUTES = (
    Route("GET", "/api/tasks", tasks),
    Route("POST", "/api/tasks", make_task, role="settle"),
    Route("GET", "/api/task/{task}/list", task_list),
)
