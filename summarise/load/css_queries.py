"""Decides whether the conditions of @media and @supports hold on a desktop computer's screen."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Holds", "both", "on_screen", "supported"]

Holds = bool | None
"""True or False for a condition that holds or does not hold, None for one that is not understood."""

_WIDE: Final = 1280  # pixels, a common desktop
_HIGH: Final = 720
_SIZES: Final = {
    "width": _WIDE,
    "height": _HIGH,
    "device-width": _WIDE,
    "device-height": _HIGH,
    "aspect-ratio": _WIDE / _HIGH,
    "device-aspect-ratio": _WIDE / _HIGH,
}
_PIXELS: Final = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54}
_SAID: Final = {
    "orientation": "landscape",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "prefers-color-scheme": "light",
    "prefers-contrast": "no-preference",
    "prefers-reduced-motion": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "prefers-reduced-data": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "-ms-high-contrast": "",
    "scripting": "enabled",
    "display-mode": "browser",
    "update": "fast",
}
"""What a desktop computer with a mouse, seen in light colours, says of each feature."""

_LONGEST: Final = 1_000  # characters
_DEEPEST: Final = 8
_TYPED: Final = lazy_pattern(r"(?:(not|only)\s+)?([a-z]+)(?:\s+and\b(.*))?$", re.DOTALL)
_NUMBER: Final = lazy_pattern(r"(\d*\.?\d+)\s*([a-z]*)$")
_RATIO: Final = lazy_pattern(r"(\d*\.?\d+)(?:\s*/\s*(\d*\.?\d+))?$")
_SIGNS: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq}
_SIGN: Final = lazy_pattern("([<>]=?|=)")
_PROPERTY: Final = lazy_pattern(r"\s*(-(?:ms|moz|o|khtml)-)?(?:--[\w-]+|[a-z][a-z-]*)\s*:")


def both(one: Holds, other: Holds) -> Holds:
    """Return whether two conditions hold together; None if that depends on one that is not understood."""
    return _all((one, other))


def on_screen(queries: str) -> Holds:
    """Return whether one of the media queries, separated by commas, holds for a desktop's screen; "" holds.

    Return None if that depends on a query that is not understood.
    """
    return _any(map(_query, queries.lower().split(",")))


def supported(condition: str) -> Holds:
    """Return whether a browser of today supports what the condition of an @supports rule asks for.

    Return None if that depends on a part that is not understood.
    """
    return _condition(condition.lower(), _property)


def _all(found: Iterable[Holds]) -> Holds:
    of = set(found)
    return False if False in of else None if None in of else True


def _any(found: Iterable[Holds]) -> Holds:
    return _not(_all(map(_not, found)))


def _not(holds: Holds) -> Holds:
    return None if holds is None else not holds


def _query(query: str) -> Holds:
    query = query.strip()
    if not query:
        return True
    typed = _TYPED.match(query)
    if not typed or typed[2] in {"not", "only"}:
        return _condition(query, _feature) if "(" in query else None
    holds: Holds = typed[2] in {"screen", "all"}
    if typed[3] is not None:
        holds = both(holds, _condition(typed[3], _feature))
    return _not(holds) if typed[1] == "not" else holds


def _condition(text: str, holds: Callable[[str], Holds], depth: int = 0) -> Holds:
    """Return whether a condition holds: conditions in parentheses, joined by `and` or `or`, or one after `not`.

    `holds` decides it for a condition without parentheses.
    """
    parts = _parted(text) if len(text) <= _LONGEST and depth <= _DEEPEST else None
    if parts is None:
        return None
    words, inner = parts
    if not inner:
        return holds(text) if depth else None
    found = [_condition(one, holds, depth + 1) for one in inner]
    joined = " ".join(sorted({word for word in words if word}))
    if len(found) == 1 and words == ["not", ""]:
        return _not(found[0])
    if words[0] or words[-1] or joined not in {"", "and", "or"}:
        return None
    return _any(found) if joined == "or" else _all(found)


def _parted(text: str) -> tuple[list[str], list[str]] | None:
    """Return what stands outside the outermost parentheses and what stands in each; None if they do not match."""
    words: list[str] = []
    inner: list[str] = []
    level = start = 0
    for found in re.finditer("[()]", text):
        opens = found[0] == "("
        level += 1 if opens else -1
        if level < 0:
            return None
        if level == int(opens):
            (words if opens else inner).append(text[start : found.start()].strip())
            start = found.end()
    return None if level else ([*words, text[start:].strip()], inner)


def _feature(said: str) -> Holds:
    """Return whether a media feature such as `min-width: 40em` or `400px <= width <= 700px` holds."""
    name, colon, value = (part.strip() for part in said.partition(":"))
    if colon:
        bound = {"min-": ">=", "max-": "<="}.get(name[:4])
        name = name[4:] if bound else name
        if name in _SIZES:
            return _compared(name, bound or "=", value)
        return None if bound or name not in _SAID else _SAID[name] == value
    if name in _SIZES or name == "color":
        return True
    if name in _SAID:
        return _SAID[name] not in {"none", "no-preference", ""}
    pieces = [piece.strip() for piece in _SIGN.split(said)]
    return (
        _all(_compared(*pieces[at : at + 3]) for at in range(0, len(pieces) - 2, 2)) if len(pieces) in {3, 5} else None
    )


def _compared(left: str, sign: str, right: str) -> Holds:
    name = left if left in _SIZES else right
    one, other = _measure(left, name), _measure(right, name)
    return None if one is None or other is None else _SIGNS[sign](one, other)


def _measure(text: str, name: str) -> float | None:
    """Return the size that `name` or a value of it stands for: pixels, or a ratio; None if it is not understood."""
    if text in _SIZES:
        return _SIZES[text]
    if "ratio" in name:
        ratio = _RATIO.match(text)
        return float(ratio[1]) / (float(ratio[2] or 1) or 1e-9) if ratio else None
    number = _NUMBER.match(text)
    if not number:
        return None
    if not number[2]:
        return None if float(number[1]) else 0.0
    return float(number[1]) * _PIXELS[number[2]] if number[2] in _PIXELS else None


def _property(said: str) -> Holds:
    """Return whether a browser of today supports a declaration; it has no properties of browsers of the past."""
    found = _PROPERTY.match(said)
    return None if found is None else not found[1]
