"""Why a sentence has its label: the rule that decided, and the words that it went by."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Reason"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule with the words that it found.

    `start` and `end` are characters of the document, both 0 for a rule that goes by the place of a sentence alone;
    `entry` names the entry of the lexicon, "" for a rule in Python; `opener` is the number of the sentence that opened
    the scope which decided, 0 without one.
    """

    rule: str
    entry: str = ""
    start: int = 0
    end: int = 0
    opener: int = 0
