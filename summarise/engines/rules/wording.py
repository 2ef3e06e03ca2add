"""The text that the rules read: one width, one script, and sentences without enumerator and decoration."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from summarise.annotated import Sentence

__all__ = ["Wording", "cue_text", "quoteless"]

_DECORATION = " #>|•●○◆■"


def cue_text(folded: str) -> str:
    """Return the folded text with commas and semicolons in one width; same length."""
    return folded.replace(",", "，").replace(";", "；")


_QUOTED = re.compile(r"“(?!十[一二三四五六]五”)[^“”]*”|《[^《》]*》")


def quoteless(text: str) -> str:
    """Return what a sentence says in its own words: quotations and titles emptied, of the same length."""
    return _QUOTED.sub(_emptied, text) if "“" in text or "《" in text else text


def _emptied(quoted: re.Match[str]) -> str:
    return quoted[0][0].ljust(len(quoted[0]) - 1, quoted[0][-1]) + quoted[0][-1]


class Wording(NamedTuple):
    """A sentence without enumerator and Markdown: `text`, and where in the document it is.

    `start` is the place of its first character; `places` the place of each, where characters inside were left out.
    """

    text: str
    start: int
    places: tuple[int, ...] | None = None

    @classmethod
    def of(cls, whole: str, sentence: Sentence) -> Wording:
        """Return the wording of a sentence; `whole` is the document in one width and script."""
        start, end = sentence.start, sentence.end
        if "*" in whole[start:end]:
            kept = tuple(at for at in range(start, end) if whole[at] != "*")
            return cls._within("".join(whole[at] for at in kept), kept, sentence)
        return cls._within(whole[start:end], None, sentence)

    @classmethod
    def _within(cls, written: str, kept: tuple[int, ...] | None, sentence: Sentence) -> Wording:
        text = written.strip(_DECORATION)
        first = written.index(text[0]) if text else 0
        marker = cue_text(sentence.marker)
        if marker and text.startswith(marker):
            rest = text[len(marker) :].strip(" 、.")
            first += len(text) - len(text[len(marker) :].lstrip(" 、."))
            text = rest
        if kept is None:
            return cls(text, sentence.start + first)
        return cls(text, kept[first] if text else sentence.start, kept[first : first + len(text)])

    def place(self, at: int) -> int:
        """Return where in the document a character of the wording is."""
        if self.places is None or not self.places:
            return self.start + at
        return self.places[at] if at < len(self.places) else self.places[-1] + 1

    def offset(self, place: int) -> int:
        """Return which character of the wording is at a place of the document, or the first one behind it."""
        if self.places is None:
            return place - self.start
        return bisect_left(self.places, place)
