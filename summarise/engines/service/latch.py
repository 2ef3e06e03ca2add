"""One verdict for all threads: after the service rejected the run, nobody asks again."""

from __future__ import annotations

from summarise.engines.service.protocol import Completion, Request, Service
from summarise.errors import BudgetExhausted, ServiceRejected

__all__ = ["Latched"]


class Latched:
    """A service that repeats the first error which stops a run, without a further call."""

    def __init__(self, inner: Service) -> None:
        self._inner = inner
        self._verdict: ServiceRejected | BudgetExhausted | None = None

    def complete(self, request: Request) -> Completion:
        """Ask, unless an earlier call showed that there is no use."""
        if self._verdict is not None:
            raise type(self._verdict)(self._verdict.message)
        try:
            return self._inner.complete(request)
        except (ServiceRejected, BudgetExhausted) as error:
            self._verdict = error
            raise
