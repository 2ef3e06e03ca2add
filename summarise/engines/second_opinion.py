"""A second engine reads along: where it contradicts the first, the reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from summarise.annotated import AnnotatedDocument
from summarise.engines.fallback import SpendingEngine
from summarise.engines.meter import EngineStats
from summarise.errors import AnswerError
from summarise.selection import Remark, SelectedCommitment, SelectedMeasure, Selection

if TYPE_CHECKING:
    from summarise.engines import Engine

__all__ = ["SecondOpinion"]


class SecondOpinion:
    """Selects as `first` does; adds a remark where `second` takes a promise for an act, or reads a number otherwise.

    A sentence that only one of them selects is no contradiction: how much is worth selecting is a matter of judgement.
    """

    def __init__(self, first: SpendingEngine, second: Engine) -> None:
        self._first = first
        self._second = second

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def fingerprint(self) -> str:
        """Both engines': other remarks are another record."""
        return f"{self._first.fingerprint}+{self._second.fingerprint}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose as the first engine, with the second one's objections.

        Raises:
            AnswerError: the first engine gave no usable answer.
            ServiceRejected, BudgetExhausted: the run is to stop.

        """
        selection = self._first.select(document)
        try:
            other = self._second.select(document)
        except AnswerError:
            return selection
        remarks = (*_tense(selection, other), *_numbers(document, selection, other))
        return replace(selection, remarks=selection.remarks + remarks)

    def stats(self) -> EngineStats:
        """The first engine's: the second costs nothing."""
        return self._first.stats()

    def close(self) -> None:
        """Close the first engine."""
        self._first.close()


def _sentences(items: Iterable[SelectedMeasure | SelectedCommitment]) -> frozenset[int]:
    return frozenset(number for item in items for number in item.sentences)


def _tense(selection: Selection, other: Selection) -> Iterator[Remark]:
    done, promised = _sentences(selection.measures), _sentences(selection.commitments)
    other_done, other_promised = _sentences(other.measures), _sentences(other.commitments)
    for number in sorted((done - promised) & (other_promised - other_done)):
        yield Remark("second_opinion", "the rules read this measure as a commitment", number)
    for number in sorted((promised - done) & (other_done - other_promised)):
        yield Remark("second_opinion", "the rules read this commitment as a measure", number)


def _numbers(document: AnnotatedDocument, selection: Selection, other: Selection) -> Iterator[Remark]:
    targets = {target.quantity for target in selection.targets}
    others = {target.quantity for target in other.targets}
    for number in sorted(targets ^ others):
        quantity = document.quantity(number) if 1 <= number <= len(document.quantities) else None
        if quantity is not None:
            which = "as a target" if number in others else "as no target"
            yield Remark("second_opinion", f"the rules read {document.quote(quantity)} {which}", quantity.sentence)
