"""Recognises Markdown that a program wrote."""

from __future__ import annotations

import re
from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["MARKS", "looks_like_markdown"]

_SIGNS: Final = r"[\[\]()*_#+\-.!~|<>{}'\"$^@&`\\%=]"
"""The signs that have a backslash in front in Markdown alone."""
MARKS: Final = lazy_pattern(
    rf"(?<!\\)\\{_SIGNS}(?![A-Za-z]{{2}})|^ {{2,}}-{{3,}}(?: +-{{3,}})+$|\[\^[\w-]+\]"
    r"|^(?:```|~~~)\s*\{=|^:::|\]\{[.#]|^#.*\{[.#]",
    re.MULTILINE,
)
_IN_EACH_MARK: Final = ("\\", "---", "[^", ":::", "{")
"""Strings of which every match of `MARKS` contains one. They are searched for first, since `MARKS` is slow."""


def looks_like_markdown(text: str) -> bool:
    """Return True if a program wrote `text` as Markdown: it contains escapes, footnotes, attributes or divisions."""
    return any(sign in text for sign in _IN_EACH_MARK) and MARKS.search(text) is not None
