"""Says how many replies a view leaves out because the person must first label them without seeing a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.workbench.calls import Caller

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["withheld"]


def withheld(desk: Desk, caller: Caller) -> str:
    """Return a sentence with the number of replies that views leave out for `caller`; "" if they leave out none."""
    count = len(desk.closed_to(caller))
    return f"不含您盲标任务里的 {count} 件，交卷后可见" if count else ""
