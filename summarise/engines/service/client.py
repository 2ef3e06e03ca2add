"""The only module that knows the HTTP package: it sends one request and translates what goes wrong."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any, Final, cast
from urllib.parse import parse_qsl

import httpx2 as http

from summarise.engines.service.complaints import Complaint
from summarise.engines.service.dialects import Dialect, body
from summarise.engines.service.parts_read import refuse_a_part_read
from summarise.engines.service.protocol import Completion, Request, Spent, Transient
from summarise.engines.service.responses import completion_of
from summarise.engines.service.said import retry_after
from summarise.engines.service.transport import Transport
from summarise.engines.service.verdicts import error_for
from summarise.engines.settings import ModelSettings
from summarise.errors import SummariseError, UsageError
from summarise.printable import one_line
from summarise.redaction import Redacting, redacted
from summarise.version import VERSION

__all__ = ["Client"]

_LOGGING: Final = frozenset({"openai", "httpx", "httpx2", "httpcore", "httpcore2"})

_UNREACHABLE: Final = (http.ConnectError, http.ConnectTimeout, http.ProxyError, http.UnsupportedProtocol)

_CONNECT: Final = 5.0
"""Seconds to open a connection: a service that does not respond is reported soon."""


class Client:
    """One endpoint, called from many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        base_url, _, query = settings.base_url.partition("?")
        self._transport = Transport(http, settings.base_url, settings.workers + 2)
        try:
            self._url = http.URL(f"{base_url.rstrip('/')}/chat/completions")
            self._url = self._url.copy_merge_params(dict(parse_qsl(query))) if query else self._url
            self._client = http.Client(
                headers=_headers(settings),
                timeout=http.Timeout(settings.timeout, connect=min(settings.timeout, _CONNECT)),
                transport=cast("Any", self._transport),  # it has the methods of one
                follow_redirects=True,
            )
        except (http.InvalidURL, ValueError) as error:
            said = one_line(redacted(str(error)), 160)
            raise UsageError(f"the base URL {settings.endpoint} cannot be used: {said}") from None
        _redact_logs()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def send(self, request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> Completion:
        """Make one call; `schema` replaces the answer schema in a probe.

        Raises:
            Unsupported: the endpoint refuses this dialect.
            Transient: the call may succeed later.
            AnswerError: this request gets no usable answer.
            ServiceRejected: no request would.

        """
        sent = json.dumps(body(request, dialect, schema), ensure_ascii=False, separators=(",", ":"))
        response = None
        try:
            with self._transport.within(self._settings.timeout):
                response = self._client.post(self._url, content=sent.encode("utf-8", "replace"))
        except Exception as error:  # noqa: BLE001 - whatever the network does to a call is that call's failure
            failure = self._failure(error)
        if response is not None:
            said = redacted(response.content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
            prompt = "\n".join(message.content for message in request.messages)
            wait = retry_after(response.headers)
            completion = completion_of(said, prompt, self._meaning, response.status_code, wait)
            refuse_a_part_read(completion.spent, request.messages)
            return replace(completion, text=_harmless(completion.text))
        raise failure  # outside the block: the transport's own error may repeat the key, and a traceback would show it

    def _failure(self, error: Exception) -> SummariseError:
        where = self._settings.endpoint
        if isinstance(error, SummariseError):
            return error
        if isinstance(error, http.ConnectTimeout):
            return Transient(f"{where} could not be reached within {_CONNECT:g} s", unreachable=True)
        if isinstance(error, http.TimeoutException):
            return Transient(f"no whole answer from {where} within {self._settings.timeout:g} s")
        reason = one_line(redacted(str(error)), 160)
        if isinstance(error, http.DecodingError):
            return Transient(f"the answer of {where} is packed and cannot be unpacked: {reason}")
        message = f"{where} could not be reached: {reason}; is the server running, the URL right?"
        return Transient(message, unreachable=isinstance(error, _UNREACHABLE))

    def _meaning(self, complaint: Complaint, *, spent: Spent) -> SummariseError:
        return error_for(complaint, endpoint=self._settings.endpoint, model=self._settings.model, spent=spent)


def _headers(settings: ModelSettings) -> http.Headers:
    """Return what every call says of itself; those of the settings come last, and replace ours."""
    own = http.Headers(
        {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": f"summarise/{VERSION}",
            # Local servers want no key, and some refuse a call without one.
            "Authorization": f"Bearer {settings.key.reveal() or 'none'}",
        }
    )
    own.update(dict(settings.headers))
    return own


def _harmless(text: str) -> str:
    """Return an answer without secrets, also where JSON spells their signs as numbers."""
    plain = redacted(text)
    try:
        value = json.dumps(json.loads(plain), ensure_ascii=False)
    except (ValueError, RecursionError):
        return plain  # no answer that is accepted
    return plain if (said := redacted(value)) == value else said


def _redact_logs() -> None:
    """Keep secrets out of what the libraries log where somebody listens; a filter is added once."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _LOGGING:
            logger = logging.getLogger(name)
            if not any(isinstance(known, Redacting) for known in logger.filters):
                logger.addFilter(Redacting())
