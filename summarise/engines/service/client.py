"""The only module that knows the openai package: it sends one request and translates what goes wrong."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

import openai

from summarise.engines.service.dialects import Dialect, body
from summarise.engines.service.protocol import Completion, Request, Transient
from summarise.engines.service.responses import completion_of
from summarise.engines.service.transport import Transport
from summarise.engines.service.verdicts import Refusal, verdict
from summarise.engines.settings import ModelSettings
from summarise.errors import SummariseError, UsageError
from summarise.printable import one_line
from summarise.redaction import Redacting, redacted

__all__ = ["Client"]

_http: Any = import_module(openai.DefaultHttpxClient.__bases__[0].__module__.partition(".")[0])
"""The HTTP package that openai itself is built on: httpx up to its version 2, httpx2 from 3 on."""
_LOGGING = frozenset({"openai", "httpx", "httpx2", "httpcore", "httpcore2"})


class Client:
    """One endpoint, called from many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._transport = Transport(_http, settings.base_url, settings.workers + 2)
        try:
            self._client = openai.OpenAI(
                api_key=settings.key.reveal() or "none",  # local servers want no key, the package insists on one
                base_url=settings.base_url,
                timeout=settings.timeout,
                max_retries=0,  # retries have one owner: `retrying`
                http_client=openai.DefaultHttpxClient(
                    base_url=settings.base_url,
                    timeout=settings.timeout,
                    transport=cast("Any", self._transport),  # it has the methods of one, whichever package it is
                ),
            )
        except (_http.InvalidURL, ValueError) as error:
            said = one_line(redacted(str(error)), 160)
            raise UsageError(f"the base URL {settings.endpoint} cannot be used: {said}") from None
        _redact_logs()

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
            with self._transport.within(self._settings.timeout):
                raw = self._client.chat.completions.with_raw_response.create(**body(request, dialect, schema))
        except openai.APIStatusError as error:
            failure: SummariseError = self._meaning(error)
        except openai.APITimeoutError:
            failure = Transient(f"no whole answer from {where} within {self._settings.timeout:g} s")
        except openai.APIConnectionError as error:
            failure = _failure(where, error)
        else:
            said = redacted(raw.content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
            completion = completion_of(said, "\n".join(message.content for message in request.messages))
            return replace(completion, text=_harmless(completion.text))
        raise failure  # outside the block: the transport's own error may repeat the key, and a traceback would show it

    def _meaning(self, error: openai.APIStatusError) -> SummariseError:
        said = str(error.body.get("message") or "") if isinstance(error.body, dict) else ""
        refusal = Refusal(
            status=error.status_code,
            said=one_line(redacted(said or error.message), 240),
            code=f"{error.code or ''} {error.type or ''}",
            retry_after=error.response.headers.get("retry-after"),
        )
        return verdict(refusal, self._settings.endpoint, self._settings.model)


def _failure(where: str, error: openai.APIConnectionError) -> SummariseError:
    cause = error.__cause__
    if isinstance(cause, SummariseError):
        return cause
    reason = one_line(redacted(str(cause or error)), 160)
    return Transient(f"{where} could not be reached: {reason}; is the server running, the URL right?")


def _harmless(text: str) -> str:
    """An answer without secrets, also where JSON spells their signs as numbers."""
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
