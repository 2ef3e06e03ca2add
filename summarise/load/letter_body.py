"""Checks if a page's text contains the body of a letter, and else finds the picture or file that may contain it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["as_large_as_a_page", "file_in", "has_body", "is_page_sized", "shown_in_place"]

_LEAST: Final = 16  # Chinese characters of sentences
_SENTENCES: Final = lazy_pattern("[^。！？；：\n]*[。！？；：]?")
_FORMULA: Final = lazy_pattern(
    "收悉|敬悉|如下|现将|予以?公[开布示]|感[谢謝]|特此|此复|专此|详?见(?:附|下|上|以下|图|扫描)|原文|全文|扫描|附件|点击|下载|联系"
    "|来源|发布|浏览|版权|办理(?:情况|结果)$"
)
_ENDED: Final = lazy_pattern("[。！？；]$")
_HANZI: Final = lazy_pattern("[\u4e00-\u9fff]")
_LARGE: Final = 300  # pixels; emblems, buttons and codes to scan are smaller
_PAGE: Final = 600  # pixels of the longer side
_SIDES: Final = ("width", "height")
_SHORT_SIDE, _LONG_SIDE = 10.0, 14.0  # centimetres; emblems, stamps and codes are smaller
_NO_LETTER: Final = lazy_pattern(
    "logo|icon|nav|banner|qr|ewm|erweima|weixin|wechat|bg|header|footer|button|btn|arrow|gongan"
)
_FILE: Final = lazy_pattern(r"[^/=&?]{1,120}\.(?:pdf|ofd|docx?|wps)\b", re.IGNORECASE)
_SIZE: Final = lazy_pattern(r"(?<![-\w])(width|height)\s*:\s*(\d+)(?![\d%])", re.IGNORECASE)


def has_body(text: str) -> bool:
    """Return True if a text has at least 16 Chinese characters in sentences that are not set phrases.

    Set phrases are those that open or close a letter, or refer to it: 收悉, 此复, 附件下载.
    """
    found = 0
    for piece in _SENTENCES.finditer(text):
        sentence = piece.group().strip()
        if _ENDED.search(sentence) and not _FORMULA.search(sentence):
            found += len(_HANZI.findall(sentence))
            if found >= _LEAST:
                return True
    return False


def shown_in_place(tree: LexborHTMLParser) -> str:
    """Return words for an error message that name a file or large picture embedded in the page `tree`; else "".

    Call it for pages whose own text has no letter body (see `has_body`).
    """
    for node in tree.css("iframe[src], embed[src], object[data]"):
        if file := file_in(node.attributes.get("src") or node.attributes.get("data") or ""):
            return f"the file that it shows, “{file}” (`fetch --attachments`)"
    pictures = [name for node in tree.css("img") if (name := _large(node))]
    if not pictures:
        return ""
    return f"a picture that it shows, “{pictures[0]}”; save it and read it with --ocr"


def file_in(address: str) -> str:
    """Return the name of the document file that an address points to; "" if it points to a page or picture."""
    file = _FILE.search(unquote(address))
    return file[0] if file else ""


def as_large_as_a_page(attributes: Mapping[str, str | None]) -> bool:
    """Return True if the HTML `attributes` of a picture state sides of at least 300 (the shorter) and 600 pixels."""
    sizes = _sizes(attributes)
    return len(sizes) == len(_SIDES) and min(sizes) >= _LARGE and max(sizes) >= _PAGE


def is_page_sized(width: float, height: float) -> bool:
    """Return True if a picture of `width` by `height` centimetres may be a scanned page, in portrait or landscape."""
    return min(width, height) >= _SHORT_SIDE and max(width, height) >= _LONG_SIDE


def _sizes(attributes: Mapping[str, str | None]) -> list[int]:
    """Return width and height in pixels as a picture's attributes state them."""
    sizes = dict(_SIZE.findall((attributes.get("style") or "").lower()))
    sizes |= {name: attributes[name] for name in _SIDES if attributes.get(name)}
    return [int(found[0]) for size in sizes.values() if (found := re.match(r"\d+(?![\d%])", size or ""))]


def _large(node: LexborNode) -> str:
    """Return the name of a picture that is large enough for a page; "" for any other."""
    attributes = node.attributes
    source = next((value for name in _SOURCES if (value := attributes.get(name))), "")
    numbers = _sizes(attributes)
    if source.startswith("data:"):
        return "data:" if len(source) > _HEAVY or max(numbers, default=0) >= _LARGE else ""
    name = unquote(source.partition("?")[0].partition("#")[0]).rpartition("/")[2]
    large = min(numbers) >= _LARGE if numbers else not _NO_LETTER.search(f"{source} {_around(node)}".lower())
    return name[-80:] if large else ""


def _around(node: LexborNode) -> str:
    """Return the ids and classes of the elements around a picture."""
    names = []
    above = node.parent
    for _ in range(_ABOVE):
        if above is None:
            break
        attributes = above.attributes
        names.append(f"{above.tag} {attributes.get('id') or ''} {attributes.get('class') or ''}")
        above = above.parent
    return " ".join(names)


_SOURCES: Final = ("data-original", "data-src", "src")
_ABOVE: Final = 3
_HEAVY: Final = 40_000  # characters
