"""A stretch of text, as labels and answers state it."""

from __future__ import annotations

__all__ = ["Span"]

Span = tuple[int, int]
"""Half-open interval of characters of the text."""
