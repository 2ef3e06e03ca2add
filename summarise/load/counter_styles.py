"""Writes numbers in the number formats that a page defines itself (CSS @counter-style)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.style_sheet import unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["CounterStyle", "counter_styles"]

_STRING: Final = r"\"[^\"]*\"|'[^']*'"
_SYMBOL: Final = lazy_pattern(rf"{_STRING}|[^\s,\"']+")
_WEIGHTED: Final = lazy_pattern(rf"(\d{{1,6}})\s+({_STRING}|[^\s,\"']+)|({_STRING}|[^\s,\"'\d]\S*)\s+(\d{{1,6}})")
_DECLARED: Final = lazy_pattern(rf"([\w-]+)\s*:\s*((?:{_STRING}|[^;\"'])*)")
_WORD: Final = lazy_pattern(r"[\w]")
_CIRCLES: Final = lazy_pattern("[\u2460-\u24ff\u2776-\u2793\u3200-\u32b0]")
_MOST: Final = 60
"""Number of characters that a number may have; a longer one is written in digits."""


@dataclass(frozen=True, slots=True)
class CounterStyle:
    """A number format (@counter-style of CSS): how a number is made from symbols, and what is before and after it."""

    system: str
    """Name of the way in which numbers are made, as in CSS: cyclic, numeric, alphabetic, additive, extends …"""
    symbols: tuple[str, ...]
    weights: tuple[tuple[int, str], ...] = ()
    """Values with their symbols, for the system `additive`."""
    first: int = 1
    """Number that the first symbol stands for, in the system `fixed`."""
    base: str = ""
    """Name of the format that this one extends, or to which it falls back."""
    prefix: str | None = None
    suffix: str | None = None

    @property
    def counts(self) -> bool:
        """True if it writes letters, digits or circled numbers; False for bullets."""
        signs = "".join((*self.symbols, *(sign for _, sign in self.weights), self.prefix or "", self.suffix or ""))
        return self.system == "extends" or bool(_WORD.search(signs) or _CIRCLES.search(signs))

    def written(self, number: int, otherwise: Callable[[int], str]) -> str:
        """Return a number without prefix and suffix; `otherwise` writes those that the format cannot write."""
        text = _SYSTEMS[self.system](self, number) if self.system in _SYSTEMS and self.symbols else ""
        if self.system == "additive":
            text = self._added(number)
        return text if text and len(text) <= _MOST else otherwise(number)

    def _added(self, number: int) -> str:
        text = ""
        for weight, sign in self.weights:
            times = number // weight if weight else 0
            if times > _MOST:
                return ""
            text += sign * times
            number -= weight * times
        return text if number == 0 else ""

    def _cyclic(self, number: int) -> str:
        return self.symbols[(number - 1) % len(self.symbols)]

    def _fixed(self, number: int) -> str:
        return self.symbols[number - self.first] if 0 <= number - self.first < len(self.symbols) else ""

    def _symbolic(self, number: int) -> str:
        times = (number - 1) // len(self.symbols) + 1
        return self._cyclic(number) * times if 0 < times <= _MOST else ""

    def _alphabetic(self, number: int) -> str:
        text = ""
        while number > 0:
            number, at = divmod(number - 1, len(self.symbols))
            text = self.symbols[at] + text
        return text

    def _numeric(self, number: int) -> str:
        if len(self.symbols) == 1 or number < 0:
            return ""
        text = "" if number else self.symbols[0]
        while number > 0:
            number, at = divmod(number, len(self.symbols))
            text = self.symbols[at] + text
        return text


_SYSTEMS: Final[dict[str, Callable[[CounterStyle, int], str]]] = {
    "cyclic": CounterStyle._cyclic,  # noqa: SLF001 - of this module
    "fixed": CounterStyle._fixed,  # noqa: SLF001
    "symbolic": CounterStyle._symbolic,  # noqa: SLF001
    "alphabetic": CounterStyle._alphabetic,  # noqa: SLF001
    "numeric": CounterStyle._numeric,  # noqa: SLF001
}


def counter_styles(defined: Mapping[str, str]) -> dict[str, CounterStyle]:
    """Return the number formats of a page by name, from the declarations of its @counter-style rules."""
    return {name: _style(body) for name, body in defined.items()}


def _style(body: str) -> CounterStyle:
    said = {name.lower(): value.strip() for name, value in _DECLARED.findall(body)}
    system, *rest = said.get("system", "symbolic").lower().split() or ["symbolic"]
    weights = [(int(a or d), _plain(b or c)) for a, b, c, d in _WEIGHTED.findall(said.get("additive-symbols", ""))]
    return CounterStyle(
        system,
        tuple(_plain(sign) for sign in _SYMBOL.findall(said.get("symbols", ""))),
        tuple(sorted(weights, reverse=True)),
        int(rest[0]) if system == "fixed" and rest and re.fullmatch(r"-?\d{1,6}", rest[0]) else 1,
        (rest[0] if system == "extends" and rest else said.get("fallback", "")).lower(),
        _plain(said["prefix"]) if "prefix" in said else None,
        _plain(said["suffix"]) if "suffix" in said else None,
    )


def _plain(text: str) -> str:
    quoted = text[:1] in {'"', "'"} and text[-1:] == text[:1]
    return unescaped(text[1:-1] if quoted else text)
