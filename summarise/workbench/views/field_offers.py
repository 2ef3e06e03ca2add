"""Offers values for the fields of a reply (title, body, day and so on) from lines of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.annotate.line_kinds import is_chrome_word
from summarise.workbench.calls import Json

__all__ = ["field_offers"]

_MOST = 24
"""Maximum number of lines, and of days, that are offered."""
_LONGEST = 60
"""Maximum number of characters of a line that is offered."""
_WAY = re.compile(
    r"位置\s*(?:[:：>]|是[:：]?)|首[页頁]\s*(?:[>»›-]|\]\()|\s>{1,2}\s|^\W*[上下前後后]一?[篇条條页頁则則]"
)
"""Part of a line that says where a page stands on its site, or leads to another page."""
_CELLS = re.compile(r"\s*\|\s*|(?<=[^\s|]{2})[ \u3000]{2,}")
_HEADED = re.compile(r"(?P<mark>[•·▪◆■\s]*)(?:(?P<label>[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,5}\s*)[:：])?\s*")
"""Mark and label before a value in a line of data of a page."""
_CHROME = 10
"""A part of at most so many characters with a word of a web page's own in it is no value."""
_DAY = re.compile(r"(\d{4})\s?[-年./]\s?(\d\d?)\s?[-月./]\s?(\d\d?)")


def field_offers(lines: Iterable[str]) -> Json:
    """Return what the page offers for a field: `lines`, those that are short, and `days`, ISO dates found in them.

    `lines` of a text are given in order; repeated values are left out. A line of data of a page is offered by its
    cells, without their labels. What leads about the site is left out.
    """
    known = list(dict.fromkeys(lines))
    cells = (cell for line in known if not _WAY.search(line) for cell in _CELLS.split(line))
    values = dict.fromkeys(map(_value, cells))
    days = (f"{year}-{month:>02}-{day:>02}" for line in known for year, month, day in _DAY.findall(line))
    return {
        "lines": [value for value in values if 0 < len(value) <= _LONGEST][:_MOST],
        "days": list(dict.fromkeys(days))[:_MOST],
    }


def _value(cell: str) -> str:
    """Return what a cell says behind its mark and label, "" for nothing; a name before a colon is no label."""
    found = _HEADED.match(cell)
    assert found
    label = found["label"] or ""
    is_label = found["mark"].strip() or re.search(r"\s", label) or is_chrome_word(f"{label}：")
    value = cell[found.end() if is_label else found.end("mark") :].strip()
    return "" if len(value) <= _CHROME and is_chrome_word(f"{value}：") else value
