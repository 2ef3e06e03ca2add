"""A picture, and a reader that reads a text from any picture, for tests of recognition."""

from __future__ import annotations

import io

from PIL import Image

from summarise.recognition import Reader, Word

EM = 30.0
"""Width of a sign in pixels."""


def reader(text: str) -> Reader:
    """Return a reader that reads this text from any picture: a line of it a line of print."""
    lines = text.split("\n")
    return lambda _png: [Word(line, 90, 80 + 60 * n, 90 + EM * len(line), 110 + 60 * n) for n, line in enumerate(lines)]


def picture(kind: str = "PNG", size: tuple[int, int] = (1240, 1754), **settings: object) -> bytes:
    """Return an empty picture of this kind."""
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, kind, **settings)
    return out.getvalue()
