"""Names a text in lists by its own words, without any result of an engine."""

from __future__ import annotations

import re
from pathlib import PurePath

__all__ = ["listed_text"]

_FIRST = 12
"""Number of lines at the beginning of a text in which its title is looked for."""
_TITLE = re.compile(r"(?=.*(?:答复|复函|回复|提案|建议))(?!.*收悉)[^。！？!?:：]{6,60}")


def listed_text(text: str, source: str) -> str:
    """Return the title line of a text with its length in characters.

    The title is one of the first lines that is about an answer, a proposal or a suggestion. If there is none, the name
    of the file `source` is used.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_FIRST]
    title = next((line for line in lines if _TITLE.fullmatch(line)), PurePath(source).name)
    return f"{title}（{len(''.join(text.split())):,} 字）"
