"""Converts table rows and list items to lines that can be understood without the rows above them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from summarise.column_heads import THERE
from summarise.lazy_pattern import lazy_pattern
from summarise.load.cell_lines import SENTENCE, as_sentences, as_text, is_row_of_sentences, together
from summarise.load.page_furniture import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["YEAR", "Cell", "joined_heads", "numbered", "row_lines", "row_texts", "table_lines", "table_texts"]

_LONGEST: Final = 240  # characters; a longer row is a layout, its cells columns of text
_MOST_SPAN: Final = 200
_LONGEST_HEAD: Final = 24
_LONGEST_REPEATED: Final = 24
_UNIT: Final = lazy_pattern(r"[（(]\s*(?:单位\s*[:：]\s*)?([^\s（）()\d]{1,8})\s*[)）]")
_UNIT_OF_TABLE: Final = lazy_pattern(r"单位\s*[:：]\s*([^\s（）()\d、，。/]{1,6})\s*[)）]?\s*[:：]?$")
_BARE: Final = lazy_pattern(r"[约近超]?\s*\d[\d,，.]*(?:\s*[-—–~～至]\s*\d[\d,，.]*)?\s*[余多]?\s*(?:以上|以内|左右)?")
YEAR: Final = lazy_pattern(
    r"(?:19|20)\d\d\s*年|今年|明年|近期|远期|“[一二三四五六七八九十]+五”|年底|上半年|下半年|[一二三四]季度"
)
"""Matches a year in a head of a table, which is no figure."""
_NO_FIGURES: Final = lazy_pattern(r"序\s*号|编\s*号|号码|电\s*话|年\s*[份度]|时\s*[间限]|日\s*期|期\s*限|邮编|文\s*号")
_UNIT_HEAD: Final = lazy_pattern(r"(?:计量)?单\s*位")
_OF_ROW: Final = lazy_pattern(
    r"[百千]?[万亿]*(?:[^\s\d]|[^\s\d]{2,4}(?<![局委办厅部司处科站队会院校区县市镇乡村道])(?:/[^\s\d]{1,5})?)"
)
"""Matches a unit in a cell of its own, such as 万亩.

The name of a body such as 教育局 must not match, because the head 单位 means both unit and body.
"""
_COUNTED: Final = lazy_pattern(_BARE.pattern + r"\s*[^\s\d，。；：|]{1,4}?(?:以上|以内|以下|左右)?")
_TELLS_APART: Final = lazy_pattern(rf"{THERE}|(?:19|20)\d\d\s*年")
"""Matches a head for what exists already or for a year. Its numbers must keep it, or they would look like plans."""
_DATE: Final = lazy_pattern(
    r"[到至于]?\s*(?:(?:19|20)\d\d(?!\d)\s*(?:年|[.\-/—–~至])\s*)+"
    r"(?:\d{1,2}\s*(?:[月.\-/]\s*|$))?(?:\d{1,2}\s*(?:日\s*|$))?"
    r"(?:第?[一二三四]季度|[上下]半年)?\s*(?:年?[底末初中]|[上中下]旬)?\s*(?:之?前|以前|以内|内)?"
)
"""Matches a date without other text."""


@dataclass(slots=True)
class Cell:
    """A table cell with its lines and the number of columns and rows that it covers."""

    lines: list[Line] = field(default_factory=list)
    across: int = 1
    down: int = 1
    head: bool = False
    """True if the page marks the cell as the heading of its column or row."""


def row_lines(cells: Sequence[list[Line]]) -> list[Line]:
    """Return a row of data as one line with " | " between its cells, and any other row as the lines of its cells.

    A row contains data if it has several filled cells of one line each, together at most 240 characters.
    """
    filled = [together(cell) for cell in cells if cell]
    if not _is_data(filled):
        return [line for cell in cells for line in cell]
    return [_row([cell[0] for cell in filled])]


def row_texts(cells: Sequence[list[str]]) -> list[str]:
    """Return the result of `row_lines` as strings, for cells that are given as lists of strings."""
    return [line.text for line in row_lines([[Line(text) for text in cell if text] for cell in cells])]


def table_texts(rows: Sequence[Sequence[Cell]], above: str = "") -> list[str]:
    """Return the rows of a table as lines of text, each complete in itself (see `table_lines`).

    `above` is the line before the table.
    """
    return [line.text for line in table_lines(rows, above)]


def table_lines(rows: Sequence[Sequence[Cell]], above: str = "") -> list[Line]:
    """Return the rows of a table as lines that can be understood without the rows above them.

    A row of data is one line, any other row the lines of its cells, as from `row_lines`. In a row of data, a number
    without a unit gets the head of its column and the unit, if a unit is known. A number with a unit gets the head if
    that names a year or what exists already (已建, 目前). A short name or date that covers several rows is repeated in
    each of them. `above` is the line before the table; it may name the unit of all numbers (单位：万元).
    """
    rows = _evened(rows)
    unit = _UNIT_OF_TABLE.search(above)
    head: list[str] | None = None
    goes_on = False
    lines: list[Line] = []
    for number, row in enumerate(_grid(rows)):
        cells = [together(cell) for cell in row]
        if head is not None and len(head) == len(row) == len(rows[number]) and is_row_of_sentences(row):
            cells = [as_sentences(cell) for cell in row]
        elif not _is_data([cell for cell in cells if cell]):
            lines += [line for cell in rows[number] for line in cell.lines]
            continue
        texts = [cell[0].text if cell else "" for cell in cells]
        is_head = (head is None or goes_on) and _is_head(texts, marked=all(cell.head for cell in rows[number]))
        goes_on = is_head and any(cell.across > 1 or cell.down > 1 for cell in rows[number])
        if is_head:
            head = joined_heads(head, _spread(rows[number], row, texts))
        elif head is not None and len(head) == len(texts):
            texts = _with_head(head, texts, unit[1] if unit else "")
        shown = [as_text(cell[0], text) for cell, text in zip(cells, texts, strict=True) if cell and text]
        lines.append(_row(shown))
    return lines


def _evened(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Return the rows with each cell set to cover one column, if all rows have equally many cells or a single one.

    In such a table, cells appear to cover several columns only because borders are shifted. Other tables are returned
    unchanged.
    """
    usual = 0
    from_above: list[int] = []
    for row in rows:
        count = len(row) + len(from_above)
        if count > 1 and usual and usual != count:
            return rows
        if count > 1:
            usual = count
        from_above = [left - 1 for left in (*from_above, *(min(cell.down, _MOST_SPAN) for cell in row)) if left > 1]
    return [[replace(cell, across=1) for cell in row] for row in rows]


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[list[Line]]]:
    """Return the rows with one cell for each column.

    A short name or date that covers several rows is in each of them.
    """
    grid = []
    open_: dict[int, tuple[int, list[Line]]] = {}
    for row in rows:
        cells: list[list[Line]] = []
        waiting = list(row)
        while waiting or len(cells) in open_:
            if len(cells) in open_:
                left, lines = open_.pop(len(cells))
                if left > 1:
                    open_[len(cells)] = (left - 1, lines)
                cells.append(lines if _is_name_or_date(lines) else [])
                continue
            cell = waiting.pop(0)
            if cell.down > 1:
                open_[len(cells)] = (min(cell.down, _MOST_SPAN) - 1, cell.lines)
            cells.append(cell.lines)
            cells += [[] for _ in range(min(cell.across, _MOST_SPAN) - 1)]
        grid.append(cells)
        open_ = {at: held for at, held in open_.items() if held[0] > 0}
    return grid


def _is_name_or_date(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    if len(text) > _LONGEST_REPEATED or SENTENCE.search(text):
        return False
    return not re.search(r"\d", text) or bool(_DATE.fullmatch(text.strip()))  # a count would be counted twice


def _is_data(filled: Sequence[list[Line]]) -> bool:
    long = sum(len(line.text) for cell in filled for line in cell) > _LONGEST
    return len(filled) > 1 and not long and all(len(cell) == 1 for cell in filled)


def _row(cells: Sequence[Line]) -> Line:
    return Line(
        " | ".join(cell.text for cell in cells),
        sum(cell.linked for cell in cells),
        sum(cell.links for cell in cells),
        any(cell.heading for cell in cells),
    )


def _spread(cells: Sequence[Cell], row: Sequence[list[Line]], texts: list[str]) -> list[str]:
    """Return the heads by column; a head that covers several columns is repeated in each of them."""
    spread = list(texts)
    place = 0
    for cell in cells:
        while place < len(row) and row[place] is not cell.lines:
            place += 1  # it belongs to a cell of a row above
        for covered in range(place + 1, min(place + cell.across, len(row))):
            spread[covered] = texts[place]
        place += cell.across
    return spread


def joined_heads(above: list[str] | None, heads: list[str]) -> list[str]:
    """Return heads that begin with the head in the row above and end with the unit."""
    if above is None or len(above) != len(heads):
        return heads
    joined = []
    for upper, lower in zip(above, heads, strict=True):
        if not upper or not lower or upper == lower:
            joined.append(lower or upper)
            continue
        unit = _UNIT.search(lower) or _UNIT.search(upper)
        joined.append(_UNIT.sub("", upper) + _UNIT.sub("", lower) + (unit[0] if unit else ""))
    return joined


def _is_head(texts: Iterable[str], *, marked: bool) -> bool:
    filled = [text for text in texts if text]
    if any(len(text) > _LONGEST_HEAD or SENTENCE.search(text) or re.search("[:：]", text) for text in filled):
        return False
    return marked or not any(re.search(r"\d", YEAR.sub("", text)) for text in filled)


def _with_head(head: Sequence[str], texts: Sequence[str], unit_of_table: str) -> list[str]:
    """Return a row's texts.

    A bare number gets its unit from the head of its column or from a cell of units in the row.
    """
    found = _UNIT.search(next((text for text in texts if text), ""))
    unit = found[1] if found else unit_of_table
    told_apart = any(_TELLS_APART.search(name) for name in head)
    done: list[str] = []
    for name, text in zip(head, texts, strict=True):
        of_units = _UNIT_HEAD.fullmatch(name) and text and not re.search(r"\d", text)
        if of_units and done and _BARE.fullmatch(done[-1]):
            done[-1] += text  # 数量 300, 单位 个
            done.append("")
        elif of_units and _OF_ROW.fullmatch(text):
            unit = text  # 单位 个, 2026年目标 300
            done.append(text)
        else:
            done.append(_with_unit(name, text, unit, told_apart=told_apart))
    return done


def _with_unit(name: str, text: str, unit: str, *, told_apart: bool) -> str:
    if not name or _NO_FIGURES.search(name):
        return text
    if not all(_BARE.fullmatch(number) for number in text.split("；")):  # a cell may hold two, one below the other
        return f"{name}：{text}" if told_apart and _COUNTED.fullmatch(text) else text
    if _UNIT.search(name):
        return f"{name}：{text}"
    return f"{name}（{unit}）：{text}" if unit else text


def numbered(number: str, text: str) -> str:
    """Return the list item `text` with `number` in front; a space separates them if both are ASCII where they meet."""
    return f"{number} {text}" if number[-1:].isascii() and text[:1].isascii() else number + text
