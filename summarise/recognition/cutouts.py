"""Cuts unconfirmed numbers out of the picture of a page, so that a person can check them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from summarise.recognition.agreement import Number

__all__ = ["with_cutouts"]

_BESIDE: Final = 4.0  # heights of the line that are shown on each side of the number
_ABOVE: Final = 0.15
_TALLEST: Final = 40  # pixels
_WIDEST: Final = 640
_GREYS: Final = 8
_LONGEST: Final = 6_000  # characters in base64, as many as a record takes; a longer one is a photograph, no print


def with_cutouts(numbers: Iterable[Number], png: bytes) -> list[Number]:
    """Return the numbers of a page; each unconfirmed number gets the picture of its place on the page.

    `png` is the picture of the page.
    """
    from PIL import Image  # noqa: PLC0415 - the extra `ocr` brings it

    page = Image.open(io.BytesIO(png)).convert("L")
    return [one if one.is_confirmed else replace(one, picture=_cut(page, *one.box)) for one in numbers]


def _cut(page: Any, left: float, top: float, right: float, bottom: float) -> str:
    """Return the part of a page inside a box and around it, as a PNG in base64; "" if the result would be too large."""
    height = bottom - top
    beside, above = _BESIDE * height, _ABOVE * height
    across = max(round(left - beside), 0), min(round(right + beside), page.width)
    down = max(round(top - above), 0), min(round(bottom + above), page.height)
    if across[0] >= across[1] or down[0] >= down[1]:
        return ""
    piece = page.crop((across[0], down[0], across[1], down[1]))
    piece.thumbnail((_WIDEST, _TALLEST))
    out = io.BytesIO()
    piece.quantize(_GREYS).save(out, "PNG", optimize=True)
    encoded = base64.b64encode(out.getvalue()).decode("ascii")
    return encoded if len(encoded) <= _LONGEST else ""
