"""Says which words of a promise later passages are compared with."""

from __future__ import annotations

from dataclasses import dataclass

from summarise.record import Commitment, NumericTarget, Record

__all__ = ["Compared", "compared"]


@dataclass(frozen=True, slots=True)
class Compared:
    """What of a promise later passages are compared with."""

    words: str
    """The promise's sentences without its deadlines, which many promises share."""
    indicators: str
    """What the numbers of the promise count; of a commitment, only words that its sentences do not have."""


def compared(record: Record, item: Commitment | NumericTarget, quote: str) -> Compared:
    """Return what of a promise later passages are compared with.

    Args:
        record: the record of its reply.
        item: the commitment or the target.
        quote: the sentences that state it.

    """
    own = [item] if isinstance(item, NumericTarget) else []
    targets = own or [one for one in record.numeric_targets if one.commitment == item.id]
    words = quote
    for one in (item, *targets):
        if one.deadline:
            words = words.replace(one.deadline.text, " ")
    counted = [one.indicator for one in targets if own or one.indicator not in quote]
    return Compared(words, " ".join(counted))
