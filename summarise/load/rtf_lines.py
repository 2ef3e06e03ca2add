"""Collects the text of an RTF file into lines: one for each paragraph or table row."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from summarise.load.characters import collapse, visible
from summarise.load.page_furniture import Line
from summarise.load.raised import settled
from summarise.load.rows import Cell, numbered, table_texts

__all__ = ["STRUCTURE", "Lines"]

_ENDS: Final = frozenset("par page sect nestcell nestrow column".split())
STRUCTURE: Final = _ENDS | frozenset("cell row intbl pard clcbpat trowd clvmgf clvmrg cellx".split())
"""Control words that end a paragraph, cell or row, or define a table."""


@dataclass(slots=True)
class Lines:
    """Collects the lines of one part of an RTF file; `kind` is `body` or a kind of `rtf_words.OWN_LINES`.

    Text is appended to `pieces`; the `end_…` methods turn it into lines, cells and rows.
    """

    kind: str = "body"
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    open: dict[int, Cell] = field(default_factory=dict)
    """By column, cells that continue in the next row."""
    boxes: list[str] = field(default_factory=list)
    number: str = ""
    """The automatic number of the next paragraph."""
    in_table: bool = False
    shaded: bool = False
    merging: str = ""
    merged: list[str] = field(default_factory=list)
    """For each cell of the next row: `clvmgf` begins a cell over several rows, `clvmrg` continues it, else ""."""

    edges: list[int] = field(default_factory=list)
    """For each cell of the next row, where it ends on the right."""
    places: list[tuple[Cell, int, int]] = field(default_factory=list)
    """The cells of the open table, each with its left and right edge."""
    widths: set[int] = field(default_factory=set)
    """How many cells the rows of the open table have."""

    @property
    def is_shaded(self) -> bool:
        """True if the current text is in a table cell with a background colour."""
        return self.in_table and self.shaded

    def structure(self, word: str, number: int | None) -> None:
        """Process a control word of `STRUCTURE` with its number, None if it has none."""
        if word in _ENDS:
            self.end_paragraph(in_table=self.in_table or bool(self.cells))
        elif word == "cell":
            self.end_cell()
        elif word == "row":
            self.end_row()
            self.in_table = False
        elif word in {"intbl", "pard"}:
            self.in_table = word == "intbl"
        elif word == "trowd":
            self.shaded, self.merged, self.merging, self.edges = False, [], "", []
        elif word == "clcbpat":
            self.shaded = bool(number)
        elif word == "cellx":
            self.merged.append(self.merging)
            self.edges.append(number or 0)
            self.merging = ""
        else:
            self.merging = word

    def end_paragraph(self, *, in_table: bool) -> None:
        """Turn the collected pieces into lines, with the automatic number in front and the text of boxes after them.

        The lines go to the open cell if `in_table` is True, else to `lines`.
        """
        text = settled("".join(self.pieces))
        self.pieces.clear()
        lines = [line for line in (collapse(visible(piece)) for piece in text.split("\n")) if line]
        if self.number and lines:
            lines[0] = numbered(self.number, lines[0])
            self.number = ""
        if in_table:
            self.cell += [*lines, *self.boxes]
        elif lines or self.boxes:
            self.end_table()
            self.lines += [*lines, *self.boxes]
        self.boxes.clear()

    def end_cell(self) -> None:
        """End the open cell and add it to the open row."""
        self.end_paragraph(in_table=True)
        self.cells.append(Cell([Line(line) for line in self.cell]))
        self.cell = []

    def end_row(self) -> None:
        """End the open row and add it to the table; a cell that continues one above extends that cell instead."""
        if self.cell:
            self.end_cell()
        row = []
        for column, cell in enumerate(self.cells):
            how = self.merged[column] if column < len(self.merged) else ""
            if how == "clvmrg" and column in self.open:
                self.open[column].down += 1
                continue
            row.append(cell)
            if column < len(self.edges):
                self.places.append((cell, self.edges[column - 1] if column else -1, self.edges[column]))
            self.open.pop(column, None)
            if how == "clvmgf":
                self.open[column] = cell
        self.rows.append(row)
        self.widths.add(len(self.cells))
        self.cells = []

    def end_table(self) -> None:
        """Turn the rows of the open table into lines."""
        rows, self.rows, self.open = self.rows, [], {}
        if len(self.widths) > 1:  # then some cells are as wide as several of another row
            edges = sorted({right for _, _, right in self.places})
            for cell, left, right in self.places:
                cell.across = max(bisect_right(edges, right) - bisect_right(edges, left), 1)
        self.places, self.widths = [], set()
        if rows:
            self.lines += table_texts(rows, self.lines[-1] if self.lines else "")

    def whole(self) -> list[str]:
        """End the open paragraph, row and table, and return all lines."""
        self.end_paragraph(in_table=False)
        if self.cell or self.cells:
            self.end_row()
        self.end_table()
        return self.lines
