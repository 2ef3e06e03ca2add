"""Which sections and lists of a letter are plans throughout, by what their sentences mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarise.annotated import Sentence
from summarise.engines.rules.scopes import FIRST_POINT, FUTURE_HEADING
from summarise.engines.rules.tense_marks import Marks

__all__ = ["planned_points", "planned_sections"]

_LEADS = re.compile(r"措施|工作|做法|举措|以下|如下|方面|:$")
"""In a sentence before a list: it says what the points are."""
_POINTS = 2
"""Points of a list that make a plan of a letter in which nothing is done."""
_LEAST = 8
_SHARE = 2
_SECTION_LEAST = 2


def planned_sections(
    sentences: Sequence[Sentence], texts: Sequence[str], marks: Sequence[Marks], opens_future: Sequence[bool]
) -> set[int]:
    """Sections that are plans throughout, by the number of their opener, 0 for what stands outside any.

    There promises outweigh reports so clearly, with no 下一步 that would open a scope of its own, that untensed work is
    planned. So it is in a letter that reports nothing and promises something, or lists points.
    """
    promised: Counter[int] = Counter()
    reported: Counter[int] = Counter()
    opened: set[int] = set()
    for sentence, text, own, ahead in zip(sentences, texts, marks, opens_future, strict=True):
        if sentence.furniture or sentence.proposal:
            continue
        section = sentence.under[0] if sentence.under else 0
        if ahead or (sentence.heading and FUTURE_HEADING.search(text)):
            opened.add(section)
        promised[section] += own.promises and not own.reports
        reported[section] += own.reports
    points = sum(1 for one in sentences if one.marker and not (one.furniture or one.proposal))
    if not opened and not reported.total() and (promised.total() or points >= _POINTS):
        return set(promised) | {0}
    if not opened and promised.total() >= _LEAST and promised.total() > reported.total():
        return set(promised) | {0}
    return {
        section
        for section, count in promised.items()
        if section not in opened and count >= _SECTION_LEAST and count >= _SHARE * reported[section]
    }


def planned_points(sentences: Sequence[Sentence], texts: Sequence[str], marks: Sequence[Marks]) -> set[int]:
    """Numbers of the points of lists in which some point promises and none reports, nor what leads them: one tense."""
    planned: set[int] = set()
    for points in _lists(sentences):
        lead = points[0] - 1
        led = lead >= 0 and marks[lead].reports and not marks[lead].promises and _LEADS.search(texts[lead]) is not None
        told = [led, *(marks[at].reports for at in points)]
        if any(marks[at].promises for at in points) and not any(told):
            planned.update(sentences[at].number for at in points)
    return planned


def _lists(sentences: Sequence[Sentence]) -> Iterator[list[int]]:
    """The points of each list, by their place among the sentences."""
    running: dict[tuple[tuple[int, ...], int], list[int]] = {}
    for at, sentence in enumerate(sentences):
        if not sentence.marker or sentence.heading or sentence.furniture or sentence.proposal:
            continue
        key = (sentence.under, sentence.level)
        if FIRST_POINT.match(sentence.marker) and key in running:
            yield running.pop(key)
        running.setdefault(key, []).append(at)
    yield from running.values()
