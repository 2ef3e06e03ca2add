"""Find the text of the answer in a message: in a tool call, in the content, or in the model's thoughts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

__all__ = ["ANSWER_NAME", "content_of", "is_only_thoughts", "text_of", "written_arguments"]

ANSWER_NAME = "selection"
"""The name of the schema or tool under which a request asks for the answer."""

_START_OF_THOUGHTS = "<think>"
_END_OF_THOUGHTS = "</think>"
_FIELDS_OF_THOUGHTS = ("reasoning_content", "reasoning", "reasoning_details")


def text_of(message: dict[str, Any]) -> str:
    """Return the answer in a message of a chat completion; "" if there is none.

    It is the arguments of a tool call; or else the content; or else the thoughts, if they consist of one JSON object.
    """
    if arguments := _arguments(message):
        return arguments
    for name in ("content", "parts", "parsed"):
        if (content := content_of(message.get(name))).strip():
            return content
    return _whole_object_in_thoughts(message)


def is_only_thoughts(message: dict[str, Any]) -> bool:
    """Return True if a message that was cut off holds thoughts of the model, and nothing after them."""
    text = text_of(message).strip()
    if text.startswith(_START_OF_THOUGHTS):
        return _END_OF_THOUGHTS not in text
    return not text and any(_thoughts(message.get(name)).strip() for name in _FIELDS_OF_THOUGHTS)


def _arguments(message: dict[str, Any]) -> str:
    """Return the arguments of the tool call that holds the answer; "" if there is none.

    If the arguments of several calls form one JSON object only together, return them joined. If calls have different
    objects, return the one of the call with the requested name.
    """
    functions = [(function.get("name"), written_arguments(function)) for function in _functions(message)]
    found = [(name, text) for name, text in functions if text.strip()]
    whole = {text: name for name, text in found if text.strip() != "{}" and _is_json(text)}
    if len(whole) > 1:
        named = [text for text, name in whole.items() if name == ANSWER_NAME]
        return named[0] if len(named) == 1 else ""
    together = "".join(text for _, text in found)
    return next(iter(whole), together if len(found) > 1 and _is_json(together) else next((t for _, t in found), ""))


def _functions(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    calls = message.get("tool_calls")
    calls = [calls] if isinstance(calls, dict) else calls
    for call in (*(calls if isinstance(calls, list) else ()), {"function": message.get("function_call")}):
        function = call.get("function", call) if isinstance(call, dict) else None
        if isinstance(function, dict):
            yield function


def written_arguments(function: dict[str, Any]) -> str:
    """Return the arguments of `function`, a tool call, as JSON text, even if the server sent an object; "" for none."""
    arguments = next((found for name in ("arguments", "parameters", "input") if (found := function.get(name))), "")
    if isinstance(arguments, list) and len(arguments) == 1:
        arguments = arguments[0]
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) else ""


def content_of(content: object) -> str:
    """Return the text of a message's content, which may be text, a list of parts or an object; without thoughts.

    An object that is not a part is returned as JSON text; any other value gives "".
    """
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
    """Return the thoughts of a message if they are one JSON object, else "".

    Some servers put the answer there if the model does not think. An object in the middle of other text is only a
    draft.
    """
    for name in _FIELDS_OF_THOUGHTS:
        thoughts = _thoughts(message.get(name)).rpartition(_END_OF_THOUGHTS)[2]
        bare = thoughts.strip().removeprefix("```json").removeprefix("```").removesuffix("```").strip()
        if bare.startswith("{") and bare.endswith("}") and _is_json(bare):
            return bare
    return ""


def _thoughts(value: object) -> str:
    if isinstance(value, list):
        return "".join(part["text"] for part in value if isinstance(part, dict) and isinstance(part.get("text"), str))
    return value if isinstance(value, str) else ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
