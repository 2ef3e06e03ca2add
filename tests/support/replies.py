"""Composed sentences put together into short replies, and what the built-in engine makes of them."""

from __future__ import annotations

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.record import NumericTarget, Record

OPENING = (
    "关于县政协十届三次会议第12号提案的答复\n王小川委员：\n您提出的《关于改善山区出行条件的提案》收悉，现答复如下：\n"
)
CLOSING = "\n感谢您对我们工作的关心和支持。\n青岚县交通运输局\n2024年6月18日\n"


def reply(body: str, *, opening: str = OPENING, closing: str = CLOSING) -> Record:
    """The record of a letter with this body, by the rules alone."""
    return summarise(Document("letter.txt", opening + body + closing), RulesEngine(None))


def measures(record: Record) -> list[str]:
    """Sentences that report."""
    return [span.quote for measure in record.measures_taken for span in measure.evidence]


def commitments(record: Record) -> list[str]:
    """Sentences that promise."""
    return [span.quote for commitment in record.commitments for span in commitment.evidence]


def targets(record: Record) -> list[str]:
    """Quotes of the targets."""
    return [target.evidence.quote for target in record.numeric_targets]


def target(record: Record, quote: str) -> NumericTarget:
    """The one target with this quote."""
    (found,) = [target for target in record.numeric_targets if target.evidence.quote == quote]
    return found


def days(record: Record) -> dict[str, str]:
    """Quotes of the targets with the days by which they are due; "" where there is none."""
    return {found.evidence.quote: found.deadline.by if found.deadline else "" for found in record.numeric_targets}
