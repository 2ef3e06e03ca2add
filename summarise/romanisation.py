"""Removes pronunciation in brackets after characters (發(fā)布).

It is frequent in pages that a program converted to traditional script.
"""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = ["romanised_spans", "without_romanisation"]

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
_BEHIND = lazy_pattern(rf"[（(](?<=[\u4e00-\u9fff].) ?(?=[a-zü{_TONED}]*[{_TONED}])[a-zü{_TONED}]{{1,7}} ?[）)]")
_LEAST = 3
"""Least number in a text; fewer may have been written by the author."""


def romanised_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of `text` with the pronunciation of a single character in brackets; [] for fewer than three."""
    spans = [found.span() for found in _BEHIND.finditer(text)]
    return spans if len(spans) >= _LEAST else []


def without_romanisation(text: str) -> str:
    """Return a text without bracketed pronunciation after single characters.

    Return the text unchanged if it contains fewer than three of them.
    """
    return _BEHIND.sub("", text) if romanised_spans(text) else text
