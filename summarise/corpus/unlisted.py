"""Finds sentences of a letter that belong to no item of its record. Such sentences often say what was given up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.record import Evidence, Record
from summarise.reference import evidence_of, items_of

__all__ = ["sentence_at", "unlisted"]

_SENTENCE = re.compile(r"[^\s。！？；][^。！？；\n]{10,}[。！？；]")
"""Matches a sentence with its end mark. Shorter text or a line without an end mark is a title, heading or signature."""
_OF_THE_LETTER = re.compile(r"收悉|现(?:将|就|函|答)|感谢")
"""Matches words of sentences that open or close a letter."""


def unlisted(text: str, record: Record) -> Iterator[Evidence]:
    """Yield the sentences of a record's text that overlap no evidence of its items, with their offsets.

    Titles, headings, signatures and sentences that open or close the letter are left out.
    """
    taken = sorted((span.start, span.end) for item in items_of(record) for span in evidence_of(item))
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if _OF_THE_LETTER.search(found[0]) or any(start < last and first < end for first, last in taken):
            continue
        yield Evidence(start=start, end=end, quote=found[0])


def sentence_at(text: str, record: Record, place: str) -> Evidence | None:
    """Return the sentence of `unlisted(text, record)` that begins at the character in `place` (as m1387), or None."""
    return next((span for span in unlisted(text, record) if place == f"m{span.start}"), None)
