"""Decide whether 将 marks the future, or is the preposition 把 (将其纳入) or part of a word."""

from __future__ import annotations

from summarise.engines.rules.lexicon import Found, matcher

__all__ = ["promised_by_will"]

_WILL = matcher("will")
_EFFECT_BEFORE = matcher("will_effect_before")
_STRONG, _AS_BA, _VERB = matcher("will_strong"), matcher("will_as_ba"), matcher("will_verb")
_OWN_SUBJECT = matcher("own_subject")
_BEFORE, _AFTER = 30, 110
"""Number of characters before and after 将 that are searched to decide what it means."""


def promised_by_will(text: str) -> Found | None:
    """Return the first 将 in `text`, a normalised sentence, that marks a promise; None if there is none."""
    return next((found for found in _WILL.each(text) if _promises(text, found)), None)


def _promises(text: str, found: Found) -> bool:
    at = found.match.end()
    # Each slice is short: a copy of all that stands before each 将 would take minutes for a sentence of many.
    before, after = text[max(0, found.match.start() - _BEFORE) : found.match.start()], text[at : at + _AFTER]
    if _EFFECT_BEFORE.search(before) and "待" not in before:
        return False
    if _STRONG.match(after):
        return True
    return not _AS_BA.match(after) and bool(_VERB.match(after) or _OWN_SUBJECT.search(before))
