"""Finds the words by which a web page says that its text goes on, or began, on another page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

__all__ = ["more_pages"]

_COUNTED: Final = lazy_pattern(
    r"第\s*\d{1,3}\s*页\s*[/／,，|]?\s*共\s*(?:[2-9]|\d{2,3})\s*页|共\s*(?:[2-9]|\d{2,3})\s*页\s*[/／,，|]?\s*第\s*\d{1,3}\s*页"
)
_TURNS: Final = frozenset({"下一页", "上一页", "下页", "上页", "尾页", "末页"})
_NO_ADDRESS: Final = ("#", "javascript:;", "javascript:void")
_SIGNS: Final = " \t\r\n[]【】<>«»‹›←→"


def more_pages(tree: LexborHTMLParser) -> str:
    """Return the words of a page that name other pages of its text, such as 第1页/共6页; "" if there are none."""
    for link in tree.css("a[href]"):
        words = link.text().strip(_SIGNS)
        if words in _TURNS and not (link.attributes.get("href") or "#").strip().lower().startswith(_NO_ADDRESS):
            return words
    found = _COUNTED.search(tree.body.text()) if tree.body is not None else None
    return "".join(found[0].split()) if found else ""
