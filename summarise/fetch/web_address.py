"""Converts web addresses as people write them into a normal form that can be fetched."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from summarise.errors import NotFetched

__all__ = ["asked_as", "followed", "host_of", "normal", "origin_of"]

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LONGEST: Final = 4_096
_PLAIN: Final = 80
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"


def normal(written: str) -> str:
    """Return a web address in normal form: ASCII, with a scheme (https if none is written) and without a fragment.

    Raises:
        NotFetched: `refused` for a scheme other than http and https, for a user name or password in the address, and
            for text that is not a web address.

    """
    address = written.strip()
    if len(address) > _LONGEST or re.search(r"[\x00-\x20\x7f]", address):
        raise NotFetched(f"{address[:80]}: is no web address", kind="refused")
    if not _SCHEME.match(address):
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NotFetched(f"{address[:80]}: is no web address ({error})", kind="refused") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise NotFetched(f"{address[:80]}: only http and https are fetched", kind="refused")
    if parts.username is not None or parts.password is not None:
        raise NotFetched(
            f"{parts.scheme}://…@{host}: holds a name or password; give the address without", kind="refused"
        )
    if not name or ("." not in name.strip(".") and ":" not in name):
        raise NotFetched(f"{address[:80]}: names no host of the public network", kind="refused")
    place = f"[{name}]" if ":" in name else name.lower()
    query = quote(parts.query, safe=_SAFE)
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme.lower(), place + (f":{port}" if port else ""), path, query, ""))


def asked_as(address: str) -> tuple[str, ...]:
    """Return the addresses to try in order.

    For an http address on port 80, these are the https address and then `address`; for any other, only `address`.
    """
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.port not in {None, _PLAIN}:
        return (address,)
    secure = urlunsplit(("https", parts.netloc.removesuffix(f":{_PLAIN}"), parts.path, parts.query, ""))
    return (secure, address)


def followed(address: str, location: str) -> str:
    """Return, in normal form, the target of a redirect from `address`.

    `location` is the value of the Location header; it may be relative to `address`. The errors are those of `normal`.
    """
    return normal(urljoin(address, location.strip().replace(" ", "%20")))


def host_of(address: str) -> str:
    """Return the host name in a normal address, without the port."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Return the scheme, host and port of a normal address, such as `https://example.org:8443`."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
