"""The type of a stretch of text in labels and answers."""

from __future__ import annotations

__all__ = ["Span"]

Span = tuple[int, int]
"""Half-open interval of characters: first, and one past the last."""
