"""Rows of replies as people's corrections have left them, for lists and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.review.events import EDITS
from summarise.workbench.calls import Refused
from summarise.workbench.shelf import Row

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["corrected_row"]


def corrected_row(desk: Desk, row: Row) -> Row:
    """Return `row` with the fields and counts of its corrected record.

    Return `row` itself if nobody has corrected the record, or if the reply cannot be opened.
    """
    if not any(event.do in EDITS for event in desk.journal.on(row.sha256)):
        return row
    try:
        return row.as_in(desk.folded(row).record)
    except Refused:  # the list says so; the reason is shown when the reply is opened
        return row
