"""Finds text that CSS hides, by inline declarations and by the style sheets inside a page."""

from __future__ import annotations

import re
import sys
from colorsys import hls_to_rgb
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.errors import InputError
from summarise.load.limits import MAX_STYLE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Ink", "declarations", "removes", "sheet_styles", "shifted"]

Style = dict[str, str]
Colour = tuple[int, int, int]

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
}
_SAME_COLOUR: Final = 16  # of 255 a channel; less cannot be told apart on a screen
_LIFT: Final = 4  # pixels; less levels a sign with its neighbours
_OFF_SCREEN: Final = -900  # pixels; pages are centred by margins of minus half their width, some -500
_RELEVANT: Final = re.compile(
    r"display|visibility|opacity|font-size|text-indent|clip|color|background|height|width|left|top|transform|mso-hide"
    r"|font\s*:|filter|text-decoration|mso-text-raise|list-style|counter|content\s*:\s*[\"'][^\"'\\]*\w"
)
_WIDTH: Final = re.compile(r"(min|max)-width\s*:\s*(\d+)")
_SCREEN: Final = 1280  # pixels, a common desktop; decides @media rules
_NUMBER: Final = re.compile(r"\s*(-?\d*\.?\d+)(px|pt|em|rem|%|)\s*$")
_PX: Final = {"px": 1.0, "": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16}


def declarations(text: str) -> Style:
    """Return CSS declarations as a mapping from property to value, in lower case and without `!important`."""
    found: Style = {}
    for part in _without_comments(text).lower().split(";"):
        name, colon, value = part.partition(":")
        name = _ESCAPED.sub(_resolved, name).strip()
        if colon:
            value = value if name == "content" else _ESCAPED.sub(_resolved, value)
            found[name] = _IMPORTANT.sub("", value).strip()
    return found


_ESCAPED: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|([^\n0-9a-fA-F]))")
_IMPORTANT: Final = re.compile(r"!\s*important")


def _resolved(escape: re.Match[str]) -> str:
    """Return the sign that an escape of a style sheet stands for, in small letters."""
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code).lower() if 0 < code <= sys.maxunicode else ""


def _letter(escape: re.Match[str]) -> str:
    """Return the letter or figure that an escape stands for, the escape itself for a sign with a meaning of its own."""
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code <= sys.maxunicode and (chr(code).isalnum() or chr(code) in "-_") else escape[0]


_CLIPPED: Final = re.compile(r"rect\(\s*0|inset\(\s*(?:50|100)%|(?:circle|ellipse)\(\s*0")
_VANISHED: Final = re.compile(r"opacity\(\s*0?\.?0*%?\s*\)|scale[xy]?\(\s*0\s*[,)]")
_HEX: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?:[0-9a-f]{2}|[0-9a-f])?\b")
_CLEAR: Final = re.compile(
    r"(?:rgba?|hsla?)\([^)]*(?:/|,[^,)]*,[^,)]*,)\s*0?\.?0*%?\s*\)|#(?:[0-9a-f]{6}0[0-3]|[0-9a-f]{3}0)\b"
)


def _pixels(value: str) -> float | None:
    match = _NUMBER.match(value)
    return float(match[1]) * _PX[match[2]] if match else None


def removes(style: Style) -> bool:
    """Return True if a style hides an element and its content, as not displayed, transparent, struck or off screen."""
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


def shifted(tag: str, style: Style | None) -> int:
    """Return 1 if an inline element with this tag and style is raised above the line, -1 if lowered, else 0."""
    if tag in {"sup", "sub"}:
        return 1 if tag == "sup" else -1
    if not style:
        return 0
    align = style.get("vertical-align", "")
    if align in {"super", "sub"}:
        return 1 if align == "super" else -1
    lift = _pixels(style.get("mso-text-raise", "") or (align if align[-1:] not in {"", "%"} else "")) or 0
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
    """Return the colour named first in `value`, None where none is known."""
    if match := _HEX.search(value):
        digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])  # noqa: PLR2004 - #rrggbb
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := re.search(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)", value):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.search(r"hsla?\(\s*([\d.]+)(?:deg)?[\s,]+([\d.]+)%[\s,]+([\d.]+)%", value):
        hue, saturation, lightness = (float(part) for part in match.groups())
        red, green, blue = hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
        return round(255 * red), round(255 * green), round(255 * blue)
    return next((_NAMED[word] for word in re.findall("[a-z]+", value) if word in _NAMED), None)


class Ink(NamedTuple):
    """How text inside an element is drawn; elements inherit it. Colours are red, green, blue from 0 to 255."""

    colour: Colour | None = None
    """None if the colour is not known."""
    paper: Colour | None = _WHITE
    """The background; None if it is a picture or its colour is not known."""
    drawn: bool = True
    """False if the text is hidden or its size is at most one pixel."""
    clear: bool = False
    """True if the text is transparent."""

    @property
    def visible(self) -> bool:
        """True if text drawn this way can be seen."""
        if not self.drawn or self.clear:
            return False
        if self.colour is None or self.paper is None:
            return True
        return any(abs(a - b) > _SAME_COLOUR for a, b in zip(self.colour, self.paper, strict=True))

    def under(self, style: Style) -> Ink:
        """Return how text is drawn inside an inner element with this style."""
        colour, paper, drawn, clear = self
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
            drawn = pixels is None or pixels > 1
        visibility = style.get("visibility", "")
        if visibility in {"hidden", "collapse"}:
            drawn = False
        return Ink(colour, paper, drawn, clear)


def sheet_styles(tree: LexborHTMLParser, page: str, source: str) -> dict[int, Style]:
    """Return the declarations of the page's style sheets that can hide or number text, by the id of the HTML node.

    Args:
        tree: the parsed page.
        page: its source text, from which the classes and ids in use are taken.
        source: name of the file in error messages.

    Raises:
        InputError: `unsafe` for more than 5,000 such rules.

    """
    sheets = [node.text(deep=True) for node in tree.css("style") if (node.attributes.get("media") or "") != "print"]
    if not sheets:
        return {}
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r"""(?:class|id)\s*=\s*("[^"]*"|'[^']*'|[\w-]+)""", page))))
    variables = {name: value.strip() for sheet in sheets for name, value in _VARIABLE.findall(sheet)}
    rules = [rule for sheet in sheets for rule in _rules(sheet, names, variables)]
    if len(rules) > MAX_STYLE_RULES:
        raise InputError(f"{source}: its style sheets hold {len(rules)} rules that could hide text", kind="unsafe")
    styles: dict[int, Style] = {}
    for _, selector, style in sorted(rules, key=lambda rule: rule[0]):
        for node in _matched(tree, selector):
            styles.setdefault(node.mem_id, {}).update(style)
    return styles


def _matched(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    from selectolax.lexbor import SelectolaxError  # noqa: PLC0415 - loaded by the time there is a tree

    try:
        return tree.css(selector)
    except SelectolaxError:
        return []  # a selector that is none; browsers skip its rule too


def _rules(sheet: str, names: set[str], variables: Style) -> Iterator[tuple[tuple[bool, int], str, Style]]:
    """Yield rank, selector and declarations of the rules that could hide text on a page with these names."""
    for heads, body in _bodies(sheet):
        selectors = [selector.strip() for selector in _ESCAPED.sub(_letter, heads).split(",")]
        selectors = [s for s in selectors if _can_match(_STANDING.sub("", _BEFORE.sub("", s)), names)]
        if "var(" in body:
            body = _USED.sub(lambda use: variables.get(use[1], use[2] or ""), body)  # noqa: PLW2901
        if not selectors or not _RELEVANT.search(_ESCAPED.sub(_resolved, body.lower())):
            continue
        style, important = declarations(body), bool(_IMPORTANT.search(body.lower()))
        for selector in selectors:
            own = _generated(style) if _BEFORE.search(selector) else style
            selector = _BEFORE.sub("", selector)  # noqa: PLW2901
            weight = 100 * selector.count("#") + 10 * (selector.count(".") + selector.count("["))
            yield (important, weight + len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector))), selector, own


def _can_match(selector: str, names: set[str]) -> bool:
    """Return True if a selector holds in every state of the page and asks for no class or id that the page has not."""
    return bool(_PLAIN.match(selector or "*")) and names.issuperset(_NAMES.findall(selector))


def _generated(style: Style) -> Style:
    """Return what the rule of a text in front of an element says of that element."""
    return {
        "before": style.get("content", ""),
        **{f"before-{name}": style[name] for name in ("counter-reset", "counter-increment") if name in style},
    }


def _bodies(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and body of each rule that holds on a screen, in one pass whatever the sheet looks like."""
    pieces = re.split("([{}])", _without_comments(sheet))
    inside: list[bool] = []  # for each open @media, whether it holds
    head = ""
    for text, brace in zip(pieces[0::2], [*pieces[1::2], ""], strict=True):
        rule = text.rpartition(";")[2].strip() if brace == "{" else ""
        if rule.startswith("@"):
            inside.append(_holds(rule.lower()))
        elif brace == "{":
            head = rule
        elif head:
            if all(inside):
                yield head, text
            head = ""
        elif brace == "}" and inside:
            inside.pop()


def _without_comments(sheet: str) -> str:
    kept, *commented = sheet.replace("<!--", "").replace("-->", "").split("/*")
    return kept + "".join(part.partition("*/")[2] for part in commented)


_BEFORE: Final = re.compile(r"::?before$", re.IGNORECASE)
_NAMES: Final = re.compile(r"[.#]([\w-]+)")
# Selectors that hold in every state of the page; :hover and its kind do not.
_PLAIN: Final = re.compile(r"""[\w.#*>+~\s\[\]="'-]+$""")


# Those that depend on where an element stands hold in every state too.
_STANDING: Final = re.compile(
    r":(?:root|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type)\([\dn+\sa-z-]+\)|(?:not|is|where)\([\w.#\s\[\]=\"'-]+\))"
)
_VARIABLE: Final = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USED: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


def _holds(rule: str) -> bool:
    return rule.startswith(("@layer", "@supports", "@container")) or (rule.startswith("@media") and _on_screen(rule))


def _on_screen(query: str) -> bool:
    if "print" in query and "screen" not in query:
        return False
    return all(
        int(pixels) <= _SCREEN if bound == "min" else int(pixels) >= _SCREEN for bound, pixels in _WIDTH.findall(query)
    )
