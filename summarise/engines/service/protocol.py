"""The interface between the model engine and a language model: one request, one completion.

The wrappers that meet a single call (cache, retries, limits, budget) are services around a service. They sit below the
engine, not around it, because one reply can take several calls (windows, re-asks) and each of them is paid for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from summarise.engines.service.complaints import Verdict
from summarise.errors import AnswerError, AnswerRefused, AnswerTruncated, ServiceUnavailable

__all__ = [
    "Completion",
    "CutShort",
    "Declined",
    "FailedGeneration",
    "Form",
    "Message",
    "Request",
    "Service",
    "Spent",
    "Transient",
    "Unsupported",
]

Form = Literal["answer", "adjudication"]
"""Kinds of question: about a whole window, and about sentences that model and rules label differently."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and calls; `cached_input_tokens`, which the service had in its cache, are a part of `input_tokens`."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_input_tokens: int = 0
    calls: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_input_tokens + other.cached_input_tokens,
            self.calls + other.calls,
        )

    @property
    def tokens(self) -> int:
        """Input and output tokens together."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model; its answer is a JSON object in the shape of the answer schema."""

    model: str
    messages: tuple[Message, ...]
    limit: int
    """Most tokens of the answer."""
    temperature: float | None = 0.0
    """Sampling temperature; None leaves it to the service."""
    extra: str = ""
    """Further parameters of the request body as the text of a JSON object, "" for none; a part of the cache key."""
    stated_limit: int | None = None
    """The limit in tokens if the user set it, else None; a part of the cache key."""
    more_than: int = 0
    """Tokens at which an earlier answer to the request was cut off, so that only a higher limit helps; 0 for none."""
    fresh: bool = False
    """True to ignore stored answers."""
    form: Form = "answer"
    """Kind of question, which decides the schema of the answer."""

    def followed_by(self, *messages: Message) -> Request:
        """Return a copy of the request with further messages at the end."""
        return replace(self, messages=self.messages + messages)


@dataclass(frozen=True, slots=True)
class Completion:
    """The complete answer of a model as text, not yet parsed, and what it cost when it was first received."""

    text: str
    spent: Spent = Spent()
    stored: bool = False
    """True if it was read from the cache, so that it costs nothing now."""
    settled: bool = False
    """True if the answer is accepted in spite of faults, so that the model is not asked to correct them."""


class Service(Protocol):
    """Sends requests to a language model, or wraps another service; called from many threads."""

    def complete(self, request: Request) -> Completion:
        """Return the model's answer to a request.

        Raises:
            AnswerError: there is no usable answer to this request.
            ServiceRejected: no call to this service can succeed.
            BudgetExhausted: the request might exceed the limit of cost or tokens.

        """
        ...


class Transient(ServiceUnavailable):
    """A failure after which the same request may succeed later.

    `retry_after` is the pause in seconds that the service asks for, None for none; `throttled` is True if there were
    too many calls, `unreachable` if no connection was made; `verdict` holds the meaning of the service's error.
    """

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        throttled: bool = False,
        unreachable: bool = False,
        verdict: Verdict | None = None,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.throttled = throttled
        self.unreachable = unreachable
        self.verdict = verdict or Verdict("busy", wait=retry_after)
        self.paused = 0.0
        """Seconds for which the rate limiter stops all calls because of this error."""


class FailedGeneration(Transient):
    """The service discarded an answer because the model did not keep to the requested form."""


class CutShort(AnswerTruncated):
    """The answer was cut off at its token limit.

    `spent` is what the call cost; `is_most` is True if the service allows no higher limit.
    """

    def __init__(self, message: str, spent: Spent, *, is_most: bool = False) -> None:
        super().__init__(message)
        self.spent = spent
        self.is_most = is_most


class Declined(AnswerRefused):
    """The model or a content filter refused to answer; `spent` is what the call cost."""

    def __init__(self, message: str, spent: Spent) -> None:
        super().__init__(message)
        self.spent = spent


class Unsupported(AnswerError):
    """The endpoint refused the form of a request, or gave an error that no row of the table knows.

    The message quotes the endpoint; `verdict` holds the meaning of its error.
    """

    kind = "bad_request"

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict
