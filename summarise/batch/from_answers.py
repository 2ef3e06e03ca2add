"""One document's record from answers that came in files, in whatever process it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.model.engine import ModelEngine
from summarise.engines.model.window_requests import requests_for
from summarise.engines.offline import Answered, Unanswered
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import request_key, stored_completion
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.meter import Meter
from summarise.engines.service.open_store import open_store
from summarise.engines.service.protocol import Request
from summarise.engines.settings import ModelSettings
from summarise.errors import AnswerError, InputError, SummariseError
from summarise.finished import Finished
from summarise.pipeline import summarise
from summarise.record import Failure, Record
from summarise.row import failure_of

__all__ = ["Line", "Making"]


@dataclass(frozen=True, slots=True)
class Line:
    """A record's line, and whether it is to be kept: it was not made before."""

    text: str
    is_new: bool


class Making:
    """Makes records of documents; pickled, it opens the store again where it works.

    Args:
        settings: with a folder or a database for answers.
        bodies: responses by the key of the request.
        complaints: what the service said instead.

    """

    def __init__(
        self, settings: ModelSettings, bodies: Mapping[str, bytes], complaints: Mapping[str, Complaint]
    ) -> None:
        self._settings, self._bodies, self._complaints = settings, bodies, complaints

    def __reduce__(self) -> tuple[Any, ...]:
        return Making, (self._settings, self._bodies, self._complaints)

    @property
    def fingerprint(self) -> str:
        """The engine's."""
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

    def __call__(self, document: Document) -> Line | Failure | tuple[Request, ...] | SummariseError:
        """Return the line, or why there is none: a failure, requests of the next round, what stops everything."""
        try:
            if (found := self._finished.find(document)) is not None:
                return Line(found.to_json(), is_new=False)
            made: Record = summarise(document, self._engine)
            return Line(made.to_json(), is_new=made.provenance.fallback is None)
        except Unanswered as error:
            return (error.request, *self._missing(document))
        except (AnswerError, InputError) as error:
            return failure_of(document.source, document.sha256, error)
        except SummariseError as error:
            return error

    def _missing(self, document: Document) -> tuple[Request, ...]:
        """Return requests of a document's windows that have no answer at all."""
        return tuple(
            request
            for request in requests_for(annotate(document), self._settings)
            if request_key(request, self._settings.endpoint) not in self._bodies
            and stored_completion(self._store, request, self._settings.endpoint) is None
        )

    def close(self) -> None:
        """Close the store of this process."""
        if "_store" in self.__dict__:
            self._store.close()
