"""What a refused request means for the run, told in words that help."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from summarise.engines.service.protocol import Declined, Spent, Transient
from summarise.errors import AnswerError, ContextTooLong, ServiceRejected, SummariseError

__all__ = ["Refusal", "Unsupported", "seconds_to_wait", "verdict"]

_CONTEXT = re.compile(
    r"context_length|context length|context size|context window|maximum context|too many tokens|prompt is too long"
    r"|input.{0,20}too long|exceeds? the (?:available|model|max)|上下文|超出.{0,8}长度|range of input length",
    re.IGNORECASE,
)
_QUOTA = re.compile(
    r"insufficient[_ ](?:quota|balance|credits?)|exceeded your current quota|欠费|余额不足", re.IGNORECASE
)
_FILTER = re.compile(
    r"content_filter|content management policy|data_inspection|inappropriate content|敏感|违规", re.IGNORECASE
)
_NO_MODEL = re.compile(
    r"model.{0,60}(?:not exist|not found|unknown|invalid)|invalid model|模型.{0,20}不存在", re.IGNORECASE
)
_FINAL = {HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
_LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY}


class Unsupported(AnswerError):
    """The endpoint does not accept this form of request; the message is its own."""

    kind = "bad_request"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A response that is no success: its status, the service's words free of credentials, its code and type."""

    status: int
    said: str
    code: str = ""
    retry_after: str | None = None
    """The header as sent."""


def verdict(refusal: Refusal, endpoint: str, model: str) -> SummariseError:
    """The error that a refusal stands for."""
    status, said = refusal.status, refusal.said
    details = f"{said} {refusal.code}"
    wait = seconds_to_wait(refusal.retry_after)
    # A quota by the minute is told in the same words as one that is used up, but with the time when to come back.
    out_of_quota = status == HTTPStatus.TOO_MANY_REQUESTS and wait is None and _QUOTA.search(details)
    unknown = status == HTTPStatus.BAD_REQUEST and _NO_MODEL.search(details)
    if status in _FINAL or out_of_quota or unknown:
        return ServiceRejected(_rejection(HTTPStatus.NOT_FOUND if unknown else status, said, endpoint, model))
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Transient(f"{endpoint} is asked too often: {said}", retry_after=wait, throttled=True)
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Transient(f"{endpoint} failed with status {status}: {said}", retry_after=wait)
    if _CONTEXT.search(details):
        return ContextTooLong(f"the reply does not fit the model's context: {said}")
    if _FILTER.search(details):
        return Declined(f"the service's content filter refused the request: {said}", Spent())
    return Unsupported(f"{endpoint} refused the request with status {status}: {said}")


def _rejection(status: int, said: str, endpoint: str, model: str) -> str:
    if status == HTTPStatus.UNAUTHORIZED:
        return f"{endpoint} does not accept the API key: set OPENAI_API_KEY to a valid one ({said})"
    if status == HTTPStatus.FORBIDDEN:
        return f"{endpoint} does not allow this key to use {model} ({said})"
    if status == HTTPStatus.NOT_FOUND:
        return f"{endpoint} knows no model {model}, or the base URL lacks a part such as /v1 ({said})"
    return f"the quota or balance at {endpoint} is used up ({said})"


def seconds_to_wait(header: str | None) -> float | None:
    """Retry-After as seconds from now, at least 0; a date is counted by this machine's clock, garbage is None."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return None if math.isnan(seconds) else max(seconds, 0.0)
