"""Whether words and numbers of an answer occur in the text that they claim to come from."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_assembled_from", "numbers_in"]

_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|[一二三四五六七八九十百千两零〇]{2,}(?=[万亿%个项家名人件条座所台套亩户元年月日成倍])"
)
_SEPARATORS = re.compile(r"[\s、，,。；;：:“”\"'‘’《》（）()]+")
_LONGEST_CHAIN = 3
"""Pieces of the evidence that a phrase may be put together from."""


def _fold(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def numbers_in(text: str) -> frozenset[str]:
    """The numbers written in a text, thousands separators dropped; ordinals and names included."""
    return frozenset(_NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", _fold(text))))


def is_assembled_from(phrase: str, evidence: str) -> bool:
    """Whether a phrase is the evidence's own wording: at most three of its pieces, each of two characters or more.

    White space, punctuation and character width do not count; 的 may be added between pieces.
    """
    wanted = _SEPARATORS.sub("", _fold(phrase))
    source = _SEPARATORS.sub("", _fold(evidence))
    if not wanted:
        return False
    pieces = 0
    while wanted and pieces < _LONGEST_CHAIN:
        size = len(wanted)
        while size and wanted[:size] not in source:
            size -= 1
        if size < min(2, len(wanted)):
            return False
        wanted = wanted[size:].removeprefix("的")
        pieces += 1
    return not wanted
