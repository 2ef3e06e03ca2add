"""The only module that knows the openai package: it sends one request and translates what goes wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any, NoReturn

import openai

from summarise.engines.service.dialects import Dialect, body
from summarise.engines.service.protocol import Completion, Request, Transient
from summarise.engines.service.responses import completion_of
from summarise.engines.service.verdicts import Refusal, verdict
from summarise.engines.settings import ModelSettings
from summarise.printable import one_line

__all__ = ["Client"]

_http: Any = import_module(openai.DefaultHttpxClient.__bases__[0].__module__.partition(".")[0])
"""The HTTP package that openai itself is built on: httpx up to its version 2, httpx2 from 3 on."""

_LARGEST_BODY = 16_000_000
"""Bytes of a response; more is no answer to one reply."""


class Client:
    """One endpoint, called from many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        connections = settings.workers + 2
        self._client = openai.OpenAI(
            api_key=settings.api_key or "none",  # local servers want no key, the package insists on one
            base_url=settings.base_url,
            timeout=settings.timeout,
            max_retries=0,  # retries have one owner: `retrying`
            http_client=openai.DefaultHttpxClient(
                base_url=settings.base_url,
                timeout=settings.timeout,
                event_hooks={"response": [self._bound]},
                limits=_http.Limits(max_connections=connections, max_keepalive_connections=connections),
            ),
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def send(self, request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> Completion:
        """Make one call; `schema` stands in for the answer schema in a probe.

        Raises:
            Unsupported: the endpoint refuses this dialect.
            Transient: the call may succeed later.
            AnswerError: this request gets no usable answer.
            ServiceRejected: no request would.

        """
        where = self._settings.endpoint
        try:
            raw = self._client.chat.completions.with_raw_response.create(**body(request, dialect, schema))
        except openai.APIStatusError as error:
            self._translate(error)
        except openai.APITimeoutError as error:
            raise Transient(f"no whole answer from {where} within {self._settings.timeout:g} s") from error
        except openai.APIConnectionError as error:
            reason = one_line(str(error.__cause__ or error), 160)
            raise Transient(f"{where} could not be reached: {reason}; is the server running, the URL right?") from error
        return completion_of(raw.content, "\n".join(message.content for message in request.messages))

    def _bound(self, response: Any) -> None:
        """Let a body neither trickle on for ever nor fill the memory; the package's own time limit is for each read."""
        assert isinstance(response.stream, _http.SyncByteStream)
        deadline = time.monotonic() + self._settings.timeout
        response.stream = _Bounded(response.stream, deadline, response.request)

    def _translate(self, error: openai.APIStatusError) -> NoReturn:
        said = str(error.body.get("message") or "") if isinstance(error.body, dict) else ""
        said = said or error.message
        key = self._settings.api_key
        refusal = Refusal(
            status=error.status_code,
            said=one_line(said.replace(key, "***") if key else said, 240),
            code=f"{error.code or ''} {error.type or ''}",
            retry_after=error.response.headers.get("retry-after"),
        )
        meaning = verdict(refusal, self._settings.endpoint, self._settings.model)
        # An error that repeats the key must not reach a traceback.
        leaks = bool(key) and key in f"{error}{error.body}"
        raise meaning from (None if leaks else error)


class _Bounded(_http.SyncByteStream):  # type: ignore[misc]  # which of the two packages it is, is known at run time
    """A body that ends in time and in size, or fails."""

    def __init__(self, stream: Any, deadline: float, request: Any) -> None:
        self._stream = stream
        self._deadline = deadline
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if time.monotonic() > self._deadline:
                raise _http.ReadTimeout("the body did not end in time", request=self._request)
            if size > _LARGEST_BODY:
                raise _http.ReadError("the body is too large for an answer", request=self._request)
            yield chunk

    def close(self) -> None:
        self._stream.close()
