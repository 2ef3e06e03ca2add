"""The dialects in which endpoints accept requests: the JSON body, and the dialect to try after a refusal."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from summarise.engines.model.answer import schema_of
from summarise.engines.model_settings import DialectName, ModelSettings
from summarise.engines.service.answer_text import ANSWER_NAME
from summarise.engines.service.complaints import Verdict
from summarise.engines.service.protocol import Message, Request

__all__ = ["Dialect", "body", "first_dialect", "next_dialect"]

LimitKey = Literal["max_tokens", "max_completion_tokens", ""]
"""Name of the request parameter for the token limit of an answer; "" if the endpoint accepts none."""

_LEAST_LIMIT = 256
"""Number of tokens below which a limit of the service is useless."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The form of request that an endpoint accepts; `name` says how the form of the answer is stated."""

    name: DialectName = "strict"
    limit_key: LimitKey = "max_tokens"
    ceiling: int | None = None
    """Maximum number of tokens of an answer, learnt from refusals of the service; None if unknown."""
    temperature: bool = True
    """True if the request may contain a sampling temperature."""
    stream: bool = False
    """True if the answer is requested as a stream."""
    stream_options: bool = True
    """True if a stream may be requested with its token counts (`stream_options`)."""
    thinking: bool | None = None
    """Value of the parameter `enable_thinking`; None if the parameter is not sent."""
    system: bool = True
    """True if the endpoint accepts a system message."""

    def limit(self, wished: int) -> int:
        """Return the limit of answer tokens to send: `wished`, or the known maximum `ceiling` if that is lower."""
        return wished if self.ceiling is None else min(wished, self.ceiling)

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON values by name."""
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Dialect:
        """Return the dialect with the fields `stored` (see `to_dict`); the default dialect if a value is not valid."""
        known = {field.name: stored[field.name] for field in fields(cls) if field.name in stored}
        dialect = cls(**known)
        ceiling_is_whole = dialect.ceiling is None or (isinstance(dialect.ceiling, int) and dialect.ceiling > 0)
        thinking = dialect.thinking or False
        flags = (dialect.temperature, dialect.stream, dialect.stream_options, dialect.system, thinking)
        is_known = dialect.name in _LADDER and dialect.limit_key in get_args(LimitKey) and ceiling_is_whole
        return dialect if is_known and all(isinstance(flag, bool) for flag in flags) else cls()


_LADDER: tuple[DialectName, ...] = get_args(DialectName)


def first_dialect(settings: ModelSettings) -> Dialect:
    """Return the dialect to begin with if nothing is known about the endpoint in `settings`.

    It is the strictest dialect unless the user chose one, with the parameter for the token limit that the host
    documents.
    """
    own = "://api.openai.com" in settings.endpoint
    return Dialect(
        settings.dialect or "strict", "max_completion_tokens" if own else "max_tokens", stream=settings.stream
    )


def next_dialect(dialect: Dialect, verdict: Verdict, wished: int) -> Dialect | None:
    """Return the dialect to try after a service refused one; None if no other dialect can help.

    Args:
        dialect: the dialect of the refused request.
        verdict: what the service complained about.
        wished: the limit of answer tokens in the refused request. If it was too high, the next dialect has a lower one.

    """
    following: Dialect | None = None
    match verdict.parameter:
        case "strict" | "schema" | "tools":
            following = _other_shape(dialect)
        case "temperature" if dialect.temperature:
            following = replace(dialect, temperature=False)
        case "limit" if dialect.limit_key:
            following = replace(dialect, limit_key=_OTHER_NAME[dialect.limit_key])
        case "ceiling":
            following = _lower(dialect, verdict.ceiling, wished)
        case "stream" if not dialect.stream:
            following = replace(dialect, stream=True)
        case "stream_options" if dialect.stream and dialect.stream_options:
            following = replace(dialect, stream_options=False)
        case "thinking":
            following = _without_thinking(dialect) or _other_shape(dialect)
        case "system" if dialect.system:
            following = replace(dialect, system=False)
    return following


_OTHER_NAME: dict[LimitKey, LimitKey] = {"max_tokens": "max_completion_tokens", "max_completion_tokens": ""}


def _other_shape(dialect: Dialect) -> Dialect | None:
    at = _LADDER.index(dialect.name) + 1
    return replace(dialect, name=_LADDER[at]) if at < len(_LADDER) else None


def _lower(dialect: Dialect, stated: int | None, wished: int) -> Dialect | None:
    now = dialect.limit(wished)
    ceiling = stated if stated is not None and stated < now else now // 2
    return replace(dialect, ceiling=ceiling) if ceiling >= _LEAST_LIMIT else None


def _without_thinking(dialect: Dialect) -> Dialect | None:
    """Return a dialect that turns the model's thinking off; if that was refused, one that allows it in a stream.

    Return None if both were tried.
    """
    if dialect.thinking is None and not dialect.stream:
        return replace(dialect, thinking=False)
    return replace(dialect, thinking=None, stream=True) if dialect.thinking is False else None


def body(request: Request, dialect: Dialect, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON body of `request` exactly as it is sent in `dialect`; `schema` replaces that of the request."""
    sent: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": m.role, "content": m.content} for m in _addressed(request.messages, dialect)],
    }
    if dialect.limit_key:
        sent[dialect.limit_key] = dialect.limit(request.limit)
    if dialect.temperature and request.temperature is not None:
        sent["temperature"] = request.temperature
    if dialect.thinking is not None:
        sent["enable_thinking"] = dialect.thinking
    if dialect.stream:
        sent["stream"] = True
        if dialect.stream_options:
            sent["stream_options"] = {"include_usage": True}
    return (
        sent
        | _shape(dialect.name, schema or schema_of(request.form))
        | (json.loads(request.extra) if request.extra else {})
    )


def _addressed(messages: tuple[Message, ...], dialect: Dialect) -> tuple[Message, ...]:
    """Return the messages; if the endpoint accepts no system message, put its text in front of the first question."""
    if dialect.system or len(messages) < 2 or messages[0].role != "system":  # noqa: PLR2004 - rules and a question
        return messages
    rules, question, *rest = messages
    return (Message("user", f"{rules.content}\n\n{question.content}"), *rest)


def _shape(name: DialectName, schema: dict[str, Any]) -> dict[str, Any]:
    if name == "prose":
        return {}
    if name == "tools":
        function = {"name": ANSWER_NAME, "parameters": schema}
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": ANSWER_NAME}},
        }
    described: dict[str, Any] = {"name": ANSWER_NAME, "schema": schema}
    if name == "strict":
        described["strict"] = True
    return {"response_format": {"type": "json_schema", "json_schema": described}}
