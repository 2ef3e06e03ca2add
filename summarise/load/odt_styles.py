"""Computes the look of text in an OpenDocument file: whether it is visible, and whether it is raised or lowered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.numbering import attribute
from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree import ElementTree as ET

__all__ = ["Look", "Styles"]

_TINY: Final = 2.0  # points; smaller text cannot be read
_WHITE: Final = frozenset({"#ffffff", "#fefefe"})
_POINTS: Final = lazy_pattern(r"(\d+(?:\.\d+)?)pt")
_LOWER: Final = ("sub", "-")
_STEPS: Final = 64  # parents of a style


@dataclass(frozen=True, slots=True)
class Look:
    """The properties that decide whether text can be seen; sizes in points, colours as `#rrggbb` or "" for none."""

    hidden: bool = False
    struck: bool = False
    size: float = 12.0
    colour: str = ""
    background: str = ""
    position: int = 0
    """1 for raised text, -1 for lowered text, 0 for text on the line."""

    def is_visible(self, *, on_colour: bool) -> bool:
        """Return True if text with this look can be seen.

        `on_colour` is True if the cell, paragraph or shape around it has a background other than white.
        """
        white = self.colour in _WHITE and not on_colour and self.background in {"", "transparent", *_WHITE}
        return not (self.hidden or self.struck or self.size <= _TINY or white)


@dataclass(slots=True)
class Styles:
    """The styles of an OpenDocument file; the key of a style is (family, name).

    By key, `properties` has the text properties, `backgrounds` the background colour, and `parents` the name of the
    parent style. `looks` has the looks computed so far, by the keys from the outermost style to the innermost.
    """

    properties: Mapping[tuple[str, str], Mapping[str, str]]
    backgrounds: Mapping[tuple[str, str], str]
    parents: Mapping[tuple[str, str], str]
    looks: dict[tuple[tuple[str, str], ...], Look]

    @classmethod
    def of(cls, roots: Iterable[ET.Element]) -> Styles:
        """Return the styles that the XML trees `roots` define."""
        properties: dict[tuple[str, str], dict[str, str]] = {}
        backgrounds: dict[tuple[str, str], str] = {}
        parents: dict[tuple[str, str], str] = {}
        for style in (e for root in roots for e in root.iter() if local(e) in {"style", "default-style"}):
            family = attribute(style, "family") or ""
            key = (family, attribute(style, "name") or "")
            parents[key] = attribute(style, "parent-style-name") or ""
            for item in style:
                if local(item) == "text-properties":
                    properties[key] = {name.rpartition("}")[2]: value for name, value in item.attrib.items()}
                elif local(item) in {"paragraph-properties", "table-cell-properties"}:
                    backgrounds[key] = (attribute(item, "background-color") or "").lower()
        return cls(properties, backgrounds, parents, {})

    def is_coloured(self, name: str, family: str) -> bool:
        """Return True if the style `name`, or one of its parents, has a background other than white.

        `family` is `paragraph` or `table-cell`.
        """
        return any(
            self.backgrounds.get(key, "") not in {"", "transparent", *_WHITE} for key in self._chain((family, name))
        )

    def look(self, styles: tuple[tuple[str, str], ...]) -> Look:
        """Return the look of text inside these styles, given as (family, name) from the outermost to the innermost."""
        if (found := self.looks.get(styles)) is None:
            found = Look()
            for family, name in (("paragraph", ""), *styles):
                for key in reversed(self._chain((family, name))):
                    found = _under(found, self.properties.get(key, {}))
            self.looks[styles] = found
        return found

    def _chain(self, key: tuple[str, str]) -> list[tuple[str, str]]:
        chain: list[tuple[str, str]] = []
        while key in self.parents and key not in chain and len(chain) < _STEPS:
            chain.append(key)
            key = (key[0], self.parents[key])
        return chain


def _under(look: Look, properties: Mapping[str, str]) -> Look:
    if not properties:
        return look
    changes: dict[str, object] = {}
    if "display" in properties:
        changes["hidden"] = properties["display"] == "none"
    for name in ("text-line-through-style", "text-line-through-type"):
        if name in properties:
            changes["struck"] = properties[name] != "none"
    if found := _POINTS.fullmatch(properties.get("font-size", "")):
        changes["size"] = float(found[1])
    if "color" in properties:
        changes["colour"] = properties["color"].lower()
    if properties.get("use-window-font-color") == "true":
        changes["colour"] = ""
    if "background-color" in properties:
        changes["background"] = properties["background-color"].lower()
    if "text-position" in properties:
        where = properties["text-position"].split()[0] if properties["text-position"].split() else "0%"
        on_line = where in {"0%", "0"}
        changes["position"] = 0 if on_line else -1 if where.startswith(_LOWER) else 1
    return replace(look, **changes)  # type: ignore[arg-type] # the names are the fields'
