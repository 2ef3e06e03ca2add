"""Converts one row of a table, or one JSON object, to the text of a letter."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.html import looks_like_html

__all__ = ["letter_of"]

_TITLE: Final = lazy_pattern(
    r"^[^。；]{4,90}(?:答\s*[复復覆]|[回函]\s*[复復]|复\s*函|意见|的函)(?:[（(][^）)]*[）)])?$"
)
_DAY: Final = lazy_pattern(r"(?:(?:19|20)\d\d|二[〇零○O0]\S{2})\s*(?:年\s*.{1,3}\s*月|[./-]\s*\d{1,2}\s*[./-]\s*\d)")
_COUNTED_DAY: Final = lazy_pattern(r"(?:3[6-9]|4\d|5\d)\d{3}")
"""Matches a date as a spreadsheet stores it, in days since 1899, from 1998 to 2064."""
_FIRST_DAY: Final = date(1899, 12, 30)
_NAMES_A_BODY: Final = lazy_pattern(
    r"主办|承办|答复单位|发布(?:机构|单位)|来源|作者|^[^，。；：]{2,28}(?:局|委员会|委|厅|部|司|科|处|室|办|中心|政府|院|公司|街道|镇|乡)$"
)
"""Matches a line in which a letter names the body that wrote it."""
_HEAD_LINES: Final = 8
_FOOT_LINES: Final = 8
_SIGNED: Final = 40  # characters of the line that a letter is dated with


def letter_of(fields: Mapping[str, str]) -> str:
    """Return `fields["text"]`, with title, issuer and date in front if the letter itself lacks them.

    Args:
        fields: values of a row by field name: `text`, and `title`, `issuer` and `date` if the row has them.

    """
    text = _as_page(fields["text"])
    head = _said_beside(text, fields)
    if not head:
        return text
    if looks_like_html(text):
        return "".join(f"<p>{html.escape(line)}</p>" for line in head) + text
    return "\n".join([*head, text])


def _as_page(text: str) -> str:
    """Return a page whose tags a program wrote as words (`&lt;p&gt;`) with its tags, any other text as it is."""
    if "&lt;" not in text or looks_like_html(text):
        return text
    page = html.unescape(text)
    return page if looks_like_html(page) else text


def _said_beside(text: str, fields: Mapping[str, str]) -> list[str]:
    plain = re.sub(r"<[^<>]{0,400}>", "\n", text) if "<" in text else text
    lines = [line for line in (line.strip(" \t\u3000*#") for line in plain.splitlines()) if line]
    squeezed = "".join(plain.split())
    head = []
    title = " ".join(fields.get("title", "").split())
    titled = any(_TITLE.match(line) for line in lines[:_HEAD_LINES])
    if title and not titled and "".join(title.split()) not in squeezed:
        head.append(title)
    if not any(len(line) <= _SIGNED and line[-1] not in "。；" and _DAY.search(line) for line in lines[-_FOOT_LINES:]):
        issuer = " ".join(fields.get("issuer", "").split())
        if issuer and not any(_NAMES_A_BODY.search(line) for line in lines if len(line) <= _SIGNED):
            head.append(f"答复单位：{issuer}")
        if day := fields.get("date", "").strip():
            head.append(f"答复日期：{_as_day(day)}")
    return head


def _as_day(written: str) -> str:
    """Return the date for a number of days since 1899, as spreadsheets store dates; return other text unchanged."""
    if not _COUNTED_DAY.fullmatch(written):
        return written
    day = _FIRST_DAY + timedelta(days=int(written))
    return f"{day.year}年{day.month}月{day.day}日"
