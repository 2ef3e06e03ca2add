"""Collect items from several threads, so that one of the threads processes them together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["InOneGo"]

_Item = TypeVar("_Item")


@dataclass
class _Wish(Generic[_Item]):
    item: _Item
    is_done: bool = False
    error: BaseException | None = None


class InOneGo(Generic[_Item]):
    """Passes items from several threads to `do` in batches; items that arrive during a call go into the next batch.

    Args:
        do: receives the items in the order of their arrival; it never runs in two threads at the same time.

    """

    def __init__(self, do: Callable[[list[_Item]], None]) -> None:
        self._do = do
        self._gathering, self._doing = threading.Lock(), threading.Lock()
        self._wishes: list[_Wish[_Item]] = []

    def __call__(self, item: _Item) -> None:
        """Return when `do` has processed the item; if `do` raises an error, raise it for every item of the batch."""
        wish = _Wish(item)
        with self._gathering:
            self._wishes.append(wish)
        with self._doing:
            if not wish.is_done:
                self._hand_on()
        if wish.error is not None:
            raise wish.error

    def _hand_on(self) -> None:
        with self._gathering:
            wishes, self._wishes = self._wishes, []
        try:
            self._do([wish.item for wish in wishes])
        except BaseException as error:  # noqa: BLE001 - raised by everyone who waits for it
            for wish in wishes:
                wish.error = error
        finally:
            for wish in wishes:
                wish.is_done = True
