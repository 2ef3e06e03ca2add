"""Stop all threads after an error that ends the run, so that no further call is sent."""

from __future__ import annotations

from summarise.engines.service.protocol import Completion, Request, Service
from summarise.errors import BudgetExhausted, ServiceRejected

__all__ = ["Latched"]


class Latched:
    """A service that raises its first ServiceRejected or BudgetExhausted again for every later request."""

    def __init__(self, inner: Service) -> None:
        self._inner = inner
        self._verdict: ServiceRejected | BudgetExhausted | None = None

    def complete(self, request: Request) -> Completion:
        """Send the request, unless an earlier request ended the run.

        Raises:
            ServiceRejected, BudgetExhausted: this request or an earlier one raised it.
            AnswerError: raised by the inner service.

        """
        if self._verdict is not None:
            raise type(self._verdict)(self._verdict.message)
        try:
            return self._inner.complete(request)
        except (ServiceRejected, BudgetExhausted) as error:
            self._verdict = error
            raise
