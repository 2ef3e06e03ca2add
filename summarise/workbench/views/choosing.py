"""View 新任务: the replies from which those of a new labelling task are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.workbench.calls import Call, Json, Route
from summarise.workbench.shelf import Row

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["INSTEAD", "ROUTES", "is_seen"]

_PAGE = 50
INSTEAD = "请没见过的人来标（另一个账号，或启动时用 --as 写另一个名字），或从草稿改"
"""What to do if the labeller has seen the engine's result."""


def is_seen(desk: Desk, labellers: tuple[str, ...], row: Row) -> bool:
    """Return True if any of the `labellers` has seen the engine's result of the reply in `row`."""
    return any(desk.tasks.opened.has(name, row.sha256) for name in labellers)


def choices(desk: Desk, call: Call) -> Json:
    """Return up to fifty replies that can be labelled: first those in no task yet, the shortest first.

    The request has, as `q`, words that title, body, number or source of a reply must contain, as `mode`, the mode of
    the task, as `first` and `second`, its labellers, and as `after`, the number of replies to skip. For a blind task,
    replies whose result a labeller has seen are left out, and each is named by its own text alone, without what an
    engine found. `left_out` tells how many replies are not offered, and why.
    """
    desk.refresh()
    query = call.query
    labellers = tuple(filter(None, (query.get("first", ""), query.get("second", ""))))
    every = desk.shelf.rows()
    readable = [row for row in every if desk.shelf.has_text(row)]
    is_blind = query.get("mode") != "draft"
    offered = [row for row in readable if not (is_blind and is_seen(desk, labellers, row))]
    words = query.get("q", "").casefold().split()
    found = [row for row in offered if all(word in _words_of(row) for word in words)]
    in_tasks = {sha256 for task in desk.tasks.all() for sha256 in task.replies}
    found.sort(key=lambda row: (row.sha256 in in_tasks, row.characters))
    start = call.number("after")
    page = found[start : start + _PAGE]
    seen, textless = len(readable) - len(offered), len(every) - len(readable)
    parts = [f"{textless} 件没有保存原文"] * bool(textless)
    parts += [f"{seen} 件标注人见过引擎的结果，不能盲标：{INSTEAD}"] * bool(seen)
    return {
        "rows": [_choice(desk, row, is_in_task=row.sha256 in in_tasks) for row in page],
        "total": len(found),
        "next": start + _PAGE if start + _PAGE < len(found) else None,
        "left_out": f"未列：{'；'.join(parts)}" if parts else "",
        "people": sorted({event.by for event in desk.journal.since(0)} | {call.caller.name}),
    }


def _words_of(row: Row) -> str:
    return f"{row.title} {row.issuer} {row.number} {row.name} {row.source}".casefold()


def _choice(desk: Desk, row: Row, *, is_in_task: bool) -> Json:
    listed = desk.shelf.listed(row)
    parts = (listed.signed, f"{listed.length:,} 字", "已在别的任务里" if is_in_task else "")
    return {"name": row.name, "title": listed.title, "about": " · ".join(filter(None, parts))}


ROUTES = (Route("GET", "/api/choices", choices, role="settle"),)
