"""A model that reads the prompt: it answers every request of this project, the same request always the same."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from tests.support.scripted_server import Call, Reply, answered, failed

_LINE = re.compile(r"^(\d+)\*? (.*)$", re.MULTILINE)
_MARK = re.compile(r"#(\d+)")


def answer_to(prompt: str) -> str:
    """Sentences with 将 are promises and their numbers targets; those with 已 are measures."""
    body = prompt.partition("<答复>")[2].partition("</答复>")[0]
    lines = [(int(number), text) for number, text in _LINE.findall(body)]
    promised = [(number, text) for number, text in lines if "将" in text]
    goals = [(int(mark), _words(text)) for _, text in promised for mark in _MARK.findall(text)]
    said: dict[str, Any] = {name: [] for name in "excrdnz"}
    said |= {"t": "", "m": [[number] for number, text in lines if "已" in text], "c": [[n] for n, _ in promised]}
    return json.dumps(
        said | {"n": [{"q": goal, "i": words, "b": "I", "d": 0} for goal, words in goals]}, ensure_ascii=False
    )


def _words(sentence: str) -> str:
    found = re.search(r"[\u4e00-\u9fff]{2,4}", sentence)
    return found.group() if found else ""


def asked(call: Call) -> str:
    """The reply that a call is about, whatever was asked again behind it."""
    return next(str(m["content"]) for m in reversed(call.body["messages"]) if "<答复>" in str(m["content"]))


def well(call: Call) -> Reply:
    """The right answer."""
    return answered(answer_to(asked(call)))


def draw(call: Call, salt: str = "") -> int:
    """A number that depends on nothing but the reply (and the salt)."""
    return int(hashlib.sha256((salt + asked(call)).encode()).hexdigest()[:8], 16)


def ill(call: Call, kind: int) -> Reply:
    """One of the ways in which services and models go wrong."""
    good = well(call)
    faults = (
        failed(500, "boom"),
        failed(503, "overloaded"),
        failed(429, "slow down", retry_after="0"),
        Reply(body=b"<html>502</html>", headers={"Content-Type": "text/html"}),
        Reply(body=b""),
        Reply(body=good.body, cut=len(good.body) // 2),
        Reply(body=good.body[: len(good.body) // 2]),
        answered(answer_to(asked(call))[:-9]),
        answered("[1, 2]"),
        answered(json.dumps({"t": "", "m": [[999_999]]} | {name: [] for name in "excrdnz"})),
        answered("", refusal="no"),
        answered("{", finish="length"),
        failed(400, "messages are bad"),
    )
    return faults[kind % len(faults)]
