"""Reads a small built-in PDF file in the reader process before it forks.

A fork inherits compiled patterns, loaded library functions and optimised byte code. Without this, each fork would have
to make them again.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from summarise.load.pdf import read_pdf

__all__ = ["warm_up"]

_TITLE: Final = "某市某局关于第12号提案的答复"
_LINES: Final = (
    "您提出的提案收悉，现答复如下：",
    "　　一、已完成的工作。2024年，改造小区12个、道",
    "路3.5公里，安排资金1.2亿元，惠及居民3万户。",
    "　　二、下一步打算。到2026年底前新建车位800个，",
    "覆盖率达到95%以上。感谢您对我们工作的支持。",
    "某市某局",
    "2025年6月3日",
)
_ROWS: Final = (("项目", "数量（个）"), ("车位", "800"))
_SIZE: Final = 16
_PDF: Final = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length LENGTH>>stream
CONTENT
endstream endobj
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>endobj
6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/Song
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


@cache
def warm_up() -> str:
    """Read the built-in PDF file in this process and return its text."""
    return read_pdf(_file(), "").text


def _file() -> bytes:
    drawn = [_shown(_TITLE, 150, 780, 22)]
    drawn += [_shown(line, 80, 740 - 28 * number, _SIZE) for number, line in enumerate(_LINES)]
    drawn += [
        _shown(cell, 90 + 200 * column, 515 - 30 * row, _SIZE)
        for row, cells in enumerate(_ROWS)
        for column, cell in enumerate(cells)
    ]
    drawn += [f"80 {y} m 480 {y} l S" for y in (540, 510, 480)] + [f"{x} 540 m {x} 480 l S" for x in (80, 280, 480)]
    content = "\n".join(drawn).encode("ascii")
    return _PDF.replace(b"LENGTH", str(len(content)).encode()).replace(b"CONTENT", content)


def _shown(text: str, x: int, y: int, size: int) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
