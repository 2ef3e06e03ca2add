"""Tells a web address from other text."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

__all__ = ["MAX_ADDRESS", "web_address"]

MAX_ADDRESS: Final = 2_048
"""Maximum length in characters of an accepted web address; browsers and servers may refuse longer ones."""


def web_address(written: str) -> str:
    """Return `written` with HTML entities decoded if it is an absolute http or https address; else "".

    Return "" also for an address that contains a user name or is longer than `MAX_ADDRESS`.
    """
    address = html.unescape(written).strip()
    if not address.isascii() or len(address) > MAX_ADDRESS or re.search(r"[\s\x00-\x1f\x7f<>\"]", address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in {"http", "https"} and parts.hostname and not parts.username else ""
