"""Reads CSS: the declarations of a style attribute, and those of a page's style sheets for each element."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.limits import MAX_STYLE_RULES
from summarise.load.style import Ink, removes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["ESCAPED", "Style", "declarations", "sheet_styles", "unescaped"]

Style = dict[str, str]
"""CSS declarations: values by property name."""

ESCAPED: Final = lazy_pattern(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|([^\n0-9a-fA-F]))")
"""Matches a CSS escape: the code of a character in hexadecimal digits, or a character after a backslash."""
_IMPORTANT: Final = lazy_pattern(r"!\s*important", re.IGNORECASE)
_RELEVANT: Final = lazy_pattern(
    r"display|visibility|opacity|font-size|text-indent|clip|color|background|height|width|left|top|transform|mso-hide"
    r"|font\s*:|filter|white-space|text-decoration|mso-text-raise|list-style|counter|vertical-align|direction|unicode-bidi|\border\s*:"
    r"|content\s*:\s*(?:attr\(|[\"'][^\"'\\]*[\w%％‰：，。、；（）])"
)
_WIDTH: Final = lazy_pattern(r"(min|max)-width\s*:\s*(\d+)")
_SCREEN: Final = 1280  # pixels, a common desktop; decides @media rules
_BESIDE: Final = lazy_pattern(r"::?(before|after|marker)$", re.IGNORECASE)
_NAMES: Final = lazy_pattern(r"[.#]([\w-]+)")
# Selectors that hold in every state of the page; :hover and its kind do not.
_PLAIN: Final = lazy_pattern(r"""[\w.#*>+~\s\[\]="'-]+$""")
# Those that depend on where an element stands hold in every state too.
_STANDING: Final = lazy_pattern(
    r":(?:root|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type)\([\dn+\sa-z-]+\)|(?:not|is|where)\([\w.#\s\[\]=\"'-]+\))"
)
_VARIABLE: Final = lazy_pattern(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USED: Final = lazy_pattern(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


def declarations(text: str) -> Style:
    """Return CSS declarations as a mapping from property to value, in lower case and without `!important`.

    Only the value of `content` keeps its case and its escapes, since its text is displayed; see `unescaped`.
    """
    found: Style = {}
    for part in _without_comments(text).split(";"):
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
        selectors = [selector.strip() for selector in ESCAPED.sub(_letter, heads).split(",")]
        selectors = [s for s in selectors if _can_match(_STANDING.sub("", _BESIDE.sub("", s)), names)]
        if "var(" in body:
            body = _USED.sub(lambda use: variables.get(use[1], use[2] or ""), body)  # noqa: PLW2901
        if not selectors or not _RELEVANT.search(unescaped(body).lower()):
            continue
        style, important = declarations(body), bool(_IMPORTANT.search(body))
        for selector in selectors:
            beside = _BESIDE.search(selector)
            own = _generated(style, beside[1].lower()) if beside else style
            selector = _BESIDE.sub("", selector)  # noqa: PLW2901
            weight = 100 * selector.count("#") + 10 * (selector.count(".") + selector.count("["))
            yield (important, weight + len(re.findall(r"(?:^|[\s>+~])[a-zA-Z]", selector))), selector, own


def _can_match(selector: str, names: set[str]) -> bool:
    """Return True if a selector can match: it has no state such as :hover, and the page uses all its names."""
    return bool(_PLAIN.match(selector or "*")) and names.issuperset(_NAMES.findall(selector))


def _generated(style: Style, where: str) -> Style:
    """Return the declarations of a rule for generated text.

    `where` is before or after the element, or its list marker.
    """
    hidden = removes(style) or not Ink().under(style).visible
    changes = ("counter-reset", "counter-increment") if where == "before" else ()
    return {
        **({where: "" if hidden else style["content"]} if "content" in style or hidden else {}),
        **{f"{where}-{name}": style[name] for name in changes if name in style},
    }


def _bodies(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of each rule that applies on a screen.

    It reads the style sheet once, so that no style sheet can make it slow.
    """
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


def _holds(rule: str) -> bool:
    return rule.startswith(("@layer", "@supports", "@container")) or (rule.startswith("@media") and _on_screen(rule))


def _on_screen(query: str) -> bool:
    if "print" in query and "screen" not in query:
        return False
    return all(
        int(pixels) <= _SCREEN if bound == "min" else int(pixels) >= _SCREEN for bound, pixels in _WIDTH.findall(query)
    )
