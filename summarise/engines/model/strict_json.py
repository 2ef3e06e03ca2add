"""Parse the JSON object in a model's answer strictly: duplicate keys, NaN and truncated objects are errors."""

from __future__ import annotations

import json
import re
from typing import Any

from summarise.lazy_pattern import lazy_pattern

__all__ = ["LONGEST_ANSWER", "read_object"]

LONGEST_ANSWER = 400_000
"""Maximum number of characters of an answer; a longer one is refused."""

_WORD = "(?:seed:)?think|thinking|thought|thoughts|reason|reasoning|reflection|analysis|scratchpad|思考"
_END_OF_THOUGHTS = lazy_pattern(
    rf"<\s*/\s*(?:{_WORD})\s*>|◁/think▷|\[/THINK\]|<\|?end_of_thought\|?>|<\|channel\|>final<\|message\|>"
    r"|\[end thinking\]",
    re.IGNORECASE,
)
_BEGIN_OF_THOUGHTS = lazy_pattern(
    rf"<\s*(?:{_WORD})\s*>|◁think▷|\[THINK\]|<\|?begin_of_thought\|?>|<\|channel\|>analysis<\|message\|>"
    r"|\[start thinking\]",
    re.IGNORECASE,
)
_BEGINS_AN_OBJECT = lazy_pattern(r'\{\s*(?:\}|"(?![^"\\]{0,60}"\s*[},，、]))')
"""The beginning of a JSON object; words in braces without a value, which may occur in prose, do not match."""


def read_object(text: str) -> dict[str, Any]:
    """Return the last JSON object in a model's answer; text around it and the model's thoughts before it are ignored.

    Raises:
        ValueError: there is no object, any object is incomplete or has a duplicate key, NaN or Infinity, or the text is
            longer than `LONGEST_ANSWER`. The message is in Chinese, for the model.

    """
    if len(text) > LONGEST_ANSWER:
        raise ValueError(f"回答长达{len(text)}个字符")
    body = _unpacked(_after_thoughts(text).strip())
    found: dict[str, Any] | None = None
    at = 0
    while begin := _BEGINS_AN_OBJECT.search(body, at):
        try:
            value, at = _DECODER.raw_decode(body, begin.start())
        except RecursionError:
            raise ValueError("JSON 嵌套过深") from None
        except json.JSONDecodeError as error:
            raise ValueError(f"JSON 不完整或有语法错误：第{error.pos}个字符附近") from error
        assert isinstance(value, dict)
        found = value
    if found is None:
        raise ValueError("回答里没有 JSON 对象")
    return _inside(found)


def _inside(found: dict[str, Any]) -> dict[str, Any]:
    """Return the inner object if the outer one is only a wrapper: a single key, or a tool call with its arguments."""
    for name in ("arguments", "parameters", "input"):
        if isinstance(found.get("name"), str) and name in found:
            inner = found[name]
            return read_object(inner) if isinstance(inner, str) else inner if isinstance(inner, dict) else found
    inner = next(iter(found.values()), None)
    return inner if len(found) == 1 and isinstance(inner, dict) else found


def _after_thoughts(text: str) -> str:
    """Return the text behind the model's thoughts; if they have no end mark, only the text in front of them.

    A draft inside the thoughts is therefore never taken for the answer.
    """
    ends = [found.end() for found in _END_OF_THOUGHTS.finditer(text)]
    rest = text[ends[-1] :] if ends else text
    begin = _BEGIN_OF_THOUGHTS.search(rest)
    return rest[: begin.start()] if begin else rest


def _unpacked(body: str) -> str:
    """Return the decoded text if the body is a JSON string; some servers encode tool arguments twice."""
    if not body.startswith('"'):
        return body
    try:
        inner = json.loads(body)
    except (ValueError, RecursionError):
        return body
    return inner if isinstance(inner, str) else body


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("JSON 里有重复的键")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"JSON 里不能有 {name}")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
