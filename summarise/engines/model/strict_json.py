"""JSON as a model must write it: one object, no key twice, no NaN, nothing cut off."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["LONGEST_ANSWER", "read_object"]

LONGEST_ANSWER = 400_000
"""Characters of an answer that are looked at; a longer one is no answer to one reply."""

_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json|JSON)?\s*\n(.*?)\n\s*```", re.DOTALL)


def read_object(text: str) -> dict[str, Any]:
    """Parse the one JSON object in a model's answer, which may stand behind thoughts, in a fence, or between words.

    Raises:
        ValueError: there is none, or it is not whole, or it holds a key twice or a number that JSON does not know.

    """
    if len(text) > LONGEST_ANSWER:
        raise ValueError(f"回答长达{len(text)}个字符")
    body = _THOUGHT.sub("", text).strip()
    if fenced := _FENCED.findall(body):
        body = fenced[-1].strip()
    start = body.find("{")
    if start < 0:
        raise ValueError("回答里没有 JSON 对象")
    try:
        value, end = _DECODER.raw_decode(body, start)
    except RecursionError:
        raise ValueError("JSON 嵌套过深") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"JSON 不完整或有语法错误：第{error.pos}个字符附近") from error
    if "{" in body[end:]:
        raise ValueError("回答里不止一个 JSON 对象")
    assert isinstance(value, dict)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("JSON 里有重复的键")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"JSON 里不能有 {name}")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
