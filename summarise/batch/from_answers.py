"""Makes the record of one document from the answers of a batch service; this may run in another process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarise.annotate import annotate
from summarise.batch.request_files import Answers
from summarise.document import Document
from summarise.engines.model.engine import ModelEngine
from summarise.engines.model.window_requests import requests_for
from summarise.engines.model_settings import ModelSettings
from summarise.engines.offline import Answered, Sent, Unanswered
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.complaints import Verdict
from summarise.engines.service.meter import Meter
from summarise.engines.service.open_store import open_store
from summarise.engines.service.protocol import Request
from summarise.errors import AnswerError, InputError
from summarise.finished import Finished
from summarise.pipeline import summarise
from summarise.record import Failure, Record
from summarise.row import failure_of

__all__ = ["Line", "Making", "Open"]


@dataclass(frozen=True, slots=True)
class Line:
    """A record as one line of JSON, without its line feed."""

    text: str
    is_new: bool
    """True if the record must be stored for later runs: it was made now, and not by a substitute engine."""


@dataclass(frozen=True, slots=True)
class Open:
    """A document for which answers are missing."""

    requests: tuple[Request, ...]
    """Requests of the next round."""
    reason: str
    """Why the first request has no usable answer."""
    verdict: Verdict | None
    """Meaning of the service's error if it refused the form of the request, else None."""


class Making:
    """Makes records of documents from the answers of a batch service.

    It can be pickled; the copy opens the answer store again in its own process.

    Args:
        settings: the settings of the model; they must name a folder or a database that stores answers.
        answers: the responses and errors of the service.
        sent: how the requests were sent.

    """

    def __init__(self, settings: ModelSettings, answers: Answers, sent: Sent) -> None:
        self._settings, self._answers, self._sent = settings, answers, sent

    def __reduce__(self) -> tuple[Any, ...]:
        return Making, (self._settings, self._answers, self._sent)

    @property
    def fingerprint(self) -> str:
        """Fingerprint of the engine, with its settings, that makes the records."""
        return self._engine.fingerprint

    @cached_property
    def _store(self) -> AnswerStore:
        assert self._settings.store_place is not None  # `collect` refuses it
        return open_store(self._settings.store_place)

    @cached_property
    def _service(self) -> Answered:
        answers = self._answers
        return Answered(answers.bodies, answers.complaints, self._sent, self._store, self._settings.endpoint)

    @cached_property
    def _engine(self) -> ModelEngine:
        return ModelEngine(self._settings, self._service, Meter())

    @cached_property
    def _finished(self) -> Finished:
        return Finished(self._store, self._engine.fingerprint)

    def __call__(self, document: Document) -> Line | Failure | Open:
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
            return Open((error.request, *self._missing(document)), error.message, error.verdict)
        except (AnswerError, InputError) as error:
            return failure_of(document.source, document.sha256, error)

    def _missing(self, document: Document) -> tuple[Request, ...]:
        """Return the requests for those parts of a document for which there is no answer at all."""
        return tuple(filter(self._service.is_missing, requests_for(annotate(document), self._settings)))

    def close(self) -> None:
        """Close the answer store, if this process opened it."""
        if "_store" in self.__dict__:
            self._store.close()
