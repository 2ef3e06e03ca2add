"""Keeps values that take time to make until the state that they were made of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

__all__ = ["Kept"]

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """Values by name, each with the state that it was made of."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[object, _T]] = {}

    def get(self, name: str, state: object, make: Callable[[], _T]) -> _T:
        """Return the value named `name` if it was made of `state`, else what `make` returns, which is kept."""
        known = self._values.get(name)
        if known is None or known[0] != state:
            known = self._values[name] = state, make()
        return known[1]

    def put(self, name: str, state: object, value: _T) -> None:
        """Keep `value`, which was made of `state`, under the name `name`."""
        self._values[name] = state, value

    def forget(self, name: str) -> None:
        """Remove the value named `name`, if there is one."""
        self._values.pop(name, None)

    def clear(self) -> None:
        """Remove all values."""
        self._values.clear()
