"""Fit text to the width of a terminal, without control characters and by the rules of Chinese line breaking."""

from __future__ import annotations

import re

from rich.cells import cell_len

from summarise.printable import one_line

__all__ = ["fold"]

_PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:%/_-]*|\s+|.", re.DOTALL)
_NARROWEST = 2
"""Columns of one Chinese character."""
_NEVER_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…%％,.;:?!)]}")
_NEVER_LAST = frozenset("（《〈「『【〔“‘([{")


def fold(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns (a Chinese character takes two).

    No line begins with a closing mark or ends with an opening one. A word is broken only if it is longer than a line.
    A line has room for one Chinese character at least, however small `width` is.
    """
    width = max(width, _NARROWEST)
    lines, line = [], ""
    for unit in _units(text):
        if line and cell_len(line) + cell_len(unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = unit.lstrip()
        else:
            line += unit
        while cell_len(line) > width:  # a word longer than a line
            cut = _fitting(line, width)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _units(text: str) -> list[str]:
    """Return the parts of a text that must not be broken: a character or word with its brackets and punctuation."""
    units: list[str] = []
    for piece in _PIECE.findall(one_line(text)):
        if units and (piece in _NEVER_FIRST or units[-1][-1] in _NEVER_LAST):
            units[-1] += piece
        else:
            units.append(piece)
    return units


def _fitting(line: str, width: int) -> int:
    """Return how many characters of `line` fit into `width` columns; at least 1."""
    size, used = 0, 0
    while size < len(line) and used + cell_len(line[size]) <= width:
        used += cell_len(line[size])
        size += 1
    return max(size, 1)
