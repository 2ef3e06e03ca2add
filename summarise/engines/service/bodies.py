"""Convert the body of a response into a chat completion, whatever the service or gateway puts around it."""

from __future__ import annotations

import json
from typing import Any

from summarise.engines.service.streams import FIRST, is_stream, joined

__all__ = ["choices_in", "document_in"]

_MARK = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"
_AROUND = ("output", "data", "result", "response", "body")
"""Names of the field in which gateways put a completion."""


def document_in(raw: bytes) -> Any:
    """Parse `raw`, the body of a service's response, and return the chat completion in it.

    A stream of events is joined into one completion first. A wrapper that a gateway put around the completion is
    removed. Other JSON is returned as it is. Return None for a stream that was cut off.

    Raises:
        ValueError: the body is neither JSON nor a stream of JSON events.
        RecursionError: the JSON is nested too deeply.

    """
    body = _without_comments(raw.strip(_SPACE).removeprefix(_MARK).strip(_SPACE))
    try:
        document = joined(body) if is_stream(body) else json.loads(body)
    except json.JSONDecodeError:
        if not _is_lines(body):
            raise
        document = joined(b"\n\n".join(b"data: " + line for line in body.splitlines() if line.strip()))
    if isinstance(document, str):  # text of text
        document = _parsed_text(document) or document
    if isinstance(document, list) and document and isinstance(document[0], dict) and "choices" in document[0]:
        document = document[0]
    return _unwrapped(document) if isinstance(document, dict) and not document.get("choices") else document


def choices_in(document: object) -> list[dict[str, Any]]:
    """Return the choices of a chat completion, that with index 0 first.

    Each has a `message` object if the service sent any text. Return [] if the document has no choices.
    """
    choices = document.get("choices") if isinstance(document, dict) else None
    if isinstance(choices, dict):
        choices = [choices] if "message" in choices else list(choices.values())
    if not isinstance(choices, list):
        return []
    found = (_as_choice(choice) for choice in choices if isinstance(choice, dict))
    return sorted(found, key=lambda choice: choice.get("index") not in FIRST)


def _as_choice(choice: dict[str, Any]) -> dict[str, Any]:
    message = choice.get("message")
    if isinstance(message, dict):
        return choice
    if isinstance(message, str):
        return choice | {"message": {"content": message}}
    if isinstance(choice.get("delta"), dict):
        return choice | {"message": choice["delta"]}
    return choice | {"message": {"content": choice["text"]}} if isinstance(choice.get("text"), str) else choice


def _without_comments(body: bytes) -> bytes:
    """Return JSON without the comment lines in front of it, which keep the connection alive."""
    if not body.startswith(b":"):
        return body
    lines = body.splitlines(keepends=True)
    rest = b"".join(lines[next((at for at, line in enumerate(lines) if line.strip() and line[:1] != b":"), 0) :])
    return rest if rest[:1] in {b"{", b"["} else body


def _is_lines(body: bytes) -> bool:
    """Return True if a body consists of several lines with a JSON object each."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return len(lines) > 1 and all(line[:1] == b"{" and line[-1:] == b"}" for line in lines)


def _unwrapped(document: dict[str, Any]) -> dict[str, Any]:
    """Return the completion without what gateways put around it.

    Convert answers of other interfaces to a completion.
    """
    usage = document.get("usage")
    for name in _AROUND:
        inner = document.get(name)
        if isinstance(inner, str):
            inner = (
                parsed if isinstance(parsed := _parsed_text(inner), dict) and "choices" in parsed else {"text": inner}
            )
        if isinstance(inner, dict) and inner.get("choices"):
            return {"usage": usage, **inner}
        if isinstance(inner, dict) and isinstance(inner.get("text"), str) and not document.get("code"):
            finish = inner.get("finish_reason") or ("length" if document.get("is_truncated") else None)
            return {"usage": usage, "choices": [{"message": {"content": inner["text"]}, "finish_reason": finish}]}
    message, finish = _message(document)
    return {**document, "choices": [{"message": message, "finish_reason": finish}]} if message else document


def _message(document: dict[str, Any]) -> tuple[dict[str, Any] | None, object]:
    """Return (message, finish reason) from an answer of an interface without `choices`.

    Return (None, None) if there is none.
    """
    message = document.get("message")
    if isinstance(message, dict) and isinstance(message.get("content"), str) and "done" in document:
        return message, document.get("done_reason")
    if document.get("type") == "message" and isinstance(document.get("content"), list):
        return {"content": document["content"]}, document.get("stop_reason")
    candidates = document.get("candidates")
    first = candidates[0] if isinstance(candidates, list) and candidates else None
    if isinstance(first, dict) and isinstance(first.get("content"), dict):
        return first["content"], first.get("finishReason")
    parts = document.get("output")
    said = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    content = [piece for part in said if isinstance(part.get("content"), list) for piece in part["content"]]
    cut = "length" if document.get("status") == "incomplete" else None
    return ({"content": content}, cut) if content else (None, None)


def _parsed_text(text: str) -> Any:
    """Return the value of a text that is JSON, else None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
