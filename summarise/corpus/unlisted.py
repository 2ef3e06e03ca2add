"""Finds sentences of a letter that are in no item of its record; they often say what was given up or not reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.record import Evidence, Record
from summarise.reference import evidence_of, items_of

__all__ = ["sentence_at", "unlisted"]

_SENTENCE = re.compile(r"[^\s。！？；][^。！？；\n]{10,}[。！？；]")
"""Up to its mark; a line without one, or a shorter sentence, is a title, a heading or a signature."""
_OF_THE_LETTER = re.compile(r"收悉|现(?:将|就|函|答)|感谢")
"""Words of a sentence that opens or closes the letter."""


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
    """Return the sentence of `unlisted` that begins at the character in `place` (m1387); None if there is none."""
    return next((span for span in unlisted(text, record) if place == f"m{span.start}"), None)
