"""Makes cells that a spreadsheet reads as text and never as a formula."""

from __future__ import annotations

import unicodedata

__all__ = ["SEPARATOR", "defused"]

SEPARATOR = "、"
"""Separator between several names in one cell."""


def defused(text: str) -> str:
    """Return the text, with an apostrophe in front if a spreadsheet would take it for a formula.

    A spreadsheet does so if the first visible character is =, +, - or @, also in full width. It also does so if the
    first character is a tab or a line end (OWASP, CSV injection).
    """
    head = text[:1]
    if "一" <= head <= "龥" or (head.isascii() and head.isalnum()):  # nearly every cell
        return text
    if head in {"\t", "\r", "\n"}:
        return f"'{text}"
    first = next((c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"}), "")
    return f"'{text}" if first and unicodedata.normalize("NFKC", first)[:1] in {"=", "+", "-", "@"} else text
