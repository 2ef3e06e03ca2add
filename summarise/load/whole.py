"""What a reader makes of a file: its text, and what of the file is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from summarise.document import Caveat

__all__ = ["Whole"]


class Whole(NamedTuple):
    """A file's text with what could not be read of it."""

    text: str
    caveats: tuple[Caveat, ...] = ()
