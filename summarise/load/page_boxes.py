"""Returns the content of web page elements in the order in which a browser shows it, and the text of controls."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.encoding import declared_charset, decode
from summarise.load.fields import NOT_TICKED, TICKED
from summarise.load.letter_body import as_large_as_a_page, file_in, has_body
from summarise.load.tags import PARTS_OF_TABLES, ROLES_IN_TABLES, SIDE_BY_SIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from selectolax.lexbor import LexborNode

    from summarise.load.style_sheet import Style

    StyleOf = Callable[[LexborNode, dict[str, str | None]], Style | None]

__all__ = [
    "STANDING_IN",
    "between",
    "children_of",
    "in_shown_order",
    "is_block",
    "is_folded",
    "left_out",
    "moved_number",
    "page_within",
    "stands_in",
]

STANDING_IN: Final = frozenset({"textarea", "select", "input", "svg", "canvas", "img", "iframe", "embed", "object"})
"""Names of elements that display something other than the text inside them, such as pictures and form controls."""
_BLOCK_STYLES: Final = frozenset({"block", "table", "flex", "list-item", *PARTS_OF_TABLES})
_BACKWARDS: Final = frozenset({"row-reverse", "column-reverse"})
_WRITTEN: Final = frozenset({"", "text", "number", "date", "tel", "month"})
_TICKED_ONES: Final = frozenset({"checkbox", "radio"})
_WHOLE: Final = lazy_pattern(r"-?\d{1,6}$")
_FRAMES: Final = frozenset({"iframe", "embed", "object"})
_DRAWN_WORDS: Final = "text,foreignObject"
_FIELDS: Final = frozenset({"textarea", "input"})
_NAME: Final = 80  # characters
_FILE: Final = lazy_pattern(r"\.\w{3,4}$")
_ENDED: Final = lazy_pattern("[。！？；：:;|]$")


def children_of(node: LexborNode) -> list[LexborNode]:
    """Return the elements and texts directly inside `node`, in the order of the page."""
    children, child = [], node.first_child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def in_shown_order(
    node: LexborNode, children: list[LexborNode], style: Style | None, style_of: StyleOf
) -> list[LexborNode]:
    """Return the content of an element in the order in which a browser shows it.

    Args:
        node: a table, or an element whose content may be shown in another order, for its `display` is in
            `SIDE_BY_SIDE`.
        children: its elements and texts in the order of the page.
        style: its style, None for none.
        style_of: returns the style of an element with these HTML attributes.

    """
    if style and style.get("display") in SIDE_BY_SIDE:
        return _in_boxes(children, style, style_of)
    return _in_table(children, style, style_of) if node.tag == "table" else children


def _in_boxes(children: list[LexborNode], style: Style, style_of: StyleOf) -> list[LexborNode]:
    """Return the content of a flex box or grid by `order` and direction (`row-reverse`)."""
    styles = (style_of(one, one.attributes) if (one.tag or "-")[0] != "-" else None for one in children)
    orders = [style.get("order", "") if style else "" for style in styles]
    if any(orders):
        ranked = sorted(enumerate(children), key=lambda one: int(orders[one[0]]) if _WHOLE.match(orders[one[0]]) else 0)
        children = [one for _, one in ranked]
    said = {*style.get("flex-direction", "").split(), *style.get("flex-flow", "").split()}
    return children[::-1] if said & _BACKWARDS else children


def _in_table(children: list[LexborNode], style: Style | None, style_of: StyleOf) -> list[LexborNode]:
    """Return the content of a table: the head above the rows, the foot below, a caption where `caption-side` says."""
    tags = [child.tag for child in children]
    if not _PARTS.intersection(tags):
        return children
    places = []
    for at, child in enumerate(children):
        tag = child.tag or ""
        if tag == "caption":
            own = style_of(child, child.attributes) or {}
            side = own.get("caption-side") or (style or {}).get("caption-side") or child.attributes.get("align") or ""
            places.append((_BELOW if side in _BOTTOM else 0, at))
        else:
            places.append((_PLACES.get(tag, _ROWS) if tags.index(tag) == at else _ROWS, at))
    return [children[at] for _, at in sorted(places)]


_PARTS: Final = frozenset({"thead", "tfoot", "caption"})
_PLACES: Final = {"colgroup": 0, "col": 0, "thead": 1, "tfoot": 3}
_ROWS, _BELOW = 2, 4
_BOTTOM: Final = frozenset({"bottom", "block-end"})


def is_folded(node: LexborNode, style_of: StyleOf) -> bool:
    """Return True if a `col` or `colgroup` element describes columns that are not shown."""
    around = [one for one in (node, node.parent) if one is not None]
    return any((style_of(one, one.attributes) or {}).get("visibility") == "collapse" for one in around)


def moved_number(node: LexborNode, style: Style) -> str:
    """Return the digits of an element in a line if it holds nothing else and its style moves them; else return ""."""
    position, floats = style.get("position", ""), style.get("float", "")
    if floats not in {"left", "right"} and not (
        position in {"absolute", "relative"} and any(style.get(side, "0").strip("0") for side in ("left", "right"))
    ):
        return ""
    text = node.text(deep=True).strip()
    return text if text.isdecimal() else ""


def stands_in(node: LexborNode, attributes: Mapping[str, str | None], before: str) -> str:
    """Return the text of a form control, or the alternative text of a small picture; "" if there is none.

    Most controls and pictures count only within a line of text; elsewhere they are not part of the letter.

    Args:
        node: an element whose tag is in `STANDING_IN`, such as `input` or `img`.
        attributes: its HTML attributes.
        before: the text in front of it in its line.

    """
    tag = node.tag
    inside = bool(before.strip())
    if tag == "input" and (attributes.get("type") or "").lower() in _TICKED_ONES:
        return TICKED if "checked" in attributes else NOT_TICKED
    if tag in _FIELDS:  # what a visitor may change is not the page's own
        return _field(node, attributes) if inside or not {"readonly", "disabled"}.isdisjoint(attributes) else ""
    if tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return chosen.text(deep=True) if inside and chosen is not None else ""
    if tag == "svg":
        texts = node.css("text")
        return texts[0].text(deep=True) if len(texts) == 1 and _is_within_a_sentence(node, before) else ""
    words = (attributes.get("alt") or "").strip() if tag == "img" else ""
    return words if _is_within_a_sentence(node, before) and not _FILE.search(words) else ""


def page_within(node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    """Return the page that a frame holds in its own attributes (`srcdoc`, or an address `data:text/html`); else ""."""
    if node.tag == "iframe" and (page := attributes.get("srcdoc")):
        return page
    address = (attributes.get("data") or attributes.get("src") or "").strip() if node.tag in _FRAMES else ""
    kind, _, body = address.partition(",")
    if not kind.lower().startswith("data:text/html"):
        return ""
    content = unquote_to_bytes(body)
    if kind.lower().endswith(";base64"):
        try:
            content = b64decode(content)
        except ValueError:
            return ""
    named = declared_charset(kind.partition(";")[2].encode())
    try:
        return decode(content, "", named or declared_charset(content))
    except InputError:
        return ""


def left_out(node: LexborNode, attributes: Mapping[str, str | None], before: str) -> str:
    """Return words for a warning that name unreadable content of the element `node`; "" if it has none.

    Unreadable content is a picture within a sentence or as large as a page, a file in a frame, or a sentence in a
    drawing or field. The arguments are those of `stands_in`.
    """
    tag, name = node.tag, attributes.get("src") or attributes.get("data") or ""
    if tag == "img" and _is_within_a_sentence(node, before):
        return f"a picture within a sentence, “{name[-_NAME:]}”"
    if tag == "img":
        return f"a large picture, “{name[-_NAME:]}”" if as_large_as_a_page(attributes) else ""
    if tag in _FRAMES:
        return f"the file “{file}” in a frame" if (file := file_in(name)) else ""
    if tag in {"svg", "canvas"} and _is_within_a_sentence(node, before):
        return "a drawing within a sentence"
    if tag == "svg":
        return (
            "a sentence in a drawing"
            if has_body("".join(one.text(deep=True) for one in node.css(_DRAWN_WORDS)))
            else ""
        )
    return "a sentence in a field to fill in" if tag in _FIELDS and has_body(_field(node, attributes)) else ""


def _field(node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    if node.tag == "textarea":
        return node.text(deep=True)
    return (attributes.get("value") or "") if (attributes.get("type") or "").lower() in _WRITTEN else ""


def _is_within_a_sentence(node: LexborNode, before: str) -> bool:
    before, after = before.strip(), node.next
    if not before or _ENDED.search(before) or after is None or after.tag != "-text":
        return False
    return bool(re.match(r"[\u4e00-\u9fff%，。；、）]", (after.text_content or "").lstrip()))


def is_block(attributes: dict[str, str | None], style: dict[str, str] | None) -> bool:
    """Return True if a style or a role in a table makes an element end a line."""
    if attributes.get("role") in ROLES_IN_TABLES:
        return True
    return style is not None and style.get("display") in _BLOCK_STYLES and "float" not in style


def between(before: list[str], part: LexborNode) -> str:
    """Return a blank if the numbers of two parts that are set side by side would be read as one, else ""."""
    return " " if before and before[-1][-1:].isdecimal() and part.text().strip()[:1].isdecimal() else ""
