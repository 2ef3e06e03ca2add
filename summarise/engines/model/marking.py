"""Write the text for a model: one numbered sentence on each line, with marks behind quantities and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence
from summarise.engines.model.masking import masked

__all__ = ["LONG_SENTENCE", "harmless", "is_shown", "marked_lines"]

LONG_SENTENCE = 60
"""Sentences of at least this many characters are marked with *, because the model must summarise them."""

_LONGEST_CHROME = 50
"""Maximum number of characters of page text that is not sent; longer page text may contain a report."""

_FORGED = (("#", "＃"), ("@", "＠"), ("<", "＜"), (">", "＞"))
_SPACES = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")


def is_shown(sentence: Sentence, quantified: frozenset[int]) -> bool:
    """Return True if a sentence is sent to the model.

    Every sentence is sent, except furniture: text of the page or letter that says nothing of the matter, such as a menu
    or 此复. Furniture is sent only if it has more than 50 characters or a quantity. `quantified` holds the numbers of
    the sentences with a quantity.
    """
    if not sentence.furniture:
        return True
    return sentence.end - sentence.start > _LONGEST_CHROME or sentence.number in quantified


def marked_lines(annotated: AnnotatedDocument, sentences: Sequence[Sentence], persons: Sequence[str] = ()) -> str:
    """Return one line for each of `sentences`, from `annotated`, with a blank line between paragraphs.

    A line begins with the sentence number, a * for a long sentence, and 〔提案〕 for a sentence of the proposal. The
    mark #n follows quantity n, and @n follows date n. If the page itself has these signs, they are made full-width.
    Names in `persons`, telephone numbers and the like are masked.
    """
    marks: dict[int, list[tuple[Quantity | DateExpression, str]]] = {}
    for spans, sign in ((annotated.quantities, "#"), (annotated.dates, "@")):
        _gather(spans, sign, marks)
    lines: list[str] = []
    paragraph = sentences[0].paragraph if sentences else 0
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            lines.append("")
            paragraph = sentence.paragraph
        star = "*" if sentence.end - sentence.start >= LONG_SENTENCE else ""
        origin = "〔提案〕" if sentence.proposal else ""
        text = masked(annotated.quote(sentence), persons)
        lines.append(f"{sentence.number}{star} {origin}{_marked(text, sentence, marks.get(sentence.number, ()))}")
    return "\n".join(lines)


def harmless(text: str, persons: Sequence[str] = ()) -> str:
    """Return text of the page on one line, with personal data masked and the signs # @ < > made full-width."""
    return _SPACES.sub(" ", _without_marks(masked(text, persons))).strip()


def _without_marks(text: str) -> str:
    """Return the text with the signs # @ < > full-width; `replace` is faster than `translate` on Chinese text."""
    for sign, wide in _FORGED:
        text = text.replace(sign, wide)
    return text


def _gather(
    spans: Iterable[Quantity | DateExpression],
    sign: str,
    marks: dict[int, list[tuple[Quantity | DateExpression, str]]],
) -> None:
    for span in spans:
        marks.setdefault(span.sentence, []).append((span, f"{sign}{span.number}"))


def _marked(text: str, sentence: Sentence, marks: Iterable[tuple[Quantity | DateExpression, str]]) -> str:
    text = _without_marks(text)
    pieces: list[str] = []
    done = 0
    for span, mark in sorted(marks, key=lambda pair: (pair[0].end, pair[0].start)):
        cut = span.end - sentence.start
        space = " " if text[cut : cut + 1].isdigit() else ""
        pieces += [text[done:cut], mark, space]
        done = cut
    return _SPACES.sub(" ", "".join([*pieces, text[done:]])).strip()
