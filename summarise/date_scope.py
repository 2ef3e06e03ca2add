"""Decides for which sentences a date may be the deadline."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.lazy_pattern import lazy_pattern

__all__ = ["covers"]

_BAR = " | "
"""What separates the cells of a table row."""
_IS_UNIT = lazy_pattern(r"^[（(]?单位[:：][^，。；]{1,12}$")
"""The line between a sentence and a table that names the unit of its figures."""
_LONGEST_LIST = 40
"""Maximum number of lines of a list for which the date in front of it counts."""


def covers(
    annotated: AnnotatedDocument,
    found: DateExpression,
    sentence: Sentence,
    reported: AbstractSet[int] = frozenset(),
) -> bool:
    """Return True if a date may be the deadline of a sentence.

    The date must not end before the month of the reference date. It must be in the sentence itself, in its table row
    or in an earlier sentence of the reply. All numbered headings of the earlier sentence must also be above this
    sentence. If it has none, one of these must hold: it is in the same paragraph; it is a heading; or it ends with a
    colon, and the lines from there to this sentence are a list or a table.

    Args:
        annotated: the document that contains the date and the sentence.
        found: the date.
        sentence: the sentence.
        reported: numbers of sentences that only report work done; a date in one of them counts only for that
            sentence.

    """
    home, reference = annotated.sentence(found.sentence), annotated.metadata.reference
    if found.by and reference and (found.by.year, found.by.month) < (reference.year, reference.month):
        return False
    if home.number == sentence.number or home in annotated.row_of(sentence):
        return True
    if home.number > sentence.number:
        return False
    if home.furniture or home.proposal or home.number in reported:
        return False
    return home.path == sentence.path[: len(home.path)] and bool(
        home.paragraph == sentence.paragraph or home.heading or home.path or _leads_to(annotated, home, sentence)
    )


def _leads_to(annotated: AnnotatedDocument, home: Sentence, sentence: Sentence) -> bool:
    """Return True if `home` ends with a colon, and each sentence up to `sentence` ends with ； or is a table row."""
    if sentence.number - home.number > _LONGEST_LIST or not annotated.quote(home).rstrip().endswith((":", "：")):
        return False
    between = map(annotated.quote, annotated.sentences[home.number : sentence.number - 1])
    return all(text.rstrip().endswith(("；", ";")) or _BAR in text or _IS_UNIT.search(text) for text in between)
