"""The links of a page: those of a list that lead to replies, and those of a page that lead to its attachments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from summarise.errors import InputError, NotFetched
from summarise.fetch.web_address import host_of, normal
from summarise.load import read_apart

__all__ = ["Link", "attachments", "links_of", "read_links", "replies"]

_MOST: Final = 5_000
_REPLY: Final = re.compile(r"答\s*[复復覆]|[回函]\s*[复復]|复\s*函|[办辦]理|提案|[建][议議]|[议議]案")
_FILE: Final = re.compile(r"\.(?:docx?|wps|pdf|ofd|rtf|odt|xlsx?|et|zip|rar|7z)$", re.IGNORECASE)
_NO_PAGE: Final = re.compile(r"^\s*(?:javascript|mailto|tel|data|about):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, as a normal address, and what it says."""

    address: str
    text: str


def links_of(page: bytes, address: str) -> list[Link]:
    """Return the links of a page, each address once, in their order; none of what is not a page.

    The page is parsed in a reader process.
    """
    try:
        found = json.loads(read_apart(__name__, "read_links", page, address))
    except (InputError, ValueError):
        return []
    links: dict[str, Link] = {}
    for href, text in found:
        try:
            place = normal(urljoin(address, href))
        except (NotFetched, ValueError):
            continue
        if place not in links or (text and not links[place].text):
            links[place] = Link(place, text)
    return list(links.values())


def read_links(data: bytes, source: str) -> str:
    """Return the links of a page, address and words, in JSON; what a reader process runs."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - in the reader process

    from summarise.load.encoding import declared_charset, decode  # noqa: PLC0415

    tree = LexborHTMLParser(decode(data, source, declared_charset(data)))
    base = tree.css_first("base[href]")
    ground = (base.attributes.get("href") or "") if base is not None else ""
    found = []
    for anchor in tree.css("a[href]")[:_MOST]:
        href = (anchor.attributes.get("href") or "").strip()
        if href and not href.startswith("#") and not _NO_PAGE.match(href):
            words = " ".join(f"{anchor.attributes.get('title') or ''} {anchor.text()}".split())
            found.append([urljoin(ground, href) if ground else href, words[:400]])
    return json.dumps(found, ensure_ascii=False)


def attachments(links: Iterable[Link]) -> list[Link]:
    """Return the links that lead to files: by their address, or by the file's name in their words."""
    return [
        link
        for link in links
        if _FILE.search(urlsplit(link.address).path) or _FILE.search(link.text.split("（")[0].strip())
    ]


def replies(links: Iterable[Link], page: str) -> list[Link]:
    """Return the links of a list that speak of a reply or a proposal and stay on the list's own host."""
    own = host_of(page)
    return [
        link for link in links if host_of(link.address) == own and _REPLY.search(link.text) and link.address != page
    ]
