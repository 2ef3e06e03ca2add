"""How often a command looks for garbage that refers to itself, of which replies leave next to none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["seldom_collected"]

_SELDOM = (50_000, 20, 50)
"""Objects made, and times, before the young, the older and the oldest are looked through; Python's own begin at 700."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom, and never among what is loaded by now, until the block ends; a tenth of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
