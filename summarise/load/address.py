"""Finds the web address that a saved page states as its own."""

from __future__ import annotations

import re
from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.web_address import web_address

__all__ = ["address_in"]

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
