"""Finds the ruled lines of tables in the picture of a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from summarise.load.grid import Rule
from summarise.recognition.readers import Word

__all__ = ["ruled_lines"]

_LEVEL: Final = 3.0
"""Least length of a horizontal line, in heights of a line of text; a dash is shorter."""
_ACROSS: Final = 1.4
"""The same for a vertical line, which may border a single row; no stroke of a character is as long."""
_THICKEST: Final = 0.4
_MEETS: Final = 0.5
"""Maximum gap between the end of a line and the line that it meets, in heights of a line of text."""
_BROKEN: Final = 6
"""Maximum gap within a line, in pixels."""
_LIGHTER: Final = 45
"""How much darker than most of the page a line is at least, of 255 greys."""
_MOST_RUNS: Final = 20_000
"""More runs of dark pixels are a photograph or a form with grey areas."""
_INSIDE: Final = (0.25, 0.75)
"""Where a horizontal line strikes a text out, in shares of its height; such a line borders no cell."""


@dataclass(slots=True)
class _Band:
    """Dark runs one below the other: `first` to `last` across their direction, `begin` to `end` along it."""

    first: int
    last: int
    begin: int
    end: int

    @property
    def at(self) -> float:
        return (self.first + self.last) / 2


def ruled_lines(png: bytes, words: Sequence[Word], tilt: float, size: float) -> list[Rule]:
    """Return the lines in the picture of a page that meet as the lines of a table do.

    Args:
        png: the picture of the page.
        words: its recognised words as they are on the level page.
        tilt: slope of the page in the picture, by which it is made level.
        size: usual height of a line of text in pixels.

    """
    import numpy as np  # noqa: PLC0415 - the extra `ocr` brings it, with its engine

    grey = np.asarray(_level(png, tilt))
    dark = grey < np.median(grey) - _LIGHTER
    level = [band for band in _bands(dark, _LEVEL * size) if band.last - band.first <= _THICKEST * size]
    across = [band for band in _bands(dark.T, _ACROSS * size) if band.last - band.first <= _THICKEST * size]
    level = [band for band in level if not _strikes_out(band, words)]
    for _ in range(2):
        level = [band for band in level if sum(_meet(band, other, size) for other in across) > 1]
        across = [band for band in across if sum(_meet(band, other, size) for other in level) > 1]
    rows = [(band.at, *_ends(band, across, size)) for band in level]
    columns = [(band.at, *_ends(band, level, size)) for band in across]
    return [Rule(begin, at, end, at) for at, begin, end in rows] + [
        Rule(at, begin, at, end) for at, begin, end in columns
    ]


def _level(png: bytes, tilt: float) -> Any:
    """Return the picture as it would be if the page were not tilted."""
    from PIL import Image  # noqa: PLC0415 - the extra `ocr` brings it

    image = Image.open(io.BytesIO(png)).convert("L")
    if not tilt:
        return image
    turned = (1.0, -tilt, 0.0, tilt, 1.0, 0.0)
    return image.transform(image.size, Image.Transform.AFFINE, turned, Image.Resampling.BILINEAR, fillcolor=255)


def _bands(dark: Any, shortest: float) -> list[_Band]:
    """Return the lines along the rows of `dark`, a matrix of True for dark pixels; [] if it has too many runs."""
    import numpy as np  # noqa: PLC0415 - the extra `ocr` brings it, with its engine

    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    begins, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - begins[:, 1] >= max(shortest / 4, _BROKEN)
    runs = [(int(at), int(begin), int(end)) for (at, begin), end in zip(begins[long], ends[long, 1], strict=True)]
    if len(runs) > _MOST_RUNS:
        return []
    bands: list[_Band] = []
    open_: list[_Band] = []
    for at, begin, end in runs:
        open_ = [band for band in open_ if at - band.last <= 1]
        near = [band for band in open_ if begin <= band.end + _BROKEN and band.begin <= end + _BROKEN]
        if near:
            near[0].last, near[0].begin, near[0].end = at, min(near[0].begin, begin), max(near[0].end, end)
        else:
            open_.append(_Band(at, at, begin, end))
            bands.append(open_[-1])
    return [band for band in _joined(bands) if band.end - band.begin >= shortest]


def _joined(bands: Iterable[_Band]) -> list[_Band]:
    """Return the bands with those joined that are pieces of one line."""
    joined: list[_Band] = []
    for band in sorted(bands, key=lambda one: one.begin):
        for other in joined:
            beside = band.first <= other.last + 2 and other.first <= band.last + 2
            if beside and band.begin <= other.end + _BROKEN:
                other.first, other.last = min(other.first, band.first), max(other.last, band.last)
                other.end = max(other.end, band.end)
                break
        else:
            joined.append(band)
    return joined


def _meet(one: _Band, other: _Band, size: float) -> bool:
    """Return True if two lines, one horizontal and one vertical, cross or meet."""
    slack = _MEETS * size
    return one.begin - slack <= other.at <= one.end + slack and other.begin - slack <= one.at <= other.end + slack


def _ends(band: _Band, others: Iterable[_Band], size: float) -> tuple[float, float]:
    """Return the two ends of a line, each moved to the line that it meets there."""
    places = [other.at for other in others if _meet(band, other, size)]
    return _moved(band.begin, places, size), _moved(band.end, places, size)


def _moved(end: float, places: Iterable[float], size: float) -> float:
    return min(
        (place for place in places if abs(place - end) <= _MEETS * size), key=lambda at: abs(at - end), default=end
    )


def _strikes_out(band: _Band, words: Iterable[Word]) -> bool:
    return any(
        word.top + _INSIDE[0] * (word.bottom - word.top) < band.at < word.top + _INSIDE[1] * (word.bottom - word.top)
        and band.begin < (word.left + word.right) / 2 < band.end
        for word in words
    )
