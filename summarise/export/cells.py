"""Cells that a spreadsheet reads as text, whatever a document wrote into them."""

from __future__ import annotations

import unicodedata

__all__ = ["SEPARATOR", "defused"]

SEPARATOR = "、"
"""Between the names in one cell."""


def defused(text: str) -> str:
    """Return the text, with an apostrophe before it if a spreadsheet would take it for a formula.

    That is, if its first visible character is = + - @ or one of their other widths, or its first is a tab or a line
    end (OWASP, CSV injection). Invisible characters in front do not hide it.
    """
    head = text[:1]
    if "一" <= head <= "龥" or (head.isascii() and head.isalnum()):  # nearly every cell
        return text
    if head in {"\t", "\r", "\n"}:
        return f"'{text}"
    first = next((c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}), "")
    return f"'{text}" if first and unicodedata.normalize("NFKC", first)[:1] in {"=", "+", "-", "@"} else text
