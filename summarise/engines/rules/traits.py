"""The input of the linear model: position, marks of tense, neighbours and characters of each sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple

from summarise.annotated import AnnotatedDocument, DateExpression
from summarise.engines.rules.labels import Judged
from summarise.lazy_pattern import lazy_pattern

__all__ = ["OPEN_LABELS", "Traits", "traits_of"]

OPEN_LABELS = frozenset(["measure", "commitment", "both", "background"])
"""Labels that the linear model may change."""
_OUTSIDE = frozenset(["furniture", "proposal"])
_DIGITS = lazy_pattern(r"\d+(?:\.\d+)?")
_CLAUSE = lazy_pattern("[，；：:]")
_SHORTEST, _LONGEST = 15, 6
"""Characters of one step of length, and the steps that are told apart."""


class Traits(NamedTuple):
    """The traits of one sentence, each once: `signs` are named properties, `words` strings of one or two characters.

    No trait states the label that the rules gave.
    """

    signs: tuple[str, ...]
    words: tuple[str, ...]


class _Letter(NamedTuple):
    body: Sequence[Judged]
    figures: dict[int, int]
    dates: dict[int, list[str]]
    tense: str
    """How many sentences promise and report, 2 for more, and which share of both promises, in quarters."""


def traits_of(judged: Sequence[Judged], annotated: AnnotatedDocument) -> Iterator[tuple[Judged, Traits]]:
    """Yield every sentence whose label is in `OPEN_LABELS`, with its traits."""
    letter = _letter(judged, annotated)
    for at, one in enumerate(letter.body):
        if one.label in OPEN_LABELS:
            signs = dict.fromkeys((*_own(one, letter), *_place(at, letter), *_beside(at, letter)))
            yield one, Traits(tuple(signs), _words(one.text))


def _letter(judged: Sequence[Judged], annotated: AnnotatedDocument) -> _Letter:
    body = [one for one in judged if one.label not in _OUTSIDE]
    figures: dict[int, int] = {}
    for quantity in annotated.quantities:
        figures[quantity.sentence] = figures.get(quantity.sentence, 0) + 1
    dates: dict[int, list[str]] = {}
    for found in annotated.dates:
        dates.setdefault(found.sentence, []).append(_direction(found, annotated))
    promise, report = sum(one.marks.promises for one in body), sum(one.marks.reports for one in body)
    share = round(4 * promise / (promise + report)) if promise + report else "-"
    return _Letter(body, figures, dates, f"{min(promise, 2)}{min(report, 2)}{share}")


def _direction(found: DateExpression, annotated: AnnotatedDocument) -> str:
    reference = annotated.metadata.reference
    side = "" if found.by is None or reference is None else "ahead" if found.by > reference else "behind"
    return f"date: {found.form} {side}"


def _own(one: Judged, letter: _Letter) -> Iterator[str]:
    marks, number, text = one.marks, one.sentence.number, one.text
    state = "".join(
        sign
        for sign, holds in zip(
            "prmat", (marks.promises, marks.reports, marks.mixed, marks.promises_apart, marks.timed), strict=True
        )
        if holds
    )
    rule = one.why[0].rule
    yield "any"
    yield f"rule: {rule}"
    yield f"rule, scope: {rule}, {one.scope}"
    yield f"scope: {one.scope}"
    yield f"scope opened: {bool(one.opener)}, {one.scope}"
    yield f"marks: {state}"
    yield f"marks, scope: {state}, {one.scope}"
    yield f"marks, letter: {state}, {letter.tense[:2]}"
    yield f"marks, share: {state}, {letter.tense[2:]}"
    yield f"promises: {marks.promises}"
    yield f"reports: {marks.reports}"
    yield f"figures: {min(letter.figures.get(number, 0), 2)}"
    yield f"marker: {bool(one.sentence.marker)}"
    yield f"level: {one.sentence.level}"
    yield f"length: {min(len(text) // _SHORTEST, _LONGEST)}"
    yield f"commas: {min(text.count('，'), _LONGEST - 1)}"
    yield f"last sign: {text[-1:]}"
    yield from letter.dates.get(number, ())
    for heading in one.sentence.path[-1:]:
        yield from _under(heading)


def _place(at: int, letter: _Letter) -> Iterator[str]:
    count = len(letter.body)
    yield f"quarter: {4 * at // count}"
    yield f"from the end: {min(count - 1 - at, 3)}"
    yield f"from the start: {min(at, 3)}"
    yield f"sentences: {min(count // 4, 4)}"
    yield f"letter: {letter.tense[:2]}"
    yield f"share: {letter.tense[2:]}"
    paragraph = letter.body[at].sentence.paragraph
    yield f"begins a paragraph: {at == 0 or letter.body[at - 1].sentence.paragraph != paragraph}"


def _beside(at: int, letter: _Letter) -> Iterator[str]:
    for name, beside in (("before", at - 1), ("after", at + 1)):
        if 0 <= beside < len(letter.body):
            other = letter.body[beside]
            yield f"{name} promises: {other.marks.promises}"
            yield f"{name} reports: {other.marks.reports}"
            yield f"{name} rule: {other.why[0].rule}"
            yield f"{name} in the paragraph: {other.sentence.paragraph == letter.body[at].sentence.paragraph}"
        else:
            yield f"nothing {name}"


def _words(text: str) -> tuple[str, ...]:
    """Return strings of one or two characters, and how clauses begin; every number is 0."""
    text = "^" + _DIGITS.sub("0", text)
    found = dict.fromkeys(text)
    found.update(dict.fromkeys(map(add, text, text[1:])))
    for clause in _CLAUSE.split(text[1:]):
        found[f"^{clause[:2]}…"] = None
        found[f"^{clause[:1]}…"] = None
    return tuple(found)


@lru_cache(maxsize=256)
def _under(heading: str) -> tuple[str, ...]:
    text = _DIGITS.sub("0", heading)
    return tuple(f"under: {pair}" for pair in dict.fromkeys(map(add, text, text[1:])))
