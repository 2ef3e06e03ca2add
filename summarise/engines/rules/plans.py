"""Find the sections and lists of a letter that consist of plans, by the marks of tense of their sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from summarise.annotated import Sentence
from summarise.engines.rules.scopes import FIRST_POINT, FUTURE_HEADING
from summarise.engines.rules.tense_marks import Marks
from summarise.lazy_pattern import lazy_pattern

__all__ = ["planned_points", "planned_sections"]

_PROPOSES = lazy_pattern(r"(?:提出|有)[^，。；]{0,8}(?:意见|办法|措施)如下|协办意见|会办意见")
"""Words in front of the answer that say that it consists of proposals."""
_LEADS = lazy_pattern(r"措施|工作|做法|举措|以下|如下|方面|:$")
"""Words in the sentence before a list that say what its points are."""
_LEAST = 8
_SHARE = 2
_SECTION_LEAST = 2
_ROW = 3


def planned_sections(
    sentences: Sequence[Sentence], texts: Sequence[str], marks: Sequence[Marks], opens_future: Sequence[bool]
) -> dict[int, int]:
    """Return the sections in which sentences without a mark of tense are plans, and where the plans begin.

    A key is the number of the sentence that opens the section; 0 for text outside sections. A value is the number of
    the first sentence that promises; 0 if the whole letter consists of plans.

    Such a section has at least two promises, at least twice as many promises as reports, and no words such as 下一步.
    All sections count in two cases. First, the letter lacks such words, and has promises but no reports, or at least
    eight promises and fewer reports. Second, it has no marks of tense at all and announces proposals
    (现提出协办意见如下).

    The arguments are parallel: one entry for each sentence. `opens_future` is True for a sentence that opens a scope of
    plans.
    """
    promised: Counter[int] = Counter()
    reported: Counter[int] = Counter()
    opened: set[int] = set()
    first: dict[int, int] = {}
    for sentence, text, own, ahead in zip(sentences, texts, marks, opens_future, strict=True):
        if sentence.furniture or sentence.proposal:
            continue
        section = sentence.under[0] if sentence.under else 0
        if ahead or (sentence.heading and FUTURE_HEADING.search(text)):
            opened.add(section)
        promised[section] += own.promises and not own.reports
        if own.promises:
            first.setdefault(section, sentence.number)
        reported[section] += own.reports
    if not (opened or promised.total() or reported.total()) and any(map(_PROPOSES.search, texts)):
        return dict.fromkeys([*promised, 0], 0)
    outweigh = promised.total() >= _LEAST and promised.total() > reported.total()
    if not opened and promised.total() and (outweigh or not reported.total()):
        return dict.fromkeys([*promised, 0], min(first.values()))
    return {
        section: first[section]
        for section, count in promised.items()
        if section not in opened and count >= _SECTION_LEAST and count >= _SHARE * reported[section]
    }


def planned_points(sentences: Sequence[Sentence], texts: Sequence[str], marks: Sequence[Marks]) -> set[int]:
    """Return the sentence numbers of the points of all lists that are plans.

    In such a list at least one point promises. Neither a point nor the sentence in front of the list reports. The
    arguments are parallel: `texts` are the normalised texts of the `sentences`, and `marks` their marks of tense.
    """
    planned: set[int] = set()
    for points in _lists(sentences):
        lead = points[0] - 1
        led = lead >= 0 and marks[lead].reports and not marks[lead].promises and _LEADS.search(texts[lead]) is not None
        told = [led, *(marks[at].reports for at in points)]
        if any(marks[at].promises for at in points) and not any(told):
            planned.update(sentences[at].number for at in points)
    return planned


def _lists(sentences: Sequence[Sentence]) -> Iterator[list[int]]:
    """Yield the points of each list, by their indices in `sentences`."""
    running: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for at, sentence in enumerate(sentences):
        if not sentence.marker or sentence.heading or sentence.furniture or sentence.proposal:
            continue
        key = (sentence.under, sentence.level)
        if FIRST_POINT.match(sentence.marker) and key in running:
            yield running.pop(key)
        running.setdefault(key, []).append(at)
    yield from running.values()


def bare_points(sentences: Sequence[Sentence]) -> set[int]:
    """Return the numbers of headings in `sentences` that are points without text below, in lists of three or more."""
    bare: set[int] = set()
    row: list[Sentence] = []
    for sentence in sentences:
        if sentence.marker and not (sentence.furniture or sentence.proposal) and _goes_on_with(row, sentence):
            row.append(sentence)
            if sentence.heading:
                continue
        bare |= _bare(row)
        row = [sentence] if sentence.marker and sentence.heading else []
    return bare | _bare(row)


def _goes_on_with(row: Sequence[Sentence], sentence: Sentence) -> bool:
    return bool(row) and row[-1].level == sentence.level


def _bare(row: Sequence[Sentence]) -> set[int]:
    """Return the numbers of a sequence of points, except the last, which may have text below it."""
    return {one.number for one in row[:-1]} if len(row) >= _ROW else set()
