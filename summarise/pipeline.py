"""The straight line: Document → AnnotatedDocument → Selection → Record."""

from __future__ import annotations

from dataclasses import replace

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document
from summarise.engines import Engine
from summarise.engines.rules.second_opinion import second_opinion
from summarise.errors import InputError
from summarise.ground import ground
from summarise.load import require_reply
from summarise.record import Record

__all__ = ["summarise"]

_MOST = {"quantities": 20_000, "dates": 20_000, "sentences": 100_000}
"""The longest reply seen has some hundreds; each takes time of its own, so that more would take minutes."""


def summarise(document: Document, engine: Engine) -> Record:
    """Turn one reply into a checked record.

    Raises:
        InputError: the text is no reply.
        AnswerError: the engine gave no usable answer for it.
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.

    """
    require_reply(document)
    annotated = annotate(document)
    _refuse_endless(annotated)
    selection = engine.select(annotated)
    if selection.provenance.engine != "rules":  # the rules have given their opinion of their own selection
        selection = replace(selection, remarks=(*selection.remarks, *second_opinion(annotated, selection)))
    return ground(annotated, selection)


def _refuse_endless(annotated: AnnotatedDocument) -> None:
    for name, most in _MOST.items():
        if (count := len(getattr(annotated, name))) > most:
            raise InputError(
                f"{annotated.document.source}: has {count} {name}, too many for a reply; is it a table?",
                kind="too_large",
            )
