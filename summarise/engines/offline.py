"""A service without a network: it returns answers from given response bodies or the store, and reports missing ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import entry, request_key, stored_completion
from summarise.engines.service.complaints import Complaint, Verdict
from summarise.engines.service.dialects import Dialect
from summarise.engines.service.protocol import Completion, CutShort, Request, Spent, Transient, Unsupported
from summarise.engines.service.responses import Means, completion_of
from summarise.engines.service.verdicts import error_for
from summarise.errors import AnswerError, AnswerRefused, ContextTooLong, ServiceRejected, SummariseError

__all__ = ["Answered", "Sent", "Unanswered"]


class Unanswered(AnswerError):
    """Raised if there is no usable answer for a request yet; `request` must be sent in the next round of the batch.

    `verdict` is the meaning of the service's error if it refused the form of the request, else None.
    """

    kind = "unanswered"

    def __init__(self, message: str, request: Request, verdict: Verdict | None = None) -> None:
        super().__init__(message)
        self.request = request
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Sent:
    """How the requests of a batch were sent."""

    dialect: Dialect
    limits: Mapping[str, int]
    """Limit of answer tokens by request key; 0 if a request has none."""

    def can_grow(self, key: str, limit: int) -> bool:
        """Return True if a wished limit of `limit` tokens would be higher than the one that was sent."""
        return self.dialect.limit(limit) > self.limits.get(key, 0)


class Answered:
    """Completes requests from response bodies that were received earlier, and stores every usable answer.

    The answers are marked as settled: faulty parts are left out with a remark, and no correction is requested, because
    a round of a batch takes hours.

    Args:
        bodies: raw response bodies by request key.
        complaints: errors that the service returned instead, by request key.
        sent: how the requests were sent.
        store: read for requests without a body, and written for those with one.
        endpoint: the base URL, which is a part of every request key.

    """

    def __init__(
        self,
        bodies: Mapping[str, Sequence[bytes]],
        complaints: Mapping[str, Complaint],
        sent: Sent,
        store: AnswerStore,
        endpoint: str,
    ) -> None:
        self._bodies = bodies
        self._complaints = complaints
        self._sent = sent
        self._store = store
        self._endpoint = endpoint

    def complete(self, request: Request) -> Completion:
        """Return the first usable answer to a request from the received bodies, or else the one from the store.

        Raises:
            Unanswered: there is no answer, or the received one is empty, incomplete or an error.
            AnswerRefused: the model or its content filter refused to answer.
            AnswerTruncated: the answer was cut off at the highest limit that can be sent, now or in an earlier round.
            ContextTooLong: the service refused the request because of its length.

        """
        key = request_key(request, self._endpoint)
        errors: list[AnswerError] = []
        for raw in self._bodies.get(key, ()):
            try:
                completion = self._completion(raw, key, request)
            except AnswerError as error:
                errors.append(error)
                continue
            settled = Completion(completion.text, completion.spent, stored=True, settled=True)
            self._store.put(key, entry(settled))
            return settled
        if errors:
            raise errors[0]
        if (stored := stored_completion(self._store, request, self._endpoint)) is not None:
            return stored
        if (cut := self._store.get(_cut(key))) is not None:
            raise CutShort(str(cut.get("said")), Spent(), is_most=True)
        raise self._without_answer(key, request)

    def is_missing(self, request: Request) -> bool:
        """Return True if nothing at all is known about the answer to a request, so that it must be sent."""
        key = request_key(request, self._endpoint)
        return (
            key not in self._bodies
            and stored_completion(self._store, request, self._endpoint) is None
            and self._store.get(_cut(key)) is None
        )

    def _completion(self, raw: bytes, key: str, request: Request) -> Completion:
        """Return the answer in a received body; the errors are those of `complete`."""
        prompt = "\n".join(message.content for message in request.messages)
        try:
            completion = completion_of(raw, prompt, self._means(request))
        except (Transient, Unsupported, ServiceRejected) as error:
            raise _unanswered(error.message, request, error) from error
        except CutShort as error:
            longer = replace(request, limit=request.limit * 4)
            if not self._sent.can_grow(key, longer.limit):
                self._store.put(_cut(key), {"said": error.message})  # later rounds have only the answers to its parts
                raise
            raise Unanswered(error.message, longer) from error
        if not completion.text.strip():
            raise Unanswered("the answer is empty", request)
        return completion

    def _means(self, request: Request) -> Means:
        return partial(error_for, endpoint=self._endpoint, model=request.model)

    def _without_answer(self, key: str, request: Request) -> SummariseError:
        """Return the error for a request without an answer; it is final if its content or its length was refused."""
        complaint = self._complaints.get(key)
        if complaint is None:
            was_sent = not self._sent.limits or key in self._sent.limits
            return Unanswered("no answer has come in" if was_sent else "the request has not been sent yet", request)
        error = self._means(request)(complaint, spent=Spent())
        if isinstance(error, AnswerRefused | ContextTooLong):
            return error
        return _unanswered(
            f"the service failed on this request: {complaint.said or 'no reason is given'}", request, error
        )


def _cut(key: str) -> str:
    """Return the store key under which it is noted that the answer to the request `key` does not end."""
    return f"cut {key}"


def _unanswered(message: str, request: Request, error: SummariseError) -> Unanswered:
    return Unanswered(message, request, error.verdict if isinstance(error, Unsupported) else None)
