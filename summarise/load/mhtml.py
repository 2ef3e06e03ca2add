"""Reads web pages saved in one file (MHTML): a mail message whose parts are the page and the files it shows."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.encoding import declared_charset, decode
from summarise.load.html import read_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarise.load.whole import Whole

__all__ = ["looks_like_mhtml", "read_mhtml"]

_HEADERS: Final = lazy_pattern(rb"\A\s*(?:[A-Za-z-]{2,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){1,40}", re.MULTILINE)
_LINK: Final = lazy_pattern(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE: Final = lazy_pattern(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_BASE: Final = lazy_pattern(r"<base\b[^<>]{0,400}?\bhref\s*=\s*([\"'])(.*?)\1", re.IGNORECASE)
_MOST_PARTS: Final = 5_000  # a portal's page with its pictures has some hundreds


def looks_like_mhtml(data: bytes) -> bool:
    """Return True if `data` begins with message headers whose content type is multipart or text/html."""
    headers = _HEADERS.match(data[:16_384])
    return bool(headers) and bool(
        re.search(rb"(?im)^content-type:\s*(?:multipart/|text/html)", headers[0] if headers else b"")
    )


def read_mhtml(data: bytes, source: str) -> Whole:
    """Return the visible text of the saved page `data`, including its frames in the order of the file.

    `source` names the page in errors.

    Raises:
        InputError: `unsafe` if it has too many parts, `empty` if no part is a page; also the errors of `read_html`.

    """
    from email import message_from_bytes, policy  # noqa: PLC0415 - 30 ms, for this format only

    if data.count(b"\n--") > _MOST_PARTS * 2:
        raise InputError(f"{source}: has more parts than any page", kind="unsafe")
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    pages, sheets = [], {}
    for piece in message.walk():
        if piece.get_content_type() == "text/css" and isinstance(sheet := piece.get_payload(decode=True), bytes):
            for name in (piece.get("Content-Location"), f"cid:{(piece.get('Content-ID') or '').strip('<> ')}"):
                sheets[str(name).strip()] = sheet.decode("utf-8", "replace")
        if piece.get_content_type() not in {"text/html", "application/xhtml+xml"}:
            continue
        body = piece.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            charset = piece.get_content_charset()
            named = declared_charset(f"charset={charset}".encode()) if charset else declared_charset(body)
            page = decode(body, source, named)
            stated = _BASE.search(page)
            location = str(piece.get("Content-Location") or "").strip()
            pages.append((page, _joined(location, html.unescape(stated[2])) if stated else location))
    if not pages:
        raise InputError(f"{source}: a saved page without a text part", kind="empty")
    shown = [_LINK.sub(lambda link, at=at: _with_sheet(link[0], sheets, at), page) for page, at in pages]  # type: ignore[misc]
    return read_pages(shown, source)


def _with_sheet(link: str, sheets: Mapping[str, str], base: str) -> str:
    """Return a link to a style sheet replaced by the style sheet itself, if the file contains it.

    `base` is the address of the page, from which the link may be relative.
    """
    said = {name.lower(): html.unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(link)}
    address = said.get("href", "").strip()
    sheet = sheets.get(address) or sheets.get(_joined(base, address))
    is_shown = said.get("rel", "").lower() == "stylesheet" and said.get("media", "").lower() != "print"
    return link if sheet is None or not is_shown or "</" in sheet else f"<style>{sheet}</style>"


def _joined(base: str, address: str) -> str:
    """Return an address relative to `base` as a full address; "" if it is none."""
    try:
        return urljoin(base, address) if base and address else ""
    except ValueError:
        return ""
