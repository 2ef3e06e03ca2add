"""Makes the record of one document from the answers of a batch service; this may run in another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.model.engine import ModelEngine
from summarise.engines.model.window_requests import requests_for
from summarise.engines.model_settings import ModelSettings
from summarise.engines.offline import Answered, Unanswered
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import request_key, stored_completion
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.meter import Meter
from summarise.engines.service.open_store import open_store
from summarise.engines.service.protocol import Request
from summarise.errors import AnswerError, InputError
from summarise.finished import Finished
from summarise.pipeline import summarise
from summarise.record import Failure, Record
from summarise.row import failure_of

__all__ = ["Line", "Making"]


@dataclass(frozen=True, slots=True)
class Line:
    """A record as one line of JSON, without its line feed."""

    text: str
    is_new: bool
    """True if the record must be stored for later runs: it was made now, and not by a substitute engine."""


class Making:
    """Makes records of documents from the answers of a batch service.

    It can be pickled; the copy opens the answer store again in its own process.

    Args:
        settings: the settings of the model; they must name a folder or a database that stores answers.
        bodies: bodies of successful responses by the key of the request.
        complaints: error answers of the service by the key of the request.

    """

    def __init__(
        self, settings: ModelSettings, bodies: Mapping[str, bytes], complaints: Mapping[str, Complaint]
    ) -> None:
        self._settings, self._bodies, self._complaints = settings, bodies, complaints

    def __reduce__(self) -> tuple[Any, ...]:
        return Making, (self._settings, self._bodies, self._complaints)

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the engine, with its settings, that makes the records."""
        return self._engine.fingerprint

    @cached_property
    def _store(self) -> AnswerStore:
        assert self._settings.store_place is not None  # `collect` refuses it
        return open_store(self._settings.store_place)

    @cached_property
    def _engine(self) -> ModelEngine:
        service = Answered(self._bodies, self._complaints, self._store, self._settings.endpoint)
        return ModelEngine(self._settings, service, Meter())

    @cached_property
    def _finished(self) -> Finished:
        return Finished(self._store, self._engine.fingerprint)

    def __call__(self, document: Document) -> Line | Failure | tuple[Request, ...]:
        """Return the record's line, the next requests if answers are missing, or the failure if no record can be made.

        Raises:
            SummariseError: an error that concerns every document, such as a store that cannot be read.

        """
        try:
            if (found := self._finished.find(document)) is not None:
                return Line(found.to_json(), is_new=False)
            made: Record = summarise(document, self._engine)
            return Line(made.to_json(), is_new=made.provenance.fallback is None)
        except Unanswered as error:
            return (error.request, *self._missing(document))
        except (AnswerError, InputError) as error:
            return failure_of(document.source, document.sha256, error)

    def _missing(self, document: Document) -> tuple[Request, ...]:
        """Return the requests for those parts of a document for which there is no answer at all."""
        return tuple(
            request
            for request in requests_for(annotate(document), self._settings)
            if request_key(request, self._settings.endpoint) not in self._bodies
            and stored_completion(self._store, request, self._settings.endpoint) is None
        )

    def close(self) -> None:
        """Close the answer store, if this process opened it."""
        if "_store" in self.__dict__:
            self._store.close()
