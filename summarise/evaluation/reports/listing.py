"""Writes scores and mistakes as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from summarise.evaluation.scores.findings import Counts, Mistake, Tally
from summarise.evaluation.scores.scoring import Evaluation, ReplyScore
from summarise.language import named
from summarise.printable import printable

__all__ = ["field_lines", "mistake_lines"]

_SHORT = 15
"""Length in characters up to which a quote is shown with the text around it, since alone it is hard to recognise."""


def field_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the scores of `evaluation`; each line has the name of a row, its score, and the counts behind the score."""
    for name, tally in evaluation.totals.items():
        yield f"{name:20} {_score(tally):>7}  {_counts(tally)}"
    edits = sum(len(reply.mistakes) for reply in evaluation.replies)
    count = len(evaluation.replies)
    perfect = sum(reply.perfect for reply in evaluation.replies)
    failed = sum(reply.failed is not None for reply in evaluation.replies)
    yield f"{'edits per reply':20} {edits / count:7.2f}  {edits} edits, {count} replies"
    yield f"{'perfect replies':20} {perfect / count:7.3f}  {perfect} of {count}; failed: {failed}"


def _score(tally: Tally) -> str:
    return f"{tally.numerator / tally.denominator:.3f}" if tally.denominator else "n/a"


def _counts(tally: Tally) -> str:
    if isinstance(tally, Counts):
        return f"right {tally.tp}, invented {tally.fp}, missed {tally.fn}"
    return f"right {tally.right:g} of {tally.of}"


def mistake_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield a line for each reply in `evaluation`, and one for each of its mistakes with the text that it concerns."""
    for reply in evaluation.replies:
        state = f"failed ({reply.failed.kind}): {reply.failed.message}" if reply.failed else ""
        yield printable(f"== {reply.gold.name}: {len(reply.mistakes)} edits {state}".rstrip())
        for mistake in sorted(reply.mistakes, key=_place):
            yield printable(_line(reply, mistake))


def _place(mistake: Mistake) -> tuple[int, str]:
    span = mistake.gold or mistake.answer
    return (span[0] if span else -1, mistake.field)


def _line(reply: ReplyScore, mistake: Mistake) -> str:
    span = mistake.gold or mistake.answer
    parts = [f"  {named('field', mistake.field)} {named('mistake', mistake.kind)}"]
    if mistake.expected or mistake.given:
        parts.append(f"gold [{_label(mistake.expected)}] answer [{_label(mistake.given)}]")
    if mistake.detail:
        parts.append(f"({mistake.detail})")
    if span:
        parts.append(f"{span[0]}–{span[1]} {_context(reply, span)}")
    return "  ".join(parts)


def _label(stated: str) -> str:
    return named("label", named("certainty", stated))


def _context(reply: ReplyScore, span: tuple[int, int]) -> str:
    """Return the text of a span. A short span is marked by 【】 and has the text around it."""
    text = reply.gold.document.text
    if span[1] - span[0] > _SHORT:
        return text[span[0] : span[1]].strip()
    before, after = text[max(0, span[0] - 20) : span[0]], text[span[1] : span[1] + 10]
    return f"{before}【{text[span[0] : span[1]]}】{after}"
