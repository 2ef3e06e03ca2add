"""Makes the HTML table that notebooks display for a record."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["html_table"]


def html_table(title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return an HTML table with the caption `title`, column heads `heads` and rows `rows`; all texts are escaped."""
    head = "".join(f"<th>{escape(word)}</th>" for word in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
