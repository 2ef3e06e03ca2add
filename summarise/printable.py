"""Makes text of documents and services safe for a terminal, which control characters could otherwise control."""

from __future__ import annotations

from unicodedata import category

__all__ = ["one_line", "printable", "with_escapes", "without_controls"]


def printable(text: str) -> str:
    """Return the text with every white space as a blank, without control, format, private and unassigned characters."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "" for c in text)


def one_line(text: str, longest: int | None = None) -> str:
    """Return `printable(text)` with each run of white space as one blank.

    A longer line is cut to `longest` characters, of which the last is …; None means no limit.
    """
    line = " ".join(printable(text).split())
    return line if longest is None or len(line) <= longest else line[: longest - 1] + "…"


def with_escapes(text: str) -> str:
    """Return the text with each unprintable character as a Python escape, for messages about a file."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def without_controls(text: str) -> str:
    """Return the text without control and format characters and halves of pairs; line breaks and tabs become blanks.

    Private characters stay, as old encodings use them in names. So do wide blanks.
    """
    if text.isprintable():
        return text
    return "".join(map(_kept, text))


def _kept(sign: str) -> str:
    if sign.isprintable() or category(sign) in {"Co", "Zs"}:
        return sign
    return " " if sign.isspace() else ""
