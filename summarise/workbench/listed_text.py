"""Names a text in lists by its own words, without any result of an engine."""

from __future__ import annotations

import re
from pathlib import PurePath

from summarise.annotate.folding import fold

__all__ = ["listed_text"]

_FIRST = 20
"""Number of lines at the beginning of a text in which its title is looked for."""
_TITLES = (
    re.compile(r"(?=.*第\S{1,12}号.*(?:答\s?复|复\s?函|回复|提案|建议|意见))(?!.*收悉)[^。！？!?:：|]{6,60}"),
    re.compile(r"(?=.*(?:答复|复函|回复|提案|建议))(?!.*收悉)[^。！？!?:：;；|>/\[\]]{6,60}"),
)
"""Title lines: first those with the number of a proposal, then others that are no path of a site or row of a table."""


def listed_text(text: str, source: str) -> str:
    """Return the title line of a text with its length in characters.

    The title is one of the first lines that is about an answer, a proposal or a suggestion; one with the number of the
    proposal is preferred. If there is none, the name of the file `source` is used.
    """
    lines = [line for one in text.splitlines() if (line := one.strip("|#*•· \t\u3000\ufeff"))][:_FIRST]
    found = (line for title in _TITLES for line in lines if title.fullmatch(fold(line)))
    return f"{next(found, PurePath(source).name)}（{len(''.join(text.split())):,} 字）"
