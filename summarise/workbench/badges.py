"""Counts what is left to do in each view, for the numbers on the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.errors import InputError
from summarise.workbench.calls import Caller, Json, Refused

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["OVERDUE", "badges"]

OVERDUE = "状态:已到期 状态:待核实"
"""Query for the promises that are overdue and have no verdict."""


def badges(desk: Desk, caller: Caller) -> Json:
    """Return the number of replies to review, of replies that `caller` has to label, and of overdue promises.

    The last is left out while no index of the promises is open. Nothing is counted again until a journal, the tasks,
    the records or the day change.
    """
    state = (len(desk.journal), desk.shelf.read_as, desk.tasks.stamp())
    found = desk.counted.get(caller.name, state, lambda: _counted(desk, caller))
    try:
        overdue = desk.promises.count(OVERDUE, desk.today(), desk.closed_names(caller))
    except (InputError, Refused):  # the views that need the index say what is wrong with it
        overdue = None
    return found if overdue is None else found | {"follow": overdue}


def _counted(desk: Desk, caller: Caller) -> Json:
    closed = desk.closed_to(caller)
    rows = [row for sha256 in desk.journal.texts() if sha256 not in closed and (row := desk.shelf.row(sha256))]
    accepted = sum(desk.state(row)[0] == "accepted" for row in rows)
    return {
        "review": sum(row.sha256 not in closed and desk.shelf.has_text(row) for row in desk.shelf.rows()) - accepted,
        "label": sum(
            len(desk.tasks.to_label(task, caller.name)) for task in desk.tasks.all() if caller.name in task.labellers
        ),
    }
