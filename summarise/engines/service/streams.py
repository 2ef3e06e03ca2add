"""Join a completion that was received as a stream of server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from summarise.engines.service.answer_text import content_of, written_arguments
from summarise.engines.service.said import complaint_in

__all__ = ["FIRST", "is_stream", "joined"]

_TEXTS = ("content", "reasoning_content", "reasoning", "refusal")
FIRST = (None, 0, "0", "")
"""Values of `index` by which a choice is the one that was asked for."""
_LINE_END = re.compile(r"\r\n|\n|\r")
"""The ends of lines in a stream; other line separators may occur inside the text of an answer."""


def is_stream(raw: bytes) -> bool:
    """Return True if the response body `raw` is a stream of server-sent events."""
    return raw.lstrip().startswith((b"data:", b"event:", b"id:", b"retry:", b": ", b":\n", b":\r\n"))


def joined(raw: bytes) -> dict[str, Any] | None:
    """Return the chat completion that the events of the stream `raw` form; None if the stream ends too early.

    If an event is an error, return the event; also the first event if none is a piece of a completion.

    Raises:
        ValueError: an event is not JSON.

    """
    gathered, other = _Gathered(), None
    for event in _events(raw):
        is_piece = bool({"choices", "usage", "id"} & event.keys())
        if event.get("error") or (not is_piece and complaint_in(event, HTTPStatus.OK) is not None):
            return event
        if is_piece:
            gathered.add(event)
        else:
            other = other or event  # a sign of life, or an interface without choices
    if gathered.is_whole or (gathered.has_begun and b"[DONE]" in raw[-200:]):
        return gathered.document()
    return None if gathered.has_begun else other


class _Gathered:
    """Collects the pieces of one choice, by the name of the text to which they belong."""

    def __init__(self) -> None:
        self._pieces: dict[str, list[str]] = {}
        self._usage: object = None
        self._error: object = None
        self._finish: str | None = None

    @property
    def has_begun(self) -> bool:
        return bool(self._pieces)

    @property
    def is_whole(self) -> bool:
        return self._finish is not None

    def add(self, event: dict[str, Any]) -> None:
        self._usage = event.get("usage") or self._usage
        for choice in event.get("choices") or ():
            if not isinstance(choice, dict) or choice.get("index") not in FIRST:
                continue
            self._finish = choice.get("finish_reason") or self._finish
            self._error = choice.get("error") or self._error
            delta = choice.get("delta") or choice.get("message")
            if isinstance(delta, dict):
                self._add(delta)

    def _add(self, delta: dict[str, Any]) -> None:
        for name in _TEXTS:
            if piece := content_of(delta.get(name)):
                self._pieces.setdefault(name, []).append(piece)
        calls = [delta.get("function_call"), *(call.get("function") for call in _objects(delta.get("tool_calls")))]
        for function in _objects(calls):
            if piece := written_arguments(function):
                self._pieces.setdefault("arguments", []).append(piece)

    def document(self) -> dict[str, Any]:
        message: dict[str, Any] = {name: "".join(pieces) for name, pieces in self._pieces.items()}
        if arguments := message.pop("arguments", ""):
            message["tool_calls"] = [{"function": {"arguments": arguments}}]
        choice = {"message": message, "finish_reason": self._finish, "error": self._error}
        return {"choices": [choice], "usage": self._usage}


def _events(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the object of each event; its data may be on several lines, and the empty line behind it may be missing."""
    lines: list[str] = []
    for line in (*_LINE_END.split(raw.decode("utf-8", "replace")), ""):
        data = line[5:].strip() if line.startswith("data:") else ""
        if data == "[DONE]" or data.startswith(":"):  # relays repeat a comment as data
            continue
        if data:
            lines.append(data)
        if lines and (not data or _is_whole(lines)):
            event = json.loads("\n".join(lines))
            lines = []
            if isinstance(event, dict):
                yield event


def _is_whole(lines: list[str]) -> bool:
    """Return True if the data so far is one object on a single line, which is the usual case."""
    return len(lines) == 1 and lines[0].startswith("{") and lines[0].endswith("}")


def _objects(found: object) -> list[dict[str, Any]]:
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
