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
"""Number of characters per step of the trait for a sentence's length, and maximum number of steps."""


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
    """How many sentences promise, how many report (2 means 2 or more), and the share that promises, in quarters."""


def traits_of(judged: Sequence[Judged], annotated: AnnotatedDocument) -> Iterator[tuple[Judged, Traits]]:
    """Yield, with its traits, each sentence in `judged` whose label the linear model may change (see `OPEN_LABELS`).

    `judged` are the sentences of `annotated` in order.
    """
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


def _own(one: Judged, letter: _Letter) -> tuple[str, ...]:
    marks, sentence, text = one.marks, one.sentence, one.text
    state = (marks.promises, marks.reports, marks.mixed, marks.promises_apart, marks.timed)
    figures = min(letter.figures.get(sentence.number, 0), 2)
    length, commas = min(len(text) // _SHORTEST, _LONGEST), min(text.count("，"), _LONGEST - 1)
    return (
        *_signs_of_the_rule(one.why[0].rule, one.scope, bool(one.opener)),
        *_signs_of_the_tense(state, one.scope, letter.tense),
        *_signs_of_the_figures(figures, bool(sentence.marker), sentence.level),
        *_signs_of_the_length(length, commas, text[-1:]),
        *letter.dates.get(sentence.number, ()),
        *(_under(sentence.path[-1]) if sentence.path else ()),
    )


# The same values occur again and again, so that the signs that they make are kept.


@lru_cache(maxsize=512)
def _signs_of_the_rule(rule: str, scope: str, opener: bool) -> tuple[str, ...]:
    return (
        "any",
        f"rule: {rule}",
        f"rule, scope: {rule}, {scope}",
        f"scope: {scope}",
        f"scope opened: {opener}, {scope}",
    )


@lru_cache(maxsize=512)
def _signs_of_the_tense(marks: tuple[bool, ...], scope: str, tense: str) -> tuple[str, ...]:
    state = "".join(sign for sign, holds in zip("prmat", marks, strict=True) if holds)
    return (
        f"marks: {state}",
        f"marks, scope: {state}, {scope}",
        f"marks, letter: {state}, {tense[:2]}",
        f"marks, share: {state}, {tense[2:]}",
        f"promises: {marks[0]}",
        f"reports: {marks[1]}",
    )


@lru_cache(maxsize=512)
def _signs_of_the_figures(figures: int, marker: bool, level: int) -> tuple[str, ...]:
    return f"figures: {figures}", f"marker: {marker}", f"level: {level}"


@lru_cache(maxsize=512)
def _signs_of_the_length(length: int, commas: int, last: str) -> tuple[str, ...]:
    return f"length: {length}", f"commas: {commas}", f"last sign: {last}"


def _place(at: int, letter: _Letter) -> tuple[str, ...]:
    count = len(letter.body)
    begins = at == 0 or letter.body[at - 1].sentence.paragraph != letter.body[at].sentence.paragraph
    where = _signs_of_the_place(4 * at // count, min(count - 1 - at, 3), min(at, 3), min(count // 4, 4))
    return where + _signs_of_the_letter(letter.tense, begins)


@lru_cache(maxsize=512)
def _signs_of_the_place(quarter: int, behind: int, before: int, sentences: int) -> tuple[str, ...]:
    return (
        f"quarter: {quarter}",
        f"from the end: {behind}",
        f"from the start: {before}",
        f"sentences: {sentences}",
    )


@lru_cache(maxsize=512)
def _signs_of_the_letter(tense: str, begins: bool) -> tuple[str, ...]:
    return f"letter: {tense[:2]}", f"share: {tense[2:]}", f"begins a paragraph: {begins}"


def _beside(at: int, letter: _Letter) -> tuple[str, ...]:
    body, paragraph = letter.body, letter.body[at].sentence.paragraph
    before = _signs_of_the_other("before", body[at - 1] if at else None, paragraph)
    return before + _signs_of_the_other("after", body[at + 1] if at + 1 < len(body) else None, paragraph)


def _signs_of_the_other(name: str, other: Judged | None, paragraph: int) -> tuple[str, ...]:
    if other is None:
        return (f"nothing {name}",)
    together = other.sentence.paragraph == paragraph
    return _signs_beside(name, other.marks.promises, other.marks.reports, other.why[0].rule, together)


@lru_cache(maxsize=512)
def _signs_beside(name: str, promises: bool, reports: bool, rule: str, together: bool) -> tuple[str, ...]:
    return (
        f"{name} promises: {promises}",
        f"{name} reports: {reports}",
        f"{name} rule: {rule}",
        f"{name} in the paragraph: {together}",
    )


def _words(text: str) -> tuple[str, ...]:
    """Return the single characters, the pairs of characters and the beginnings of clauses.

    Numbers are replaced by 0.
    """
    text = "^" + _DIGITS.sub("0", text)
    begins = [begin for clause in _CLAUSE.split(text[1:]) for begin in (f"^{clause[:2]}…", f"^{clause[:1]}…")]
    return tuple(dict.fromkeys((*text, *map(add, text, text[1:]), *begins)))


@lru_cache(maxsize=256)
def _under(heading: str) -> tuple[str, ...]:
    text = _DIGITS.sub("0", heading)
    return tuple(f"under: {pair}" for pair in dict.fromkeys(map(add, text, text[1:])))
