"""Check the answers of a model about one window, and convert the best of them into parts of a selection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarise.engines.model import answer_reading as reading
from summarise.engines.model.answer import Answer
from summarise.engines.model.asking import Asked
from summarise.engines.model.checks import Fault, Scope, faults, mended
from summarise.engines.service.protocol import Spent
from summarise.errors import AnswerInvalid
from summarise.record import WarningKind
from summarise.selection import Remark, SelectedCommitment, SelectedField, SelectedMeasure, SelectedTarget

__all__ = ["Examination", "Part", "best"]


@dataclass(frozen=True, slots=True)
class Part:
    """The selected items, fields and remarks from the answer about one window, and the tokens spent on it."""

    topic: str
    measures: tuple[SelectedMeasure, ...]
    commitments: tuple[SelectedCommitment, ...]
    targets: tuple[SelectedTarget, ...]
    remarks: tuple[Remark, ...]
    fields: tuple[SelectedField, ...]
    spent: Spent


class Examination:
    """A callable that takes an answer and returns the reasons to ask the model again; its checks are cached.

    `scope` holds the numbers of sentences, quantities and dates that an answer may contain.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._known: list[tuple[Answer, tuple[Fault, ...], Answer]] = []

    def __call__(self, answer: Answer, settled: bool) -> tuple[str, ...]:
        """Return the reasons to ask again.

        If `settled` is True and the answer has at least one correct item, return none, so that the faults are accepted.
        """
        found, left = self.judged(answer)
        acceptable = settled and (left.measures or left.commitments or left.targets)
        return () if acceptable else tuple(fault.reason for fault in found)

    def judged(self, answer: Answer) -> tuple[tuple[Fault, ...], Answer]:
        """Return the faults of an answer, and a copy of the answer without its faulty parts."""
        for known, found, left in self._known:
            if known is answer:
                return found, left
        found = faults(answer, self.scope)
        left = mended(answer, found, self.scope) if found else answer
        self._known.append((answer, found, left))
        return found, left


def best(asked: Asked, examination: Examination) -> Part:
    """Return the content of the best answer in `asked`: one without faults, else the one with the most correct items.

    `examination` finds the faults. Of equally good answers the last is taken. An earlier answer can be better than its
    correction.

    Raises:
        AnswerInvalid: no answer had a valid form, or all items of the best answer are faulty.

    """
    if not asked.answers:
        rounds = f"{asked.rounds} answers" if asked.rounds > 1 else "the answer"
        raise AnswerInvalid(f"{rounds} broke the contract: {'；'.join(asked.reasons)[:300]}")
    left = [examination.judged(answer) for answer in asked.answers]
    found, answer = max(reversed(left), key=lambda pair: (not pair[0], _size(pair[1])))
    part = Part(
        topic=answer.topic,
        measures=reading.measures(answer),
        commitments=reading.commitments(answer, examination.scope.annotated),
        targets=reading.targets(answer),
        remarks=tuple(_remarks(found)),
        fields=reading.corrections(answer),
        spent=asked.spent,
    )
    if found and not (part.measures or part.commitments or part.targets):
        reasons = "；".join(fault.reason for fault in found[:5])
        raise AnswerInvalid(f"nothing in the answer fits the reply: {reasons}")
    return part


def _size(answer: Answer) -> int:
    return sum(map(len, answer.measures)) + sum(map(len, answer.commitments)) + len(answer.targets)


def _remarks(found: Iterable[Fault]) -> Iterable[Remark]:
    """Yield a remark for each faulty part that was removed from the answer."""
    for fault in found:
        if fault.drops:
            message = f"a part of the model's answer was left out: {fault.reason}"
            yield Remark(WarningKind.ANSWER_MENDED, message, fault.sentence, about=(fault.reason,))
