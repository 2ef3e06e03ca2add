"""Text of documents and services as a terminal may show it: nothing in it steers the terminal."""

from __future__ import annotations

__all__ = ["one_line", "printable", "with_escapes"]


def printable(text: str) -> str:
    """The text with every white space a blank, and without control, format, private and unassigned characters."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "" for c in text)


def one_line(text: str, longest: int | None = None) -> str:
    """Printable, runs of white space as one blank, and cut at a length where one is given."""
    line = " ".join(printable(text).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def with_escapes(text: str) -> str:
    """Return every character that is not printable as its escape, for a message that tells what a file holds."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
