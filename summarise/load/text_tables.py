"""Finds tables of figures in plain text, with tabs or bars between the cells, and makes rows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.page_furniture import Line
from summarise.load.rows import Cell, table_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["with_rows"]

_BARS: Final = lazy_pattern(r"\s*\|.*\|\s*")
_OF_A_RULER: Final = frozenset("|:- \t")
_FIGURE: Final = lazy_pattern(
    r"(?:新[建增]|改造|建[设成]|完成|达到?|提升[到至]|不少于|不低于|至少|约|近|超)?\s*\d[\d,，.]*(?:\s*[-—–~～至]\s*\d[\d,，.]*)?\s*[余多]?[百千]?[万亿]?(?:[^\s\d，。；：|]{1,4})?"
    r"(?:以上|以内|以下|左右)?"
)
_UNIT: Final = lazy_pattern(r"[（(][^（）()\d]{1,10}[)）]\s*$")
_UNIT_OF_TABLE: Final = lazy_pattern(r"单位\s*[:：]\s*[^\s（）()\d、，。/]{1,6}\s*[)）]?\s*[:：]?$")
_OF_THE_PAGE: Final = lazy_pattern(
    r"索\s*引|文\s*号|发\s*布|成\s*文|提\s*案|建\s*议|办\s*理|答\s*复|联\s*系|电\s*话|日\s*期|(?<![成工用付束施])时\s*间"
)
_LONGEST: Final = 400
"""Maximum number of characters of a line that is a row of a table."""


def with_rows(lines: Sequence[str]) -> list[str]:
    """Return the lines, with each table of figures as rows that can be understood without the rows above them.

    A table of figures has at least two lines with equally many cells, between tabs or bars. A line of heads names the
    unit of a figure below it, or a figure stands with its unit behind a tab. Every other line stays as it is.
    """
    if not any("\t" in line or "|" in line for line in lines):
        return list(lines)
    done: list[str] = []
    at = 0
    while at < len(lines):
        cells = _cells(lines[at])
        end = at + 1
        while cells and end < len(lines) and (len(_cells(lines[end])) == len(cells) or _is_ruler(lines[end])):
            end += 1
        rows = [_cells(line) for line in lines[at:end] if not _is_ruler(line)]
        if cells and _has_figures(rows, done[-1] if done else "", tabs="\t" in lines[at]):
            table = [[Cell([Line(cell)] if cell else []) for cell in row] for row in rows]
            done += table_texts(table, done[-1] if done else "")
        else:
            done += lines[at:end]
        at = end
    return done


def _cells(line: str) -> list[str]:
    """Return the cells of a row, without white space around them; [] for a line that is no row of at least two."""
    if len(line) > _LONGEST or not ("\t" in line or "|" in line):
        return []
    parts = (
        line.strip(" ").split("\t") if "\t" in line else line.strip()[1:-1].split("|") if _BARS.fullmatch(line) else []
    )
    cells = [part.strip() for part in parts]
    return cells if sum(map(bool, cells)) > 1 else []


def _is_ruler(line: str) -> bool:
    return "--" in line and _OF_A_RULER.issuperset(line)


def _has_figures(rows: Sequence[Sequence[str]], above: str, *, tabs: bool) -> bool:
    """Return True if a figure is below a head that names its unit, or in a table between tabs has a unit itself."""
    if len(rows) < 2 or any(_OF_THE_PAGE.search(cell) for cell in rows[0]):  # noqa: PLR2004 - one row is no table
        return False
    told = [tabs or _UNIT_OF_TABLE.search(above) is not None or _UNIT.search(head) is not None for head in rows[0]]
    return any(has and _FIGURE.fullmatch(cell) for row in rows[1:] for has, cell in zip(told, row, strict=True))
