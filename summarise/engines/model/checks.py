"""Check an answer of a model against the document, and remove the parts that contradict the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.attest import is_assembled_from, unattested
from summarise.engines.model.answer import Answer
from summarise.engines.model.windows import Window
from summarise.selection import LONGEST_SUMMARY

__all__ = ["Fault", "Scope", "faults", "mended"]

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Scope:
    """The numbers of the sentences, quantities and dates that an answer to one request may contain."""

    annotated: AnnotatedDocument
    sentences: frozenset[int]
    quantities: frozenset[int]
    dates: frozenset[int]

    @classmethod
    def of(cls, annotated: AnnotatedDocument, window: Window) -> Scope:
        """Return the numbers of sentences, quantities and dates that an answer about `window` may contain.

        `annotated` is the document that the window is part of. The allowed dates are those of the window and of all
        sentences before it.
        """
        numbers = frozenset(sentence.number for sentence in window.sentences)
        last = max(numbers, default=0)
        return cls(
            annotated,
            numbers,
            frozenset(quantity.number for quantity in annotated.quantities if quantity.sentence in numbers),
            frozenset(date.number for date in annotated.dates if date.sentence <= last),
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an answer.

    `reason` is in Chinese, for the model. `field` is the key in the answer, and `index` the position in its list.
    `sentence` is the number of the sentence concerned; None if it is not a single one.
    """

    reason: str
    field: str
    index: int
    sentence: int | None = None
    drops: bool = True
    """True if the faulty part is removed when the model does not correct it; False if it is kept."""


def faults(answer: Answer, scope: Scope) -> tuple[Fault, ...]:
    """Return a fault for each part of `answer` that contradicts the document, in a fixed order of the fields.

    `scope` says what the answer may contain.
    """
    return (
        *_groups(answer, scope),
        *_levels(answer),
        *_bodies(answer, scope),
        *_dues(answer, scope),
        *_goals(answer, scope),
        *_words(answer, scope),
    )


def _groups(answer: Answer, scope: Scope) -> Iterator[Fault]:
    for field, groups in (("m", answer.measures), ("c", answer.commitments)):
        for index, group in enumerate(groups):
            strange = sorted(set(group) - scope.sentences)
            if strange:
                yield Fault(f"{field} 里的句号 {_list(strange)} 不存在", field, index)
            elif not group:
                yield Fault(f"{field} 里有空的分组", field, index)


def _promised(answer: Answer) -> frozenset[int]:
    return frozenset(number for group in answer.commitments for number in group)


def _levels(answer: Answer) -> Iterator[Fault]:
    promised = _promised(answer)
    for field, numbers in (("e", answer.effort), ("x", answer.explore)):
        for index, number in enumerate(numbers):
            if number not in promised:
                yield Fault(f"{field} 里的句 {number} 不在 c 中", field, index)
    for number in set(answer.effort) & set(answer.explore):
        yield Fault(f"句 {number} 同时在 e 和 x 中", "x", answer.explore.index(number), number)


def _bodies(answer: Answer, scope: Scope) -> Iterator[Fault]:
    promised = _promised(answer)
    for index, entry in enumerate(answer.responsible):
        if strange := sorted(set(entry.sentences) - promised):
            yield Fault(f"r 里的句 {_list(strange)} 不在 c 中", "r", index)
            continue
        for number in entry.sentences:
            if number not in scope.sentences:
                continue
            context = _with_the_one_before(scope.annotated, number)
            if strange_bodies := [body for body in entry.bodies if not body.strip() or body not in context]:
                yield Fault(
                    f"句 {number} 及其前一句中没有单位“{'、'.join(strange_bodies)}”", "r", index, number, drops=False
                )
                break


def _with_the_one_before(annotated: AnnotatedDocument, number: int) -> str:
    sentence = annotated.sentence(number)
    before = annotated.continued_by(sentence)
    return (annotated.quote(before) + "\n" if before else "") + annotated.quote(sentence)


def _dues(answer: Answer, scope: Scope) -> Iterator[Fault]:
    promised = _promised(answer)
    for index, entry in enumerate(answer.deadlines):
        if entry.date not in scope.dates:
            yield Fault(f"d 里的日期号 {entry.date} 不存在", "d", index)
        elif strange := sorted(set(entry.sentences) - promised):
            yield Fault(f"d 里的句 {_list(strange)} 不在 c 中", "d", index)


def _goals(answer: Answer, scope: Scope) -> Iterator[Fault]:
    promised = _promised(answer)
    seen: set[int] = set()
    for index, goal in enumerate(answer.targets):
        if goal.quantity not in scope.quantities:
            yield Fault(f"n 里的数量号 {goal.quantity} 不存在", "n", index)
            continue
        if goal.quantity in seen:
            yield Fault(f"n 里数量号 {goal.quantity} 重复", "n", index)
            continue
        seen.add(goal.quantity)
        sentence = scope.annotated.sentence(scope.annotated.quantity(goal.quantity).sentence)
        yield from _goal(goal.indicator, goal.date, index, sentence, scope)
        if sentence.number not in promised and not sentence.heading:
            where = f"数量 {goal.quantity} 选为目标，但所在的句 {sentence.number} 不在 c 中"
            yield Fault(f"{where}：是承诺就加入 c，不是目标就从 n 删去", "n", index, sentence.number, drops=False)


def _goal(indicator: str, due: int, index: int, sentence: Sentence, scope: Scope) -> Iterator[Fault]:
    source = "\n".join([scope.annotated.quote(sentence), *sentence.path])
    if due and due not in scope.dates:
        yield Fault(f"n 里的日期号 {due} 不存在", "n.d", index, sentence.number)
    if not is_assembled_from(indicator, source):
        reason = f"指标“{indicator}”不是句 {sentence.number} 的原词"
        yield Fault(reason, "n", index, sentence.number, drops=False)


def _words(answer: Answer, scope: Scope) -> Iterator[Fault]:
    groups = {
        group[0]: group for group in (*answer.measures, *answer.commitments) if group and set(group) <= scope.sentences
    }
    for index, entry in enumerate(answer.summaries):
        if entry.sentence not in groups:
            yield Fault(f"z 里的句 {entry.sentence} 不是 m 或 c 中一组的首句", "z", index)
            continue
        evidence = " ".join(
            scope.annotated.quote(scope.annotated.sentence(number)) for number in groups[entry.sentence]
        )
        if len(entry.words.strip()) > LONGEST_SUMMARY:
            yield Fault(f"句 {entry.sentence} 的概要超过{LONGEST_SUMMARY}字", "z", index, entry.sentence, drops=False)
        elif strange := unattested(entry.words.strip(), evidence):
            reason = f"句 {entry.sentence} 的概要里有原文没有的说法 {'、'.join(strange)}"
            yield Fault(reason, "z", index, entry.sentence, drops=False)


def _list(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:8]))
    return shown if len(numbers) <= 8 else f"{shown} 等{len(numbers)}个"  # noqa: PLR2004 - enough to see the mistake


def mended(answer: Answer, found: tuple[Fault, ...], scope: Scope) -> Answer:
    """Return a copy of the answer without the faulty parts: those of the faults in `found` whose `drops` is True.

    From a group of sentences, only the numbers that are not in `scope` are removed. A date of a target that is not in
    `scope` becomes 0, which means no date.
    """
    dropped: dict[str, set[int]] = {}
    for fault in found:
        if fault.drops:
            dropped.setdefault(fault.field, set()).add(fault.index)

    def kept(field: str, parts: Sequence[_Part]) -> list[_Part]:
        return [part for index, part in enumerate(parts) if index not in dropped.get(field, ())]

    def existing(groups: list[list[int]]) -> list[list[int]]:
        shown = ([number for number in group if number in scope.sentences] for group in groups)
        return [group for group in shown if group]

    targets = kept("n", answer.targets)
    return answer.model_copy(
        update={
            "measures": existing(answer.measures),
            "commitments": existing(answer.commitments),
            "effort": kept("e", answer.effort),
            "explore": kept("x", answer.explore),
            "responsible": kept("r", answer.responsible),
            "deadlines": kept("d", answer.deadlines),
            "targets": [goal if goal.date in scope.dates else goal.model_copy(update={"date": 0}) for goal in targets],
            "summaries": kept("z", answer.summaries),
        }
    )
