"""The lines of an RTF file as its words end them: paragraphs, and tables row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from summarise.load.characters import collapse, visible
from summarise.load.page_furniture import Line
from summarise.load.raised import settled
from summarise.load.rows import Cell, numbered, table_texts

__all__ = ["STRUCTURE", "Lines"]

_ENDS: Final = frozenset("par page sect nestcell nestrow column".split())
STRUCTURE: Final = _ENDS | frozenset("cell row intbl pard clcbpat trowd clvmgf clvmrg cellx".split())
"""Words that end something, or make a table."""


@dataclass(slots=True)
class Lines:
    """Where text goes: the body, a note, a header, a box or a number; lines, and cells of a row that is not ended."""

    kind: str = "body"
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    open: dict[int, Cell] = field(default_factory=dict)
    """By column, cells that go on in the next row."""
    boxes: list[str] = field(default_factory=list)
    number: str = ""
    """The automatic number of the paragraph to come."""
    in_table: bool = False
    shaded: bool = False
    merging: str = ""
    merged: list[str] = field(default_factory=list)
    """Of each column of the row to come: whether its cell begins one over several rows (`clvmgf`) or goes on."""

    @property
    def is_shaded(self) -> bool:
        """True if the text is in a cell with a colour."""
        return self.in_table and self.shaded

    def structure(self, word: str, number: int | None) -> None:
        """Take a word that ends a paragraph, a cell or a row, or says how the row to come is made."""
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
            self.shaded, self.merged, self.merging = False, [], ""
        elif word == "clcbpat":
            self.shaded = bool(number)
        elif word == "cellx":
            self.merged.append(self.merging)
            self.merging = ""
        else:
            self.merging = word

    def end_paragraph(self, *, in_table: bool) -> None:
        """Turn what was written into lines, the number in front, boxes behind."""
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
        """End a cell of the row that is being read."""
        self.end_paragraph(in_table=True)
        self.cells.append(Cell([Line(line) for line in self.cell]))
        self.cell = []

    def end_row(self) -> None:
        """End a row, joining cells that go on from the row above to those."""
        if self.cell:
            self.end_cell()
        row = []
        for column, cell in enumerate(self.cells):
            how = self.merged[column] if column < len(self.merged) else ""
            if how == "clvmrg" and column in self.open:
                self.open[column].down += 1
                continue
            row.append(cell)
            self.open.pop(column, None)
            if how == "clvmgf":
                self.open[column] = cell
        self.rows.append(row)
        self.cells = []

    def end_table(self) -> None:
        """Turn the rows that were read into lines."""
        rows, self.rows, self.open = self.rows, [], {}
        if rows:
            self.lines += table_texts(rows, self.lines[-1] if self.lines else "")

    def whole(self) -> list[str]:
        """End everything and return the lines."""
        self.end_paragraph(in_table=False)
        if self.cell or self.cells:
            self.end_row()
        self.end_table()
        return self.lines
