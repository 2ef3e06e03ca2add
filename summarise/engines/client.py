"""The only module that knows the openai package: it sends one request and translates what goes wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import openai

from summarise.engines.dialects import Dialect, body
from summarise.engines.model_settings import ModelSettings
from summarise.engines.responses import completion_of
from summarise.engines.service import Completion, Declined, Request, Spent, Transient
from summarise.errors import AnswerError, ContextTooLong, ServiceRejected

__all__ = ["Client", "Unsupported", "seconds_to_wait"]

_LARGEST_BODY = 16_000_000
"""Bytes of a response; more is no answer to one reply."""

_CONTEXT = re.compile(
    r"context_length|context length|context size|context window|maximum context|too many tokens|prompt is too long"
    r"|input.{0,20}too long|exceeds? the (?:available|model|max)|上下文|超出.{0,8}长度|range of input length",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient[_ ](?:quota|balance|credits?)|exceeded your current quota|欠费|余额不足", re.IGNORECASE
)
_FILTER = re.compile(r"content_filter|content management policy|data_inspection|inappropriate|risk|敏感|违规", re.I)
_NO_MODEL = re.compile(r"model.{0,60}(?:not exist|not found|unknown|invalid)|invalid model|模型.{0,20}不存在", re.I)


class Unsupported(AnswerError):
    """The endpoint does not accept this form of request; the message is its own."""


class Client:
    """One endpoint, called from many threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._client = openai.OpenAI(
            api_key=settings.api_key or "none",  # local servers want no key, the package insists on one
            base_url=settings.base_url,
            timeout=settings.timeout,
            max_retries=0,  # retries have one owner: `retrying`
            http_client=openai.DefaultHttpxClient(
                base_url=settings.base_url,
                timeout=settings.timeout,
                event_hooks={"response": [self._bound]},
                limits=_limits(settings.workers),
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
        try:
            raw = self._client.chat.completions.with_raw_response.create(**body(request, dialect, schema))
        except openai.APIStatusError as error:
            self._translate(error)
        except openai.APITimeoutError as error:
            raise Transient(f"no complete answer from {self._where} within {self._settings.timeout:g} s") from error
        except openai.APIConnectionError as error:
            reason = error.__cause__ or error
            raise Transient(f"{self._where} could not be reached: {_clean(str(reason), 160)}") from error
        return completion_of(raw.content, "\n".join(message.content for message in request.messages))

    @property
    def _where(self) -> str:
        return self._settings.endpoint

    def _bound(self, response: Any) -> None:
        """Let a body neither trickle on for ever nor fill the memory."""
        response.stream = _bounded(response.stream, time.monotonic() + self._settings.timeout, response.request)

    def _translate(self, error: openai.APIStatusError) -> NoReturn:
        said = self._said(error)
        # An error that repeats the key must not reach a traceback.
        leaks = bool(self._settings.api_key) and self._settings.api_key in f"{error}{error.body}"
        raise self._meaning(error, said) from (None if leaks else error)

    def _said(self, error: openai.APIStatusError) -> str:
        said = str(error.body.get("message", "")) if isinstance(error.body, dict) else ""
        said = said or error.message
        if self._settings.api_key:
            said = said.replace(self._settings.api_key, "***")
        return _clean(said, 240)

    def _meaning(self, error: openai.APIStatusError, said: str) -> Exception:
        status = error.status_code
        details = f"{said} {error.code or ''} {error.type or ''}"
        wait = seconds_to_wait(error.response.headers.get("retry-after"))
        if status == 429 and not (_QUOTA.search(details) and wait is None):
            return Transient(f"{self._where} is asked too often: {said}", retry_after=wait, throttled=True)
        if status in {401, 402, 403, 404, 429}:
            return ServiceRejected(self._rejection(status, said))
        if status in {408, 409, 425} or status >= 500:
            return Transient(f"{self._where} failed with status {status}: {said}", retry_after=wait)
        if _CONTEXT.search(details):
            return ContextTooLong(f"the reply does not fit the model's context: {said}")
        if _NO_MODEL.search(details):
            return ServiceRejected(self._rejection(404, said))
        if status != 413 and _FILTER.search(details) and "response_format" not in details:
            return Declined(f"the service's content filter refused the request: {said}", Spent())
        return Unsupported(f"{self._where} refused the request with status {status}: {said}", kind="bad_request")

    def _rejection(self, status: int, said: str) -> str:
        model = self._settings.model
        if status == 401:
            return f"{self._where} does not accept the API key: set OPENAI_API_KEY to a valid one ({said})"
        if status == 403:
            return f"{self._where} does not allow this key to use {model} ({said})"
        if status == 404:
            return f"{self._where} knows no model {model}, or the base URL lacks a part such as /v1 ({said})"
        return f"the quota or balance at {self._where} is used up ({said})"


def seconds_to_wait(header: str | None) -> float | None:
    """Retry-After as seconds from now, at least 0; a date is counted from this machine's clock, garbage is None."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(seconds, 0.0) if seconds == seconds else None  # noqa: PLR0124 - NaN is garbage too


def _limits(workers: int) -> Any:
    import httpx2

    return httpx2.Limits(max_connections=workers + 2, max_keepalive_connections=workers + 2)


def _bounded(stream: Any, deadline: float, request: Any) -> Any:
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for chunk in stream:
                size += len(chunk)
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the body did not end in time", request=request)
                if size > _LARGEST_BODY:
                    raise httpx2.ReadError("the body is too large for an answer", request=request)
                yield chunk

        def close(self) -> None:
            stream.close()

    return Bounded()


def _clean(text: str, longest: int) -> str:
    """One line without control characters, cut at a length."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
