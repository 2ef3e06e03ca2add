"""A service without a network: answers that came in files, then those of the store, then a note of what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.cached import entry, request_key, stored_completion
from summarise.engines.service.protocol import Completion, CutShort, Request, Transient
from summarise.engines.service.responses import completion_of
from summarise.errors import AnswerError

__all__ = ["Answered", "Unanswered"]


class Unanswered(AnswerError):
    """No usable answer has come in for this request; `request` is to be sent in the next round."""

    kind = "unanswered"

    def __init__(self, message: str, request: Request) -> None:
        super().__init__(message)
        self.request = request


class Answered:
    """Completes requests from bodies of responses by key; every usable one is stored, settled.

    Settled: what stays wrong in it is left out with a remark and not asked again, since a round of a batch takes hours.
    """

    def __init__(
        self, bodies: Mapping[str, bytes], reasons: Mapping[str, str], store: AnswerStore, endpoint: str
    ) -> None:
        self._bodies = bodies
        self._reasons = reasons
        self._store = store
        self._endpoint = endpoint

    def complete(self, request: Request) -> Completion:
        """The answer that came in.

        Raises:
            Unanswered: none came, or the one that came is no whole answer.
            AnswerRefused: the model refused.

        """
        key = request_key(request, self._endpoint)
        raw = self._bodies.get(key)
        if raw is None:
            stored = stored_completion(self._store, request, self._endpoint)
            if stored is None:
                raise Unanswered(self._reasons.get(key, "no answer has come in"), request)
            return stored
        try:
            completion = completion_of(raw, "\n".join(message.content for message in request.messages))
        except Transient as error:
            raise Unanswered(error.message, request) from error
        except CutShort as error:
            raise Unanswered(error.message, replace(request, limit=request.limit * 4)) from error
        settled = Completion(completion.text, completion.spent, stored=True, settled=True)
        self._store.put(key, entry(settled))
        return settled
