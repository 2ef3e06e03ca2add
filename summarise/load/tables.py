"""Reads tables with one reply in each row (CSV, XLSX, XLS, ODS); column heads show what a column contains."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.encoding import decode
from summarise.load.form_sheet import form_fields
from summarise.load.heads import Columns, is_head, is_letter, may_hold_head
from summarise.load.limits import MAX_FILE_BYTES, MAX_TABLE_ROWS
from summarise.load.many import Many, Member
from summarise.load.reply_row import letter_of
from summarise.web_address import web_address

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

    from summarise.load.hidden_cells import Hidden

__all__ = ["csv_replies", "looks_like_csv", "workbook_replies"]

_HEAD_ROWS: Final = 10
"""Number of rows at the top among which the column heads are looked for; a title may be above them."""
_FULL_CELL: Final = 32_767
"""Maximum number of characters in a spreadsheet cell. A text of this length was cut off."""
_DELIMITERS: Final = ",\t;|，"
_SNIFFED: Final = 65_536
_FIRST: Final = 4_096
"""Number of bytes at the beginning of a file in which column heads are looked for."""
_ESCAPED: Final = lazy_pattern(r"_x([0-9A-Fa-f]{4})_")
_SHOWN_HEADS: Final = 12

Row = tuple[int, Sequence[str]]
"""Number of a row, from 1, and the texts of its cells."""


def looks_like_csv(data: bytes) -> bool:
    """Return True if `data` has in its first lines a row of heads, one for a reply's text, and rows below it."""
    head = data[:_FIRST]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or not re.search(rb"[,;|\t]|\xef\xbc\x8c|\xa3\xac", head):
        return False
    try:
        text = decode(head.rpartition(b"\n")[0] or head, "")
    except InputError:
        return False
    found = _heads_in(text, {})
    return found is not None and _has_rows(*found)


def _has_rows(sign: str, below: str) -> bool:
    """Return True if more than half of the rows below the heads have several cells; paragraphs of a letter have one."""
    rows = [
        [cell for cell in row if cell.strip()] for row in csv.reader(io.StringIO(below, newline=""), delimiter=sign)
    ]
    filled = [row for row in rows if row][:_HEAD_ROWS]
    return 2 * sum(len(row) > 1 for row in filled) > len(filled)


def csv_replies(data: bytes, source: str, given: Mapping[str, str]) -> Many:
    """Return the replies in a CSV file of any encoding; the row of heads shows the delimiter.

    The name of a member is its row number from 1. For a row that cannot be used, the content of the member is an
    InputError.

    Args:
        data: the file's bytes.
        source: name of the file in error messages.
        given: column heads that the user named, by field (`text`, `title`, …).

    Raises:
        InputError: `not_a_reply` if no column holds replies; `unreadable` if quotes do not match, or if a cell
            holds a letter but no column is recognised.

    """
    csv.field_size_limit(MAX_FILE_BYTES)
    text = decode(data, source).removeprefix("\ufeff")
    first = next((line for line in text[:_SNIFFED].splitlines() if line.strip()), "")
    found = _heads_in(text[:_SNIFFED], given)
    sign = found[0] if found else max(",\t;|", key=first.count)
    return _replies({"": _numbered(_parsed(text, sign, source))}, source, given)


def _heads_in(text: str, given: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the delimiter of the row of heads, and the lines below that row."""
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines[:_HEAD_ROWS], start=1):
        signs = [sign for sign in _DELIMITERS if sign in line]
        if not signs or not ("text" in given or may_hold_head(line)):
            continue
        for sign in signs:
            cells = [cell.strip().strip('"').strip() for cell in line.split(sign)]
            found = [cell for cell in cells if is_head(cell) or cell == given.get("text")]
            if any(not cell.endswith((":", "：")) for cell in found):  # that is a label, with its text behind it
                return sign, "".join(lines[at:])
    return None


def _parsed(text: str, sign: str, source: str) -> Iterator[Sequence[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    except csv.Error as error:
        raise InputError(
            f"{source}: its rows cannot be told apart ({error}); save it again from the spreadsheet", kind="unreadable"
        ) from error


def workbook_replies(data: bytes, source: str, given: Mapping[str, str]) -> Many:
    """Return the replies in the visible sheets of the spreadsheet `data`, without hidden rows and columns.

    Members, `source` and `given` are as in `csv_replies`; if there are several sheets, a name is `SHEET:ROW`.

    Raises:
        InputError: the errors of `csv_replies`; `unsupported` if the file needs a password or is a binary workbook
            (.xlsb), `too_large` for more than 100,000 rows in a sheet, `unreadable` if it is damaged.

    """
    from python_calamine import (  # noqa: PLC0415 - loaded only for spreadsheets
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    from summarise.load.hidden_cells import Hidden, hidden_cells, is_binary_workbook  # noqa: PLC0415 - likewise

    if is_binary_workbook(data):
        raise InputError(
            f"{source}: a binary workbook, whose hidden cells cannot be found; save it as .xlsx", kind="unsupported"
        )
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        hidden = dict(zip(book.sheet_names, hidden_cells(data, source), strict=False))
        sheets = {name: list(_sheet(book, name, source, hidden.get(name, Hidden()))) for name in shown}
    except PasswordError as error:
        raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported") from error
    except CalamineError as error:
        raise InputError(f"{source}: a damaged spreadsheet ({error})", kind="unreadable") from error
    return _replies(sheets, source, given, {name: _left_out(book, name, found) for name, found in hidden.items()})


def _left_out(book: CalamineWorkbook, name: str, hidden: Hidden) -> str:
    """Return a note with the number of hidden rows and columns in a sheet; "" if there are none."""
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None or sheet.end is None:
        return ""
    rows = sum(sheet.start[0] < row <= sheet.end[0] + 1 for row in hidden.rows)
    columns = sum(sheet.start[1] <= column <= sheet.end[1] for column in hidden.columns)
    return f"hidden and left out: {rows} rows, {columns} columns" if rows or columns else ""


def _sheet(book: CalamineWorkbook, name: str, source: str, hidden: Hidden) -> Iterator[Row]:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return
    if sheet.height > MAX_TABLE_ROWS:
        raise InputError(f"{source}: more than {MAX_TABLE_ROWS} rows; split it", kind="too_large")
    first = sheet.start[1]
    columns = {column - first for column in hidden.columns}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number not in hidden.rows:
            values = ("" if (number, at + first) in hidden.struck else value for at, value in enumerate(row))
            shown = (hidden.shown.get(value, value) if isinstance(value, str) else value for value in values)
            yield number, [_cell(value) for at, value in enumerate(shown) if at not in columns]


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _numbered(rows: Iterable[Sequence[str]]) -> list[Row]:
    return list(enumerate(rows, start=1))


def _replies(
    sheets: Mapping[str, Sequence[Row]],
    source: str,
    given: Mapping[str, str],
    left_out: Mapping[str, str] | None = None,
) -> Many:
    members: list[Member] = []
    notes: list[str] = []
    seen: list[str] = []
    passed_over: list[str] = []
    for name, rows in sheets.items():
        named, prefix = (f"sheet “{name}”: ", f"{name}:") if len(sheets) > 1 else ("", "")
        if found := _headed(rows, given):
            columns, heads, body = found
            said = columns.said(_named(heads, body))
            members += _members(body, heads, columns, prefix, source)
        elif form := None if given else form_fields(rows):
            number, fields, label = form
            said = f"text={label}"
            members.append(_member(f"{prefix}{number}", fields))
        else:
            seen += _first_cells(rows)
            passed_over += [name] * _holds_letter(rows)
            continue
        notes.append(named + "; ".join(filter(None, (said, (left_out or {}).get(name)))))
    if not notes:
        unseen = filter(None, (left_out or {}).values())
        found_heads = "; ".join([", ".join(dict.fromkeys(seen)) or "nothing", *unseen])
        raise InputError(
            f"{source}: no column holds the replies (found: {found_heads}); name it with --columns text=HEAD",
            kind="unreadable" if any(map(_holds_letter, sheets.values())) else "not_a_reply",
        )
    reason = "no column holds its replies; name it with --columns text=HEAD"
    members += [Member(name, InputError(f"{source}:{name}: {reason}", kind="unreadable")) for name in passed_over]
    return Many(tuple(members), tuple(notes))


def _holds_letter(rows: Sequence[Row]) -> bool:
    """Return True if the cells of a sheet, joined together, read like a letter."""
    return is_letter("".join(cell for _, row in rows for cell in row))


def _named(heads: Sequence[str], body: Sequence[Row]) -> list[str]:
    """Return the heads; a column that contains text but has no head gets a made-up name."""
    filled = {at for _, row in body for at, cell in enumerate(row) if cell.strip()}
    return [head or (f"column {at + 1}, which has no head" if at in filled else "") for at, head in enumerate(heads)]


def _first_cells(rows: Sequence[Row]) -> list[str]:
    first = next((row for _, row in rows if sum(map(bool, row)) > 1), ())
    return [" ".join(cell.split())[:30] for cell in first if cell.strip()][:_SHOWN_HEADS]


Headed = tuple[Columns, list[str], Sequence[Row]]


def _headed(rows: Sequence[Row], given: Mapping[str, str]) -> Headed | None:
    """Return the columns, the row of heads and the rows below it.

    If there are two rows of heads, the one that names more fields is used.
    """
    for at in range(min(len(rows), _HEAD_ROWS)):
        if found := _headed_at(rows, at, given):
            below = _headed_at(rows, at + 1, given)
            return below if below and len(below[0].heads) > len(found[0].heads) else found
    return None


def _headed_at(rows: Sequence[Row], at: int, given: Mapping[str, str]) -> Headed | None:
    if at >= len(rows):
        return None
    heads = [" ".join(cell.split()) for cell in rows[at][1]]
    if any(map(is_letter, heads)):
        return None  # its label is in the row, so it is a form, or a row of replies
    body = rows[at + 1 :]
    cells = {head: [row[index] for _, row in body if index < len(row)] for index, head in enumerate(heads) if head}
    columns = Columns.among([head for head in heads if head], given, cells)
    if columns is not None and (len(cells) > 1 or "text" in given or is_head(heads[0])):
        return columns, heads, body
    return None


def _members(rows: Sequence[Row], heads: Sequence[str], columns: Columns, prefix: str, source: str) -> Iterator[Member]:
    places = {field: heads.index(head) for field, head in columns.heads.items()}
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        name = f"{prefix}{number}"
        fields = {field: row[at] if at < len(row) else "" for field, at in places.items()}
        reason = _unfit(row, heads, fields["text"], columns)
        if reason:
            yield Member(name, InputError(f"{source}:{name}: {reason}", kind="unreadable"))
        else:
            yield replace(_member(name, fields), caveats=columns.caveats(dict(zip(heads, row, strict=False))))


def _member(name: str, fields: Mapping[str, str]) -> Member:
    return Member(name, letter_of(fields).encode("utf-8", "replace"), web_address(fields.get("url", "")))


def _unfit(row: Sequence[str], heads: Sequence[str], text: str, columns: Columns) -> str:
    if any(cell.strip() for cell in row[len(heads) :]):
        return f"has {len(row)} cells under {len(heads)} heads; a text with a comma in it needs quotes"
    if not text.strip():
        return f"nothing stands under “{columns.heads['text']}”"
    if len(text) >= _FULL_CELL:
        return f"its cell is full ({_FULL_CELL} characters), so the text is cut off; give it as a file of its own"
    return ""
