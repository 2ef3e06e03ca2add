"""Converts the coordinates of a PDF page to those of the page as it is shown."""

from __future__ import annotations

from typing import Any

__all__ = ["Box", "Frame"]

Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a rectangle in points, on the page as shown."""


class Frame:
    """Converts coordinates of a pypdfium2 page to points from the upper left corner of the page as shown.

    The page's rotation and crop box are taken into account; y increases downwards.
    """

    def __init__(self, page: Any) -> None:
        self.rotation = page.get_rotation()
        self.left, self.bottom, right, top = page.get_cropbox()
        self.across, self.up = right - self.left, top - self.bottom
        self.width, self.height = (self.up, self.across) if self.rotation in {90, 270} else (self.across, self.up)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the PDF page as x and y on the page as shown."""
        x, y = x - self.left, y - self.bottom
        if not self.rotation:
            return x, self.up - y
        turned = {90: (y, x), 180: (self.across - x, y), 270: (self.up - y, self.across - x)}
        return turned.get(self.rotation, (x, self.up - y))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the PDF page as left, top, right and bottom on the page as shown."""
        if not self.rotation and left <= right and bottom <= top:
            return left - self.left, self.up - top + self.bottom, right - self.left, self.up - bottom + self.bottom
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
