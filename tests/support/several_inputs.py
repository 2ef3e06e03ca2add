"""Inputs that hold several replies, for tests: two letters, and tables and workbooks with a row for each."""

from __future__ import annotations

import csv
import io
from io import BytesIO

from openpyxl import Workbook

from summarise.batch import Inputs
from summarise.errors import InputError
from tests.support.several_letters import letter

TWO = {"7": letter(7), "9": letter(9)}


def read(*names: str, stdin: bytes = b"", columns: dict[str, str] | None = None) -> dict[str, str]:
    """Text by source; for an input that cannot be read, the kind of its error."""
    found = {}
    for entry in Inputs(names, BytesIO(stdin), columns=columns):
        assert entry.source not in found
        try:
            found[entry.source] = entry.load().text
        except InputError as error:
            found[entry.source] = f"{error.kind}: {error.message}"
    return found


def comma_separated(rows: list[list[str]], encoding: str = "utf-8", sign: str = ",") -> bytes:
    """Return a table as a CSV file whose values `sign` parts."""
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(**sheets: list[list[object]]) -> bytes:
    """Return an Excel workbook with these rows by the name of the sheet."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEADS = ["编号", "标题", "承办单位", "答复内容", "日期", "链接", "备注"]
ROWS = [[i, "增加学位", "教育局", t, "2025-06-03", f"https://a.example/{i}", "好"] for i, t in TWO.items()]
