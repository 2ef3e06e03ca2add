"""Finds tables of figures in lines of text, with tabs, bars or blanks between the cells, and makes rows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import collapse_between_tabs, visible
from summarise.load.comma_tables import with_tabs_for_commas
from summarise.load.page_furniture import Line
from summarise.load.rows import YEAR, Cell, table_texts
from summarise.load.wrapping import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["broken_lines", "with_rows", "without_tabs"]

_BARS: Final = lazy_pattern(r"\s*\|.*\|\s*")
_OF_A_RULER: Final = frozenset("|:- \t")
_FIGURE: Final = lazy_pattern(
    r"(?:新[建增]|改造|建[设成]|完成|达到?|提升[到至]|不少于|不低于|至少|约|近|超)?\s*\d[\d,，.]*(?:\s*[-—–~～至]\s*\d[\d,，.]*)?\s*[余多]?[百千]?[万亿]?(?:[^\s\d，。；：|]{1,4})?"
    r"(?:以上|以内|以下|左右)?"
)
_BARE: Final = lazy_pattern(r"[约近超]?\d[\d,，.]*(?:[-—–~～至]\d[\d,，.]*)?[余多]?(?:以上|以内|左右)?")
_NOTHING: Final = frozenset({"", "-", "—", "——", "–", "/", "无"})
_UNIT: Final = lazy_pattern(r"[（(][^（）()\d]{1,10}[)）]\s*$")
_UNIT_OF_TABLE: Final = lazy_pattern(r"单位\s*[:：]\s*[^\s（）()\d、，。/]{1,6}\s*[)）]?\s*[:：]?$")
_OF_THE_PAGE: Final = lazy_pattern(
    r"索\s*引|文\s*号|发\s*布|成\s*文|提\s*案|建\s*议|办\s*理|答\s*复|联\s*系|电\s*话|(?<![成工结用付束施])(?:日\s*期|时\s*间)"
)
_SENTENCE: Final = lazy_pattern("[。；！？：]")
_LABELLED: Final = lazy_pattern("[^\\d][:：]")
_WIDE_BLANK: Final = lazy_pattern("[ \u00a0\u2000-\u200a\u3000]{2,}|[\u2003\u3000]")
_NO_INDENT: Final = str.maketrans("", "", " \t")
_LONGEST: Final = 400
"""Maximum number of characters of a line that is a row of a table."""
_MOST_CELLS: Final = 30
_MOST_WAITING: Final = 3


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, and how its lines part them."""

    rows: list[list[str]]
    indented: bool = False
    """True if every line begins with a tab that parts nothing."""
    spread: bool = False
    """True if a line has several tabs where others have one, to bring its cells below theirs."""
    single: bool = True
    """True if one tab, and no more, parts the cells of the first line."""
    end: int = 0
    waiting: list[list[str]] = field(default_factory=list)
    """Rows of another number of cells, which belong to the table only if a row of it follows."""


def with_rows(lines: Sequence[Broken]) -> list[Broken]:
    """Return the lines, with each table of figures as rows that can be understood without the rows above them.

    A table of figures has at least two lines with equally many cells, between tabs, bars or blanks. A line of heads
    names the unit of a figure below it, or a figure stands with its unit behind a tab. Blanks part cells only if each
    line below the heads has a bare figure, and commas as `with_tabs_for_commas` says. Every other line stays as it is.
    """
    lines = with_tabs_for_commas(lines)
    done: list[Broken] = []
    at = 0
    while at < len(lines):
        if not _has_parts(lines[at].text):
            done.append(lines[at])
            at += 1
            continue
        above = done[-1].text if done else ""
        table = _table(lines, at, above)
        if not table.rows:
            done += lines[at : table.end]
            at = table.end
            continue
        cells = [[Cell([Line(cell)] if cell else []) for cell in row] for row in table.rows]
        done += [Broken(text) for text in table_texts(cells, above)]
        at = table.end
    return done


def broken_lines(paragraph: str) -> list[Broken]:
    """Return the lines of a paragraph that line feeds part, with the tabs between their pieces and their indentation.

    White space is collapsed, and invisible characters are left out. All lines but the first follow a break by hand.
    """
    lines: list[Broken] = []
    for piece in paragraph.split("\n"):
        if text := collapse_between_tabs(visible(piece)):
            blank = piece[: len(piece) - len(piece.lstrip())].translate(_NO_INDENT)
            lines.append(Broken(blank + text, by_hand=bool(lines)))
    return lines


def without_tabs(lines: Sequence[str]) -> list[str]:
    """Return the lines with one blank for the tabs, and the blanks around them, that part no cells of a table."""
    return [re.sub(" *\t[ \t]*", " ", line.strip("\t ")) if "\t" in line else line for line in lines]


def _has_parts(line: str) -> bool:
    """Return False if nothing parts cells in a line, so that it begins no table; most lines of a letter are so."""
    return "|" in line or len(line.split(maxsplit=1)) > 1


def _table(lines: Sequence[Broken], at: int, above: str) -> _Table:
    """Return the table that begins at `at`; it has no rows if the lines before its `end` are no table."""
    line = lines[at].text
    table = _Table([], end=at)
    if len(line) <= _LONGEST:
        if "\t" in line:
            _read_tabbed(table, lines, at)
        elif _BARS.fullmatch(line):
            _read_barred(table, lines)
        if table.rows and not _has_figures(table.rows, above, tabs="\t" in line):
            table.rows = []
        elif not table.rows and "\t" not in line:
            _read_blank(table, lines, at, above)
    table.end = max(table.end, at + 1)
    return table


# -- bars ------------------------------------------------------------------------------------------------------------


def _read_barred(table: _Table, lines: Sequence[Broken]) -> None:
    while table.end < len(lines):
        line = lines[table.end].text
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")] if _BARS.fullmatch(line) else []
        if not ("--" in line and _OF_A_RULER.issuperset(line)):
            if len(line) > _LONGEST or sum(map(bool, cells)) < 2 or (table.rows and len(cells) != len(table.rows[0])):  # noqa: PLR2004
                break
            table.rows.append(cells)
        elif not table.rows:
            break
        table.end += 1


# -- tabs ------------------------------------------------------------------------------------------------------------


def _read_tabbed(table: _Table, lines: Sequence[Broken], at: int) -> None:
    first = _between_tabs(lines[at].text.rstrip())
    pieces = [cell for cell in first if cell]
    if len(pieces) < 2 or len(first) > _MOST_CELLS:  # noqa: PLR2004 - one cell is no row
        return
    table.rows = [pieces]
    below = _between_tabs(lines[at + 1].text) if at + 1 < len(lines) else []
    if not first[0] and below and below[0]:
        table.rows = [["", *pieces]]  # nothing is written above the first column
        table.single = len(first) == len(pieces) + 1
    else:
        table.indented = not first[0]
        table.single = len(first) == len(pieces) + table.indented
    _read_below(table, lines, at)
    if table.spread:  # in its other lines, too, a tab may be there to bring cells below theirs
        table.rows = table.rows[:1]
        _read_below(table, lines, at)


def _read_below(table: _Table, lines: Sequence[Broken], at: int) -> None:
    for number in range(at + 1, len(lines)):
        row = _below(table, lines[number].text)
        if row is None or len(table.waiting) > _MOST_WAITING:
            break
        if len(row) != len(table.rows[0]):
            table.waiting.append(row)
            continue
        table.rows += [*table.waiting, row]
        table.waiting.clear()
        table.end = number + 1


def _between_tabs(line: str) -> list[str]:
    """Return what tabs part; [] for a line that is no row."""
    return [] if "\t" not in line or len(line) > _LONGEST else [cell.strip() for cell in line.split("\t")]


def _below(table: _Table, line: str) -> list[str] | None:
    """Return the cells of a line below the first one of a table, or None if it ends the table.

    They are as many as the columns, unless it cannot be told under which heads they stand.
    """
    cells = _between_tabs(line)
    cells = cells[int(table.indented and bool(cells) and not cells[0]) :]
    pieces = [cell for cell in cells if cell]
    count = len(table.rows[0])
    if any(_LABELLED.search(cell) for cell in pieces):
        return None
    if len(pieces) == count:
        table.spread = table.spread or len(cells) != count
        return pieces
    if not pieces or not any(map(_BARE.fullmatch, pieces)) or (len(pieces) == 1 and cells[0]):
        return None
    written = max(at for at, cell in enumerate(cells) if cell) + 1
    if table.single and not table.spread and (len(cells) == count or written == len(pieces) < count):
        return cells[:count] + [""] * (count - len(cells))
    return pieces


# -- blanks ----------------------------------------------------------------------------------------------------------


def _read_blank(table: _Table, lines: Sequence[Broken], at: int, above: str) -> None:
    """Read the table whose heads are the line at `at`, if blanks part its cells."""
    head = lines[at].text.strip()
    of_table = _UNIT_OF_TABLE.search(above) is not None
    if _SENTENCE.search(head) or not (of_table or _UNIT.search(head) or re.search(r"[)）]\s", head)):
        return
    for parted in (_between_wide_blanks, str.split):
        heads = parted(head)
        if len(heads) < 2 or not _are_heads(heads):  # noqa: PLR2004 - one cell is no row
            continue
        told = [at > 0 and (of_table or _UNIT.search(name) is not None) for at, name in enumerate(heads)]
        rows = [heads]
        for number in range(at + 1, len(lines)):
            line = lines[number]
            row = [] if "\t" in line.text or len(line.text) > _LONGEST else parted(line.text.strip())
            if len(row) == len(heads) and _is_below(row, told, every=not of_table):
                rows += [*table.waiting, row]
                table.waiting.clear()
            elif len(row) < 2 or len(table.waiting) > _MOST_WAITING or not any(map(_BARE.fullmatch, row)):  # noqa: PLR2004
                break
            else:
                table.waiting.append(row)
        table.waiting.clear()
        if len(rows) > 1:
            table.rows, table.end = rows, at + len(rows)
            return


def _between_wide_blanks(line: str) -> list[str]:
    return [cell.strip() for cell in _WIDE_BLANK.split(line) if cell.strip()]


def _are_heads(cells: Sequence[str]) -> bool:
    return not any(re.search(r"\d", YEAR.sub("", cell)) or _OF_THE_PAGE.search(cell) for cell in cells)


def _is_below(row: Sequence[str], told: Sequence[bool], *, every: bool) -> bool:
    """Return True if bare figures stand below the heads that tell a unit; below `every` one, or below one at least."""
    below = [cell for has, cell in zip(told, row, strict=True) if has]
    figures = [_BARE.fullmatch(cell) is not None for cell in below]
    return any(figures) and (
        not every or all(is_one or cell in _NOTHING for is_one, cell in zip(figures, below, strict=True))
    )


# -- figures ---------------------------------------------------------------------------------------------------------


def _has_figures(rows: Sequence[Sequence[str]], above: str, *, tabs: bool) -> bool:
    """Return True if a figure is below a head that names its unit, or in a table between tabs has a unit itself."""
    if len(rows) < 2:  # noqa: PLR2004 - one row is no table
        return False
    named = [_UNIT.search(head) is not None for head in rows[0]]
    whole = [row for row in rows[1:] if len(row) == len(named)]
    if any(has and _BARE.fullmatch(cell) for row in whole for has, cell in zip(named, row, strict=True)):
        return True
    if any(_OF_THE_PAGE.search(cell) for cell in rows[0]):
        return False
    told = [tabs or _UNIT_OF_TABLE.search(above) is not None or has for has in named]
    return any(has and _FIGURE.fullmatch(cell) for row in whole for has, cell in zip(told, row, strict=True))
