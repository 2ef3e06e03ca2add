"""The interface between the model engine and a language model: one request, one completion.

Features that concern a single call (cache, retries, limits, budget) are services that wrap another service. They are
below the engine, not around it, because one reply can need several calls (windows, corrections), each of which costs
money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Protocol

from summarise.engines.service.complaints import Verdict
from summarise.engines.service.stated_tokens import Room
from summarise.errors import (
    AnswerError,
    AnswerRefused,
    AnswerTruncated,
    ContextTooLong,
    ServiceRejected,
    ServiceUnavailable,
)

__all__ = [
    "Completion",
    "CutShort",
    "Declined",
    "Doubtful",
    "FailedGeneration",
    "Form",
    "Message",
    "Request",
    "Service",
    "Spent",
    "TimedOut",
    "TooLong",
    "Transient",
    "Unsupported",
]

Form = Literal["answer", "adjudication"]
"""Kinds of question: about a whole window, or about sentences that the model and the rules label differently."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and calls; `cached_input_tokens`, which the service read from its cache, are a part of `input_tokens`."""

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
        """Sum of input and output tokens."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model; the answer must be a JSON object in the form of the answer schema."""

    model: str
    messages: tuple[Message, ...]
    limit: int
    """Maximum number of tokens of the answer."""
    temperature: float | None = 0.0
    """Sampling temperature; if it is None, the service decides."""
    extra: str = ""
    """Further parameters of the request body as the text of a JSON object, or ""; a part of the cache key."""
    stated_limit: int | None = None
    """The token limit if the user set it, else None; a part of the cache key."""
    stated_dialect: str = ""
    """The dialect if the user set it, else ""; a part of the cache key."""
    more_than: int = 0
    """Number of tokens at which an earlier answer was cut off, so that only a higher limit helps; 0 if none was."""
    fresh: bool = False
    """If True, stored answers are ignored."""
    form: Form = "answer"
    """Kind of question, which decides the schema of the answer."""

    def followed_by(self, *messages: Message) -> Request:
        """Return a copy of the request with these messages appended."""
        return replace(self, messages=self.messages + messages)


@dataclass(frozen=True, slots=True)
class Completion:
    """The complete answer of a model as text, not parsed, with its cost when it was first received."""

    text: str
    spent: Spent = Spent()
    stored: bool = False
    """True if the answer was read from the cache, so that it costs nothing now."""
    settled: bool = False
    """True if faults in the answer are accepted, so that the model is not asked to correct them."""


class Service(Protocol):
    """Sends requests to a language model, or wraps another service; several threads call it."""

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

    `retry_after` is the pause in seconds that the service asks for, or None. `throttled` is True if there were too many
    calls. `unreachable` is True if no connection was made. `verdict` holds the meaning of the service's error.
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


class TimedOut(Transient):
    """Raised if a request got no whole answer, or no connection, within its time limit."""


class FailedGeneration(Transient):
    """Raised if the service discarded an answer because the model did not keep to the requested form."""


class Doubtful(ServiceRejected):
    """Raised if the service refused a request in a way that may concern this request alone.

    `from_start` is True if this is likely even before any request was answered.
    """

    def __init__(self, message: str, *, from_start: bool = False) -> None:
        super().__init__(message)
        self.from_start = from_start


class CutShort(AnswerTruncated):
    """Raised if the answer was cut off at its token limit.

    `spent` is the cost of the call. `is_most` is True if the service allows no higher limit.
    """

    def __init__(self, message: str, spent: Spent, *, is_most: bool = False) -> None:
        super().__init__(message)
        self.spent = spent
        self.is_most = is_most


class TooLong(ContextTooLong):
    """Raised if a request and its answer do not fit the model's context; `room` holds the numbers that are stated."""

    def __init__(self, message: str, room: Room) -> None:
        super().__init__(message)
        self.room = room


class Declined(AnswerRefused):
    """Raised if the model or a content filter refused to answer; `spent` is the cost of the call."""

    def __init__(self, message: str, spent: Spent) -> None:
        super().__init__(message)
        self.spent = spent


class Unsupported(AnswerError):
    """Raised if the endpoint refused the form of a request, or gave an error that is not in the table of errors.

    The message quotes the endpoint; `verdict` holds the meaning of its error.
    """

    kind = "bad_request"

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict
