"""The straight line: Document → AnnotatedDocument → Selection → Record."""

from __future__ import annotations

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines import Engine
from summarise.ground import ground
from summarise.record import Record

__all__ = ["summarise"]


def summarise(document: Document, engine: Engine) -> Record:
    """Turn one reply into a checked record.

    Raises:
        InputError: the text is no reply.
        AnswerError: the engine gave no usable answer for it.
        ServiceRejected: no call to the engine's service can succeed.

    """
    annotated = annotate(document)
    return ground(annotated, engine.select(annotated))
