"""Reading the body of a chat completion: nothing is taken on trust, and half a body is no answer."""

from __future__ import annotations

import json
from typing import Any

from summarise.engines.service.protocol import Completion, CutShort, Declined, Spent, Transient
from summarise.engines.service.tokens import estimated_tokens

__all__ = ["completion_of"]


def completion_of(raw: bytes, prompt: str) -> Completion:
    """The answer in a response; `prompt` is counted where the service does not state its tokens.

    Raises:
        Transient: the body is no chat completion.
        CutShort: the answer ended at its limit.
        Declined: the model refused, or its content filter did.

    """
    document = _parsed(raw)
    choices = document.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise Transient(f"the service answered without a choice: {_start(raw)}")
    choice = choices[0]
    message = choice.get("message")
    if not isinstance(message, dict):
        raise Transient(f"the service answered without a message: {_start(raw)}")
    text = _text(message)
    spent = _spent(document.get("usage"), prompt, text)
    if isinstance(refusal := message.get("refusal"), str) and refusal.strip():
        raise Declined(f"the model refused: {refusal.strip()[:200]}", spent)
    if choice.get("finish_reason") == "content_filter":
        raise Declined("the service's content filter stopped the answer", spent)
    if choice.get("finish_reason") == "length":
        raise CutShort(f"the answer was cut off after {spent.output_tokens} tokens", spent)
    return Completion(text, spent)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        raise Transient(f"the service answered with something that is not JSON: {_start(raw)}") from None
    if not isinstance(document, dict):
        raise Transient(f"the service answered with JSON that is no object: {_start(raw)}")
    return document


def _start(raw: bytes) -> str:
    return " ".join(raw[:160].decode("utf-8", "replace").split())[:120] or "an empty body"


def _text(message: dict[str, Any]) -> str:
    """The content, or the arguments of the first tool call."""
    for call in message.get("tool_calls") or ():
        arguments = call.get("function", {}).get("arguments") if isinstance(call, dict) else None
        if isinstance(arguments, dict):  # some servers parse the arguments before they send them
            return json.dumps(arguments, ensure_ascii=False)
        if isinstance(arguments, str):
            return arguments
    content = message.get("content")
    return content if isinstance(content, str) else ""


def _spent(usage: object, prompt: str, text: str) -> Spent:
    if not isinstance(usage, dict) or not _count(usage.get("prompt_tokens")):
        return Spent(estimated_tokens(prompt), estimated_tokens(text), 0, 1)
    details = usage.get("prompt_tokens_details")
    cached = _count(details.get("cached_tokens")) if isinstance(details, dict) else 0
    cached = cached or _count(usage.get("prompt_cache_hit_tokens"))
    given = _count(usage.get("prompt_tokens"))
    return Spent(given, _count(usage.get("completion_tokens")), min(cached, given), 1)


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
