"""Checks every request before a handler receives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from summarise.workbench.calls import Refused

__all__ = ["HEADERS", "POLICY", "Gate"]

_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
)
POLICY = "; ".join(_RULES)
"""Value of Content-Security-Policy: the page uses only files of this server, and no page may embed it in a frame."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every response."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The host names and origins of this server. Requests with other values are refused."""

    hosts: frozenset[str]
    """Accepted values of the Host header; each is a name with the port."""
    origins: frozenset[str]
    """Accepted values of the Origin header."""

    @classmethod
    def local(cls, port: int) -> Gate:
        """Return the gate of a server on `port` that only this machine can reach, as 127.0.0.1 or localhost."""
        hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        return cls(hosts, frozenset(f"http://{host}" for host in hosts))

    @classmethod
    def office(cls, host: str, port: int, origin: str = "") -> Gate:
        """Return the gate of a server that is reached over a network.

        `origin` is the address in the browser if there is a proxy, "" if it consists of `host` and `port`.
        """
        if origin:
            return cls(frozenset({urlsplit(origin).netloc}), frozenset({origin.rstrip("/")}))
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return cls(frozenset({name}), frozenset({f"http://{name}"}))

    def check(self, method: str, headers: Mapping[str, str], *, is_page: bool) -> None:
        """Raise an error unless the request is addressed to this server and comes from the server's own page.

        `method` and `headers` are those of the request. `is_page` is True for an address that people may open from a
        link on another site.

        Raises:
            Refused: the Host header names another host, as in a DNS rebinding attack (421); the request comes from
                another site, or is not JSON (403).

        """
        if headers.get("host", "") not in self.hosts:
            raise Refused(421, "other_host", "这个地址不是本服务的地址")
        site = headers.get("sec-fetch-site", "none")
        opens_page = is_page and method == "GET" and headers.get("sec-fetch-mode", "navigate") == "navigate"
        if site not in {"same-origin", "none"} and not opens_page:
            raise Refused(403, "other_site", "请求来自别的网站")
        if method in {"GET", "HEAD"}:
            return
        if headers.get("origin", "") not in self.origins:
            raise Refused(403, "other_origin", "请求来自别的网页")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(403, "not_json", "只接受 JSON")
