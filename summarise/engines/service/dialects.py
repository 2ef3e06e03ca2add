"""How endpoints differ in what they accept: the body of a request, and where the answer stands in the response."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from summarise.engines.model.answer import answer_schema
from summarise.engines.service.protocol import Request
from summarise.engines.settings import DialectName, ModelSettings

__all__ = ["Dialect", "body", "first_dialect", "next_dialect"]

_ANSWER_NAME = "selection"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an endpoint accepts, found out once and remembered."""

    name: DialectName = "strict"
    limit_key: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    """Whether a sampling temperature may be set."""

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"name": self.name, "limit_key": self.limit_key, "temperature": self.temperature}

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Dialect:
        """Read what `to_dict` wrote; anything else is forgotten and found out again."""
        try:
            dialect = cls(stored["name"], stored["limit_key"], bool(stored["temperature"]))
        except KeyError:
            return cls()
        known = dialect.name in _LADDER and dialect.limit_key in {"max_tokens", "max_completion_tokens"}
        return dialect if known else cls()


_LADDER: tuple[DialectName, ...] = ("strict", "schema", "tools", "prose")
_ABOUT_LIMIT = re.compile(r"max_tokens|max_completion_tokens")
_ABOUT_TEMPERATURE = re.compile(r"temperature")
_ABOUT_SHAPE = re.compile(
    r"response_format|json_schema|schema|strict|tool|function|grammar|guided|structured", re.IGNORECASE
)


def first_dialect(settings: ModelSettings) -> Dialect:
    """Where to begin when nothing is known: the strictest shape, and the name of the limit that the host documents."""
    own = "://api.openai.com" in settings.endpoint
    return Dialect(settings.dialect or "strict", "max_completion_tokens" if own else "max_tokens")


def next_dialect(dialect: Dialect, complaint: str) -> Dialect | None:
    """What to try after the endpoint refused a request with this message; None when the refusal is about other things.

    The complaint's own word decides, so that a wrong model name is never taken for a missing feature.
    """
    if _ABOUT_LIMIT.search(complaint) and "context" not in complaint.lower() and dialect.limit_key == "max_tokens":
        return replace(dialect, limit_key="max_completion_tokens")
    if _ABOUT_TEMPERATURE.search(complaint) and dialect.temperature:
        return replace(dialect, temperature=False)
    if _ABOUT_SHAPE.search(complaint) and dialect.name != _LADDER[-1]:
        return replace(dialect, name=_LADDER[_LADDER.index(dialect.name) + 1])
    return None


def body(request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """The JSON body of a chat completion, exactly as it is sent; `schema` replaces the answer schema in a probe."""
    sent: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": message.role, "content": message.content} for message in request.messages],
        dialect.limit_key: request.limit,
    }
    if dialect.temperature:
        sent["temperature"] = request.temperature
    return sent | _shape(dialect.name, schema or _answer_schema())


@functools.cache
def _answer_schema() -> dict[str, Any]:
    return answer_schema()


def _shape(name: DialectName, schema: dict[str, Any]) -> dict[str, Any]:
    if name == "prose":
        return {}
    if name == "tools":
        function = {"name": _ANSWER_NAME, "parameters": schema}
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": _ANSWER_NAME}},
        }
    described: dict[str, Any] = {"name": _ANSWER_NAME, "schema": schema}
    if name == "strict":
        described["strict"] = True
    return {"response_format": {"type": "json_schema", "json_schema": described}}
