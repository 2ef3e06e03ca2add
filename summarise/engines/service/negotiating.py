"""Find out from the refusals of an endpoint which form of request (dialect) it accepts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from summarise.engines.service.complaints import Verdict
from summarise.engines.service.dialects import Dialect, next_dialect
from summarise.engines.service.late_client import Sender
from summarise.engines.service.protocol import (
    Completion,
    CutShort,
    Declined,
    Doubtful,
    FailedGeneration,
    Message,
    Request,
    Spent,
    TooLong,
    Unsupported,
)
from summarise.errors import AnswerError, AnswerInvalid, ServiceRejected

__all__ = ["Negotiating"]

_TINY = (Message("system", "只输出一个 JSON 对象。"), Message("user", "没有内容。所有的键都写空值。"))
"""A short, harmless question in the form of real requests, which no content filter refuses."""

_AS_WELL = (
    "it refuses even a short question: check the name of the model, and --extra-body and --header if they are set"
)

_ALONE = "it answers a short question, so that it refuses this reply alone"

_ANOTHER_SHAPE = Verdict("form", parameter="schema")


class Negotiating:
    """A service that tries the next form of request (dialect) if the endpoint refuses one.

    A refused request is immediately sent in the next dialect. For other requests and later runs, the dialect changes
    only if a very short, harmless question is refused, too. If that question is refused in every dialect before any
    request was answered, the run ends. If the service refuses a request in a way that may concern it alone, the same
    question decides whether the run ends.

    Args:
        client: sends the requests.
        dialect: the dialect to begin with.
        remember: called with a new dialect that holds for all requests.
        book: called with the cost of each short question.

    """

    def __init__(
        self,
        client: Sender,
        dialect: Dialect,
        remember: Callable[[Dialect], None],
        book: Callable[[Spent], None] = lambda _: None,
    ) -> None:
        self._client = client
        self._remember = remember
        self._book = book
        self._lock = threading.Lock()
        self._accepted: set[Dialect] = set()
        """Dialects in which the short question was not refused."""
        self._has_answered = False
        """True if the endpoint has answered a request, so that a refusal concerns only the refused request."""
        self._is_rejected = False
        """True if the endpoint refused the short question, too, so that the run ends."""
        self.dialect = dialect

    def complete(self, request: Request) -> Completion:
        """Send a request in the known dialect, and after each refusal in the dialect that may avoid it.

        Raises:
            Unsupported: no other dialect would avoid the refusal.
            CutShort: the answer was cut off, and the service allows no longer ones.
            Declined: the service refuses this request, and no other.
            AnswerInvalid: in every dialect, the service discarded what the model wrote.
            ServiceRejected: nothing was answered so far, and even a short question is refused in every dialect.
            AnswerError: raised by the client.

        """
        known = dialect = self.dialect
        failed_generations = 0
        while True:
            try:
                completion = self._answer(request, dialect)
            except Unsupported as error:
                if not error.verdict.parameter and self._has_answered:
                    raise
                if dialect == known and (found := self._found_out(known, request)) != known:
                    known = dialect = found
                    continue
                refusal: AnswerError = error
                verdict = error.verdict
            except FailedGeneration as error:
                failed_generations += 1
                if failed_generations == 1:
                    continue
                refusal, verdict = error, _ANOTHER_SHAPE
            else:
                self._has_answered = True
                return completion
            following = next_dialect(dialect, verdict, request.limit)
            if following is None:
                raise AnswerInvalid(refusal.message) if isinstance(refusal, FailedGeneration) else refusal
            dialect = following  # for this request alone

    def _answer(self, request: Request, dialect: Dialect) -> Completion:
        """Send a request, and once more if it was refused although the short question is answered.

        Raises:
            Declined: the service refuses this request, and no other.
            ServiceRejected: the service refuses the short question, too.
            SummariseError: raised by `_sent`.

        """
        try:
            return self._sent(request, dialect)
        except Doubtful as error:
            self._refuse_if_all_are(error, request, dialect)
        try:
            return self._sent(request, dialect)
        except Doubtful as error:
            raise Declined(f"{error.message}; {_ALONE}", Spent()) from error

    def _sent(self, request: Request, dialect: Dialect) -> Completion:
        """Send a request; if it does not fit the context, once more with the room that the service states.

        Raises:
            CutShort: an earlier answer was cut off at the highest limit that the service allows.
            SummariseError: raised by the client.

        """
        _refuse_no_longer(request, dialect)
        try:
            return self._client.send(request, dialect)
        except TooLong as error:
            room = error.room.left(dialect.limit(request.limit))
            if room is None:
                raise
        narrower = replace(dialect, ceiling=room)
        _refuse_no_longer(request, narrower)
        return self._client.send(request, narrower)

    def _refuse_if_all_are(self, error: Doubtful, request: Request, dialect: Dialect) -> None:
        """Raise `error`, which refused `request`, unless the service answers the short question in this dialect.

        The question is not sent if nothing was answered so far, as a rule; then the error concerns all requests.
        """
        if not (self._has_answered or error.from_start):
            raise error
        with self._lock:
            if not self._is_rejected:
                try:
                    self._book(self._client.send(_short(request), dialect).spent)
                except CutShort as cut:
                    self._book(cut.spent)
                except ServiceRejected:
                    self._is_rejected = True
            if self._is_rejected:
                raise error

    def _found_out(self, known: Dialect, request: Request) -> Dialect:
        """Return the dialect for all requests, after the endpoint refused one request in the known dialect."""
        with self._lock:
            if self.dialect == known and known not in self._accepted:
                found = self._probed(known, request)
                if found is not None and found != known:
                    self.dialect = found
                    self._remember(found)
            return self.dialect

    def _probed(self, dialect: Dialect, request: Request) -> Dialect | None:
        """Return the first dialect, from `dialect` on, in which the short question is accepted.

        Return None if there is none, or if the question was not answered for another reason.

        Raises:
            ServiceRejected: there is none, and the endpoint has answered nothing so far.

        """
        tiny = _short(request)
        while True:
            try:
                self._book(self._client.send(tiny, dialect).spent)
            except Unsupported as error:
                following = next_dialect(dialect, error.verdict, request.limit)
                if following is None and not error.verdict.parameter and not self._has_answered:
                    following = next_dialect(dialect, _ANOTHER_SHAPE, request.limit)  # the words may be about the form
                if following is None and not self._has_answered:
                    raise ServiceRejected(f"{error.message}; {_AS_WELL}") from error
                if following is None:
                    return None
                dialect = following
                continue
            except CutShort as error:
                self._book(error.spent)
            except FailedGeneration:
                pass  # the form was taken
            except AnswerError:
                return None
            self._accepted.add(dialect)
            return dialect


def _short(request: Request) -> Request:
    return replace(request, messages=_TINY, more_than=0)


def _refuse_no_longer(request: Request, dialect: Dialect) -> None:
    """Raise CutShort if an earlier answer was cut off at the highest limit that `dialect` allows."""
    if dialect.limit(request.limit) <= request.more_than:
        message = f"the answer does not end within {request.more_than} tokens, the most that the service gives"
        raise CutShort(message, Spent(), is_most=True)
