"""Engines: what turns an annotated document into a selection of its ids."""

from __future__ import annotations

from typing import Protocol

from summarise.annotated import AnnotatedDocument
from summarise.selection import Selection

__all__ = ["Engine"]


class Engine(Protocol):
    """Anything that selects; wrappers (cache, retry, fallback) are engines around an engine."""

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose measures, commitments and targets by the ids in `document`.

        Raises:
            AnswerError: no usable answer for this document.
            ServiceRejected: no call to this service can succeed.

        """
        ...

    @property
    def fingerprint(self) -> str:
        """Everything besides the document that determines the selection, as one short string.

        A batch does a reply again when this changes (model, prompt, schema, version of the rules).
        """
        ...
