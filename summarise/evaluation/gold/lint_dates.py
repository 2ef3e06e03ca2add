"""Finds impossible dates and deadlines in a gold file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from summarise.evaluation.gold.gold_file import GoldDeadline
from summarise.evaluation.gold.gold_set import Gold

__all__ = ["date_faults"]


def date_faults(gold: Gold) -> Iterator[str]:
    """Yield a message for each date in `gold` that does not exist and each deadline whose words the text lacks."""
    labels = gold.labels
    for name in ("issued_on", "published_on"):
        if not _is_date(getattr(labels.reply, name)):
            yield f"reply.{name}: {getattr(labels.reply, name)} is no date"
    for index, item in enumerate(labels.commitments):
        for fault in _deadline_faults(item.deadline, gold):
            yield f"commitments[{index}] ({item.start}–{item.end}): {fault}"
    for index, target in enumerate(labels.numeric_targets):
        for fault in _deadline_faults(target.deadline, gold):
            yield f"numeric_targets[{index}] “{target.quote}”: {fault}"


def _is_date(written: str) -> bool:
    try:
        return not written or bool(date.fromisoformat(written))
    except ValueError:
        return False


def _deadline_faults(deadline: GoldDeadline, gold: Gold) -> Iterator[str]:
    if not _is_date(deadline.by):
        yield f"the deadline {deadline.by} is no date"
    if deadline.by and not deadline.text:
        yield f"the deadline {deadline.by} has no words; copy them from the text"
    if deadline.text not in gold.document.text:
        yield f"the deadline “{deadline.text}” is not in the text"
