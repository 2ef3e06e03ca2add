"""The seam below the model engine: one request to a language model, one completion.

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
"""The questions that are asked: about a whole window, and about sentences in dispute."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens and calls; `cached_input_tokens` are a part of `input_tokens`."""

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
        """Input and output together."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model; its answer is a JSON object in the shape of the answer schema."""

    model: str
    messages: tuple[Message, ...]
    limit: int
    """Tokens that the answer may take."""
    temperature: float | None = 0.0
    """None leaves it to the service."""
    extra: str = ""
    """More parameters of the body, as a JSON object; they determine the answer."""
    stated_limit: int | None = None
    """The limit, where the user has set it; it is part of what determines the answer."""
    more_than: int = 0
    """An answer of so many tokens was cut off: it is no use to ask for as many."""
    fresh: bool = False
    """A stored answer will not do."""
    form: Form = "answer"
    """Which question it is, and so which schema its answer has."""

    def followed_by(self, *messages: Message) -> Request:
        """Return the same conversation, further on."""
        return replace(self, messages=self.messages + messages)


@dataclass(frozen=True, slots=True)
class Completion:
    """A model's whole answer as text, not yet parsed, and what it cost when it was made."""

    text: str
    spent: Spent = Spent()
    stored: bool = False
    """It was read from the cache: this time it cost nothing."""
    settled: bool = False
    """A record was made of it as it is: its faults are not asked again."""


class Service(Protocol):
    """Anything that completes requests; called from many threads."""

    def complete(self, request: Request) -> Completion:
        """Ask the model.

        Raises:
            AnswerError: this request gets no usable answer.
            ServiceRejected: no request would.
            BudgetExhausted: the request might pass the limit that was set.

        """
        ...


class Transient(ServiceUnavailable):
    """The same request may succeed later.

    `retry_after` is the service's own wish in seconds, None where it stated none; `throttled` says that it was asked
    too often, `unreachable` that nobody answered, `verdict` what else it stated.
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
        """Seconds for which the limiter lets nobody go because of this."""


class FailedGeneration(Transient):
    """The service threw away an answer that was not in the asked form: the model's fault, not the request's."""


class CutShort(AnswerTruncated):
    """The answer was cut off at its limit; `spent` was paid all the same; `is_most` says that no limit is higher."""

    def __init__(self, message: str, spent: Spent, *, is_most: bool = False) -> None:
        super().__init__(message)
        self.spent = spent
        self.is_most = is_most


class Declined(AnswerRefused):
    """The model refused or its content filter stepped in; `spent` was paid all the same."""

    def __init__(self, message: str, spent: Spent) -> None:
        super().__init__(message)
        self.spent = spent


class Unsupported(AnswerError):
    """The endpoint does not accept this form of request, or says something that no rule knows; in its own words."""

    kind = "bad_request"

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict
