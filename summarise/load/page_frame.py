"""Collects the lines of one element of a web page while the page is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.page_furniture import Line, Tally
from summarise.load.page_lists import ItemList
from summarise.load.rows import Cell, table_lines
from summarise.load.tags import PARTS_OF_TABLES, ROLES_IN_TABLES, SIDE_BY_SIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Frame"]

_BARE: Final = lazy_pattern(r"\d[\d.,]*")
_LEAST_FIGURES: Final = 2
_OF_TABLES: Final = frozenset({"table", "thead", "tbody", "tfoot", "tr"})


@dataclass(slots=True)
class Frame:
    """An element with the lines, cells and rows that were found in it."""

    tag: str = ""
    name: str = ""
    """Id and classes of the element."""
    lines: list[Line] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    cell: Cell | None = None
    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    items: ItemList = field(default_factory=ItemList)
    columns: int = 0
    """Number of columns that a table has described."""
    folded: set[int] = field(default_factory=set)
    """Columns of a table that are not shown, counted from 0."""
    parts_at: int = 0
    """Number of open elements at a part of an element whose style sets its parts side by side; 0 for any other."""

    @classmethod
    def of(cls, tag: str, attributes: Mapping[str, str | None], display: str = "", depth: int = 0) -> Frame:
        """Return the empty frame of a block element with this tag, these attributes and this value of `display`.

        `depth` is the number of open elements, with this one.
        """
        tag = ROLES_IN_TABLES.get(attributes.get("role") or "", PARTS_OF_TABLES.get(display, tag))
        if attributes.get("role") in {"navigation", "contentinfo", "search", "complementary"}:
            tag = "nav"
        elif attributes.get("title") == "footer":  # of a printed page, as an office suite writes it
            tag = "footer"
        frame = cls(tag, f"{attributes.get('id') or ''} {attributes.get('class') or ''}".strip())
        frame.parts_at = depth + 1 if display in SIDE_BY_SIDE else 0
        if tag in {"td", "th"}:
            across, down = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
            frame.cell = Cell([], across, down, tag == "th")
        return frame

    def end_rows(self) -> None:
        """Turn rows into lines if the element is no table, since what follows is below them."""
        if self.rows and self.tag not in _OF_TABLES:
            self.lines = self.lines + table_lines(self.rows, self.lines[-1].text if self.lines else "")
            self.rows = []

    def has_loose_figures(self) -> bool:
        """Return True if bare figures, without a sentence, are set side by side as in a table that is none."""
        if not self.parts_at or any(line.has_sentence for line in self.lines):
            return False
        figures = sum(1 for line in self.lines if not line.links and _BARE.fullmatch(line.text))
        return figures >= _LEAST_FIGURES

    def add_column(self, attributes: Mapping[str, str | None], *, folded: bool) -> None:
        """Count the columns that a `col` element describes; `folded` means that they are not shown."""
        first, self.columns = self.columns, self.columns + _span(attributes.get("span"))
        if folded:
            self.folded.update(range(first, self.columns))

    def take(self, inner: Frame) -> None:
        """Add the lines, cells and rows of `inner`, an element directly inside this one."""
        self.tally.add(inner.tally)
        if inner.lines and inner.cell is None:
            self.end_rows()
        if inner.cell is not None and self.tag == "tr":
            inner.cell.lines = inner.lines
            self.cells.append(inner.cell)
            return
        if inner.cells:
            self.rows.append(inner.cells)
        self.rows += inner.rows
        if self.lines:
            self.lines.extend(inner.lines)
        else:
            self.lines = inner.lines


def _span(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 4 else 1  # noqa: PLR2004 - no table is so wide
