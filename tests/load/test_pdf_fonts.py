"""A PDF file in a font that is nowhere at hand: the library drops pieces of lines, so the reader is warned."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2.raw as pdfium
import pytest

from eval.fixtures.make_documents import documents
from summarise.load.pdf import read_pdf

DATA = next(f.data for f in documents() if f.layout == "pdf")
"""Its font is none that the file brings."""


@pytest.fixture
def no_fonts() -> Iterator[None]:
    """A machine without fonts; pdfium keeps the address of what names none."""
    none = pdfium.FPDF_SYSFONTINFO()
    none.version = 1
    pdfium.FPDF_SetSystemFontInfo(none)
    yield
    pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())


@pytest.mark.usefixtures("no_fonts")
def test_a_file_whose_font_is_nowhere_is_read_with_a_warning_for_each_page() -> None:
    caveats = read_pdf(DATA, "a.pdf").caveats
    assert {caveat.kind for caveat in caveats} == {"unread_part"}
    assert "page 1 is in a font" in caveats[0].message


@pytest.mark.chinese_font
def test_a_file_whose_font_is_at_hand_is_read_without() -> None:
    assert not read_pdf(DATA, "a.pdf").caveats
