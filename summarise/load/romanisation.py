"""Removes romanisation in brackets after characters (發(fā)布), frequent in pages converted to traditional script."""

from __future__ import annotations

import re

__all__ = ["without_romanisation"]

_TONED = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
_BEHIND = re.compile(rf"(?<=[\u4e00-\u9fff])[（(] ?(?=[a-zü{_TONED}]*[{_TONED}])[a-zü{_TONED}]{{1,7}} ?[）)]")
_LEAST = 3
"""So many in a text; fewer may be the writer's own."""


def without_romanisation(text: str) -> str:
    """Return a text without bracketed pronunciation after single characters, unchanged if it has fewer than three."""
    cleaned, count = _BEHIND.subn("", text)
    return cleaned if count >= _LEAST else text
