"""Makes the data of the error gallery, which shows each sentence of a reply with its labels and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from summarise.commitment_attributes import ATTRIBUTES
from summarise.evaluation.gold.gold_file import GoldSentence
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.answers import AnsweredCommitment
from summarise.evaluation.scores.findings import Mistake
from summarise.evaluation.scores.scoring import ReplyScore
from summarise.evaluation.scores.sentences import Coverage
from summarise.evaluation.span import Span
from summarise.stated_fields import in_words

__all__ = ["gallery_index", "gallery_reply"]

_SCORES = ("measures", "commitments", "targets")
_GOLD, _ANSWER = 1, 2


def gallery_index(replies: Sequence[ReplyScore]) -> list[dict[str, Any]]:
    """Return an entry for each of `replies`: name, failure ("" for none), edits, scores, mistakes counted by kind.

    A score is None if there was nothing to count.
    """
    return [
        {
            "name": reply.gold.name,
            "failed": f"{reply.failed.kind}: {reply.failed.message}" if reply.failed else "",
            "edits": len(reply.mistakes),
            "scores": [_score(reply, name) for name in _SCORES],
            "kinds": _kinds(reply.mistakes),
        }
        for reply in replies
    ]


def _score(reply: ReplyScore, name: str) -> float | None:
    tally = reply.tallies.get(name)
    return round(tally.numerator / tally.denominator, 3) if tally and tally.denominator else None


def _kinds(mistakes: Sequence[Mistake]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mistake in mistakes:
        kind = f"{mistake.field} {mistake.kind}"
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def gallery_reply(reply: ReplyScore) -> dict[str, Any]:
    """Return the sentences and mistakes of one reply.

    Each mistake has the index of its sentence, or None if it concerns no sentence.
    """
    sentences = reply.gold.labels.sentences
    marks = _marks(reply)
    measures = Coverage(reply.gold.document.text, (s for item in reply.answer.measures for s in item.spans))
    promises = [(item, Coverage(reply.gold.document.text, item.spans)) for item in reply.answer.commitments]
    whole = Coverage(reply.gold.document.text, ((0, len(reply.gold.document.text)),))
    units = [
        {
            "parts": _parts(reply.gold.document.text, sentence.start, sentence.end, marks),
            "gold": [label + _gold_details(reply.gold, sentence, label) for label in sentence.labels],
            "answer": _answered(sentence, whole, measures, promises),
        }
        for sentence in sentences
    ]
    return {"units": units, "mistakes": [_mistake(mistake, sentences) for mistake in reply.mistakes]}


def _marks(reply: ReplyScore) -> list[tuple[Span, int]]:
    gold = [((target.start, target.end), _GOLD) for target in reply.gold.labels.numeric_targets]
    answer = [(target.span, _ANSWER) for target in reply.answer.targets if target.span]
    return gold + answer


def _answered(
    sentence: GoldSentence,
    whole: Coverage,
    measures: Coverage,
    promises: Sequence[tuple[AnsweredCommitment, Coverage]],
) -> list[str]:
    """Return the labels that the answer gives to a sentence.

    A label includes the share of the sentence that the answer's evidence covers, if it does not cover the whole.
    """
    start, end = sentence.start, sentence.end
    visible = whole.of(start, end)
    tags = []
    if part := measures.of(start, end):
        tags.append(_tag("measure", part, visible))
    reached = [(coverage.of(start, end), item) for item, coverage in promises]
    if part := max((part for part, _ in reached), default=0):
        item = next(item for covered, item in reached if covered == part)
        tags.append(_tag("commitment", part, visible) + _details(map(in_words, item.stated.values())))
    return tags


def _tag(label: str, part: int, visible: int) -> str:
    return label if part == visible else f"{label} ({100 * part // visible} %)"


def _gold_details(gold: Gold, sentence: GoldSentence, label: str) -> str:
    if label != "commitment":
        return ""
    item = next(c for c in gold.labels.commitments if (c.start, c.end) == (sentence.start, sentence.end))
    return _details(attribute.words(item) for attribute in ATTRIBUTES.values())


def _details(details: Iterable[str]) -> str:
    return "".join(f" · {detail}" for detail in details if detail)


def _parts(text: str, start: int, end: int, marks: Sequence[tuple[Span, int]]) -> list[list[Any]]:
    """Split a sentence where a target begins or ends; return each piece as a list of its text and a number.

    The number is 0 for no target, 1 for a target of the gold, 2 for one of the answer, 3 for both.
    """
    inside = [(span, who) for span, who in marks if span[0] < end and start < span[1]]
    cuts = sorted({start, end, *(cut for span, _ in inside for cut in span if start < cut < end)})
    pieces = []
    for a, b in pairwise(cuts):
        who = {who for span, who in inside if span[0] <= a and b <= span[1]}
        pieces.append([text[a:b], sum(who)])
    return pieces


def _mistake(mistake: Mistake, sentences: Sequence[GoldSentence]) -> Mapping[str, Any]:
    span = mistake.gold or mistake.answer
    unit = None
    if span:
        unit = next((i for i, s in enumerate(sentences) if s.start < span[1] and span[0] < s.end), None)
    return {
        "kind": f"{mistake.field} {mistake.kind}",
        "gold": mistake.expected,
        "answer": mistake.given,
        "detail": mistake.detail,
        "unit": unit,
    }
