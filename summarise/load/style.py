"""Decides by CSS declarations whether the text of an element is visible, and whether it is raised or lowered."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarise.load.style_sheet import Style

__all__ = ["Ink", "is_hidden", "removes", "shifted"]

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

_WHITE: Final[Colour] = (255, 255, 255)
_NAMED: Final[dict[str, Colour]] = {
    "white": _WHITE,
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "blue": (0, 0, 255),
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "aliceblue": (240, 248, 255),
}
_SAME_COLOUR: Final = 16  # of 255 a channel; less cannot be told apart on a screen
_LIFT: Final = 4  # pixels; less levels a sign with its neighbours
_OFF_SCREEN: Final = -900  # pixels; pages are centred by margins of minus half their width, some -500
_NUMBER: Final = lazy_pattern(r"\s*(-?\d*\.?\d+)(px|pt|em|rem|%|)\s*$")
_PX: Final = {"px": 1.0, "": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16}
_CLIPPED: Final = lazy_pattern(r"rect\(\s*0|inset\(\s*(?:50|100)%|(?:circle|ellipse)\(\s*0")
_VANISHED: Final = lazy_pattern(r"opacity\(\s*0?\.?0*%?\s*\)|scale[xy]?\(\s*0\s*[,)]")
_HEX: Final = lazy_pattern(r"#([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{2}|[0-9a-f])?\b")
# hwb(hue white black), oklch(light …), color(srgb red green blue): only white is told from the others.
_LIGHT: Final = lazy_pattern(r"(hwb\([^%,)]*?[\s,]|(?:ok)?l(?:ab|ch)\()\s*([\d.]+)(%?)")
_ALL: Final = 97  # per cent
_CLEAR: Final = lazy_pattern(
    r"(?:rgba?|hsla?)\([^)]*(?:/|,[^,)]*,[^,)]*,)\s*0?\.?0*%?\s*\)|#(?:[0-9a-f]{6}0[0-3]|[0-9a-f]{3}0)\b"
)


def _pixels(value: str) -> float | None:
    match = _NUMBER.match(value)
    return float(match[1]) * _PX[match[2]] if match else None


def removes(style: Style) -> bool:
    """Return True if a style hides an element: it is not displayed, transparent, struck out or off the screen."""
    if style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    opacity = _NUMBER.match(style.get("opacity", ""))
    if opacity and float(opacity[1]) <= 0.01:  # noqa: PLR2004 - one per cent of ink cannot be seen
        return True
    if _CLIPPED.match(style.get("clip-path", style.get("clip", ""))) or style.get("content-visibility") == "hidden":
        return True
    if _VANISHED.search(style.get("filter", "") + style.get("transform", "")):
        return True
    if "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", ""):
        return True
    return _off_screen(style) or _without_area(style)


def is_hidden(attributes: Mapping[str, str | None], style: Style | None) -> bool:
    """Return True if the HTML attributes or the style of an element hide it with its content.

    A `display` that a style states wins over the attributes `hidden` and `popover`.
    """
    if style and removes(style):
        return True
    return ("hidden" in attributes or "popover" in attributes) and not (style and style.get("display"))


def shifted(tag: str, style: Style | None) -> int:
    """Return 1 if an inline element with this tag and style is raised, -1 if it is lowered, else 0."""
    if tag in {"sup", "sub"}:
        return 1 if tag == "sup" else -1
    if not style:
        return 0
    align = style.get("vertical-align", "")
    if align in {"super", "sub"}:
        return 1 if align == "super" else -1
    lift = _pixels(style.get("mso-text-raise", "") or (align if align[-1:] not in {"", "%"} else "")) or 0
    if style.get("position") == "relative":
        lift += (_pixels(style.get("bottom", "")) or 0) - (_pixels(style.get("top", "")) or 0)
    return (lift >= _LIFT) - (lift <= -_LIFT)


def _off_screen(style: Style) -> bool:
    sides = ["text-indent", "margin-left", "margin-top"]
    if style.get("position") in {"absolute", "fixed", "relative"}:
        sides += ["left", "top", "right", "bottom"]
    moved = re.findall(
        r"-?[\d.]+(?:px|em|rem|pt)", "".join(re.findall(r"translate\w*\([^)]*", style.get("transform", "")))
    )
    return any((_pixels(size) or 0) <= _OFF_SCREEN for size in [*moved, *(style.get(side, "") for side in sides)])


def _without_area(style: Style) -> bool:
    if "hidden" not in style.get("overflow", ""):
        return False
    sizes = [_pixels(style.get(name, "")) for name in ("height", "width", "max-height", "max-width")]
    return any(size is not None and size <= 1 for size in sizes)


def _colour(value: str) -> Colour | None:
    """Return the first colour in a CSS value; None if it contains no known colour."""
    if match := _HEX.search(value):
        digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])  # noqa: PLR2004 - #rrggbb
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := re.search(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", value):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.search(r"hsla?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%", value):
        hue, saturation, lightness = (float(part) for part in match.groups())
        red, green, blue = hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
        return round(255 * red), round(255 * green), round(255 * blue)
    if match := re.search(r"rgba?\(\s*([\d.]+)%[\s,]+([\d.]+)%[\s,]+([\d.]+)%", value):
        red, green, blue = (min(float(part), 100.0) for part in match.groups())
        return round(2.55 * red), round(2.55 * green), round(2.55 * blue)
    if match := _LIGHT.search(value):
        share = float(match[2]) * (100 if match[1].startswith("ok") and not match[3] else 1)
        return _WHITE if share >= _ALL else None
    return next((_NAMED[word] for word in re.findall("[a-z]+", value) if word in _NAMED), None)


class Ink(NamedTuple):
    """How text inside an element is drawn; inner elements inherit it. Colours are red, green, blue from 0 to 255."""

    colour: Colour | None = None
    """Text colour; None if it is not known."""
    paper: Colour | None = _WHITE
    """Background colour; None if it is a picture or not known."""
    drawn: bool = True
    """False if its size is at most one pixel."""
    shown: bool = True
    """False if its visibility is "hidden"; an inner element may be visible again."""
    clear: bool = False
    """True if the text is transparent."""
    leftwards: bool = False
    """True if the CSS direction is from right to left. This alone does not change the order of Chinese text."""
    reversed: bool = False
    """True if all characters are shown from right to left."""

    @property
    def visible(self) -> bool:
        """True if text drawn in this way can be seen."""
        if not self.drawn or not self.shown or self.clear:
            return False
        if self.colour is None or self.paper is None:
            return True
        return any(abs(a - b) > _SAME_COLOUR for a, b in zip(self.colour, self.paper, strict=True))

    def under(self, style: Style) -> Ink:
        """Return how text is drawn inside an inner element with this style."""
        colour, paper, drawn, shown, clear, leftwards, turned = self
        if "color" in style:
            colour = _colour(style["color"])
            clear = style["color"] == "transparent" or bool(_CLEAR.search(style["color"]))
        background = style.get("background-color", style.get("background", ""))
        if re.search(r"url\(|gradient", style.get("background", "") + style.get("background-image", "") + background):
            paper = None
        elif background not in {"", "none", "transparent", "inherit"}:
            paper = _colour(background)
        size = style.get("font-size", "")
        if not size and "font" in style:
            shorthand = re.search(r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)|0(?=/|\s))", style["font"])
            size = shorthand[1] if shorthand else ""
        if size:
            pixels = _pixels(size)
            relative = size[-1] == "%" or (size[-2:] == "em" and size[-3:] != "rem")
            drawn = (drawn or not relative) and (pixels is None or pixels > 1)
        if visibility := style.get("visibility", ""):
            shown = visibility not in {"hidden", "collapse"} and (shown or visibility != "inherit")
        if "direction" in style:
            leftwards = style["direction"] == "rtl"
        if "override" in style.get("unicode-bidi", ""):
            turned = leftwards
        return Ink(colour, paper, drawn, shown, clear, leftwards, turned)
