"""Converts one printed page to lines in reading order.

Turned text is made upright, tables are read row by row, and struck-out text is removed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from summarise.load.cell_lines import are_counts
from summarise.load.columns import lines_of_page
from summarise.load.glyphs import Glyph, PrintedLine
from summarise.load.grid import Rule, Table, TableCell, struck, tables_of
from summarise.load.orientation import upright
from summarise.load.page_furniture import Line
from summarise.load.page_marks import without_line_numbers, without_overprint
from summarise.load.paragraphs import paragraphs
from summarise.load.printed_tables import PrintedTable
from summarise.load.rows import Cell, table_lines

__all__ = ["lines_of_sheet", "sheet_of"]

_SHORT: Final = 60  # characters; a longer cell may hold paragraphs
_FOOT: Final = 0.4  # share of the page's height below which notes can stand
_NEAR: Final = 12.0  # points
_SHORTEST_RULE: Final = 0.08  # shares of the page's width
_LONGEST_RULE: Final = 0.45
_STAND_INS: Final = (0x100000, 0x10FFFD)  # signs that no font has
_TALL: Final = 1e6  # a height at whose edges nothing stands


def lines_of_sheet(
    glyphs: list[Glyph], rules: list[Rule], width: float, height: float, number: int
) -> list[PrintedLine]:
    """Return the lines of `sheet_of`."""
    return sheet_of(glyphs, rules, width, height, number)[0]


def sheet_of(
    glyphs: list[Glyph], rules: list[Rule], width: float, height: float, number: int
) -> tuple[list[PrintedLine], float]:
    """Return a page's lines in reading order, and its height in the direction in which most of them are read.

    Text in another direction comes last.

    Args:
        glyphs: the characters of the page.
        rules: its straight lines, which draw tables, strike out text and separate footnotes.
        width: width of the page, in the unit of the characters.
        height: height of the page.
        number: number of the page, copied to the lines.

    """
    lines: list[PrintedLine] = []
    groups = upright(glyphs, rules, width, height)
    for turned in groups:
        drawn = turned.rules
        out = struck(turned.glyphs, drawn)
        group = [glyph for index, glyph in enumerate(turned.glyphs) if index not in out]
        group = without_line_numbers(without_overprint(group))
        tables, rest = tables_of(group, drawn) if drawn and not lines else ([], group)
        found = lines_of_page(rest + [_stand_in(at, table) for at, table in enumerate(tables)], number)
        if drawn and not lines:
            _mark_notes(found, [rule for rule in drawn if not _is_of(rule, tables)], turned.width, turned.height)
        lines += _with_rows(found, [_rows(table, number) for table in tables])
    return lines, groups[0].height if groups else height


def _is_of(rule: Rule, tables: list[Table]) -> bool:
    """Return True if a drawn line is part of one of the tables, such as a border of its cells."""
    return any(
        table.top - _NEAR < rule.top < table.bottom + _NEAR and table.left - _NEAR < rule.left < table.right + _NEAR
        for table in tables
    )


def _mark_notes(lines: list[PrintedLine], rules: list[Rule], width: float, height: float) -> None:
    """Mark lines as footnotes if they are below a short drawn line at the bottom left of the page."""
    left = min((line.left for line in lines), default=0.0)
    starts = [
        rule.bottom
        for rule in rules
        if rule.level
        and rule.top > _FOOT * height
        and abs(rule.left - left) < _NEAR
        and _SHORTEST_RULE * width < rule.right - rule.left < _LONGEST_RULE * width
    ]
    for line in lines:
        line.note = any(line.top >= start - 1 for start in starts)


def _stand_in(number: int, table: Table) -> Glyph:
    """Return a placeholder character as wide as a table, so that the table is read at its place on the page."""
    size = max(glyph.size for cell in table.cells for glyph in cell.glyphs)
    return Glyph(chr(_STAND_INS[0] + number), table.left, table.right, table.top, table.top + size, size)


def _with_rows(lines: list[PrintedLine], tables: list[list[PrintedLine]]) -> list[PrintedLine]:
    """Replace the placeholder of each table by the table's rows."""
    if not tables:
        return lines
    done: list[PrintedLine] = []
    for line in lines:
        held = [ord(sign) - _STAND_INS[0] for sign in line.text if _STAND_INS[0] <= ord(sign) < _STAND_INS[1]]
        if not held:
            done.append(line)
            continue
        text = "".join(sign for sign in line.text if not _STAND_INS[0] <= ord(sign) < _STAND_INS[1]).strip()
        if text:
            done.append(replace(line, text=text, parts=()))
        done += [replace(row, column=line.column) for number in held for row in tables[number]]
    return done


def _rows(table: Table, number: int) -> list[PrintedLine]:
    rows: dict[int, list[Cell]] = {}
    size = max((glyph.size for cell in table.cells for glyph in cell.glyphs), default=1.0)
    last = max((cell.last_row for cell in table.cells), default=0)
    taken = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.last_row)
        for column in range(cell.column, cell.last_column)
    }
    reached: dict[int, int] = {}
    for cell in table.cells:
        row = rows.setdefault(cell.row, [])
        empty = [c for c in range(reached.get(cell.row, 0), cell.column) if (cell.row, c) not in taken]
        row.extend(Cell() for _ in empty)
        texts = _texts(cell)
        row.append(Cell([Line(text) for text in texts], cell.last_column - cell.column, cell.last_row - cell.row))
        reached[cell.row] = cell.last_column
    grid = [rows.get(index, []) for index in range(last)]
    held = PrintedTable(grid, table.left, table.right)
    edges = table.cells[0].glyphs[0].left, table.cells[-1].glyphs[-1].right
    return [
        PrintedLine(line.text, *edges, table.top, table.bottom, size, number, cells=2, whole=True, table=held)
        for line in table_lines(grid)
    ]


def _texts(cell: TableCell) -> list[str]:
    """Return a cell's text: broken lines are joined, and a long cell is split into paragraphs."""
    lines = lines_of_page(cell.glyphs, 0)
    if are_counts([line.shown for line in lines]):
        return [line.text for line in lines]
    joined = ""
    for line in lines:
        latin = joined[-1:].isascii() and joined[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        joined += (" " if latin else "") + line.text
    return [joined] if len(joined) <= _SHORT else paragraphs([lines], [_TALL])
