"""A service without a network: answers that came in files, then those of the store, then a note of what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import entry, request_key, stored_completion
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.protocol import Completion, CutShort, Request, Spent, Transient, Unsupported
from summarise.engines.service.responses import Means, completion_of
from summarise.engines.service.verdicts import error_for
from summarise.errors import AnswerError, AnswerRefused, ContextTooLong, ServiceRejected, SummariseError

__all__ = ["Answered", "Unanswered"]


class Unanswered(AnswerError):
    """No usable answer has come in for this request; `request` is to be sent in the next round."""

    kind = "unanswered"

    def __init__(self, message: str, request: Request) -> None:
        super().__init__(message)
        self.request = request


class Answered:
    """Completes requests from bodies of responses by key; every usable one is stored, settled.

    Settled: what stays wrong in it is left out with a remark and not asked again, since a round of a batch takes hours.
    """

    def __init__(
        self, bodies: Mapping[str, bytes], complaints: Mapping[str, Complaint], store: AnswerStore, endpoint: str
    ) -> None:
        self._bodies = bodies
        self._complaints = complaints
        self._store = store
        self._endpoint = endpoint

    def complete(self, request: Request) -> Completion:
        """Return the answer that came in.

        Raises:
            Unanswered: none came, or the one that came is no whole answer.
            AnswerRefused: the model refused.

        """
        key = request_key(request, self._endpoint)
        raw = self._bodies.get(key)
        if raw is None:
            stored = stored_completion(self._store, request, self._endpoint)
            if stored is None:
                raise self._without_answer(key, request)
            return stored
        try:
            completion = completion_of(
                raw, "\n".join(message.content for message in request.messages), self._means(request)
            )
        except (Transient, Unsupported, ServiceRejected) as error:
            raise Unanswered(error.message, request) from error
        except CutShort as error:
            raise Unanswered(error.message, replace(request, limit=request.limit * 4)) from error
        settled = Completion(completion.text, completion.spent, stored=True, settled=True)
        self._store.put(key, entry(settled))
        return settled

    def _means(self, request: Request) -> Means:
        return partial(error_for, endpoint=self._endpoint, model=request.model)

    def _without_answer(self, key: str, request: Request) -> SummariseError:
        """Return why a request has no answer: final where its content or its length was refused."""
        complaint = self._complaints.get(key)
        if complaint is None:
            return Unanswered("no answer has come in", request)
        error = self._means(request)(complaint, spent=Spent())
        if isinstance(error, AnswerRefused | ContextTooLong):
            return error
        return Unanswered(f"the service failed on this request: {complaint.said}", request)
