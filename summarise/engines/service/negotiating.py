"""Finding out what an endpoint accepts, once, by its own refusals."""

from __future__ import annotations

import threading
from collections.abc import Callable

from summarise.engines.service.client import Client
from summarise.engines.service.dialects import Dialect, next_dialect
from summarise.engines.service.protocol import Completion, Request
from summarise.engines.service.verdicts import Unsupported

__all__ = ["Negotiating"]


class Negotiating:
    """A service that steps down to the next dialect when a request is refused for its form, and remembers."""

    def __init__(self, client: Client, dialect: Dialect, remember: Callable[[Dialect], None]) -> None:
        self._client = client
        self._remember = remember
        self._lock = threading.Lock()
        self.dialect = dialect

    def complete(self, request: Request) -> Completion:
        """Send a request in the dialect known so far.

        Raises:
            Unsupported: the refusal names nothing that another dialect would change.
            AnswerError, ServiceRejected: as the client raises them.

        """
        while True:
            tried = self.dialect
            try:
                completion = self._client.send(request, tried)
            except Unsupported as error:
                self._step_down(tried, error)
            else:
                return completion

    def _step_down(self, tried: Dialect, error: Unsupported) -> None:
        with self._lock:
            if self.dialect != tried:  # another thread was told the same
                return
            following = next_dialect(tried, error.message)
            if following is None:
                raise error
            self.dialect = following
        self._remember(following)
