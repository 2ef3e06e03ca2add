"""Reads the text of a saved web page, as a person who reads the page sees it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import collapse, visible
from summarise.load.letter_body import has_body, shown_in_place
from summarise.load.limits import MAX_MARKUP_BYTES
from summarise.load.made_elsewhere import made_elsewhere
from summarise.load.more_pages import more_pages
from summarise.load.page_furniture import letter_lines
from summarise.load.receipt import RECEIVED
from summarise.load.text_tables import with_rows, without_tabs
from summarise.load.whole import Whole
from summarise.load.wrapping import unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborHTMLParser

__all__ = ["looks_like_html", "read_html", "read_pages"]

_START: Final = lazy_pattern(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|center|font|section|article|frameset|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING: Final = lazy_pattern(
    r"</(?:html|body|div|table|p|span|center|font|section|article|h[1-6])\s*>", re.IGNORECASE
)
_XML_PAGE: Final = lazy_pattern(
    r"\s*<\?xml[^>]{0,200}\?>.{0,2000}?<html\b[^>]{0,400}xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml", re.DOTALL
)
_CDATA: Final = lazy_pattern(r"(?<![/*])<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>")
"""Matches CDATA text in XML; after `//` or `/*` it would be a script or a style sheet."""

_TEMPLATE: Final = lazy_pattern(r"<template\b[^<>]{0,400}>|</template\s*>|<style(?=[\s>/])", re.IGNORECASE)
_SHADOW: Final = lazy_pattern(r"<template\b[^<>]{0,300}\bshadowroot(?:mode)?\s*=[^<>]{0,100}>", re.IGNORECASE)

_MOVED: Final = "text in a <slot> that the file holds elsewhere"


def looks_like_html(text: str) -> bool:
    """Return True if `text` is a web page or part of one; False for plain text with a few remaining tags."""
    return bool(_START.match(text[:8192])) and bool(_CLOSING.search(text) or "<html" in text[:8192].lower())


def read_html(page: str, source: str) -> Whole:
    """Return the visible text of the web page `page`, one line for each paragraph, without menus and footers.

    `source` names the page in errors. The caveats name what the page shows and its text does not contain: files, large
    pictures, pictures within sentences, and sentences in drawings or fields.

    Raises:
        InputError: `too_large` or `unsafe` if the page exceeds the limits; `scanned` if its letter is a picture or in
            another file; `empty` or `not_a_reply` if its text is in a script, in a frame or on another page.

    """
    return read_pages([page], source)


def read_pages(pages: Iterable[str], source: str) -> Whole:
    """Return the visible text of pages that are shown together (frames), in the order of `pages`.

    `source` names the pages in errors. The errors are those of `read_html`.
    """
    from selectolax.lexbor import LexborHTMLParser as Parser  # noqa: PLC0415 - loaded only for pages

    from summarise.load.page_text import lines_of  # noqa: PLC0415 - it needs the parser

    texts: list[str] = []
    shown: list[str] = []
    unread: list[str] = []
    trees: list[LexborHTMLParser] = []
    waiting = [(page, False) for page in pages]
    while waiting:
        page, inner = waiting.pop(0)
        if len(page) > MAX_MARKUP_BYTES:
            raise InputError(f"{source}: the page has {len(page)} characters of markup, too many", kind="too_large")
        tree = Parser(_without_conditionals(page))
        trees.append(tree)
        head = tree.css_first("title")
        title = collapse(visible(head.text())) if head is not None else ""
        if not inner:  # pages within a page, one level deep
            waiting += [(node.text(), True) for node in tree.css("noframes")]
        lines, lacking = lines_of(tree, page, source)
        if "shadowroot" in page and _SHADOW.search(page) and tree.css_first("slot") is not None:
            lacking = [*lacking, _MOVED]
        found = without_tabs(unbroken(with_rows(letter_lines(lines, title))))
        if not has_body("\n".join(found)):
            shown += filter(None, [shown_in_place(tree)])
        if where := more_pages(tree):
            unread.append(f"a link to another page of its text (“{where}”)")
        unread += lacking
        texts += found
    text = "\n".join(texts)
    has_letter = has_body(text)
    if shown and not has_letter:
        raise InputError(f"{source}: the page holds no letter; the letter may be {shown[0]}", kind="scanned")
    if not has_letter and not RECEIVED.search(text):
        is_empty = not text.strip()
        for where in filter(None, (made_elsewhere(tree, is_empty=is_empty) for tree in trees)):
            raise InputError(f"{source}: holds no letter: {where}", kind="empty" if is_empty else "not_a_reply")
    caveats = (Caveat("unread_part", f"the page shows {what}, which was not read") for what in dict.fromkeys(unread))
    return Whole(text, tuple(caveats))


def _without_conditionals(page: str) -> str:
    """Return the page without the marks that hide content only from some programs, so that the content is read.

    `<![if …]>` is not a tag, so browsers show what it contains. In an XML page, `<![CDATA[…]]>` contains text. A
    template with `shadowrootmode` is shown in its place, unlike any other template.
    """
    if "shadowroot" in page and _SHADOW.search(page):
        page = _with_shadows(page)
    if "<![" not in page:
        return page
    if "<![CDATA[" in page and _XML_PAGE.match(page):
        page = _CDATA.sub(lambda found: escape(found[1], quote=False), page)
    return re.sub(r"<!\[(?:if[^\]]{0,80}|endif)\]>", "", page)


def _with_shadows(page: str) -> str:
    """Return the page with `<div>` for each template that a browser shows.

    A style sheet in such a template says nothing about the page around it. It is switched off.
    """
    open_: list[bool] = []

    def shown(tag: re.Match[str]) -> str:
        if tag[0][1:].lower() == "style":
            return tag[0] + " media=print " if open_ and open_[-1] else tag[0]
        if tag[0].startswith("</"):
            return "</div>" if open_ and open_.pop() else tag[0]
        open_.append(bool(_SHADOW.match(tag[0])))
        return "<div>" if open_[-1] else tag[0]

    return _TEMPLATE.sub(shown, page)
