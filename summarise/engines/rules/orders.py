"""The verbs by which one body tells another to act."""

from __future__ import annotations

from typing import Final

__all__ = ["ORDERS", "TELLS"]

ORDERS: Final = ("责成", "责令", "要求", "指派", "委托", "通知")
TELLS: Final = "|".join(ORDERS)
"""`ORDERS` as alternatives of a pattern."""
