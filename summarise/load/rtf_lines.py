"""Collects the text of an RTF file into lines: one for each paragraph or table row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from summarise.load.characters import collapse
from summarise.load.page_furniture import Line
from summarise.load.raised import settled
from summarise.load.rows import Cell, numbered, table_texts
from summarise.load.spans import Joined, RowShape, spanning
from summarise.load.text_tables import broken_lines
from summarise.load.wrapping import Broken

__all__ = ["STRUCTURE", "Lines"]

_ENDS: Final = frozenset("par page sect column".split())
STRUCTURE: Final = _ENDS | frozenset(
    "cell row nestcell nestrow intbl itap pard clcbpat trowd clvmgf clvmrg cellx".split()
)
"""Control words that end a paragraph, cell or row, or define a table."""
_JOINED: Final[dict[str, Joined]] = {"clvmgf": "begins", "clvmrg": "continues"}
_NESTED: Final = 2
_LEFT: Final = -1_000_000  # left of every table, in twips


@dataclass(slots=True)
class Lines:
    """Collects the lines of one part of an RTF file: the body, a text box, a number, a header, a note or a field.

    `kind` is `body`, or a value of `rtf_words.OWN_LINES` for the other parts. Text is appended to `pieces`; the `end_…`
    methods turn it into lines, cells and rows.
    """

    kind: str = "body"
    lines: list[Broken] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[Broken] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[tuple[list[Cell], RowShape]] = field(default_factory=list)
    boxes: list[Broken] = field(default_factory=list)
    inner: list[Broken] = field(default_factory=list)
    """The lines of the open cell of a table that stands in a cell."""
    inner_rows: list[list[Cell]] = field(default_factory=lambda: [[]])
    """The rows of that table; the last one is open."""
    number: str = ""
    """The automatic number of the next paragraph."""
    in_table: bool = False
    depth: int = 0
    """How many tables the paragraph is in, where the file says so (`\\itap`)."""
    shaded: bool = False
    merging: Joined = ""
    merged: list[Joined] = field(default_factory=list)
    """For each cell of the next row, how it is merged with other cells."""
    edges: list[int] = field(default_factory=list)
    """For each cell of the next row, the position of its right border."""

    @property
    def is_shaded(self) -> bool:
        """True if the current text is in a table cell with a background colour."""
        return self.in_table and self.shaded

    def structure(self, word: str, number: int | None) -> None:
        """Process a control word that ends or defines a paragraph, cell, row or table (see `STRUCTURE`).

        `number` is the number behind the word, None if there is none.
        """
        if word in _ENDS:
            self.end_paragraph(in_table=self.in_table or bool(self.cells))
        elif word == "cell":
            self.end_cell()
        elif word == "row":
            self.end_row()
            self.in_table = False
        elif word in {"nestcell", "nestrow", "itap"}:
            self.nested(word, number or 0)
        elif word in {"intbl", "pard"}:
            self.in_table = word == "intbl"
            self.depth = 0 if word == "pard" else self.depth
        elif word == "trowd":
            self.shaded, self.merged, self.merging, self.edges = False, [], "", []
        elif word == "clcbpat":
            self.shaded = bool(number)
        elif word == "cellx":
            self.merged.append(self.merging)
            self.edges.append(number or 0)
            self.merging = ""
        else:
            self.merging = _JOINED[word]

    def nested(self, word: str, number: int) -> None:
        """Process a control word of a table that stands in a cell."""
        if word == "itap":
            self.depth = number
        elif word == "nestrow":
            self.inner_rows.append([])
        else:
            self.depth = max(self.depth, _NESTED)
            self.end_paragraph(in_table=True)
            self.inner_rows[-1].append(_cell_of(self.inner))
            self.inner = []

    def end_paragraph(self, *, in_table: bool) -> None:
        """Turn the collected pieces into lines, with the automatic number in front and the text of boxes after them.

        The lines go to the open cell if `in_table` is True, else to `lines`.
        """
        lines = broken_lines(settled("".join(self.pieces)))
        self.pieces.clear()
        if self.number and lines:
            lines[0] = Broken(numbered(self.number, lines[0].text.lstrip()))
            self.number = ""
        if in_table and self.depth >= _NESTED:
            self.inner += [*lines, *self.boxes]
        elif in_table:
            if lines or self.boxes:
                self.end_inner()
            self.cell += [*lines, *self.boxes]
        elif lines or self.boxes:
            self.end_table()
            self.lines += [*lines, *self.boxes]
        self.boxes.clear()

    def end_cell(self) -> None:
        """End the open cell and add it to the open row."""
        self.depth = 0
        self.end_paragraph(in_table=True)
        self.end_inner()
        self.cells.append(_cell_of(self.cell))
        self.cell = []

    def end_inner(self) -> None:
        """Turn the table that stands in the open cell, if there is one, into lines of the cell."""
        rows = [row for row in self.inner_rows if row]
        if rows:
            self.cell += map(Broken, table_texts(rows, self.cell[-1].text if self.cell else ""))
        self.cell += self.inner
        self.inner, self.inner_rows = [], [[]]

    def end_row(self) -> None:
        """End the open row and add it to the table."""
        if self.cell:
            self.end_cell()
        count = len(self.cells)
        self.rows.append((self.cells, RowShape((_LEFT, *self.edges[:count]), tuple(self.merged[:count]))))
        self.cells = []

    def end_table(self) -> None:
        """Turn the rows of the open table into lines."""
        rows, self.rows = self.rows, []
        if rows:
            self.lines += map(Broken, table_texts(spanning(rows), self.lines[-1].text if self.lines else ""))

    def whole(self) -> list[Broken]:
        """End the open paragraph, row and table, and return all lines."""
        self.end_paragraph(in_table=False)
        if self.cell or self.cells:
            self.end_row()
        self.end_table()
        return self.lines


def _cell_of(lines: list[Broken]) -> Cell:
    return Cell([Line(collapse(line.text), by_hand=line.by_hand) for line in lines])
