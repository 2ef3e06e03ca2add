"""Suggests which replies to label next: those whose records probably contain the most errors of a new kind.

A reply's gain is computed in two steps. First, add the number of its items that are probably wrong, by their stated
confidence, and half the number of sentences on which rules and model disagree. Then multiply by the share of its
wording that is new. Each reply chosen makes similar wording less new. Labels chosen in this way show where an engine
errs. They are not a random sample, so no score and no estimate for the corpus may be computed from them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from summarise.record import Record
from summarise.reference import items_of, statements_of

__all__ = ["Suggestion", "suggestions"]

_UNSTATED = 0.25
"""Number of errors that is expected for an item without a stated confidence."""
_DISAGREEMENT = 0.5
"""Number of errors that is expected for a sentence on which rules and model disagree."""
_SMOOTHING = 0.05
"""Added to the expected errors of each reply, so that replies without any are sorted by new wording."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply to be labelled, with the numbers on which the choice is based."""

    source: str
    sha256: str
    expected_wrong: float
    """Expected number of wrong items, according to their confidence."""
    disagreements: int
    """Number of sentences on which rules and model disagree."""
    novelty: float
    """Share, from 0 to 1, of the character pairs in its quotes that are in no labelled or earlier suggested reply."""


def suggestions(records: Sequence[Record], labelled: Collection[str], number: int) -> Iterator[Suggestion]:
    """Yield at most `number` replies to label, the one with the highest gain first.

    The gain is higher if the record probably has more errors, and if rules and model disagree on more sentences. It is
    also higher if fewer of the words in its quotes are in labelled or earlier suggested replies. `labelled` are the
    SHA-256 of texts that already have labels.
    """
    known: set[_Pair] = set()
    waiting: list[_Waiting] = []
    for record in records:
        if record.document.sha256 in labelled:
            known |= _pairs(record)
        else:
            waiting.append(_Waiting(record, _expected_wrong(record), _disagreements(record), _pairs(record)))
    for _ in range(min(number, len(waiting))):
        one = waiting.pop(max(range(len(waiting)), key=lambda place: (waiting[place].gain(known), -place)))
        document = one.record.document
        novelty = round(one.novelty(known), 3)
        yield Suggestion(document.source, document.sha256, round(one.expected_wrong, 3), one.disagreements, novelty)
        known |= one.pairs


_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A reply without labels, with the values that do not depend on which replies are chosen before it."""

    record: Record
    expected_wrong: float
    disagreements: int
    pairs: frozenset[_Pair]

    def gain(self, known: AbstractSet[_Pair]) -> float:
        doubt = _SMOOTHING + self.expected_wrong + _DISAGREEMENT * self.disagreements
        return doubt * self.novelty(known)

    def novelty(self, known: AbstractSet[_Pair]) -> float:
        return len(self.pairs - known) / len(self.pairs) if self.pairs else 0.0


def _expected_wrong(record: Record) -> float:
    return sum(_UNSTATED if item.confidence is None else 1 - item.confidence for item in items_of(record))


def _disagreements(record: Record) -> int:
    return sum(warning.kind == "unselected_commitment" for warning in record.warnings)


def _pairs(record: Record) -> frozenset[_Pair]:
    """Return the pairs of neighbouring characters in the sentences of a record's items."""
    return frozenset(pair for item in statements_of(record) for span in item.evidence for pair in pairwise(span.quote))
