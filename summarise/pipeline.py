"""The stages from a document to its record: Document → AnnotatedDocument → Selection → Record."""

from __future__ import annotations

from dataclasses import replace

from summarise.annotated import AnnotatedDocument
from summarise.confidence import Calibration, default_calibration, with_confidence
from summarise.document import Document
from summarise.engines import Engine
from summarise.errors import InputError
from summarise.ground import ground
from summarise.load.genre import require_reply
from summarise.record import Record
from summarise.selection import Selection, Signals

__all__ = ["signals_of", "summarise", "summarise_annotated"]

_MOST = {"quantities": 20_000, "dates": 20_000, "sentences": 100_000}
"""Maximum numbers in one reply. Real replies have some hundreds of each; far more would take minutes to process."""


def summarise(document: Document, engine: Engine, calibration: Calibration | None = None) -> Record:
    """Convert the reply `document` to a checked record; `engine` selects its items.

    `calibration` converts an engine's signals to probabilities. Without it, items of the built-in engine get
    probabilities from the calibration in the package, and items of a model get none.

    Raises:
        InputError: the text is not a reply.
        AnswerError: the engine gave no usable answer for it.
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.

    """
    from summarise.annotate import annotate  # noqa: PLC0415 - a run that only finds records needs none of it

    require_reply(document)
    annotated = annotate(document)
    _refuse_endless(annotated)
    record, selection = summarise_annotated(annotated, engine)
    rated_by = calibration or (default_calibration() if selection.provenance.engine == "rules" else None)
    if rated_by is None:
        return record
    return with_confidence(record, annotated, signals_of(annotated, selection), rated_by)


def summarise_annotated(annotated: AnnotatedDocument, engine: Engine) -> tuple[Record, Selection]:
    """Return the record of an annotated reply, without probabilities, and the selection that it was made from.

    If a model made the selection, remarks are added to it where the built-in rules differ.

    Raises:
        AnswerError: the engine gave no usable answer for it.
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.

    """
    selection = engine.select(annotated)
    if selection.provenance.engine != "rules":  # the rules have given their opinion of their own selection
        from summarise.engines.rules.second_opinion import second_opinion  # noqa: PLC0415 - likewise

        selection = replace(selection, remarks=(*selection.remarks, *second_opinion(annotated, selection)))
    return ground(annotated, selection), selection


def signals_of(annotated: AnnotatedDocument, selection: Selection) -> Signals:
    """Return the signals of each item: those of the engine or, if it gave none, whether the built-in rules agree.

    `selection` has the items and the engine's signals; `annotated` is the text from which the items were selected.
    """
    from summarise.engines.rules.signals import agreement_signals  # noqa: PLC0415 - likewise

    return selection.signals or agreement_signals(annotated, selection)


def _refuse_endless(annotated: AnnotatedDocument) -> None:
    for name, most in _MOST.items():
        if (count := len(getattr(annotated, name))) > most:
            raise InputError(
                f"{annotated.document.source}: has {count} {name}, too many for a reply; is it a table?",
                kind="too_large",
            )
