"""Parse the body of a chat completion strictly: an incomplete or malformed body is an error, never an answer."""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

from summarise.engines.service.answer_text import is_only_thoughts, text_of
from summarise.engines.service.bodies import choices_in, document_in
from summarise.engines.service.complaints import Complaint
from summarise.engines.service.protocol import Completion, CutShort, Declined, Spent, Transient
from summarise.engines.service.said import complaint_in, complaint_of_a_page
from summarise.engines.service.streams import is_stream
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import SummariseError
from summarise.lazy_pattern import lazy_pattern
from summarise.printable import one_line

__all__ = ["Means", "completion_of"]


class Means(Protocol):
    """Converts an error message of a service into an exception."""

    def __call__(self, complaint: Complaint, *, spent: Spent) -> SummariseError:
        """Return the exception for an error message; `spent` is the cost of the failed call."""
        ...


_FILTERED = lazy_pattern(
    r"(?<!call_)filter|sensitive|safety|security|guardrail|risk|prohibit|block|moderat|censor|refus|recit|spii|flag|violat|language"
)
_CUT = lazy_pattern(r"length|max_(?:output_)?tokens|max_output|token_limit|context_window")
_BROKEN = lazy_pattern(r"error|insufficient|abort|cancel|time_?out|interrupt|malformed|repetition")
"""Words that occur in the finish reasons of answers that broke off with an error."""

_THOUGHT = (
    "all of them thoughts: turn the model's thinking off (--extra-body, as the service's manual says), "
    "or raise --max-answer-tokens"
)

_LONGEST_REFUSAL = 200
_LONGEST_LINE = 300
_REFUSES = lazy_pattern(
    r"换个话题|无法(?:回答|提供|处理|继续|给到|协助|满足)|不能(?:回答|提供|处理|协助|满足)|不便(?:回答|讨论|提供)"
    r"|还没有?学(?:习|会)|不(?:适当|恰当|当)的?内容"
    r"|I(?:['’]m| am) sorry,? (?:but )?I can(?:['’]t|not)"
    r"|I can(?:['’]t|not) (?:assist|help|comply|answer|discuss)"
    r"|unable to (?:assist|help|comply)|beyond my (?:current )?scope",
    re.IGNORECASE,
)
"""Words with which models and content filters refuse to answer, in a short text without a JSON object."""


def completion_of(raw: bytes, prompt: str, means: Means, status: int = 200, wait: float | None = None) -> Completion:
    """Return the answer in a response body.

    Args:
        raw: the body.
        prompt: the text that was sent, to estimate tokens if the service states none.
        means: converts an error in the body into an exception.
        status: the HTTP status.
        wait: the pause in seconds that the response headers ask for, or None.

    Raises:
        SummariseError: the exception of `means`, if the body holds an error.
        Transient: the body is not a chat completion.
        CutShort: the answer was cut off at its token limit.
        Declined: the model refused, or its content filter did.

    """
    document = _parsed(raw, means, status, wait)
    choice = _best(choices_in(document))
    complaint = complaint_in(document, status, wait)
    message = choice.get("message") if choice is not None else None
    text = text_of(message) if isinstance(message, dict) else ""
    if complaint is not None and not text:
        raise means(_of_the_moment(complaint) if is_stream(raw) else complaint, spent=Spent())
    if choice is None:
        raise Transient(f"the service answered without a choice: {_start(raw)}")
    spent = _spent(document.get("usage"), prompt, text)
    _refuse_unfinished(choice, message if isinstance(message, dict) else {}, spent, means)
    if not isinstance(message, dict):
        raise Transient(f"the service answered without a message: {_start(raw)}")
    if len(text) <= _LONGEST_REFUSAL and "{" not in text and _REFUSES.search(text):
        raise Declined(f"the model refused: {one_line(text)}", spent)
    return Completion(text, spent)


def _parsed(raw: bytes, means: Means, status: int, wait: float | None) -> Any:
    try:
        document = document_in(raw)
    except (ValueError, RecursionError):
        if status < HTTPStatus.BAD_REQUEST and b"<" not in raw[:20]:
            raise _no_json(raw, means, wait) from None
        raise means(complaint_of_a_page(raw, status, wait), spent=Spent()) from None
    if document is None and raw.strip() != b"null":
        raise Transient("the stream of the answer broke off before its end")
    if not isinstance(document, dict | list) and status < HTTPStatus.BAD_REQUEST:
        raise Transient(f"the service answered with JSON that is no object: {_start(raw)}")
    return document


def _no_json(raw: bytes, means: Means, wait: float | None) -> SummariseError:
    """Return the error for a successful response that is not JSON.

    A single line of plain text is read as its message.
    """
    said = raw[:_LONGEST_LINE].decode("utf-8", "replace").strip()
    if said and len(raw) < _LONGEST_LINE and "\n" not in said and said[:1] not in '{["':
        error = means(Complaint(int(HTTPStatus.BAD_GATEWAY), said, retry_after=wait), spent=Spent())
        if not isinstance(error, Transient) or error.throttled:
            return error
    return Transient(f"the service answered with something that is not JSON: {_start(raw)}")


def _best(choices: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the first choice that has an answer, or else the first choice; None if there are none."""
    with_text = (choice for choice in choices if isinstance(m := choice.get("message"), dict) and text_of(m).strip())
    return next(with_text, choices[0] if choices else None)


def _refuse_unfinished(choice: dict[str, Any], message: dict[str, Any], spent: Spent, means: Means) -> None:
    finish = str(choice.get("finish_reason") or "").lower()
    if isinstance(refusal := message.get("refusal"), str) and refusal.strip():
        raise Declined(f"the model refused: {refusal.strip()[:200]}", spent)
    if _FILTERED.search(finish):
        raise Declined(f"the service's content filter stopped the answer ({finish})", spent)
    if _CUT.search(finish):
        said = f"the answer was cut off after {spent.output_tokens} tokens"
        raise CutShort(f"{said}, {_THOUGHT}" if is_only_thoughts(message) else said, spent)
    if choice.get("error") or _BROKEN.search(finish):
        inside = complaint_in({"error": choice.get("error") or {"message": finish}}, HTTPStatus.OK)
        raise means(_of_the_moment(inside or Complaint(HTTPStatus.OK, finish)), spent=spent)


def _of_the_moment(complaint: Complaint) -> Complaint:
    """Return the error with status 502 instead of 200, so that the call is repeated unless its message forbids it."""
    return replace(complaint, status=int(HTTPStatus.BAD_GATEWAY)) if complaint.status == HTTPStatus.OK else complaint


def _start(raw: bytes) -> str:
    return one_line(raw[:160].decode("utf-8", "replace"), 120) or "an empty body"


def _spent(usage: object, prompt: str, text: str) -> Spent:
    if not isinstance(usage, dict) or not _count(usage.get("prompt_tokens")):
        return Spent(estimated_tokens(prompt), estimated_tokens(text), 0, 1)
    details = usage.get("prompt_tokens_details")
    cached = _count(details.get("cached_tokens")) if isinstance(details, dict) else 0
    cached = cached or _count(usage.get("prompt_cache_hit_tokens")) or _count(usage.get("cached_tokens"))
    given = _count(usage.get("prompt_tokens"))
    written = max(_count(usage.get("completion_tokens")), _count(usage.get("total_tokens")) - given)
    return Spent(given, written, min(cached, given), 1)  # some services count thoughts only in the total


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
