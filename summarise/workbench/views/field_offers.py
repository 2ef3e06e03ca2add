"""Offers values for the fields of a reply (title, body, day and so on) from lines of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.workbench.calls import Json

__all__ = ["field_offers"]

_MOST = 24
"""Maximum number of lines, and of days, that are offered."""
_LONGEST = 60
"""Maximum number of characters of a line that is offered."""
_DAY = re.compile(r"(\d{4})\s?[-年./]\s?(\d\d?)\s?[-月./]\s?(\d\d?)")


def field_offers(lines: Iterable[str]) -> Json:
    """Return what the page offers for a field: `lines`, those that are short, and `days`, ISO dates found in them.

    `lines` of a text are given in order; repeated values are left out.
    """
    known = list(dict.fromkeys(lines))
    days = (f"{year}-{month:>02}-{day:>02}" for line in known for year, month, day in _DAY.findall(line))
    return {
        "lines": [line for line in known if len(line) <= _LONGEST][:_MOST],
        "days": list(dict.fromkeys(days))[:_MOST],
    }
