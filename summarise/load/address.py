"""Finds the web address that a saved page states as its own."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urlsplit

from summarise.lazy_pattern import lazy_pattern

__all__ = ["MAX_ADDRESS", "address_in", "web_address"]

MAX_ADDRESS: Final = 2_048
"""Maximum length in characters of an accepted web address; browsers and servers may refuse longer ones."""
_HEAD: Final = 262_144  # bytes; what names the page stands in its head
_TAG: Final = lazy_pattern(r"<(?:link|meta)\b[^<>]{0,4000}>", re.IGNORECASE)
_CANONICAL: Final = lazy_pattern(r"\brel\s*=\s*[\"']?canonical\b|\bproperty\s*=\s*[\"']?og:url\b", re.IGNORECASE)
_VALUE: Final = lazy_pattern(r"\b(?:href|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SAVED_FROM: Final = lazy_pattern(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2048})\s*-->", re.IGNORECASE)
_LOCATION: Final = lazy_pattern(r"^(?:Snapshot-)?Content-Location:[ \t]*(\S{1,2048})", re.IGNORECASE | re.MULTILINE)


def address_in(data: bytes, media_type: str) -> str:
    """Return the web address that the saved page `data` states as its own; "" if it states none.

    This is the address that the browser wrote when it saved the page (`saved from url`, in MHTML `Content-Location`),
    or else the canonical address in the head of the page. Only the media types `text/html` and `multipart/related` can
    have one.
    """
    if media_type == "multipart/related":
        return _first(_LOCATION, data[:_HEAD].decode("latin-1"))
    if media_type != "text/html":
        return ""
    head = data[:_HEAD].decode("latin-1")
    if saved := _first(_SAVED_FROM, head):
        return saved
    for tag in _TAG.finditer(head):
        value = _VALUE.search(tag[0]) if _CANONICAL.search(tag[0]) else None
        if value and (address := web_address(next(filter(None, value.groups()), ""))):
            return address
    return ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return web_address(found[1]) if found else ""


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
