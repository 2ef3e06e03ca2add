"""Store each paid answer as raw text, under a key made of everything that determines the answer."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import asdict, replace
from typing import Any

from summarise.engines.model.answer import schema_hash
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, Request, Service, Spent
from summarise.errors import OutputError

__all__ = ["Cached", "completion_from", "entry", "request_key", "stored_completion"]

_LAYOUT = 1
"""Version of the way in which keys are built."""


def request_key(request: Request, endpoint: str) -> str:
    """Return the store key of a request: 40 hex digits of a hash over everything that determines its answer.

    These are the messages, the schema, the model, the endpoint, the temperature and the parameters that the user set.
    Credentials, and a dialect or token limit that the user did not set, are left out, since they do not change a
    complete answer.
    """
    stated = {"extra": request.extra, "limit": request.stated_limit, "dialect": request.stated_dialect}
    determining = {name: value for name, value in stated.items() if value} | {
        "layout": _LAYOUT,
        "endpoint": endpoint,
        "model": request.model,
        "messages": [[message.role, message.content] for message in request.messages],
        "schema": schema_hash(request.form),
        "temperature": request.temperature,
    }
    text = json.dumps(determining, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:40]


def entry(completion: Completion) -> dict[str, Any]:
    """Return the JSON object in which a completion is stored; `completion_from` reads it."""
    return {"text": completion.text, "spent": asdict(completion.spent), "settled": completion.settled}


def completion_from(stored: dict[str, Any]) -> Completion | None:
    """Return the completion in an object that `entry` returned, marked as stored; None for any other object.

    An empty completion gives None, too: it holds nothing that was paid for, so that the model is asked again.
    """
    try:
        spent = Spent(**{name: int(value) for name, value in stored["spent"].items()})
        completion = Completion(str(stored["text"]), spent, stored=True, settled=bool(stored["settled"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return completion if completion.text.strip() else None


def stored_completion(store: AnswerStore, request: Request, endpoint: str) -> Completion | None:
    """Return the completion in `store` of `request` to `endpoint`; None if there is none or it cannot be used."""
    stored = store.get(request_key(request, endpoint))
    return completion_from(stored) if stored is not None else None


class Cached:
    """A service that returns stored answers and stores new ones; simultaneous identical requests share one call.

    Empty answers are not stored; refusals, cut-off answers and errors are exceptions, so they are not either.
    """

    def __init__(self, inner: Service, store: AnswerStore, endpoint: str, meter: Meter) -> None:
        self._inner = inner
        self._store = store
        self._endpoint = endpoint
        self._meter = meter
        self._lock = threading.Lock()
        self._in_flight: dict[str, tuple[threading.Lock, list[None]]] = {}
        self._fresh: set[str] = set()
        self._full: OutputError | None = None

    def complete(self, request: Request) -> Completion:
        """Return the stored answer, or send the request and store its answer before returning it.

        An answer that cannot be stored is returned as well, since it is paid for; no further request is sent.

        Raises:
            OutputError: the store cannot be read, or an earlier answer could not be stored.
            AnswerError, ServiceRejected, BudgetExhausted: raised by the inner service.

        """
        key = request_key(request, self._endpoint)
        with self._lock:
            turn, waiting = self._in_flight.setdefault(key, (threading.Lock(), []))
            waiting.append(None)
        try:
            with turn:
                found = self._stored(key, fresh=request.fresh)
                return found if found is not None else self._ask_alone(key, request)
        finally:
            with self._lock:
                waiting.pop()
                if not waiting:
                    self._in_flight.pop(key, None)

    def refuse_if_full(self) -> None:
        """Raise the OutputError with which the store refused an answer, if it has refused one."""
        if self._full is not None:
            raise self._full

    def _stored(self, key: str, *, fresh: bool) -> Completion | None:
        if fresh and key not in self._fresh:
            return None
        stored = self._store.get(key)
        completion = completion_from(stored) if stored is not None else None
        if completion is not None:
            self._meter.book_stored(completion.spent)
        return completion

    def _ask_alone(self, key: str, request: Request) -> Completion:
        """Send the request, unless another machine that shares the store has stored the answer meanwhile."""
        with self._store.turn(key) as others_may_have_asked:
            found = self._stored(key, fresh=request.fresh) if others_may_have_asked else None
            return found if found is not None else self._ask(key, request)

    def _ask(self, key: str, request: Request) -> Completion:
        self.refuse_if_full()
        completion = self._inner.complete(request)
        if completion.text.strip():
            keep = self._store.put if request.fresh else self._store.add
            try:
                keep(key, entry(replace(completion, stored=False)))
            except OutputError as error:
                self._full = error
            else:
                self._fresh.add(key)
        return completion
