"""Suggests which replies to label next: those whose records probably hold most errors of a kind not yet labelled.

The gain of a reply is the number of its items that are probably wrong, by their stated confidence, plus half the
number of sentences on which rules and model disagree, times the share of its wording that is new. Each reply chosen
makes similar wording less new. Labels chosen in this way show where an engine errs; they are not a random sample, so
no score and no estimate for the corpus may be computed from them alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from summarise.record import Commitment, Measure, Record
from summarise.reference import Item

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
    known: set[str] = set()
    waiting: list[tuple[Record, frozenset[str]]] = []
    for record in records:
        pairs = _pairs(record)
        if record.document.sha256 in labelled:
            known |= pairs
        else:
            waiting.append((record, pairs))
    for _ in range(min(number, len(waiting))):
        at = max(range(len(waiting)), key=lambda one: (_gain(*waiting[one], known), -one))
        record, pairs = waiting.pop(at)
        wrong, differ = _expected_wrong(record), _disagreements(record)
        yield Suggestion(
            record.document.source, record.document.sha256, round(wrong, 3), differ, round(_novelty(pairs, known), 3)
        )
        known |= pairs


def _gain(record: Record, pairs: frozenset[str], known: set[str]) -> float:
    doubt = _SMOOTHING + _expected_wrong(record) + _DISAGREEMENT * _disagreements(record)
    return doubt * _novelty(pairs, known)


def _novelty(pairs: frozenset[str], known: set[str]) -> float:
    return len(pairs - known) / len(pairs) if pairs else 0.0


def _expected_wrong(record: Record) -> float:
    return sum(_UNSTATED if item.confidence is None else 1 - item.confidence for item in _items(record))


def _disagreements(record: Record) -> int:
    return sum(warning.kind == "unselected_commitment" for warning in record.warnings)


def _pairs(record: Record) -> frozenset[str]:
    """Return the pairs of neighbouring characters in the quotes of a record's items."""
    items: tuple[Measure | Commitment, ...] = (*record.measures_taken, *record.commitments)
    quotes = [span.quote for item in items for span in item.evidence]
    return frozenset(quote[at : at + 2] for quote in quotes for at in range(len(quote) - 1))


def _items(record: Record) -> tuple[Item, ...]:
    return (*record.measures_taken, *record.commitments, *record.numeric_targets)
