"""What a request must be like before any handler sees it."""

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
"""Nothing may load, frame, send or run but what this server gives."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The names under which this server is reached."""

    hosts: frozenset[str]
    """Allowed values of Host: each name with the port."""
    origins: frozenset[str]
    """Allowed values of Origin."""

    @classmethod
    def local(cls, port: int) -> Gate:
        """Return the names of this machine's loopback."""
        hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        return cls(hosts, frozenset(f"http://{host}" for host in hosts))

    @classmethod
    def office(cls, host: str, port: int, origin: str = "") -> Gate:
        """Return the names of an address in a network, or of a proxy before it that gives `origin` to browsers."""
        if origin:
            return cls(frozenset({urlsplit(origin).netloc}), frozenset({origin.rstrip("/")}))
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return cls(frozenset({name}), frozenset({f"http://{name}"}))

    def check(self, method: str, headers: Mapping[str, str], *, is_page: bool) -> None:
        """Let a request through, or say why not.

        Raises:
            Refused: 421 for another Host, as when a foreign name is pointed at this machine; 403 for another site's
                request or form.

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
