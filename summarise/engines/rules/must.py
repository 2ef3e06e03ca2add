"""Decide whether 要 (must) behind a report promises: 已培训600人，要扩大培训面."""

from __future__ import annotations

from summarise.engines.rules.lexicon import Found, matcher

__all__ = ["is_must", "promised_by_must"]

_MUST, _TOLD_TO = matcher("must"), matcher("told_to")


def promised_by_must(text: str, reported: Found | None) -> Found | None:
    """Return the first 要 of a normalised sentence that marks a promise; None if there is none.

    `reported` holds the words with which the sentence reports. 要 promises only behind these, and only if nobody is
    quoted as telling what must be done (会议强调，要…).
    """
    found = _MUST.search(text, reported.match.end()) if reported else None
    return found if found and not _TOLD_TO.search(text) else None


def is_must(promise: Found | None) -> bool:
    """Return True if `promise` is 要 as `promised_by_must` finds it; False for other words or None."""
    return promise is not None and promise.matcher is _MUST
