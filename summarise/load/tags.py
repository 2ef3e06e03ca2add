"""Lists of HTML elements: those that end a line, those that show no text, and what styles make parts of tables."""

from __future__ import annotations

from typing import Final

__all__ = ["BLOCKS", "HEADINGS", "PARTS_OF_TABLES", "ROLES_IN_TABLES", "SIDE_BY_SIDE", "SKIPPED"]

HEADINGS: Final = frozenset({"h1", "h2", "h3"})
BLOCKS: Final = frozenset(
    """
    html body address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody thead tfoot caption tr td
    th ul dialog legend marquee frameset listing xmp
    """.split()
)
# Programs, pictures, controls, struck text; frames and `noframes` are read apart as pages of their own.
SKIPPED: Final = frozenset(
    """
    script style noscript noframes template head iframe object embed applet svg canvas audio video map select
    option datalist button input textarea progress meter rt rp dialog frame noembed s del strike
    """.split()
)

PARTS_OF_TABLES: Final = {
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
}
"""Elements that an element with such a value of `display` is shown as."""

ROLES_IN_TABLES: Final = {
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "td",
    "rowgroup": "tbody",
}
"""Elements that an element with such a `role` is meant as."""
SIDE_BY_SIDE: Final = frozenset({"flex", "inline-flex", "grid", "inline-grid"})
"""Values of `display` that set the parts of an element side by side."""
