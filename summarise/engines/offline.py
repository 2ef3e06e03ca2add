"""A service without a network: it returns answers from given response bodies or the store, and reports missing ones."""

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
    """Raised if there is no usable answer for a request yet; `request` must be sent in the next round of the batch."""

    kind = "unanswered"

    def __init__(self, message: str, request: Request) -> None:
        super().__init__(message)
        self.request = request


class Answered:
    """Completes requests from response bodies that were received earlier, and stores every usable answer.

    The answers are marked as settled: faulty parts are left out with a remark, and no correction is requested, because
    a round of a batch takes hours.

    Args:
        bodies: raw response bodies by request key.
        complaints: errors that the service returned instead, by request key.
        store: read for requests without a body, and written for those with one.
        endpoint: the base URL, which is a part of every request key.

    """

    def __init__(
        self, bodies: Mapping[str, bytes], complaints: Mapping[str, Complaint], store: AnswerStore, endpoint: str
    ) -> None:
        self._bodies = bodies
        self._complaints = complaints
        self._store = store
        self._endpoint = endpoint

    def complete(self, request: Request) -> Completion:
        """Return the answer to a request from the received bodies, or else from the store.

        Raises:
            Unanswered: there is no answer, or the received one is empty, incomplete or an error.
            AnswerRefused: the model or its content filter refused to answer.
            ContextTooLong: the service refused the request because of its length.

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
        if not completion.text.strip():
            raise Unanswered("the answer is empty", request)
        settled = Completion(completion.text, completion.spent, stored=True, settled=True)
        self._store.put(key, entry(settled))
        return settled

    def _means(self, request: Request) -> Means:
        return partial(error_for, endpoint=self._endpoint, model=request.model)

    def _without_answer(self, key: str, request: Request) -> SummariseError:
        """Return the error for a request without an answer; it is final if its content or its length was refused."""
        complaint = self._complaints.get(key)
        if complaint is None:
            return Unanswered("no answer has come in", request)
        error = self._means(request)(complaint, spent=Spent())
        if isinstance(error, AnswerRefused | ContextTooLong):
            return error
        return Unanswered(f"the service failed on this request: {complaint.said}", request)
