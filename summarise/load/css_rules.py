"""Splits CSS style sheets into the rules that apply on a screen: nested rules, @media, @supports and @layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rule", "Splitter", "on_screen", "selectors_of", "without_comments"]

_WIDE: Final = 1280  # pixels, a common desktop; decides @media rules
_HIGH: Final = 720
_SIZES: Final = {"width": _WIDE, "height": _HIGH, "device-width": _WIDE, "device-height": _HIGH}
_PIXELS: Final = {"px": 1, "em": 16, "rem": 16}
_BOUND: Final = lazy_pattern(r"(min|max)-((?:device-)?(?:width|height))\s*:\s*([\d.]+)(px|r?em)")
_RANGE: Final = lazy_pattern(r"\(\s*(width|height)\s*(<=?|>=?)\s*([\d.]+)(px|r?em)")
# What a desktop computer with a mouse, seen in light colours, does not have.
_OTHERWISE: Final = lazy_pattern(
    r"prefers-color-scheme\s*:\s*dark|prefers-contrast\s*:\s*more|forced-colors\s*:\s*active|orientation\s*:\s*portrait"
    r"|(?:any-)?hover\s*:\s*none|pointer\s*:\s*(?:coarse|none)|-ms-high-contrast|prefers-reduced-\w+\s*:\s*reduce"
)
_TYPE: Final = lazy_pattern(r"(?:only\s+)?([a-z]+)\b")
_COMMA: Final = lazy_pattern(r",(?![^()\[\]]*[)\]])")
_DEEPEST: Final = 12
_MOST_JOINED: Final = 64
_LATEST: Final = 1_000_000
"""Rank of rules that are in no @layer; these win over the rules of all layers."""


class Rule(NamedTuple):
    """The declarations of one rule, with the selectors of the rules around it."""

    heads: tuple[str, ...]
    """Selector lists from the outermost rule to the rule itself; or the name of a rule such as `@counter-style`."""
    body: str
    layer: int
    """Rank of the rule's @layer: a later layer has a higher rank."""


class _Open(NamedTuple):
    """A rule or at-rule whose closing brace has not been read."""

    heads: tuple[str, ...]
    holds: bool
    layer: str


class Splitter:
    """Splits the style sheets of one page; it knows the layers that were named before."""

    def __init__(self) -> None:
        self._layers: dict[str, int] = {}

    def rules(self, sheet: str) -> Iterator[Rule]:
        """Yield the rules of a style sheet that apply on a screen, and its @counter-style rules.

        It reads the style sheet once, so that no style sheet can make it slow.
        """
        pieces = re.split("([{}])", without_comments(sheet))
        open_: list[_Open] = []
        around = _Open((), True, "")
        for text, brace in zip(pieces[0::2], [*pieces[1::2], ""], strict=True):
            declared, _, head = text.rpartition(";") if brace == "{" else (text, "", "")
            if around.heads:
                if around.holds and declared.strip():
                    yield Rule(around.heads, declared, self._rank(around.layer))
            elif "@layer" in declared.lower():
                self._name(declared)
            if brace == "{":
                open_.append(around)
                around = self._opened(head.strip(), around, len(open_))
            elif brace == "}" and open_:
                around = open_.pop()

    def _opened(self, head: str, around: _Open, depth: int) -> _Open:
        if depth > _DEEPEST or not around.holds:
            return around._replace(holds=False)
        if not head.startswith("@"):
            return _Open((*around.heads, head), bool(head), around.layer)
        word, _, said = head.lower().partition(" ")
        if word.startswith("@layer"):
            inner = said.strip() or f"#{len(self._layers)}"
            layer = f"{around.layer}.{inner}" if around.layer else inner
            self._rank(layer)
            return around._replace(layer=layer)
        if word.startswith("@counter-style"):
            return _Open((head,), True, around.layer)
        return around._replace(holds=_holds(head.lower()))

    def _name(self, statements: str) -> None:
        for statement in re.findall(r"@layer\s+([^;{}]+)", statements.lower()):
            for name in statement.split(","):
                self._rank(name.strip())

    def _rank(self, layer: str) -> int:
        return self._layers.setdefault(layer, len(self._layers)) if layer else _LATEST


def selectors_of(heads: tuple[str, ...]) -> list[str]:
    """Return the selectors of a rule; those of a nested rule are joined with each selector of the rules around it.

    If there are more than 64 combinations, the list is empty.
    """
    found = [one.strip() for one in _COMMA.split(heads[0])]
    for head in heads[1:]:
        inner = [one.strip() for one in _COMMA.split(head)]
        if len(found) * len(inner) > _MOST_JOINED:
            return []
        found = [one.replace("&", outer) if "&" in one else f"{outer} {one}" for outer in found for one in inner]
    return found


def without_comments(sheet: str) -> str:
    """Return a style sheet without its comments."""
    kept, *commented = sheet.replace("<!--", "").replace("-->", "").split("/*")
    return kept + "".join(part.partition("*/")[2] for part in commented)


def _holds(rule: str) -> bool:
    """Return True if the rules inside an at-rule apply on a screen."""
    if rule.startswith("@media"):
        return on_screen(rule.removeprefix("@media"))
    if rule.startswith("@supports"):
        return not re.match(r"@supports\s*(?:not\b|\(\s*-(?:ms|moz|o)-)", rule)
    return rule.startswith(("@container", "@scope"))


def on_screen(queries: str) -> bool:
    """Return True if one of the media queries, separated by commas, holds for a desktop's screen; "" holds too."""
    return any(map(_query_holds, queries.lower().split(",")))


def _query_holds(query: str) -> bool:
    query = query.strip()
    if query.startswith("not"):
        return not _query_holds(query.removeprefix("not"))
    kind = _TYPE.match(query)
    if kind and kind[1] not in {"screen", "all"}:
        return False
    if _OTHERWISE.search(query):
        return False
    for bound, side, size, unit in _BOUND.findall(query):
        wanted = float(size) * _PIXELS[unit]
        if not (wanted <= _SIZES[side] if bound == "min" else wanted >= _SIZES[side]):
            return False
    for side, sign, size, unit in _RANGE.findall(query):
        wanted = float(size) * _PIXELS[unit]
        if not (_SIZES[side] < wanted if sign[0] == "<" else _SIZES[side] > wanted):
            return False
    return True
