"""Reading the body of a chat completion: nothing is taken on trust, and half a body is no answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Protocol

from summarise.engines.service.complaints import Complaint
from summarise.engines.service.protocol import Completion, CutShort, Declined, Spent, Transient
from summarise.engines.service.said import complaint_in, complaint_of_a_page
from summarise.engines.service.streams import is_stream, joined
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import SummariseError
from summarise.printable import one_line

__all__ = ["Means", "completion_of"]


class Means(Protocol):
    """What tells the error that a complaint stands for."""

    def __call__(self, complaint: Complaint, *, spent: Spent) -> SummariseError:
        """The error; `spent` is what the call cost all the same."""
        ...


_FILTERED = re.compile(r"filter|sensitive|safety|risk|prohibit|block|moderat|censor|refus|recit|spii|flag|violat")
_CUT = re.compile(r"length|max_(?:output_)?tokens|token_limit")
_BROKEN = re.compile(r"error|insufficient|abort|cancel|time_?out|interrupt|malformed|repetition")
"""What finish reasons of services have in common."""

_LONGEST_REFUSAL = 200
_REFUSES = re.compile(
    r"换个话题|无法(?:回答|提供|处理|继续|给到|协助|满足)|不能(?:回答|提供|处理|协助|满足)|不便(?:回答|讨论|提供)"
    r"|I(?:'m| am) sorry,? (?:but )?I can(?:'t|not)"
    r"|I can(?:'t|not) (?:assist|help|comply|answer)|unable to (?:assist|help|comply)",
    re.IGNORECASE,
)
"""How models and the filters before them decline in words, without an object and in one breath."""


def completion_of(raw: bytes, prompt: str, means: Means, status: int = 200, wait: float | None = None) -> Completion:
    """The answer in a response; `prompt` is counted where the service does not state its tokens.

    Raises:
        SummariseError: what `means` makes of a complaint.
        Transient: the body is no chat completion.
        CutShort: the answer ended at its limit.
        Declined: the model refused, or its content filter did.

    """
    document = _parsed(raw, means, status, wait)
    choices = document.get("choices") if isinstance(document, dict) else None
    choice = _best(choices) if isinstance(choices, list) else None
    complaint = complaint_in(document, status, wait)
    text = _text(choice["message"]) if choice is not None and isinstance(choice.get("message"), dict) else ""
    if complaint is not None and not text:
        raise means(complaint, spent=Spent())
    if choice is None:
        raise Transient(f"the service answered without a choice: {_start(raw)}")
    if not isinstance(choice.get("message"), dict):
        raise Transient(f"the service answered without a message: {_start(raw)}")
    spent = _spent(document.get("usage"), prompt, text)
    _refuse_unfinished(choice, spent, means)
    if len(text) <= _LONGEST_REFUSAL and "{" not in text and _REFUSES.search(text):
        raise Declined(f"the model refused: {one_line(text)}", spent)
    return Completion(text, spent)


def _parsed(raw: bytes, means: Means, status: int, wait: float | None) -> Any:
    try:
        document = joined(raw) if is_stream(raw) else json.loads(raw)
    except (ValueError, RecursionError):
        if status < HTTPStatus.BAD_REQUEST and b"<" not in raw[:20]:
            raise Transient(f"the service answered with something that is not JSON: {_start(raw)}") from None
        raise means(complaint_of_a_page(raw, status, wait), spent=Spent()) from None
    if isinstance(document, dict) and "choices" not in document:
        document = _wrapped(document)
    if document is None and is_stream(raw):
        raise Transient("the stream of the answer broke off before its end")
    if not isinstance(document, dict | list):
        raise Transient(f"the service answered with JSON that is no object: {_start(raw)}")
    return document


def _wrapped(document: dict[str, Any]) -> dict[str, Any]:
    """The completion inside what some gateways put around it."""
    for name in ("output", "data", "result", "response"):
        inner = document.get(name)
        if isinstance(inner, dict) and isinstance(inner.get("choices"), list):
            return {"usage": document.get("usage"), **inner}
    return document


def _best(choices: list[Any]) -> dict[str, Any] | None:
    """The first choice that holds an answer, else the first."""
    found = [_as_choice(choice) for choice in choices if isinstance(choice, dict)]
    with_text = (choice for choice in found if isinstance(m := choice.get("message"), dict) and _text(m).strip())
    return next(with_text, found[0] if found else None)


def _as_choice(choice: dict[str, Any]) -> dict[str, Any]:
    """A choice with its message, also where it is called `delta`, or where the text stands in the choice itself."""
    if isinstance(choice.get("message"), dict):
        return choice
    if isinstance(choice.get("delta"), dict):
        return choice | {"message": choice["delta"]}
    return choice | {"message": {"content": choice["text"]}} if isinstance(choice.get("text"), str) else choice


def _refuse_unfinished(choice: dict[str, Any], spent: Spent, means: Means) -> None:
    message, finish = choice["message"], str(choice.get("finish_reason") or "").lower()
    if isinstance(refusal := message.get("refusal"), str) and refusal.strip():
        raise Declined(f"the model refused: {refusal.strip()[:200]}", spent)
    if _FILTERED.search(finish):
        raise Declined(f"the service's content filter stopped the answer ({finish})", spent)
    if _CUT.search(finish):
        raise CutShort(f"the answer was cut off after {spent.output_tokens} tokens", spent)
    if choice.get("error") or _BROKEN.search(finish):
        inside = complaint_in({"error": choice.get("error") or {"message": finish}}, HTTPStatus.OK)
        raise means(inside or Complaint(HTTPStatus.BAD_GATEWAY, finish), spent=spent)


def _start(raw: bytes) -> str:
    return one_line(raw[:160].decode("utf-8", "replace"), 120) or "an empty body"


def _text(message: dict[str, Any]) -> str:
    """The arguments of a tool call, else the content, else thoughts that are nothing but one object."""
    for function in _functions(message):
        arguments = function.get("arguments")
        if isinstance(arguments, dict):  # some servers parse the arguments before they send them
            return json.dumps(arguments, ensure_ascii=False)
        if isinstance(arguments, str) and arguments.strip():
            return arguments
    content = _content(message.get("content"))
    return content if content.strip() else _whole_object_in_thoughts(message)


def _functions(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    calls = message.get("tool_calls")
    for call in (*(calls if isinstance(calls, list) else ()), {"function": message.get("function_call")}):
        function = call.get("function") if isinstance(call, dict) else None
        if isinstance(function, dict):
            yield function


def _content(content: object) -> str:
    """Text; of a list the parts that are text, without thoughts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(_part(part) for part in content)
    if isinstance(content, dict):
        return _part(content) if "type" in content else json.dumps(content, ensure_ascii=False)
    return ""


def _part(part: object) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict) or part.get("type") not in {"text", "output_text", None}:
        return ""
    text = part.get("text")
    if isinstance(text, dict):
        text = text.get("value")
    return text if isinstance(text, str) else ""


def _whole_object_in_thoughts(message: dict[str, Any]) -> str:
    """Some servers put the answer of a model that does not think where thoughts belong; a draft among words is none."""
    for name in ("reasoning_content", "reasoning"):
        thoughts = message.get(name)
        if not isinstance(thoughts, str):
            continue
        bare = thoughts.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
        if bare.startswith("{") and bare.endswith("}"):
            try:
                json.loads(bare)
            except (ValueError, RecursionError):
                continue
            return bare
    return ""


def _spent(usage: object, prompt: str, text: str) -> Spent:
    if not isinstance(usage, dict) or not _count(usage.get("prompt_tokens")):
        return Spent(estimated_tokens(prompt), estimated_tokens(text), 0, 1)
    details = usage.get("prompt_tokens_details")
    cached = _count(details.get("cached_tokens")) if isinstance(details, dict) else 0
    cached = cached or _count(usage.get("prompt_cache_hit_tokens")) or _count(usage.get("cached_tokens"))
    given = _count(usage.get("prompt_tokens"))
    return Spent(given, _count(usage.get("completion_tokens")), min(cached, given), 1)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
