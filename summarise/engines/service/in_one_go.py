"""Work that several threads want at one time, done in one go by one of them."""

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
    """Hands items to `do`: while one thread does so, the items of the others gather, and the next hands all of them on.

    Args:
        do: is given the items in the order in which they came, never from two threads at a time.

    """

    def __init__(self, do: Callable[[list[_Item]], None]) -> None:
        self._do = do
        self._gathering, self._doing = threading.Lock(), threading.Lock()
        self._wishes: list[_Wish[_Item]] = []

    def __call__(self, item: _Item) -> None:
        """Return when the item was handed on; what `do` raised is raised to all whose items it was given."""
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
