"""Splits a text into the units that people label, at the marks 。！？； and at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.evaluation.gold.similarity import is_visible
from summarise.evaluation.span import Span

__all__ = ["units"]

_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;]+[”’」』）)》】\]]*|[^。！？；!?;\n]+")
_MARKER = r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．])"
_HEADING = re.compile(rf"\s*\**{_MARKER}\s*[^，,。：:\s]{{2,40}}\**[ \u3000]+(?=\S)")
"""Matches a numbered heading with white space between it and the text that follows on the same line.

Other headings on the line of a sentence are split off by hand.
"""


def units(text: str) -> tuple[Span, ...]:
    """Return the spans of the units of a text.

    A unit includes its closing quotation marks and brackets, but no white space around it. Units without visible
    characters are left out.
    """
    found = (part for match in _SENTENCE.finditer(text) for part in _parts(text, *match.span()))
    trimmed = (_trimmed(text, start, end) for start, end in found)
    return tuple((a, b) for a, b in trimmed if any(map(is_visible, text[a:b])))


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    heading = _HEADING.match(text, start, end)
    if heading:
        yield start, heading.end()
        start = heading.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    return (start + left, end - right) if piece.strip() else (start, start)
