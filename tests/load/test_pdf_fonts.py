"""Reading a PDF file takes no font of the system, drawing its pages does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval.fixtures.make_documents import documents
from summarise.load.pdf import read_pdf
from summarise.load.pdf_fonts import with_system_fonts
from summarise.recognition.page_pictures import drawn_page

DATA = next(f.data for f in documents() if f.layout == "pdf")
"""Its font is none that a file brings."""
SMALLEST_FONT = 1_000_000
"""Bytes; a font of Chinese has ten times as many."""


def bytes_read() -> int:
    return int(Path("/proc/self/io").read_text(encoding="ascii").split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="what a process has read is known on Linux")
def test_reading_loads_no_font_of_the_system() -> None:
    read_pdf(DATA, "a.pdf")
    before = bytes_read()
    assert "答复" in read_pdf(DATA, "a.pdf").text
    assert bytes_read() - before < SMALLEST_FONT


def test_a_page_is_drawn_in_fonts_of_the_system_after_one_was_read() -> None:
    asked = b"0\n" + DATA
    with_system_fonts()
    drawn = drawn_page(asked, "a.pdf")
    read_pdf(DATA, "a.pdf")
    assert drawn_page(asked, "a.pdf") == drawn
