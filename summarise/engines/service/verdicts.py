"""Convert an error of a service into an exception whose message says what to do."""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus

from summarise.engines.service.complaints import Complaint, Verdict, verdict_on
from summarise.engines.service.protocol import (
    Declined,
    Doubtful,
    FailedGeneration,
    Spent,
    TooLong,
    Transient,
    Unsupported,
)
from summarise.engines.service.stated_tokens import Room
from summarise.errors import ServiceRejected, SummariseError
from summarise.printable import one_line

__all__ = ["error_for"]

_SHOWN = 240
"""Number of characters of an error message that the user sees."""

_VERSION = re.compile(r"/v\d|/openai\b|/api/.", re.IGNORECASE)
"""A path that is already that of an API, so that it needs no `/v1`: `/v1`, `/api/v3`, `/compatible-mode/v1`."""


def error_for(complaint: Complaint, *, endpoint: str, model: str, spent: Spent) -> SummariseError:
    """Return the exception for `complaint`, an error of a service; `spent` is the cost of the refused call.

    The message names `endpoint` and `model`.
    """
    verdict, said = verdict_on(complaint), one_line(complaint.said, _SHOWN) or f"status {complaint.status}"
    if complaint.status >= HTTPStatus.INTERNAL_SERVER_ERROR and verdict.meaning == "other":
        verdict = replace(verdict, meaning="busy")
    wait = complaint.retry_after if complaint.retry_after is not None else verdict.wait
    where, status = endpoint, complaint.status
    match verdict.meaning:
        case "account" | "model":
            error: SummariseError = _rejection(f"{verdict.line.format(endpoint=where, model=model)} ({said})", verdict)
        case "address":
            error = _rejection(_about_the_address(where, model, said), verdict)
        case "content":
            error = Declined(f"{verdict.line}: {said}", spent)
        case "context":
            error = TooLong(f"the reply does not fit the model's context: {said}", verdict.room or Room())
        case "answer":
            error = FailedGeneration(f"{where} refused what the model wrote: {said}", verdict=verdict)
        case "minute" | "abreast":
            error = Transient(f"{where} is asked too often: {said}", retry_after=wait, throttled=True, verdict=verdict)
        case "busy":
            throttled = status == HTTPStatus.TOO_MANY_REQUESTS
            message = f"{where} failed with status {status}: {said}"
            error = Transient(message, retry_after=wait, throttled=throttled, verdict=verdict)
        case "form" | "other":
            error = Unsupported(f"{where} refused the request with status {status}: {said}", verdict)
    return error


def _rejection(message: str, verdict: Verdict) -> ServiceRejected:
    return Doubtful(message, from_start=verdict.alone == "always") if verdict.alone else ServiceRejected(message)


def _about_the_address(endpoint: str, model: str, said: str) -> str:
    if endpoint.startswith("http://") and "sent to HTTPS" in said:
        encrypted = "https" + endpoint.removeprefix("http")
        return f"{endpoint} wants its callers to encrypt: try --base-url {encrypted} ({said})"
    if _VERSION.search(endpoint.partition("://")[2]):
        return f"{endpoint} knows no model {model}, or is not where the service takes chat completions ({said})"
    return (
        f"{endpoint} knows no model {model}, or the base URL lacks a part such as /v1: "
        f"try --base-url {endpoint}/v1 ({said})"
    )
