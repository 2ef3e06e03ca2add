"""The phrases by which a letter says that a proposal was received or that the answer follows."""

from __future__ import annotations

from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["RECEIPT", "RECEIVED"]

RECEIPT: Final = "收悉|敬悉|[答函回批][复復覆覄複](?:意见|情况|办理)*如下|[办辦]理(?:情况|意见|结果)[^，。]{0,8}如下"
"""A regular expression for these phrases. Most replies contain one in their opening; other texts hardly ever do."""
RECEIVED: Final = lazy_pattern(RECEIPT)
