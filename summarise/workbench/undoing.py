"""Checks that an act of a journal can be undone."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from summarise.review.events import Event
from summarise.workbench.calls import Refused

__all__ = ["check_undo"]


def check_undo(event: Event, known: AbstractSet[int], gone: AbstractSet[int]) -> None:
    """Check that the act that `event` undoes is one of `known`, and not one of `gone`, which are undone.

    Raises:
        Refused: there is no such act, or it is undone already (409).

    """
    if event.undoes in gone:
        raise Refused(409, "moved", "this act was undone already", now=None)
    if event.undoes not in known:
        raise Refused(409, "moved", "there is no such act here", now=None)
