"""The labels' answer in ids, worded as the prompt demands: what a model that makes no mistake would write.

Labels word some indicators freely and count a few targets in sentences that are no commitment; the contract of the
answer does not allow this, so it would be asked again.
"""

from __future__ import annotations

import re

from eval.frugality import SUMMARY, in_ids
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.attest import unattested
from summarise.document import Document
from summarise.engines.model.answer import Answer
from summarise.engines.model.checks import Fault, Scope, faults, mended
from summarise.engines.model.windows import windows

__all__ = ["obedient_answer"]

_ROUNDS = 4


def obedient_answer(text: str, gold: dict[str, object]) -> dict[str, object]:
    """The answer, without a fault that would be asked again.

    Raises:
        ValueError: a fault is left, so that the requests of a measurement would be those of a model that errs.

    """
    annotated = annotate(Document("reply", text))
    answer = Answer.model_validate(in_ids(annotated, gold))
    window = windows(annotated, len(text) + 1)[0]
    scope = Scope.of(annotated, window)
    for _ in range(_ROUNDS):
        found = faults(answer, scope)
        if not found:
            break
        answer = mended(_worded(answer, found, annotated), tuple(f for f in found if f.drops), scope)
    if left := faults(answer, scope):
        raise ValueError("；".join(fault.reason for fault in left))
    return answer.model_dump(by_alias=True)


def _worded(answer: Answer, found: tuple[Fault, ...], annotated: AnnotatedDocument) -> Answer:
    goals, words, bodies, groups = (
        list(answer.targets),
        list(answer.summaries),
        list(answer.responsible),
        list(answer.commitments),
    )
    for fault in found:
        if fault.drops or fault.sentence is None:
            continue
        if fault.field == "n" and "不在 c 中" in fault.reason:
            groups.append([fault.sentence])
        elif fault.field == "n":
            goal = goals[fault.index]
            worded = _common(goal.indicator, _context(annotated, fault.sentence))
            goals[fault.index] = goal.model_copy(update={"indicator": worded})
        elif fault.field == "z":
            said = _beginning(annotated.quote(annotated.sentence(fault.sentence)))
            words[fault.index] = words[fault.index].model_copy(update={"words": said})
    wrong = {fault.index for fault in found if fault.field == "r"}
    bodies = [entry for index, entry in enumerate(bodies) if index not in wrong]
    groups = [group for index, group in enumerate(groups) if group not in groups[:index]]
    return answer.model_copy(
        update={"targets": goals, "summaries": words, "responsible": bodies, "commitments": groups}
    )


def _beginning(sentence: str) -> str:
    """The longest beginning of a sentence that fits a summary and cuts no number."""
    return next(words for end in range(SUMMARY, 0, -1) if not unattested(words := sentence[:end].strip(), sentence))


def _context(annotated: AnnotatedDocument, number: int) -> str:
    sentence = annotated.sentence(number)
    return annotated.quote(sentence) + "\n" + "\n".join(sentence.path)


def _common(indicator: str, source: str) -> str:
    """The longest piece of the indicator that the sentence holds."""
    pieces = (indicator[start:end] for start in range(len(indicator)) for end in range(start + 1, len(indicator) + 1))
    own = max((piece for piece in pieces if piece in source and not re.search(r"\d", piece)), key=len, default="")
    if len(own) > 1:
        return own
    return next(iter(re.findall(r"[\u4e00-\u9fff]{2,6}", source)), source)
