"""The reason for the label of a sentence: the rule that decided, and the words that the rule found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Reason"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule with the words that it found.

    `start` and `end` (exclusive) are offsets in the document; both are 0 for a rule that found no words. `entry` names
    the entry of the lexicon; "" for none. `opener` is the number of the sentence that opened the scope, if the scope
    decided; else 0.
    """

    rule: str
    entry: str = ""
    start: int = 0
    end: int = 0
    opener: int = 0
