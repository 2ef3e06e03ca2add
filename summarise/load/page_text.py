"""Returns the visible text of a parsed web page as lines, with list numbers as official letters have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser as Parser

from summarise.lazy_pattern import lazy_pattern
from summarise.load.blocks import PageReader
from summarise.load.list_levels import genre_numbers
from summarise.load.page_furniture import Line
from summarise.load.style_sheet import sheet_styles

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["lines_of"]

Read = tuple[list[Line], list[str]]
"""The lines of a page, and the names of parts that were not read."""

# Programs that write lists counted 一、二、三 as lists without any such word, and break lines at blanks only.
_CONVERTERS: Final = lazy_pattern(r"<meta[^>]+generator[^>]+(?:LibreOffice|OpenOffice|pandoc)", re.IGNORECASE)
_HEAD: Final = 4_096


def lines_of(tree: Parser, page: str, source: str) -> Read:
    """Return the visible lines of a parsed page, without menus and footers, and the names of parts that were not read.

    `page` is the HTML text that `tree` was parsed from; `source` names the file in errors.

    Raises:
        InputError: `unsafe` if the page is nested more deeply, or has more style rules, than the limits allow.

    """
    return _read(tree, page, source, lambda inner: _read(Parser(inner), inner, source, None))


def _read(tree: Parser, page: str, source: str, inner: Callable[[str], Read] | None) -> Read:
    """Do the work of `lines_of`; `inner` does it for a page within the page."""
    root = tree.root
    if root is None:
        return [], []
    converted = bool(_CONVERTERS.search(page[:_HEAD]))
    reader = PageReader(sheet_styles(tree, page, source), source, converted=converted, inner=inner)
    lines = reader.read(root)
    counted = [(line, *line.counted) for line in lines if line.counted]
    if counted:
        others = (line.text for line in lines if not line.counted)
        places = [place for _, place, _ in counted]
        numbers = genre_numbers(places, [line.text for line, _, _ in counted], others, lost=converted)
        for (line, _, before), number in zip(counted, numbers, strict=False):
            line.text = number + line.text.removeprefix(before).lstrip()
    sentences = [line.text for line in lines if line.has_sentence]
    unread = [what for what, before in reader.unread if not before or any(before in text for text in sentences)]
    return lines, unread
