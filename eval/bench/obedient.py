"""The labels' answer in ids, worded as the prompt demands: what a model that makes no mistake would write.

Labels word some indicators freely and count a few targets in sentences that are no commitment; the contract of the
answer does not allow this, so it would be asked again.
"""

from __future__ import annotations

import re

from eval.frugality import SUMMARY, in_ids
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document
from summarise.engines.model.answer import Answer, Goal, Words
from summarise.engines.model.checks import Fault, Scope, faults, mended
from summarise.engines.model.windows import windows

__all__ = ["obedient_answer"]

_ROUNDS = 4


def obedient_answer(text: str, gold: dict[str, object]) -> dict[str, object]:
    """The answer, without a fault that would be asked again."""
    annotated = annotate(Document("reply", text))
    answer = Answer.model_validate(in_ids(annotated, gold))
    window = windows(annotated, len(text) + 1)[0]
    scope = Scope.of(annotated, window)
    for _ in range(_ROUNDS):
        found = faults(answer, scope)
        if not found:
            break
        answer = mended(_worded(answer, found, annotated), tuple(f for f in found if f.drops), scope)
    return answer.model_dump()


def _worded(answer: Answer, found: tuple[Fault, ...], annotated: AnnotatedDocument) -> Answer:
    goals, words, bodies, groups = list(answer.n), list(answer.z), list(answer.r), list(answer.c)
    for fault in found:
        if fault.drops or fault.sentence is None:
            continue
        if fault.field == "n" and "不在 c 中" in fault.reason:
            groups.append([fault.sentence])
        elif fault.field == "n":
            goal = goals[fault.index]
            goals[fault.index] = Goal(
                q=goal.q, i=_common(goal.i, _context(annotated, fault.sentence)), b=goal.b, d=goal.d
            )
        elif fault.field == "z":
            plain = re.sub(r"[\d.%]+", "", annotated.quote(annotated.sentence(fault.sentence)))
            words[fault.index] = Words(s=words[fault.index].s, w=plain[:SUMMARY])
    wrong = {fault.index for fault in found if fault.field == "r"}
    bodies = [entry for index, entry in enumerate(bodies) if index not in wrong]
    groups = [group for index, group in enumerate(groups) if group not in groups[:index]]
    return answer.model_copy(update={"n": goals, "z": words, "r": bodies, "c": groups})


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
