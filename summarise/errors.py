"""Every error that this package raises.

SummariseError                what happened, to what, and what to do: written for people
├── InputError                this file or text cannot be summarised: mend it, or leave it out
├── ReadingGivenUp            the run ends before a file was read: start it again
├── NotFetched                this web address could not be saved: mend it, or try again later
├── UsageError                the call or a setting is wrong: change it and start again
├── AnswerError               an engine gave no usable answer for this reply: try again, or another engine
│   ├── AnswerInvalid         the answer broke the contract after every re-ask
│   ├── AnswerTruncated       the answer did not end within the limit of tokens
│   ├── AnswerRefused         the model or its content filter declined
│   ├── ContextTooLong        the reply does not fit the model's context
│   └── ServiceUnavailable    the service failed after every retry: try again later
├── ServiceRejected           every further call would fail as well (key, model, quota): the run stops
├── BudgetExhausted           the next call would pass the limit that was set: the run stops
├── NotGrounded               the text does not support a person's choice: choose what the text says
├── OutputError               a file could not be written, or another program wrote it
└── GoldError                 a gold file breaks its contract: mend that file
"""

from __future__ import annotations

from summarise.redaction import redacted

__all__ = [
    "AnswerError",
    "AnswerInvalid",
    "AnswerRefused",
    "AnswerTruncated",
    "BudgetExhausted",
    "ContextTooLong",
    "GoldError",
    "InputError",
    "NotFetched",
    "NotGrounded",
    "OutputError",
    "ReadingGivenUp",
    "ServiceRejected",
    "ServiceUnavailable",
    "SummariseError",
    "UsageError",
]


class SummariseError(Exception):
    """Base of all errors of this package; `kind` is the short name in failures files, `message` is for people."""

    kind = "error"

    def __init__(self, message: str, *, kind: str | None = None) -> None:
        message = redacted(message)
        super().__init__(message)
        self.message = message
        if kind is not None:
            self.kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        """Make pickling keep the attributes of an error, even if its class takes other arguments."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[SummariseError], args: tuple[object, ...], state: dict[str, object]) -> SummariseError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class InputError(SummariseError):
    """This file or text cannot be summarised; `kind` is one of `KINDS`."""

    KINDS = frozenset(
        "missing unreadable empty binary encoding too_large unsupported not_a_reply scanned unsafe duplicate "
        "same_name".split()
    )
    kind = "unreadable"


class ReadingGivenUp(SummariseError):
    """The run ended before this file was read; whether the file can be read is not known."""

    kind = "stopped"


class NotFetched(SummariseError):
    """This web address could not be saved; `kind` gives the reason (private, robots, timeout, status)."""

    kind = "unreachable"


class UsageError(SummariseError):
    """The call or a setting is wrong."""

    kind = "usage"


class AnswerError(SummariseError):
    """An engine gave no usable answer for this reply."""

    kind = "answer"


class AnswerInvalid(AnswerError):
    """The model's answer still broke its schema or rules after every re-ask."""

    kind = "answer_invalid"


class AnswerTruncated(AnswerError):
    """The answer did not end within the limit of tokens."""

    kind = "answer_truncated"


class AnswerRefused(AnswerError):
    """The model or its content filter declined to answer."""

    kind = "answer_refused"


class ContextTooLong(AnswerError):
    """The reply does not fit the model's context."""

    kind = "context_too_long"


class ServiceUnavailable(AnswerError):
    """The service failed after every retry."""

    kind = "service_unavailable"


class ServiceRejected(SummariseError):
    """No further call can succeed: the key is wrong, the model unknown or the quota used up."""

    kind = "service_rejected"


class BudgetExhausted(SummariseError):
    """The next call would pass the limit of cost or tokens that was set."""

    kind = "budget_exhausted"


class NotGrounded(SummariseError):
    """The text does not support what a person selected; `kind` is the warning that an engine would get."""

    kind = "ungrounded"


class OutputError(SummariseError):
    """A file could not be written: another run holds it, this program did not write it, or the system refused."""

    kind = "output"


class GoldError(SummariseError):
    """A gold file or gold set is missing, unreadable, faulty or too small for its use."""

    kind = "gold"
