"""Replaces radicals and presentation forms, which some PDF files contain in place of ordinary characters."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["plain"]

# Unicode has no decomposition for the radicals supplement; this is its EquivalentUnifiedIdeograph.
_FIRST: Final = 0x2E80
_SUPPLEMENT: Final = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糸纟"
    "罓罒罒冈网羊羊羊耂肀聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# What compatibility decomposition turns into a form that simplified text does not use.
_OTHER: Final = {"⼾": "户", "⾭": "青"}


def plain(character: str) -> str:
    """Return the ordinary character for a radical, a compatibility ideograph or a Latin ligature, else `character`."""
    code = ord(character)
    if _FIRST <= code < _FIRST + len(_SUPPLEMENT):
        return _SUPPLEMENT[code - _FIRST]
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:  # noqa: PLR2004
        return _OTHER.get(character) or unicodedata.normalize("NFKC", character)
    return character
