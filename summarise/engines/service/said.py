"""Find the error message in a response, wherever the service puts it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from summarise.engines.service.complaints import Complaint
from summarise.engines.service.stated_limits import seconds_to_wait
from summarise.lazy_pattern import lazy_pattern
from summarise.printable import one_line

__all__ = ["complaint_in", "complaint_of_a_page", "retry_after"]

_LONGEST = 1_500
"""Maximum number of characters of a message that are kept; the user sees fewer."""

_WORDS = (
    "message",
    "msg",
    "Message",
    "status_msg",
    "status_message",
    "error_msg",
    "err_msg",
    "errmsg",
    "errMsg",
    "resultMsg",
    "faultstring",
    "error_message",
    "errorMessage",
    "detail",
    "reason",
    "error",
)
_CODES = (
    "code",
    "Code",
    "status_code",
    "error_code",
    "errorCode",
    "err_code",
    "errcode",
    "errno",
    "resultCode",
    "status",
)
_IF_IT_FAILED = frozenset({"base_resp", "header"})
"""Fields that every response has, and that state an error only by an error code inside."""
_OF_SUCCESS = frozenset({"0", "00000", "0000", "200", "ok", "success", "none"})
_TITLE = lazy_pattern(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_TAGS = lazy_pattern(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]+>", re.IGNORECASE | re.DOTALL)
_OF_A_GATEWAY = lazy_pattern(r"\b5\d\d\b|bad gateway|unavailable|time-?out|overload|错误|繁忙|维护", re.IGNORECASE)


def complaint_in(document: object, status: int, wait: float | None = None) -> Complaint | None:
    """Return the error in the parsed body `document`; None if there is none and the HTTP `status` is below 400.

    `wait` is the pause in seconds that the response headers ask for, or None.
    """
    if isinstance(document, list) and document:  # some services wrap the error in a list
        document = document[0]
    found = _error_part(document) if isinstance(document, dict) else None
    if found is None:
        return Complaint(status, _words(document), retry_after=wait) if status >= HTTPStatus.BAD_REQUEST else None
    code, kind = _code(found), found.get("type")
    if status < HTTPStatus.BAD_REQUEST and code.isdecimal() and 400 <= int(code) < 600:  # noqa: PLR2004 - errors of HTTP
        status = int(code)
    parameter = found.get("param")
    return Complaint(
        status,
        _words(found),
        code,
        kind if isinstance(kind, str) else "",
        parameter if isinstance(parameter, str) else "",
        wait,
    )


def complaint_of_a_page(raw: bytes, status: int, wait: float | None = None) -> Complaint:
    """Return the error in `raw`, a body that is a web page or plain text; `wait` is a pause in seconds, or None.

    A web page with a successful status counts as status 502 or 404.
    """
    text = raw[:20_000].decode("utf-8", "replace")
    is_page = (
        text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<head", "<?xml")) or "<body" in text[:2_000]
    )
    if not is_page:
        return Complaint(status, one_line(text, 300) or "an empty body", retry_after=wait)
    title = _TITLE.search(text)
    says_something = title is not None and not title[1].strip().isdecimal()
    said = one_line(_TAGS.sub(" ", title[1] if title and says_something else text), 120)
    if status < HTTPStatus.BAD_REQUEST:
        status = int(HTTPStatus.BAD_GATEWAY if _OF_A_GATEWAY.search(said) else HTTPStatus.NOT_FOUND)
    return Complaint(status, f"a web page, no answer: {said}".rstrip(": "), retry_after=wait)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the pause in seconds from the header `retry-after-ms` or `retry-after`; None if there is neither."""
    exact = seconds_to_wait(headers.get("retry-after-ms"))
    return exact / 1000 if exact is not None else seconds_to_wait(headers.get("retry-after"))


def _error_part(document: dict[str, Any]) -> dict[str, Any] | None:
    """Return the object that holds the code and the message of an error, whatever its name is.

    Return None if there is none.
    """
    inner = document.get("Response")
    for name in ("error", "Error", "errors", "fault", *_IF_IT_FAILED, "detail"):
        part = (document.get(name) or (inner.get(name) if isinstance(inner, dict) else None)) or None
        if isinstance(part, list):
            part = part[0] if part and isinstance(part[0], dict) and name != "detail" else {"message": _words(part)}
        if isinstance(part, str):
            part = {**document, "message": part} if name != "error" else {"message": part, "code": document.get("code")}
        if isinstance(part, dict) and (name not in _IF_IT_FAILED or _is_code_of_error(_code(part))):
            return part
    if blocked := _blocked(document):
        return {"message": f"content_filter: the prompt was blocked ({blocked})"}
    has_answer = bool(document.get("choices"))
    is_error = document.get("object") == "error" or document.get("success") is False
    code = _code(document)
    has_code = _is_code_of_error(code) and bool(_words(document))
    return document if not has_answer and (is_error or has_code) else None


def _is_code_of_error(code: str) -> bool:
    first = code.partition(" ")[0].lower()
    return bool(first) and first not in _OF_SUCCESS


def _blocked(document: dict[str, Any]) -> str:
    feedback = document.get("promptFeedback")
    reason = feedback.get("blockReason") if isinstance(feedback, dict) else None
    return reason if isinstance(reason, str) else ""


def _code(part: dict[str, Any]) -> str:
    """Return the codes of an error joined by spaces, in the order of `_CODES`."""
    found = [part.get(name) for name in _CODES]
    stated = [str(code) for code in found if isinstance(code, int | str) and not isinstance(code, bool) and code != ""]
    return " ".join(dict.fromkeys(stated))


def _words(part: object) -> str:
    """Return the message for people, including what a relay repeats from the service behind it."""
    if isinstance(part, str):
        return _unpacked(part)
    if isinstance(part, list):  # of a validation: place and reason, without the value, which is the whole request
        return "; ".join(filter(None, map(_place_and_reason, part[:5])))[:_LONGEST]
    if not isinstance(part, dict):
        return ""
    said = next((_words(part[name]) for name in _WORDS if part.get(name)), "")
    behind = part.get("metadata")
    if isinstance(behind, dict):
        more = [
            _words(behind.get("raw")),
            " ".join(map(str, behind.get("reasons") or ())),
            str(behind.get("provider_name") or ""),
        ]
        said = " ".join(filter(None, [said, *more]))
    return said[:_LONGEST]


def _place_and_reason(fault: object) -> str:
    if not isinstance(fault, dict):
        return _words(fault)
    place = fault.get("loc")
    where = ".".join(map(str, place)) if isinstance(place, list) else ""
    return f"{where}: {_words(fault)}" if where else _words(fault)


def _unpacked(text: str) -> str:
    """Return the message inside a message that contains JSON, which relays pass on."""
    start = text.find("{")
    if start < 0 or '"message"' not in text:
        return text[:_LONGEST]
    try:
        inner, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return text[:_LONGEST]
    found = complaint_in(inner, HTTPStatus.BAD_REQUEST) if isinstance(inner, dict) else None
    return (f"{text[:start].strip()} {found.said} {found.code}".strip() if found and found.said else text)[:_LONGEST]
