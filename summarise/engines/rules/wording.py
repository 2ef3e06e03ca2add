"""The text that the rules read: normalised, and for each sentence without enumerator and decoration.

Normalised text has half-width signs except ，；。！？, simplified characters, and the same offsets as the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from summarise.annotated import Sentence
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Wording", "cue_text", "quoteless"]

_DECORATION = " #>|•●○◆■"


def cue_text(folded: str) -> str:
    """Return `folded`, the output of `folding.fold`, with full-width commas and semicolons, in the same length.

    This is the normalised text that the rules match against.
    """
    return folded.replace(",", "，").replace(";", "；")


_QUOTED = lazy_pattern(r"“(?!十[一二三四五六]五”)[^“”]*”|《[^《》]*》")


_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONE = lazy_pattern(f"[{_TONES}]")
_GLOSS = lazy_pattern(rf"(?<=[\u4e00-\u9fff])\([a-zü]{{0,3}}[{_TONES}][a-zü]{{0,3}}\)")
"""The pronunciation of the character before it, which some pages print in brackets: 区(qū)."""


def quoteless(text: str) -> str:
    """Return a text with quotations “…” and titles 《…》 blanked out, at the same length.

    Names of five-year plans such as “十四五” are kept.
    """
    return _without_quotations(text) if "“" in text or "《" in text else text


@lru_cache(maxsize=256)
def _without_quotations(text: str) -> str:
    """Return the text with quotations blanked out; the result is cached, since many rules use the same sentence."""
    return _QUOTED.sub(_emptied, text)


def _emptied(quoted: re.Match[str]) -> str:
    return quoted[0][0].ljust(len(quoted[0]) - 1, quoted[0][-1]) + quoted[0][-1]


class Wording(NamedTuple):
    """The normalised text of a sentence without enumerator, Markdown signs and romanisation, with its offsets.

    `start` is the document offset of its first character. `places` holds the document offset of each character if some
    characters inside were left out; else None.
    """

    text: str
    start: int
    places: tuple[int, ...] | None = None

    @classmethod
    def of(cls, whole: str, sentence: Sentence) -> Wording:
        """Return the wording of a sentence; `whole` is the normalised text of the document."""
        start, end = sentence.start, sentence.end
        written = whole[start:end]
        glosses = [found.span() for found in _GLOSS.finditer(written)] if _TONE.search(written) else []
        if "*" in written or glosses:
            left_out = {start + at for first, last in glosses for at in range(first, last)}
            kept = tuple(at for at in range(start, end) if whole[at] != "*" and at not in left_out)
            return cls._within("".join(whole[at] for at in kept), kept, sentence)
        return cls._within(written, None, sentence)

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
        """Return the document offset of the character at offset `at` of this text."""
        if self.places is None or not self.places:
            return self.start + at
        return self.places[at] if at < len(self.places) else self.places[-1] + 1

    def offset(self, place: int) -> int:
        """Return the offset in this text for the document offset `place`, or that of the first character after it."""
        if self.places is None:
            return place - self.start
        return bisect_left(self.places, place)
