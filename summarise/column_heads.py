"""Defines the column heads of tables: numbers that state what exists already, and bodies that act."""

from __future__ import annotations

from typing import Final

__all__ = ["THERE", "WHO"]

THERE: Final = "(?:已|现[有状]|原有|目前|共有|[完建]成[数量情率]|实际|累计|基数|[上去]年)"
"""Regular expression for column heads of existing things, as opposed to columns of planned ones."""
WHO: Final = "(?:责任|牵头|主办|承办|承担|实施|负责|落实|配合|协办|主管|建设)(?:单位|部门|主体|机构)"
"""Regular expression for the head of a column of bodies that do what their row says."""
