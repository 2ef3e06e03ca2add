"""Splits CSS style sheets into the rules that apply on a screen: nested rules, @media, @supports and @layer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern
from summarise.load.css_queries import Holds, both, on_screen, supported

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Rule", "Splitter", "selectors_of", "without_comments"]

_COMMA: Final = lazy_pattern(r",(?![^()\[\]]*[)\]])")
_DEEPEST: Final = 12
_MOST_JOINED: Final = 64
_LATEST: Final = 1_000_000
"""Last number of a rank: rules that are in no further @layer win over those of all layers within."""


class Rule(NamedTuple):
    """The declarations of one rule, with the selectors of the rules around it."""

    heads: tuple[str, ...]
    """Selector lists from the outermost rule to the rule itself; or the name of a rule such as `@counter-style`."""
    body: str
    layer: tuple[int, ...]
    """Rank of the rule's @layer: a later layer has a higher rank, and a layer a higher one than the layers in it."""
    sure: bool
    """False if the rule depends on a condition that is not understood."""


class _Open(NamedTuple):
    """A rule or at-rule whose closing brace has not been read."""

    heads: tuple[str, ...]
    holds: Holds
    layer: str
    rank: tuple[int, ...]


class Splitter:
    """Splits the style sheets of one page; it knows the layers that were named before."""

    def __init__(self) -> None:
        self._layers: dict[str, int] = {}

    def rules(self, sheet: str, holds: Holds = True) -> Iterator[Rule]:
        """Yield the rules of a style sheet that may apply on a screen, and its @counter-style rules.

        `holds` says whether the sheet as a whole applies. The sheet is read once, so that none can take long.
        """
        pieces = re.split("([{}])", without_comments(sheet))
        open_: list[_Open] = []
        around = _Open((), holds, "", (_LATEST,))
        for text, brace in zip(pieces[0::2], [*pieces[1::2], ""], strict=True):
            declared, _, head = text.rpartition(";") if brace == "{" else (text, "", "")
            if around.heads:
                if around.holds is not False and declared.strip():
                    yield Rule(around.heads, declared, around.rank, sure=bool(around.holds))
            elif "@layer" in declared.lower():
                self._name(declared, around.layer)
            if brace == "{":
                open_.append(around)
                around = self._opened(head.strip(), around, len(open_))
            elif brace == "}" and open_:
                around = open_.pop()

    def _opened(self, head: str, around: _Open, depth: int) -> _Open:
        if depth > _DEEPEST or around.holds is False:
            return around._replace(holds=False)
        if not head.startswith("@"):
            return around._replace(heads=(*around.heads, head), holds=around.holds if head else False)
        word, _, said = head.lower().partition(" ")
        if word.startswith("@layer"):
            layer = _within(around.layer, said.strip() or f"#{len(self._layers)}")
            return around._replace(layer=layer, rank=self._rank(layer))
        if word.startswith("@counter-style"):
            return around._replace(heads=(head,))
        return around._replace(holds=both(around.holds, _holds(head.lower())))

    def _name(self, statements: str, around: str) -> None:
        for statement in re.findall(r"@layer\s+([^;{}]+)", statements.lower()):
            for name in statement.split(","):
                self._rank(_within(around, name.strip()))

    def _rank(self, layer: str) -> tuple[int, ...]:
        names = layer.split(".")[:_DEEPEST]
        paths = (".".join(names[:count]) for count in range(1, len(names) + 1))
        return (*(self._layers.setdefault(path, len(self._layers)) for path in paths), _LATEST)


def _within(around: str, name: str) -> str:
    """Return the whole name of the layer `name` in the layer `around`; "" is no layer."""
    return f"{around}.{name}" if around else name


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


def _holds(rule: str) -> Holds:
    """Return whether the rules inside an at-rule apply on a screen; None if it depends on what is not read here."""
    if rule.startswith("@media"):
        return on_screen(rule.removeprefix("@media"))
    if rule.startswith("@supports"):
        return supported(rule.removeprefix("@supports"))
    return None if rule.startswith(("@container", "@scope")) else False
