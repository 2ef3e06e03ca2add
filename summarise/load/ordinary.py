"""Replaces characters that only look like ordinary ones, and reports characters that only their author's font shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.document import Caveat
from summarise.lazy_pattern import lazy_pattern
from summarise.load.radicals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["of_own_font", "ordinary"]

_ALIKE: Final = lazy_pattern("[\u2e80-\u2fdf\uf900-\ufaff]")
_OF_OWN_FONT: Final = lazy_pattern(
    "[\\w%‰，。、；：）》”]?(?<=[\\w%‰，。、；：）》”])[\ue000-\uf8ff\U000f0000-\U0010fffd]+(?=[\\w%‰，。、；：（《“])\\w?"
)
"""Matches private-use characters within words. Before a line they are bullets, after it they are signs of the page."""
_SIGNS: Final = lazy_pattern("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_MOST: Final = 5


def ordinary(text: str) -> str:
    """Return a text with the ordinary character for each radical or compatibility ideograph, such as 工 for ⼯."""
    return _ALIKE.sub(lambda found: plain(found[0]), text)


def of_own_font(text: str) -> Iterator[Caveat]:
    """Yield a caveat for each of the first five characters in words of `text` that only their author's font shows."""
    if not _SIGNS.search(text):  # the pattern with words around tries every position
        return
    for number, found in enumerate(_OF_OWN_FONT.finditer(text)):
        if number == _MOST:
            return
        words = _SIGNS.sub("□", found[0])
        yield Caveat("unread_part", f"in “{words}” a sign that only its author's font shows was not read")
