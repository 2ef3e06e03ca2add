"""Names a text in lists by its own words, without any result of an engine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from summarise.annotate.folding import fold

__all__ = ["Listed"]

_FIRST = 20
"""Number of lines at the beginning of a text in which its title is looked for."""
_TITLES = (
    re.compile(r"(?=.*第\S{1,12}号.*(?:答\s?复|复\s?函|回复|提案|建议|意见))(?!.*收悉)[^。！？!?:：|]{6,60}"),
    re.compile(r"(?=.*(?:答复|复函|回复|提案|建议))(?!.*收悉)[^。！？!?:：;；|>/\[\]]{6,60}"),
)
"""Title lines: first those with the number of a proposal, then others that are no path of a site or row of a table."""


_LAST = 12
"""Number of lines at the end of a text in which its signature is looked for."""
_SIGNED = re.compile(r"[\u4e00-\u9fff]{2,28}(?:局|委|委员会|办公室|办|厅|部|院|府|中心|公司|集团|会|队|站|处)")


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists show of a text by its own words."""

    title: str
    """Its title line, or the name of its file if it has none."""
    signed: str
    """The line at its end that names a body, without blanks; "" if there is none."""
    length: int
    """Number of characters without white space; 0 if the text is not available."""

    @classmethod
    def of(cls, text: str, source: str) -> Listed:
        """Return title line, signature and length of `text`, which was read from the file `source`.

        The title is one of the first lines that is about an answer, a proposal or a suggestion; one with the number of
        the proposal is preferred.
        """
        whole = [line for one in text.splitlines() if (line := one.strip("|#*•· \t\u3000\ufeff"))]
        titles = (line for title in _TITLES for line in whole[:_FIRST] if title.fullmatch(fold(line)))
        last = ("".join(line.split()) for line in reversed(whole[-_LAST:]))
        signed = (line for line in last if _SIGNED.fullmatch(fold(line)))
        return cls(next(titles, PurePath(source).name), next(signed, ""), len("".join(text.split())))

    @property
    def headed(self) -> str:
        """The title with the length, where it is known."""
        return f"{self.title}（{self.length:,} 字）" if self.length else self.title
