"""The first calls to a service: one goes ahead, and the others see what comes of it."""

from __future__ import annotations

import threading

from summarise.engines.service.protocol import Completion, Request, Service, Transient
from summarise.errors import AnswerError, ServiceUnavailable

__all__ = ["First", "Opening", "Watched"]

_FIRST_WAIT = 2.0
"""Seconds that the others hold back for a first call with which nothing is wrong so far."""

_PATIENCE = 5.0
"""Seconds after which a service that has never answered is not tried again by the same call."""

_TRIES = 4

_REPLIES = 3
"""Replies that may fail one after the other before a service that has never answered is given up."""


class Opening:
    """Whether a service has answered yet; shared by all threads."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_open = False
        self._is_held = False
        self._is_failing = False
        self._failed_replies = 0

    @property
    def is_open(self) -> bool:
        """True if the service has answered, if only to refuse."""
        return self._is_open

    def enter(self) -> bool:
        """Wait for the one that goes ahead; whether the caller is that one, and is to `leave`."""
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
        """End going ahead; the next one goes, or all where the service has answered."""
        with self._condition:
            self._is_held = False
            self._condition.notify_all()

    def answered(self) -> None:
        """Note that the service has answered."""
        if not self._is_open:
            with self._condition:
                self._is_open = True
                self._condition.notify_all()

    def failed(self) -> None:
        """Note that a call got no answer."""
        with self._condition:
            self._is_failing = True
            self._condition.notify_all()

    def is_over_soon(self, seconds: float, tries: int) -> bool:
        """True if a call to a service that has never answered was tried long enough."""
        return not self._is_open and (seconds > _PATIENCE or tries >= _TRIES)

    def is_hopeless(self, error: Transient) -> bool:
        """True if a call's last failure shows that there is no use in asking for the other replies."""
        with self._condition:
            if self._is_open or error.throttled:
                return False
            self._failed_replies += 1
            return error.unreachable or self._failed_replies >= _REPLIES


class First:
    """A service that lets one call go ahead until the service has answered."""

    def __init__(self, inner: Service, opening: Opening) -> None:
        self._inner = inner
        self._opening = opening

    def complete(self, request: Request) -> Completion:
        """Wait for the turn, then ask."""
        if self._opening.is_open or not self._opening.enter():
            return self._inner.complete(request)
        try:
            return self._inner.complete(request)
        finally:
            self._opening.leave()


class Watched:
    """A service whose first answer or failure is noted."""

    def __init__(self, inner: Service, opening: Opening) -> None:
        self._inner = inner
        self._opening = opening

    def complete(self, request: Request) -> Completion:
        """Ask, and note what comes of it."""
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
