"""Text of documents and services made safe for a terminal: no character in it can control the terminal."""

from __future__ import annotations

__all__ = ["one_line", "printable", "with_escapes"]


def printable(text: str) -> str:
    """Return the text with every white space as a blank, without control, format, private and unassigned characters."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "" for c in text)


def one_line(text: str, longest: int | None = None) -> str:
    """Return `printable(text)` with each run of white space as one blank.

    A longer line is cut to `longest` characters, the last of them …; None for no limit.
    """
    line = " ".join(printable(text).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def with_escapes(text: str) -> str:
    """Return the text with each character that cannot be printed as its Python escape, for messages about a file."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
