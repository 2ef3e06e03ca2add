"""Defines the result of reading a file: its text, and warnings about missing parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarise.document import Caveat

__all__ = ["Whole"]


class Whole(NamedTuple):
    """A file's text, with a caveat for each part of the file that could not be read."""

    text: str
    caveats: tuple[Caveat, ...] = ()
