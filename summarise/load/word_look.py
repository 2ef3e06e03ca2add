"""Computes whether text in a Word file is visible, from styles, formatting and backgrounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.load.numbering import attribute, child
from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

__all__ = ["PAPER", "UNKNOWN", "Look", "Styles", "is_off", "shade", "shape_fill"]

PAPER: Final = "ffffff"
UNKNOWN: Final = ""
"""Stands for a colour or background that exists but is not known. Text on it counts as visible."""

_OFF: Final = frozenset({"0", "false", "off", "none"})
_TINY: Final = 4  # half-points; text of two points cannot be read
_SAME: Final = 6  # of 255 a channel
_LIFT: Final = 4  # half-points; less levels a sign with its neighbours
_LIGHT: Final = frozenset({"background1", "light1", "bg1", "lt1"})
_DARK: Final = frozenset({"text1", "dark1", "tx1", "dk1"})
_NO_SHADE: Final = frozenset({"clear", "nil", "none"})
_NAMED: Final = {"white": PAPER, "black": "000000"}
_SHIFTS: Final = {"superscript": 1, "subscript": -1, "baseline": 0}


class Look(NamedTuple):
    """How a run of text is drawn; None means not stated.

    Sizes are in half-points, and colours are `rrggbb`, or UNKNOWN for a colour that is not known. `shift` is 1 for
    raised and -1 for lowered text.
    """

    vanish: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    size: int | None = None
    colour: str | None = None
    shift: int | None = None
    behind: str | None = None
    """The run's own background: highlight or shading."""

    def over(self, base: Look) -> Look:
        """Return this look, with its None values taken from `base`."""
        return base._replace(**{name: own for name, own in self._asdict().items() if own is not None})

    def inside(self, paragraph: Look) -> Look:
        """Return this look, of a character style, with its None values taken from `paragraph`.

        As in Word, a switch (hidden or struck text) that both turn on is off.
        """
        look = self.over(paragraph)
        return look._replace(
            vanish=look.vanish and not (self.vanish and paragraph.vanish),
            struck=look.struck and not (self.struck and paragraph.struck),
            struck_twice=look.struck_twice and not (self.struck_twice and paragraph.struck_twice),
        )

    def is_seen(self, paper: str) -> bool:
        """Return True if text with this look can be seen on the background `paper` (a colour or UNKNOWN)."""
        if self.vanish or self.struck or self.struck_twice or (self.size is not None and self.size <= _TINY):
            return False
        paper = paper if self.behind is None else self.behind
        return self.colour is None or not _same(self.colour, paper)


_PLAIN: Final = Look()


class Styles:
    """The styles of a Word document. Each style includes what it inherits from the styles that it is based on."""

    def __init__(self, root: ET.Element | None) -> None:
        self._styles: dict[str, ET.Element] = {}
        self._looks: dict[str, Look] = {}
        self._lists: dict[str, tuple[str | None, str | None]] = {}
        self.default = ""
        self._base = _PLAIN
        for item in root if root is not None else ():
            if local(item) == "style":
                name = attribute(item, "styleId") or ""
                self._styles[name] = item
                if attribute(item, "type") == "paragraph" and (attribute(item, "default") or "0") not in _OFF:
                    self.default = name
            elif local(item) == "docDefaults":
                self._base = look_of(child(child(item, "rPrDefault"), "rPr"))

    def look(self, name: str) -> Look:
        """Return the look of the style with the id `name`, with what it inherits.

        If there is no such style, the look states nothing.
        """
        waiting = []
        for inner in self._chain(name):
            if inner in self._looks:
                break
            waiting.append(inner)
        for inner in reversed(waiting):
            style = self._styles[inner]
            below = self._looks.get(attribute(child(style, "basedOn")) or "", _PLAIN)
            self._looks[inner] = look_of(child(style, "rPr")).over(below)
        return self._looks.get(name, _PLAIN)

    def paragraph(self, name: str) -> Look:
        """Return the look of the paragraph style with the id `name` together with the document's defaults.

        If there is no such style, it is the look of the default style.
        """
        return self.look(name if name in self._styles else self.default).over(self._base)

    def run(self, properties: ET.Element | None, outer: Look) -> Look:
        """Return the look of a run with the properties `w:rPr`, inside a paragraph with the look `outer`."""
        if properties is None:
            return outer
        own = look_of(properties)
        style = attribute(child(properties, "rStyle"))
        return own.over(self.look(style).inside(outer)) if style else own.over(outer)

    def list_of(self, name: str) -> tuple[str | None, str | None]:
        """Return the list id and the level that the paragraph style with the id `name` sets, each None if not set."""
        waiting: list[str] = []
        for inner in self._chain(name):
            if inner in self._lists:
                break
            waiting.append(inner)
        for inner in reversed(waiting):
            style = self._styles[inner]
            own = child(child(style, "pPr"), "numPr")
            below = self._lists.get(attribute(child(style, "basedOn")) or "", (None, None))
            found = attribute(child(own, "numId")), attribute(child(own, "ilvl"))
            self._lists[inner] = (found[0] or below[0], found[1] or below[1])
        return self._lists.get(name, (None, None))

    def table_paper(self, name: str, *, first: bool, last: bool) -> str | None:
        """Return UNKNOWN if the table style with the id `name` may give a row a background other than white, else None.

        `first` and `last` tell whether the row is the first or last of its table.
        """
        found: str | None = None
        for inner in self._chain(name):
            style = self._styles[inner]
            parts = [(attribute(e, "type") or "", child(e, "tcPr")) for e in style if local(e) == "tblStylePr"]
            for where, properties in [
                *parts,
                ("wholeTable", child(style, "tcPr")),
                ("wholeTable", child(style, "tblPr")),
            ]:
                if (where == "firstRow" and not first) or (where == "lastRow" and not last):
                    continue
                colour = shade(properties)
                if colour is not None and not _same(colour, PAPER):
                    found = UNKNOWN  # which cells it covers depends on more than is read here
        return found

    def _chain(self, name: str) -> Iterator[str]:
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield name
            name = attribute(child(self._styles[name], "basedOn")) or ""


def look_of(properties: ET.Element | None) -> Look:
    """Return the look that the properties `w:rPr` state themselves; styles are not taken into account."""
    if properties is None:
        return _PLAIN
    values: dict[str, ET.Element] = {local(item): item for item in properties}
    size = attribute(values.get("sz"))
    shift = _SHIFTS.get(attribute(values.get("vertAlign")) or "")
    lift = attribute(values.get("position")) or ""
    if shift is None and lift.lstrip("-").isdecimal() and abs(int(lift)) >= _LIFT:
        shift = 1 if int(lift) > 0 else -1
    return Look(
        vanish=_switch(values.get("vanish")),
        struck=_switch(values.get("strike")),
        struck_twice=_switch(values.get("dstrike")),
        size=int(size) if size and size.isdecimal() else None,
        colour=_colour(values.get("color"), "val", "themeColor"),
        shift=shift,
        behind=_behind(values, properties),
    )


def is_off(value: str | None) -> bool:
    """Return True if an attribute's value is one of Word's words for "off"; a missing value means "on"."""
    return (value or "true") in _OFF


def _switch(element: ET.Element | None) -> bool | None:
    return None if element is None else not is_off(attribute(element))


def _behind(values: dict[str, ET.Element], properties: ET.Element) -> str | None:
    marked = attribute(values.get("highlight"))
    if marked and marked != "none":
        return _NAMED.get(marked, UNKNOWN)
    return shade(properties) if "shd" in values else None


def _colour(element: ET.Element | None, name: str, theme: str) -> str | None:
    """Return a colour; UNKNOWN for a theme colour other than black or white; None for an automatic colour."""
    if element is None:
        return None
    if themed := attribute(element, theme):
        altered = attribute(element, f"{theme}Shade") or attribute(element, f"{theme}Tint")
        if altered or themed not in _LIGHT | _DARK:
            return UNKNOWN
        return PAPER if themed in _LIGHT else "000000"
    value = (attribute(element, name) or "auto").lower().lstrip("#")
    return UNKNOWN if value == "auto" else value


def shade(properties: ET.Element | None) -> str | None:
    """Return the background that `w:shd` in these properties sets, as `rrggbb` or UNKNOWN; None if it sets none."""
    element = child(properties, "shd")
    if element is None:
        return None
    pattern = attribute(element) or "clear"
    fill = _colour(element, "fill", "themeFill")
    if pattern in _NO_SHADE:
        plain = attribute(element, "themeFill") is None and (attribute(element, "fill") or "auto") == "auto"
        return None if plain else fill
    front = _colour(element, "color", "themeColor")
    return front if pattern == "solid" else UNKNOWN


def shape_fill(shape: ET.Element) -> str | None:
    """Return the background of a drawn shape as `rrggbb` or UNKNOWN; None if the shape is not filled."""
    properties = child(shape, "spPr")
    if properties is not None:
        if child(properties, "noFill") is not None:
            return None
        if (solid := child(properties, "solidFill")) is not None:
            colour = child(solid, "srgbClr")
            value = (attribute(colour) or "").lower()
            scheme = attribute(child(solid, "schemeClr")) or ""
            return value or (PAPER if scheme in _LIGHT and not len(solid[0]) else UNKNOWN)
        if any(local(item) in {"gradFill", "blipFill", "pattFill"} for item in properties):
            return UNKNOWN
        index = attribute(child(child(shape, "style"), "fillRef"), "idx")
        return UNKNOWN if index and index != "0" else None
    if is_off(attribute(shape, "filled")) or attribute(shape, "filled") == "f":
        return None
    value = (attribute(shape, "fillcolor") or "").split(" ")[0].lower().lstrip("#")
    return _NAMED.get(value, value if len(value) == 6 else UNKNOWN) if value else None  # noqa: PLR2004 - rrggbb


def _same(one: str, other: str) -> bool:
    """Return True if two colours look the same; an unknown colour never does."""
    if not one or not other:
        return False
    try:
        pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
        return all(abs(a - b) <= _SAME for a, b in pairs)
    except ValueError:
        return False
