"""Collect the items of several threads, so that one of the threads processes them in one batch."""

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
    """Passes items of many threads to `do` in batches: items that come during a call are passed with the next call.

    Args:
        do: receives the items in the order in which they came; it never runs in two threads at a time.

    """

    def __init__(self, do: Callable[[list[_Item]], None]) -> None:
        self._do = do
        self._gathering, self._doing = threading.Lock(), threading.Lock()
        self._wishes: list[_Wish[_Item]] = []

    def __call__(self, item: _Item) -> None:
        """Return after `do` has processed the item; an error of `do` is raised for every item of its batch."""
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
