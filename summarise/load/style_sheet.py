"""Reads CSS: the declarations of a style attribute, and those of a page's style sheets for each element."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.css_queries import on_screen
from summarise.load.css_rules import Splitter, selectors_of, without_comments
from summarise.load.limits import MAX_STYLE_RULES
from summarise.load.style import Ink, removes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from summarise.load.css_rules import Rule

__all__ = ["ESCAPED", "Sheets", "Style", "declarations", "sheet_styles", "unescaped"]

Style = dict[str, str]
"""CSS declarations: values by property name."""

ESCAPED: Final = lazy_pattern(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|([^\n0-9a-fA-F]))")
"""Matches a CSS escape: the code of a character in hexadecimal digits, or a character after a backslash."""
_IMPORTANT: Final = lazy_pattern(r"!\s*important", re.IGNORECASE)
_RELEVANT: Final = lazy_pattern(
    r"display|visibility|opacity|font-size|text-indent|clip|color|background|height|width|left|top|transform|mso-hide"
    r"|font\s*:|filter|white-space|text-decoration|mso-text-raise|list-style|counter|flex-flow|caption-side|vertical-align|direction|unicode-bidi|\border\s*:"
    r"|float|position"
    r"|content\s*:\s*(?:none\b|attr\(|[\"'][^\"'\\]*[\w%％‰：，。、；（）])"
)
_SHOWS: Final = ("display", "visibility", "opacity", "clip", "clip-path", "content-visibility")
_BESIDE: Final = lazy_pattern(r"::?(before|after|marker)$", re.IGNORECASE)
_NAMES: Final = lazy_pattern(r"[.#]((?:[\w-]|\\.)+)")
# Selectors that hold in every state of the page; :hover and its kind do not.
_PLAIN: Final = lazy_pattern(r"""(?:[\w.#*>+~\s\[\]="'^$|-]|\\[^\w\s])+$""")
# Those that depend on where an element stands hold in every state too.
_STANDING: Final = lazy_pattern(
    r":(?:root|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type)\([\dn+\sa-z-]+\)|(?:not|is|where)\([\w.#\s\[\]=\"',>+~*-]+\))"
)
# Pseudo-classes that weigh as much as a class. :not() and :is() weigh what stands in them, :where() nothing.
_PLACE: Final = lazy_pattern(r"(?<!:):(?:root|first|last|only|nth)")
_WEIGHTLESS: Final = lazy_pattern(r":where\([^()]*\)")
_ATTRIBUTE: Final = lazy_pattern(r"""\[(?:[^\[\]"']|"[^"]*"|'[^']*'){0,200}\]""")
_VARIABLE: Final = lazy_pattern(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USED: Final = lazy_pattern(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


def declarations(text: str) -> Style:
    """Return CSS declarations as a mapping from property to value, in lower case and without `!important`.

    Only the value of `content` keeps its case and its escapes, since its text is displayed; see `unescaped`.
    """
    found: Style = {}
    for part in without_comments(text).split(";"):
        name, colon, value = part.partition(":")
        name = unescaped(name).strip().lower()
        if colon:
            value = value if name == "content" else unescaped(value).lower()
            found[name] = _IMPORTANT.sub("", value).strip()
    return found


def unescaped(text: str) -> str:
    r"""Return CSS text with its escapes (`\4e00`, `\"`) replaced by the characters; U+FFFD for an invalid code."""
    return ESCAPED.sub(_resolved, text) if "\\" in text else text


def _resolved(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if _is_character(code) else "\ufffd"


def _letter(escape: re.Match[str]) -> str:
    """Return the character of an escape if it is a letter, a digit, - or _; return the escape itself otherwise."""
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if _is_character(code) and (chr(code).isalnum() or chr(code) in "-_") else escape[0]


def _is_character(code: int) -> bool:
    return 0 < code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 - halves of surrogate pairs


class Sheets(NamedTuple):
    """What the style sheets of a page say about its elements."""

    styles: dict[int, Style]
    """Declarations that apply to an element if it has no style attribute, by the id of the HTML node."""
    forced: dict[int, Style]
    """Those of them that are `!important`, so that they also win over a style attribute."""
    counters: dict[str, str]
    """Declarations of each @counter-style, by its name."""

    def style_of(self, node: LexborNode, attributes: Mapping[str, str | None]) -> Style | None:
        """Return the style of an element with these attributes; None if nothing states any."""
        style = self.styles.get(node.mem_id)
        if not attributes:
            return style
        if inline := attributes.get("style"):
            style = self._under(node.mem_id, inline)
        for name, property_ in (("bgcolor", "background-color"), ("color", "color"), ("dir", "direction")):
            if attributes.get(name) and not (style and property_ in style):
                style = {**(style or {}), property_: (attributes[name] or "").lower()}
        return {**(style or {}), "unicode-bidi": "bidi-override"} if node.tag == "bdo" else style

    def _under(self, node: int, inline: str) -> Style:
        """Return the style of a node that has the style attribute `inline`."""
        if not self.styles:
            return declarations(inline)
        forced = self.forced.get(node, {})
        if forced and "!" in inline:
            kept = _parted(inline)[1]
            forced = {name: value for name, value in forced.items() if name not in kept}
        return {**self.styles.get(node, {}), **declarations(inline), **forced}


def sheet_styles(tree: LexborHTMLParser, page: str, source: str) -> Sheets:
    """Return the declarations of the page's style sheets that can hide or number text.

    Args:
        tree: the parsed page.
        page: its source text, from which the classes and ids in use are taken.
        source: name of the file in error messages.

    Raises:
        InputError: `unsafe` for more than 5,000 such rules.

    """
    held = ((node.text(deep=True), on_screen(node.attributes.get("media") or "")) for node in tree.css("style"))
    sheets = [(sheet, holds) for sheet, holds in held if holds is not False]
    found = Sheets({}, {}, {})
    if not sheets:
        return found
    names = set(
        re.findall(r"[^\s\"'=]+", " ".join(re.findall(r"""(?:class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+)""", page)))
    )
    variables = {name: value.strip() for sheet, _ in sheets for name, value in _VARIABLE.findall(sheet)}
    splitter = Splitter()
    rules = [rule for sheet in sheets for rule in _rules(splitter.rules(*sheet), names, variables, found.counters)]
    if len(rules) > MAX_STYLE_RULES:
        raise InputError(f"{source}: its style sheets hold {len(rules)} rules that could hide text", kind="unsafe")
    for rank, selector, style in sorted(rules, key=lambda rule: rule[0]):
        for node in _matched(tree, selector):
            found.styles.setdefault(node.mem_id, {}).update(style)
            if rank[0]:
                found.forced.setdefault(node.mem_id, {}).update(style)
    return found


def _matched(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    from selectolax.lexbor import SelectolaxError  # noqa: PLC0415 - loaded by the time there is a tree

    try:
        return tree.css(selector)
    except SelectolaxError:
        return []  # a selector that is none; browsers skip its rule too


def _rules(
    sheet: Iterable[Rule], names: set[str], variables: Style, counters: dict[str, str]
) -> Iterator[tuple[tuple[bool, tuple[int, ...], int], str, Style]]:
    """Yield rank, selector and declarations of the rules of a sheet that could hide text on a page with these names.

    The declarations of each @counter-style are added to `counters`.
    """
    for heads, body, layer, sure in sheet:
        if heads[0].startswith("@"):
            counters[heads[0].partition(" ")[2].strip().lower()] = body
            continue
        selectors = selectors_of(tuple(ESCAPED.sub(_letter, head) for head in heads))
        selectors = [s for s in selectors if _can_match(_STANDING.sub("", _BESIDE.sub("", s)), names)]
        if "var(" in body:
            body = _USED.sub(lambda use: variables.get(use[1], use[2] or ""), body)  # noqa: PLW2901
        if not selectors or not _RELEVANT.search(unescaped(body).lower()):
            continue
        parts = _parted(body) if sure else tuple(map(_showing, _parted(body)))
        for selector in selectors:
            beside = _BESIDE.search(selector)
            for important, style in enumerate(parts):
                if not style:
                    continue
                own = _generated(style, beside[1].lower()) if beside else style
                rank = (
                    bool(important),
                    tuple(-number for number in layer) if important else layer,
                    _weight(_BESIDE.sub("", selector)),
                )
                yield rank, _BESIDE.sub("", selector), own


def _weight(selector: str) -> int:
    """Return a number by which selectors are ranked as CSS ranks them: by ids, then classes, then elements."""
    selector, attributes = _ATTRIBUTE.subn("", _WEIGHTLESS.sub("", selector))
    signs = [name[0][0] for name in _NAMES.finditer(selector)]
    elements = len(re.findall(r"(?:^|[\s>+~(,])[a-zA-Z]", selector))
    return 10_000 * signs.count("#") + 100 * (signs.count(".") + attributes + len(_PLACE.findall(selector))) + elements


def _parted(body: str) -> tuple[Style, Style]:
    """Return the ordinary declarations of a rule and those that are `!important`."""
    if "!" not in body:
        return declarations(body), {}
    parts: tuple[list[str], list[str]] = ([], [])
    for part in body.split(";"):
        parts[bool(_IMPORTANT.search(part))].append(part)
    return declarations(";".join(parts[0])), declarations(";".join(parts[1]))


def _can_match(selector: str, names: set[str]) -> bool:
    """Return True if a selector can match: it has no state such as :hover, and the page uses all its names."""
    return bool(_PLAIN.match(selector or "*")) and names.issuperset(
        map(unescaped, _NAMES.findall(_ATTRIBUTE.sub("", selector)))
    )


def _hides(style: Style) -> bool:
    """Return True if these declarations, taken alone, hide an element."""
    return removes(style) or not Ink().under(style).visible


def _showing(style: Style) -> Style:
    """Return those declarations of a rule that can only show what other rules hide; none of a rule that hides."""
    return {} if _hides(style) else {name: style[name] for name in _SHOWS if name in style}


def _generated(style: Style, where: str) -> Style:
    """Return the declarations of a rule for generated text.

    `where` is before or after the element, or its list marker.
    """
    hidden = _hides(style)
    changes = ("counter-reset", "counter-increment") if where == "before" else ()
    return {
        **({where: "" if hidden else style["content"]} if "content" in style or hidden else {}),
        **{f"{where}-{name}": style[name] for name in changes if name in style},
    }
