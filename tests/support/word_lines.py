"""The lines that are read of a Word file, for tests."""

from __future__ import annotations

from eval.fixtures.word import package
from summarise.load import load_bytes


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    """Return the lines that are read of a Word file with this body, these lists and these styles."""
    return load_bytes(package(body, numbering, styles), "x.docx").text.split("\n")
