"""Defines the column heads of tables for numbers that state what exists already."""

from __future__ import annotations

from typing import Final

__all__ = ["THERE"]

THERE: Final = "(?:已|现[有状]|原有|目前|共有|[完建]成[数量情率]|实际|累计|基数|[上去]年)"
"""Regular expression for column heads of existing things, as opposed to columns of planned ones."""
