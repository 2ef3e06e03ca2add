"""Begin a run with a single call; other calls wait until the service has answered it, or failed."""

from __future__ import annotations

import threading

from summarise.engines.service.protocol import Completion, Request, Service, Transient
from summarise.errors import AnswerError, ServiceUnavailable

__all__ = ["First", "Opening", "Watched"]

_FIRST_WAIT = 2.0
"""Seconds that other calls wait for the first call if it has not failed so far."""

_TRIES = 4
"""Number of tries of one call if the service has never answered."""

_REPLIES = 3
"""Number of failed requests after which a service that has never answered is given up."""


class Opening:
    """Records whether a service has answered in this run; shared by all threads."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_open = False
        self._is_held = False
        self._is_failing = False
        self._failed_replies = 0

    @property
    def is_open(self) -> bool:
        """True if the service has answered at least once, even with a refusal."""
        return self._is_open

    def enter(self) -> bool:
        """Wait while another thread makes the first call; return True if the caller must make it and then call `leave`.

        The wait ends when the service has answered, or after two seconds without a failure.
        """
        with self._condition:
            while not self._is_open:
                if not self._is_held:
                    self._is_held, self._is_failing = True, False
                    return True
                patience = None if self._is_failing else _FIRST_WAIT
                if not self._condition.wait(patience) and not self._is_failing:
                    return False
            return False

    def leave(self) -> None:
        """End the first call.

        If the service has answered, all waiting threads go on, otherwise one makes the next call.
        """
        with self._condition:
            self._is_held = False
            self._condition.notify_all()

    def answered(self) -> None:
        """Record that the service has answered, so that no call waits any longer."""
        if not self._is_open:
            with self._condition:
                self._is_open = True
                self._condition.notify_all()

    def failed(self) -> None:
        """Record that a call got no answer; threads in `enter` then wait for the first call without a time limit."""
        with self._condition:
            self._is_failing = True
            self._condition.notify_all()

    def is_over_soon(self, tries: int, *, timed_out: bool) -> bool:
        """Return True if a call should not be repeated, because the service has never answered in this run.

        This is the case after 4 tries, or if the last one used up the time limit of a request (`timed_out`). No clock
        is read, since all calls take longer on a busy machine.
        """
        return not self._is_open and (timed_out or tries >= _TRIES)

    def is_hopeless(self, error: Transient) -> bool:
        """Count a request that finally failed with `error`; return True if the run should end.

        This is the case if the service has never answered, and either no connection was made or this is the third
        failed request. An `error` because of too many calls is not counted.
        """
        with self._condition:
            if self._is_open or error.throttled:
                return False
            self._failed_replies += 1
            return error.unreachable or self._failed_replies >= _REPLIES


class First:
    """A service that lets only one call through until the endpoint has answered."""

    def __init__(self, inner: Service, opening: Opening) -> None:
        self._inner = inner
        self._opening = opening

    def complete(self, request: Request) -> Completion:
        """Wait while another thread makes the first call, then send the request."""
        if self._opening.is_open or not self._opening.enter():
            return self._inner.complete(request)
        try:
            return self._inner.complete(request)
        finally:
            self._opening.leave()


class Watched:
    """A service that reports each answer and each failure to an `Opening`."""

    def __init__(self, inner: Service, opening: Opening) -> None:
        self._inner = inner
        self._opening = opening

    def complete(self, request: Request) -> Completion:
        """Send the request, and report whether the service answered; a refusal counts as an answer."""
        try:
            completion = self._inner.complete(request)
        except Transient as error:
            if error.throttled:
                self._opening.answered()
            else:
                self._opening.failed()
            raise
        except ServiceUnavailable:
            raise
        except AnswerError:
            self._opening.answered()
            raise
        self._opening.answered()
        return completion
