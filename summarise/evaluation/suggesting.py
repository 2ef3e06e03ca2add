"""Suggests which replies to label next: those whose records probably hold most errors of a kind not yet labelled.

The gain of a reply is the number of its items that are probably wrong, by their stated confidence, plus half the
number of sentences on which rules and model disagree, times the share of its wording that is new. Each reply chosen
makes similar wording less new. Labels chosen in this way show where an engine errs; they are not a random sample, so
no score and no estimate for the corpus may be computed from them alone.
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
"""Expected errors of an item that states no confidence."""
_DISAGREEMENT = 0.5
"""Expected errors where rules and model disagree about a sentence."""
_SMOOTHING = 0.05
"""Gain of a reply without an item, so that novelty orders these."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply to be labelled, with the reasons for it."""

    source: str
    sha256: str
    expected_wrong: float
    """Expected number of wrong items, by their confidence."""
    disagreements: int
    """Number of sentences on which rules and model disagree."""
    novelty: float
    """Share, from 0 to 1, of the pairs of characters in its quotes that no labelled or earlier suggested reply has."""


def suggestions(records: Sequence[Record], labelled: Collection[str], number: int) -> Iterator[Suggestion]:
    """Yield at most `number` replies to label, the one with the highest gain first.

    `labelled` are the SHA-256 of texts that already have labels.
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
    """A reply without labels, and what is known of it whichever are chosen before it."""

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
