"""Reads the visible text of a PDF file. It runs in a separate process, because the parser is a C++ library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import visible
from summarise.load.limits import MAX_PAGES
from summarise.load.page_layout import sheet_of
from summarise.load.paragraphs import paragraphs
from summarise.load.pdf_page import content_of
from summarise.load.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarise.load.glyphs import PrintedLine
    from summarise.load.pdf_page import PageContent

__all__ = ["read_pdf", "read_text_layer"]

_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_SCAN_SHARE: Final = 0.4  # of the page; stamps and emblems are smaller
_EMPTY_SHARE: Final = 0.05  # where a page has no character at all, a picture of this share is what it shows
_SCANT: Final = 8  # Chinese characters; what a scanner or a numbering machine prints onto a scan has fewer
_LAYER_PAGES: Final = 3
_SCANNERS: Final = lazy_pattern("由?扫描全能王(?:扫描)?创建|扫描创建|由.{1,8}扫描")
_MOST_NAMED: Final = 20
_LONGEST_NAME: Final = 80
_HANZI: Final = lazy_pattern("[\u4e00-\u9fff]")
_CROSSED: Final = 2  # characters of a line that stand on others; one alone may be a raised sign on a lowered one
_OUTLINES: Final = 100  # drawn shapes; a page without a character that has more shows letters


def read_pdf(data: bytes, source: str) -> Whole:
    """Return the visible text of a PDF file, one line for each paragraph, without running heads and page numbers.

    `data` is the content of the file; `source` names the file in errors. The caveats name pages that consist only of
    pictures or outlines, large pictures beside the text, and attached files. They also name pages that may be read
    wrong, as text is printed over text, is under a picture, or lacks its font.

    Raises:
        InputError: `encoding` if a font does not map a character to Unicode; `scanned` if at least half of the pages
            are only pictures or outlines; `unsupported` if the file needs a password; `too_large` for more than 500
            pages; `unreadable` if it is damaged.

    """
    return _opened_and_read(data, source, layer=False)


def read_text_layer(data: bytes, source: str) -> str:
    """Return the invisible text that a scanner's software put under the pictures of the PDF file `data`.

    `source` names the file in errors.

    Raises:
        InputError: `scanned` if the file is not a PDF file; also the errors of `read_pdf`.

    """
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{source}: is no PDF file, so it has no text layer", kind="scanned")
    return _opened_and_read(data, source, layer=True).text


def _opened_and_read(data: bytes, source: str, *, layer: bool) -> Whole:
    import pypdfium2  # noqa: PLC0415 - loaded only for PDF files

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported") from error
        raise InputError(f"{source}: a damaged PDF file ({error})", kind="unreadable") from error
    if len(document) > MAX_PAGES:
        raise InputError(f"{source}: has {len(document)} pages, too many for a reply", kind="too_large")
    try:
        whole = _read(document, source, layer=layer)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{source}: a damaged PDF file ({error})", kind="unreadable") from error
    if lost := whole.text.count("\ufffd"):
        raise InputError(
            f"{source}: holds U+FFFD, as its fonts do not say which characters they draw ({lost} of them); save it "
            "anew from the program that made it, or read pictures of its pages with --ocr",
            kind="encoding",
        )
    return whole


def _read(document: Any, source: str, *, layer: bool) -> Whole:
    if document.get_formtype():
        document.init_forms()  # draws the fields that the file leaves to its reader
    pages: list[list[PrintedLine]] = []
    heights: list[float] = []
    unread: dict[int, str] = {}
    fontless: list[int] = []
    pictured: list[int] = []
    crossed: list[int] = []
    hidden: list[Caveat] = []
    for number in range(len(document)):
        content = content_of(document, number, layer=layer)
        lines, height = sheet_of(content.glyphs, content.rules, content.width, content.height, number)
        if reason := _why_unread(content):
            unread[number + 1] = reason
        elif content.lacks_font:
            fontless.append(number + 1)
        if not reason and any(line.crossed >= _CROSSED for line in lines):
            crossed.append(number + 1)
        if not reason:
            hidden += _under(number + 1, content)
        if content.beside and not reason:
            pictured.append(number + 1)
        pages.append([] if reason else lines)  # what a scanner printed onto it is not the letter's
        heights.append(height)
    if unread and 2 * len(unread) >= len(pages):
        layered = " (--text-layer reads what its scanner recognised)" if _has_layer(document, list(unread)) else ""
        reason = f"{_pages_named(unread)}; it needs text recognition (--ocr){layered}"
        raise InputError(f"{source}: {reason}", kind="scanned")
    caveats = (*_carried(document), *_caveats(unread, fontless, pictured, crossed), *hidden)
    return Whole("\n".join(paragraphs(pages, heights)), caveats)


def _has_layer(document: Any, numbers: list[int]) -> bool:
    """Return True if the first of these pages (numbered from 1) contain invisible text."""
    texts = (document[number - 1].get_textpage().get_text_range() for number in numbers[:_LAYER_PAGES])
    return any(len(_HANZI.findall(text)) >= _SCANT for text in texts)


def _why_unread(content: PageContent) -> str:
    """Return why a page has no text, for example because it is a picture; "" if it shows text or is empty."""
    printed = _SCANNERS.sub("", "".join(glyph.text for glyph in content.glyphs))
    words = len(_HANZI.findall(printed))
    if words < _SCANT and content.pictures >= (_SCAN_SHARE if printed else _EMPTY_SHARE):
        return "a scanned picture"
    return "drawn in outlines and not written" if not printed and content.curves >= _OUTLINES else ""


def _pages_named(unread: dict[int, str]) -> str:
    numbers = list(unread)
    if len(numbers) == 1:
        return f"page {numbers[0]} is {unread[numbers[0]]}"
    return f"pages {', '.join(map(str, numbers))} are pictures without text"


def _carried(document: Any) -> Iterable[Caveat]:
    """Yield a caveat for each file that is attached to a PDF file."""
    for number in range(min(document.count_attachments(), _MOST_NAMED)):
        name = visible(document.get_attachment(number).get_name())[:_LONGEST_NAME]
        yield Caveat("unread_part", f"the PDF file carries the file “{name}”, which was not read; save it by itself")


def _under(number: int, content: PageContent) -> Iterable[Caveat]:
    """Yield the caveats about text of page `number` that pictures or coloured areas are painted over."""
    if count := len(content.covered):
        yield Caveat(
            "unread_part",
            f"page {number} has text under a picture or a coloured area, which was not read; lines: {count}",
        )
    if count := len(content.doubtful):
        yield Caveat(
            "unread_part",
            f"page {number} has text that a picture or a coloured area may hide; compare the page; lines: {count}",
        )


def _caveats(unread: dict[int, str], fontless: list[int], pictured: list[int], crossed: list[int]) -> Iterable[Caveat]:
    for number, reason in unread.items():
        yield Caveat("unread_page", f"page {number} is {reason} and was not read")
    for number in fontless:
        yield Caveat(
            "unread_part",
            f"page {number} is in a font that neither the file nor this machine has, so signs may be missing; "
            "install a Chinese font, or save the file with its fonts",
        )
    for number in pictured:
        yield Caveat("unread_part", f"page {number} shows a large picture beside its text, which was not read")
    for number in crossed:
        yield Caveat("unread_part", f"page {number} has text printed over text; compare its sentences with the page")
