"""Finds the links of a web page, and selects those to replies, attachments or pages in frames."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

from summarise.errors import InputError, NotFetched
from summarise.fetch.web_address import host_of, normal
from summarise.load import read_apart

__all__ = ["Link", "attachments", "links_of", "read_links", "replies", "shown_pages"]

_MOST: Final = 5_000
_REPLY: Final = re.compile(r"答\s*[复復覆]|[回函]\s*[复復]|复\s*函|[办辦]理|提案|[建][议議]|[议議]案")
_KINDS: Final = r"\.(?:docx?|wps|pdf|ofd|rtf|odt|xlsx?|et|zip|rar|7z)"
_FILE: Final = re.compile(_KINDS + "$", re.IGNORECASE)
_IN_SCRIPT: Final = re.compile(rf"""["']([^"'\s<>]+{_KINDS}(?:\?[^"'\s<>]*)?)["']""", re.IGNORECASE)
_DOWNLOAD: Final = re.compile("down|attach|file|附件|下载", re.IGNORECASE)
_ATTACHED: Final = re.compile("附件|下载|下載")
_SHOWN: Final = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
"""HTML elements that display another file, and the attribute that holds its address."""
_OF_VIEWER: Final = frozenset({"file", "url", "src"})
"""Query parameters in which the address of a viewer page holds the address of the displayed file."""
_NO_PAGE: Final = re.compile(r"^\s*(?:javascript|mailto|tel|data|about):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its target in the form of `web_address.normal`, and its words ("" for a frame)."""

    address: str
    text: str
    shown: bool = False
    """True if the page displays the target in a frame."""


def links_of(page: bytes, address: str) -> list[Link]:
    """Return the links of a page in order, each target once; return [] if the page cannot be parsed.

    Args:
        page: bytes of the page, which are parsed in a reader process.
        address: address of the page, from which relative links are resolved.

    """
    try:
        found = json.loads(read_apart(__name__, "read_links", page, address))
    except (InputError, ValueError):
        return []
    links: dict[str, Link] = {}
    for href, text, shown in found:
        try:
            place = normal(urljoin(address, href))
        except (NotFetched, ValueError):
            continue
        if place not in links or (text and not links[place].text):
            links[place] = Link(place, text, bool(shown))
    return list(links.values())


def read_links(data: bytes, source: str) -> str:
    """Return a page's links as a JSON list of [address, words, whether it is displayed in a frame].

    `data` is the page in bytes, and `source` the address from which relative links are resolved. `links_of` calls this
    in a reader process.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - in the reader process

    from summarise.load.encoding import declared_charset, decode  # noqa: PLC0415

    tree = LexborHTMLParser(decode(data, source, declared_charset(data)))
    base = tree.css_first("base[href]")
    ground = (base.attributes.get("href") or "") if base is not None else ""
    found = []
    for anchor in tree.css("a")[:_MOST]:
        href = (anchor.attributes.get("href") or "").strip()
        if not href or _NO_PAGE.match(href):  # a script may open the file
            opened = _IN_SCRIPT.search(f"{href} {anchor.attributes.get('onclick') or ''}")
            href = opened[1] if opened else ""
        if href and not href.startswith("#"):
            words = " ".join(f"{anchor.attributes.get('title') or ''} {anchor.text()}".split())
            if place := _joined(ground, href):
                found.append([place, words[:400], False])
    for tag, name in _SHOWN.items():
        for node in tree.css(f"{tag}[{name}]")[:_MOST]:
            place = _joined(ground, (node.attributes.get(name) or "").strip())
            if place and not _NO_PAGE.match(place):
                found.append([_viewed(place), "", True])
    return json.dumps(found, ensure_ascii=False)


def _viewed(place: str) -> str:
    """Return the address of the file that a viewer page displays; for other pages return `place` unchanged."""
    asked = (value for key, value in parse_qsl(urlsplit(place).query) if key.lower() in _OF_VIEWER)
    joined = ((_joined(place, value), value) for value in asked)
    return next((file for file, value in joined if file and _FILE.search(urlsplit(value).path)), place)


def _joined(ground: str, written: str) -> str:
    """Return the absolute address of a link on the page `ground`; "" if it is invalid, such as http://[域名]/a.docx."""
    try:
        joined = urljoin(ground, written)
        urlsplit(joined)
    except ValueError:
        return ""
    return joined


def attachments(links: Iterable[Link]) -> list[Link]:
    """Return the links to document and archive files, and download links whose words contain 附件 or 下载."""
    return [link for link in links if _is_file(link)]


def _is_file(link: Link) -> bool:
    parts = urlsplit(link.address)
    named = (parts.path, link.text.split("（")[0].strip(), *(value for _, value in parse_qsl(parts.query)))
    if any(map(_FILE.search, named)):
        return True
    return bool(_ATTACHED.search(link.text) and _DOWNLOAD.search(f"{parts.path}?{parts.query}"))


def shown_pages(links: Iterable[Link], page: str) -> list[Link]:
    """Return the links to pages on the same host that the page with address `page` displays in frames.

    Files are left out.
    """
    own = host_of(page)
    return [link for link in links if link.shown and host_of(link.address) == own and not _is_file(link)]


def replies(links: Iterable[Link], page: str) -> list[Link]:
    """Return the links to replies and proposals on the list page `page`.

    The words of such a link name a reply or a proposal, and its target has the same host as the page.
    """
    own = host_of(page)
    return [
        link for link in links if host_of(link.address) == own and _REPLY.search(link.text) and link.address != page
    ]
