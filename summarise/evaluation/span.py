"""Defines the type of a span of text in labels and answers."""

from __future__ import annotations

__all__ = ["Span"]

Span = tuple[int, int]
"""A span of text: index of the first character, and index after the last character."""
