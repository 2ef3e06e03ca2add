"""Which sentences a date may be the deadline of."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from summarise.annotated import AnnotatedDocument, DateExpression, Sentence

__all__ = ["covers"]


def covers(
    annotated: AnnotatedDocument,
    found: DateExpression,
    sentence: Sentence,
    reported: AbstractSet[int] = frozenset(),
) -> bool:
    """True if a date to come is in a sentence, before it in its point, or in a heading above it.

    `reported` are the numbers of sentences that are taken for work done and nothing else: their dates cover no others.
    """
    home, reference = annotated.sentence(found.sentence), annotated.metadata.reference
    if found.by and reference and (found.by.year, found.by.month) < (reference.year, reference.month):
        return False
    if home.number >= sentence.number:
        return home.number == sentence.number
    if home.furniture or home.proposal or home.number in reported:
        return False
    return home.path == sentence.path[: len(home.path)] and bool(
        home.paragraph == sentence.paragraph or home.heading or home.path
    )
