"""Send one request through the openai package, which no other module uses, and translate its errors."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from importlib import import_module
from typing import Any, cast
from urllib.parse import parse_qsl

import openai

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.dialects import Dialect, body
from summarise.engines.service.no_response import longest_to_connect, no_response
from summarise.engines.service.parts_read import refuse_a_part_read
from summarise.engines.service.protocol import Completion, Request, Spent
from summarise.engines.service.responses import completion_of
from summarise.engines.service.said import retry_after
from summarise.engines.service.transport import Transport
from summarise.engines.service.verdicts import error_for
from summarise.errors import SummariseError, UsageError
from summarise.printable import one_line
from summarise.redaction import Redacting, has_secrets, redacted

__all__ = ["Client"]

_http: Any = import_module(openai.DefaultHttpxClient.__bases__[0].__module__.partition(".")[0])
"""The HTTP package on which openai is built: httpx up to version 2, httpx2 from version 3."""
_MOST_REDIRECTS = 3
"""Number of times that one call is sent on, each time with the whole request; more are a circle."""
_LOGGING = frozenset({"openai", "httpx", "httpx2", "httpcore", "httpcore2"})


class Client:
    """A client of one endpoint; may be used by several threads.

    Raises:
        UsageError: the base URL, or a proxy or certificate file named in the environment, cannot be used.

    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        base_url, _, query = settings.base_url.partition("?")
        timeout = _http.Timeout(settings.timeout, connect=longest_to_connect(settings))
        self._transport = Transport(_http, settings.base_url, settings.workers + 2)
        try:
            self._client = openai.OpenAI(
                api_key=settings.key.reveal() or "none",  # local servers want no key, the package insists on one
                base_url=base_url,
                timeout=timeout,
                default_headers=dict(settings.headers),
                default_query=dict(parse_qsl(query)),
                max_retries=0,  # retries have one owner: `retrying`
                http_client=openai.DefaultHttpxClient(
                    base_url=base_url,
                    timeout=timeout,
                    max_redirects=_MOST_REDIRECTS,
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
        """Make one call in the form of request that `dialect` describes, without retries; redact secrets in the answer.

        A `schema` replaces the one that belongs to the request.

        Raises:
            Unsupported: the endpoint refuses this form of request.
            Transient: the same call may succeed later.
            AnswerError: there is no usable answer to this request.
            ServiceRejected: no call to this service can succeed.

        """
        sent = body(request, dialect, schema)
        response = None
        try:
            with self._transport.within(self._settings.timeout):
                response = self._client.post("/chat/completions", cast_to=_http.Response, body=sent)
        except openai.APIStatusError as error:
            response = error.response
        except openai.APIConnectionError as error:
            failure = no_response(self._settings, error.__cause__ or error, _http)
        if response is not None:
            said = redacted(response.content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
            prompt = "\n".join(message.content for message in request.messages)
            wait = retry_after(response.headers)
            completion = completion_of(said, prompt, self._meaning, response.status_code, wait)
            refuse_a_part_read(completion.spent, request.messages)
            return replace(completion, text=_harmless(completion.text))
        raise failure  # outside the block: the transport's own error may repeat the key, and a traceback would show it

    def _meaning(self, complaint: Complaint, *, spent: Spent) -> SummariseError:
        return error_for(complaint, endpoint=self._settings.endpoint, model=self._settings.model, spent=spent)


def _harmless(text: str) -> str:
    """Return an answer with secrets redacted, also if JSON escapes hide them."""
    if not has_secrets():
        return text
    plain = redacted(text)
    try:
        value = json.dumps(json.loads(plain), ensure_ascii=False)
    except (ValueError, RecursionError):
        return plain  # no answer that is accepted
    return plain if (said := redacted(value)) == value else said


def _redact_logs() -> None:
    """Add a filter, once, that removes secrets from the log messages of the libraries."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _LOGGING:
            logger = logging.getLogger(name)
            if not any(isinstance(known, Redacting) for known in logger.filters):
                logger.addFilter(Redacting())
