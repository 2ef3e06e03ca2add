"""Whether pdfium looks for fonts that a file does not bring; reading the text needs none, drawing a page does."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["with_own_fonts_only", "with_system_fonts"]


def with_own_fonts_only() -> None:
    """Let pdfium take its own fonts for those that a file lacks; a font of Chinese has twenty megabytes to load."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    pdfium.FPDF_SetSystemFontInfo(_no_fonts())


def with_system_fonts() -> None:
    """Let pdfium find the fonts of the system."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())  # a new one: what was set is freed


@cache
def _no_fonts() -> Any:
    """Return what names no font; pdfium keeps the address, so it must stay."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    return info
