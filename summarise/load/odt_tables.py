"""Finds the visible rows and the hidden columns of a table in an OpenDocument file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.load.numbering import attribute
from summarise.load.odt_lists import number_in
from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

__all__ = ["hidden_columns", "rows_of"]

_MOST_COLUMNS: Final = 1_000


def rows_of(table: ET.Element) -> Iterator[ET.Element]:
    """Yield the visible rows of a table."""
    for row in table:
        if local(row) == "table-row" and attribute(row, "visibility") not in {"collapse", "filter"}:
            yield row
        elif local(row) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from rows_of(row)


def hidden_columns(table: ET.Element) -> set[int]:
    """Return the columns of a table that are hidden, counted from 0."""
    hidden: set[int] = set()
    count = 0
    for column in _columns(table):
        repeated = min(number_in(attribute(column, "number-columns-repeated")), _MOST_COLUMNS)
        if attribute(column, "visibility") in {"collapse", "filter"}:
            hidden.update(range(count, count + repeated))
        count += repeated
    return hidden


def _columns(table: ET.Element) -> Iterator[ET.Element]:
    for item in table:
        if local(item) == "table-column":
            yield item
        elif local(item) in {"table-header-columns", "table-columns", "table-column-group"}:
            yield from _columns(item)
