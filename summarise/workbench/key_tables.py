"""Reads which key does what on which screen of the page, from the file keys.txt of the assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from summarise.workbench.calls import Json

__all__ = ["KEYS", "key_tables"]

KEYS = "keys.txt"
_CODES = {
    "↑": ("ArrowUp",),
    "↓": ("ArrowDown",),
    "←": ("ArrowLeft",),
    "→": ("ArrowRight",),
    "/": ("Slash",),
    "?": ("Shift+Slash",),
    "Esc": ("Escape",),
    "+": ("Equal", "Shift+Equal", "NumpadAdd"),
    "-": ("Minus", "NumpadSubtract"),
    "Enter": ("Enter", "NumpadEnter"),
}
"""Codes of the keys that are not shown by their code, a letter or a digit. A code (`event.code` of the browser) is the
place of a key on the keyboard, so that an input method changes nothing."""
_HELD = re.compile(r"((?:Ctrl\+|Shift\+|Alt\+)*)(.+)")


def key_tables() -> dict[str, list[Json]]:
    """Return the keys of each screen, in order.

    A key has its sign (`shown`), `codes` that mean it, `what` it does, the name of its `act`, `writes` if it is not for
    those who only read, and, if it stands at the foot of the page, the words there (`foot`).
    """
    found: dict[str, list[str]] = {}
    for line in files("summarise.workbench").joinpath("assets", KEYS).read_text(encoding="utf-8").splitlines():
        if screen := re.fullmatch(r"\[(\w+)\]", line):
            found[screen[1]] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return {screen: [_entry(line) for line in _lines(found, screen)] for screen in found}


def _lines(found: dict[str, list[str]], screen: str) -> Iterator[str]:
    for line in found[screen]:
        yield from [line] if "|" in line else _lines(found, line)


def _entry(line: str) -> Json:
    keys, what, act, *foot = line.split("|")
    signs = keys.split()
    codes = [code for sign in signs for code in _codes(sign)]
    entry: Json = {"shown": signs[0], "codes": codes, "what": what, "act": act.rstrip("!")}
    if act.endswith("!"):
        entry["writes"] = True
    return entry | ({"foot": foot[0]} if foot else {})


def _codes(sign: str) -> list[str]:
    """Return the codes of the key, or of the span of digits, that a sign such as Shift+↓ or 1–4 stands for."""
    found = _HELD.fullmatch(sign)
    assert found
    held, key = found.groups()
    first, _, last = key.partition("–")
    keys = [str(digit) for digit in range(int(first), int(last) + 1)] if last else [key]
    return [f"{held}{code}" for one in keys for code in _codes_of(one)]


def _codes_of(key: str) -> tuple[str, ...]:
    if re.fullmatch(r"\d", key):
        return f"Digit{key}", f"Numpad{key}"
    return (f"Key{key}",) if re.fullmatch(r"[A-Z]", key) else _CODES.get(key, (key,))
