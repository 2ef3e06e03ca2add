"""Computes the state of a deadline on a given day, in Chinese words. `SOON` is the period that counts as soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

__all__ = ["DUE_SOON", "NOT_DUE", "NO_DEADLINE", "OVERDUE", "SOON", "state_of"]

SOON: Final = timedelta(days=90)
OVERDUE: Final = "已到期"
DUE_SOON: Final = "即将到期"
NOT_DUE: Final = "未到期"
NO_DEADLINE: Final = "无确定时限"


def state_of(due: str, today: date) -> str:
    """Return the state of a deadline on the day `today`; `due` is an ISO date, "" if there is none.

    The states are 已到期 (before today), 即将到期 (from today until `SOON` later), 未到期 (later than that) and
    无确定时限 (no date).
    """
    if not due:
        return NO_DEADLINE
    if due < today.isoformat():
        return OVERDUE
    return DUE_SOON if due <= (today + SOON).isoformat() else NOT_DUE
