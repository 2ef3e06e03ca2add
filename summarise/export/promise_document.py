"""Writes the ledger as a Word document: A4 landscape, table head repeated on each page, pages numbered.

A DOCX file is a zip archive of a few XML files. Files that never change are stored as assets; this module writes the
main document.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from summarise.export.promise_table import FollowedPromise
from summarise.web_address import web_address
from summarise.wording import CERTAINTY

__all__ = ["write_document"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (2000, 1, 1, 0, 0, 0)
"""A fixed date for the files in the archive, so that the same rows give the same bytes."""
_COLUMNS = (
    ("时限", 1500),
    ("责任单位", 1900),
    ("承诺", 5400),
    ("量化目标", 2200),
    ("到期与核实", 1400),
    ("依据", 2600),
)
"""Headings and column widths in twentieths of a point. Together they fill A4 landscape between the margins."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Matches characters that are not allowed in XML."""
_MARKS = {"strong": "<w:rPr><w:b/></w:rPr>", "small": '<w:rPr><w:rStyle w:val="Small"/></w:rPr>', "plain": ""}
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900" w:header="500" w:footer="500" w:gutter="0"/>'
    "</w:sectPr>"
)
_OWN_PARTS = (("styles", "styles.xml", False), ("footer", "footer1.xml", False))

Line = tuple[str, str]
"""A line of text in a cell and its style: "plain", "strong" or "small"."""


def write_document(rows: Iterable[FollowedPromise], path: Path, title: str, note: str) -> None:
    """Write the rows as a table in a Word document (DOCX) at `path`; `note` is a line under the title."""
    links: list[str] = []
    body = "".join(_row(row, links) for row in rows)
    linked = (("hyperlink", address, True) for address in links)
    parts = {
        "[Content_Types].xml": _asset("ledger_types.xml"),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml", False)]),
        "word/document.xml": _document(title, note, body),
        "word/styles.xml": _asset("ledger_styles.xml"),
        "word/footer1.xml": _asset("ledger_footer.xml"),
        "word/_rels/document.xml.rels": _relations([*_OWN_PARTS, *linked]),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DAY), (_HEAD + content).encode(), zipfile.ZIP_DEFLATED)


def _asset(name: str) -> str:
    return files("summarise.export").joinpath("assets", name).read_text(encoding="utf-8")


def _row(row: FollowedPromise, links: list[str]) -> str:
    address = web_address(row.url)
    cells = list(map(_paragraphs, _cells(row)))
    cells[2] += _link(address, links) if address else ""
    made = (_cell(width, inner) for (_, width), inner in zip(_COLUMNS, cells, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"


def _cells(row: FollowedPromise) -> list[list[Line]]:
    """Return the lines of each cell in a row; lines may be empty and are then skipped later."""
    lacks = f"核查所缺：{'、'.join(row.lacks)}" if row.lacks else ""
    said = [row.quote, _joined(" · ", row.section, CERTAINTY.get(row.certainty, ""), lacks)]
    reply = _joined(" ", row.issuer, _day(row.issued_on), row.document_number)
    return [
        [(_day(row.due) or "未写明", "strong"), (row.deadline_text, "small")],
        [("、".join(row.responsible) or "—", "plain")],
        [(said[0], "plain"), (said[1], "small"), (reply, "small"), (row.reference, "small")],
        [(target, "plain") for target in row.targets],
        [
            (row.verdict, "strong"),
            (row.state, "small"),
            (_joined(" ", row.found_by, _day(row.found_on)), "small"),
        ],
        [(row.evidence, "plain"), (row.evidence_from, "small"), (row.note, "small")],
    ]


def _joined(sign: str, *parts: str) -> str:
    return sign.join(filter(None, parts))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cell(width: int, inner: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner or "<w:p/>"}</w:tc>'


def _paragraphs(lines: Sequence[Line]) -> str:
    return "".join(_paragraph(_run(words, style)) for words, style in lines if words)


def _paragraph(content: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{content}</w:p>"


def _run(words: str, style: str = "plain") -> str:
    pieces = _FORBIDDEN.sub("\ufffd", words).splitlines() or [""]
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
    return f"<w:r>{_MARKS[style]}{text}</w:r>"


def _link(address: str, links: list[str]) -> str:
    if address not in links:
        links.append(address)
    number = links.index(address) + len(_OWN_PARTS) + 1
    run = f'<w:r><w:rPr><w:rStyle w:val="Link"/></w:rPr><w:t>{escape(address)}</w:t></w:r>'
    return _paragraph(f'<w:hyperlink r:id="rId{number}">{run}</w:hyperlink>')


def _document(title: str, note: str, rows: str) -> str:
    heads = "".join(_cell(width, _paragraphs([(name, "strong")])) for name, width in _COLUMNS)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _, width in _COLUMNS)
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Ledger"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>"
        f"{rows}</w:tbl>"
    )
    head = _paragraph(_run(title), "Title") + _paragraphs([(note, "small")])
    return f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{head}{table}<w:p/>{_PAGE}</w:body></w:document>'


def _relations(of: Iterable[tuple[str, str, bool]]) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(_each_relation(of))}</Relationships>'


def _each_relation(of: Iterable[tuple[str, str, bool]]) -> Iterator[str]:
    for number, (kind, target, is_outside) in enumerate(of, start=1):
        outside = ' TargetMode="External"' if is_outside else ""
        yield f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target={quoteattr(target)}{outside}/>'
