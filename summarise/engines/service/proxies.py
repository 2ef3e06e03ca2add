"""Find the proxy that the environment sets for an endpoint."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from summarise.errors import UsageError
from summarise.redaction import conceal

__all__ = ["Proxy", "proxy_for"]

_SCHEMES: Final = ("http", "https", "socks5", "socks5h")
_PORTS: Final = {"http": 80, "https": 443}
_SOCKS: Final = 1080


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: its URL, which may contain a password, and the environment variable that names it."""

    url: str = field(repr=False)
    variable: str

    @property
    def shown(self) -> str:
        """The URL without user name and password, for use in messages."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

    def stands_at(self, host: str, port: int) -> bool:
        """Return True if the proxy listens at this host and port."""
        parts = urlsplit(self.url)
        return host.strip("[]") == parts.hostname and port == (parts.port or _PORTS.get(parts.scheme, _SOCKS))


def proxy_for(url: str) -> Proxy | None:
    """Return the proxy that the environment sets for a URL; None if there is none or the host is exempt from it.

    Raises:
        UsageError: the address of the proxy cannot be used.

    """
    parts = urlsplit(url)
    proxies = getproxies()
    scheme = parts.scheme if proxies.get(parts.scheme) else "all"
    named = proxies.get(scheme, "").strip()
    if not named or proxy_bypass(parts.hostname or "") or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    variable = next((name for name in os.environ if name.lower() == f"{scheme}_proxy"), "the system's settings")
    proxy = Proxy(named if "://" in named else f"http://{named}", variable)
    _check(proxy)
    return proxy


def _check(proxy: Proxy) -> None:
    what = "its address is none"
    try:
        parts = urlsplit(proxy.url)
        conceal(unquote(parts.password or ""))
        conceal(parts.password or "")
        if parts.scheme in _SCHEMES and parts.hostname and parts.port != 0 and parts.netloc.isascii():
            return
        if parts.scheme == "socks":
            what = "write socks5:// instead of socks://"
        elif parts.scheme not in _SCHEMES:
            what = f"its address must begin with one of {', '.join(f'{scheme}://' for scheme in _SCHEMES)}"
    except ValueError as error:
        what = f"its address is none ({error})"
    raise UsageError(f"the proxy that {proxy.variable} names cannot be used: {what}; correct or unset the variable")
