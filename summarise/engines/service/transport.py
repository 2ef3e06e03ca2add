"""Limit each HTTP request: one deadline for the whole response, a maximum body size, no redirect to another origin."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from summarise.engines.service.protocol import Transient
from summarise.engines.service.proxies import Proxy, proxy_for
from summarise.errors import ServiceRejected, UsageError
from summarise.printable import one_line

__all__ = ["LARGEST_BODY", "Transport"]

LARGEST_BODY: Final = 16_000_000
"""Maximum number of bytes of a response body after decompression; a larger one is an error."""
_HEADERS: Final = 1_000_000  # bytes that headers and interim responses may take beside the body
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_SAME_REQUEST: Final = frozenset({307, 308})  # the others turn a question into a mere look at a page
_UNPACKED_HERE: Final = frozenset({"", "identity", "gzip", "deflate"})
_NOT_PACKED: Final = frozenset({"utf-8", "utf8", "none", "plain", "binary", "8bit", "chunked"})
"""Values of the header Content-Encoding that wrongly name no compression method."""
_SHORTEST: Final = 0.001


class Transport:
    """The transport of an HTTP client for one endpoint; may be used by several threads.

    Args:
        http: the HTTP package: httpx or its successor.
        url: the endpoint, by which a proxy is chosen from the environment.
        connections: maximum number of connections at a time.

    Raises:
        UsageError: the environment names a proxy or certificates that cannot be used.

    """

    def __init__(self, http: ModuleType, url: str, connections: int) -> None:
        self._proxy = proxy = proxy_for(url)
        limits = http.Limits(max_connections=connections, max_keepalive_connections=connections)
        try:
            self._inner: Any = http.HTTPTransport(limits=limits, proxy=proxy.url if proxy else None)
        except OSError as error:  # ssl.SSLError is one
            raise UsageError(
                "the certificates cannot be read that SSL_CERT_FILE or SSL_CERT_DIR name "
                f"({one_line(str(error), 160)}); correct or unset them"
            ) from None
        except (ValueError, ImportError, http.InvalidURL) as error:
            where = f"the proxy {proxy.shown} ({proxy.variable})" if proxy else "the connection"
            raise UsageError(f"{where} cannot be used: {one_line(str(error), 160)}") from None
        pool = self._inner._pool  # noqa: SLF001 - no public way leads to the sockets, and time is lost there
        self._clock = _Clock()
        core = import_module(type(pool).__module__.partition(".")[0])
        assert hasattr(pool, "_network_backend")
        pool._network_backend = _Backend(pool._network_backend, core, self._clock, proxy)  # noqa: SLF001
        self._http = http

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Limit all requests that this thread makes inside the block, including redirects, to `seconds` in total."""
        self._clock.start(seconds)
        try:
            yield
        finally:
            self._clock.stop()

    def handle_request(self, request: Any) -> Any:
        """Send a request and return the response with its whole body, decompressed.

        Raises:
            ServiceRejected: the service redirects to another origin or with a status that changes the request, or a
                proxy refuses the connection.
            Transient: the body is too large, or compressed by a method that was not requested.

        """
        request.headers["Accept-Encoding"] = "gzip, deflate"
        try:
            response = self._inner.handle_request(request)
        except self._http.ProxyError as error:  # its answer to the request for a connection
            raise self._refused_by_proxy(one_line(str(error), 80)) from None
        try:
            if response.status_code == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
                raise self._refused_by_proxy(str(response.status_code))
            self._refuse_elsewhere(request, response)
            content = self._read(response)
        finally:
            response.close()
        headers = [pair for pair in response.headers.raw if pair[0].lower() not in _ABOUT_THE_BODY]
        return self._http.Response(response.status_code, headers=headers, content=content)

    def _refused_by_proxy(self, answer: str) -> ServiceRejected:
        who = f"the proxy {self._proxy.shown} ({self._proxy.variable})" if self._proxy else "a proxy before the service"
        if answer.startswith(str(HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value)):
            return ServiceRejected(
                f"{who} asks for a user and a password (407): write them into its address, http://USER:PASSWORD@HOST:PORT"
            )
        return ServiceRejected(f"{who} opens no way to the service: {answer}; correct or unset that variable")

    def _refuse_elsewhere(self, request: Any, response: Any) -> None:
        if response.status_code not in _REDIRECTS or "location" not in response.headers:
            return
        here = request.url
        try:
            there = here.join(response.headers["location"])
        except (self._http.InvalidURL, ValueError):
            there = None
        same = there is not None and (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
        if same and response.status_code in _SAME_REQUEST:
            return
        shown = one_line(str(there.copy_with(userinfo=b"", query=None)) if there else "an address that is none", 200)
        raise ServiceRejected(
            f"{here.scheme}://{here.netloc.decode()} sends its callers on to {shown}; nothing was sent there: "
            "if you trust that address, make it the base URL"
        )

    def _read(self, response: Any) -> bytes:
        packing = response.headers.get("content-encoding", "").strip().lower().removeprefix("x-")
        packing = "identity" if packing in _NOT_PACKED else packing
        if packing not in _UNPACKED_HERE:
            raise Transient(f"the service packed its answer in a way that was not asked for: {one_line(packing, 40)}")
        if packing:
            response.headers["content-encoding"] = packing
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > LARGEST_BODY:
                raise Transient(f"the service's answer has more than {LARGEST_BODY} bytes, too many for one reply")
            pieces.append(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


_ABOUT_THE_BODY: Final = frozenset({b"content-encoding", b"content-length", b"transfer-encoding"})


class _Clock(threading.local):
    """The deadline of the requests of this thread, and the number of bytes received so far."""

    until = float("inf")
    came = 0

    def start(self, seconds: float) -> None:
        self.until, self.came = time.monotonic() + seconds, 0

    def stop(self) -> None:
        self.until, self.came = float("inf"), 0

    def left(self, most: float | None) -> float:
        left = self.until - time.monotonic()
        return left if most is None else min(left, most)


class _Backend:
    """Opens connections in which no operation waits beyond the deadline."""

    def __init__(self, inner: Any, core: ModuleType, clock: _Clock, proxy: Proxy | None) -> None:
        self._inner, self._core, self._clock, self._proxy = inner, core, clock, proxy

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> _Stream:
        left = self._clock.left(timeout)
        if left <= 0:
            raise self._core.ConnectTimeout("the deadline has passed")
        try:
            stream = self._inner.connect_tcp(host, port, timeout=left, **options)
        except self._core.ConnectError as error:
            if self._proxy is None or not self._proxy.stands_at(host, port):
                raise
            raise ServiceRejected(
                f"the proxy {self._proxy.shown} ({self._proxy.variable}) cannot be reached: "
                f"{one_line(str(error), 120)}; start it, or unset that variable"
            ) from None
        return _Stream(stream, self._core, self._clock)

    def connect_unix_socket(self, path: str, timeout: float | None = None, **options: Any) -> _Stream:
        return _Stream(self._inner.connect_unix_socket(path, timeout=timeout, **options), self._core, self._clock)

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream:
    """A connection whose reads and writes fail at the deadline, or when the response is too large."""

    def __init__(self, inner: Any, core: ModuleType, clock: _Clock) -> None:
        self._inner, self._core, self._clock = inner, core, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._clock.left(timeout)
        if left <= 0:
            raise self._core.ReadTimeout("the deadline has passed")
        data: bytes = self._inner.read(max_bytes, timeout=max(left, _SHORTEST))
        self._clock.came += len(data)
        if self._clock.came > LARGEST_BODY + _HEADERS:
            raise Transient(f"the service sent more than {LARGEST_BODY} bytes, too many for the answer to one reply")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._clock.left(timeout)
        if left <= 0:
            raise self._core.WriteTimeout("the deadline has passed")
        self._inner.write(buffer, timeout=max(left, _SHORTEST))

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> _Stream:
        left = self._clock.left(timeout)
        if left <= 0:
            raise self._core.ConnectTimeout("the deadline has passed")
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._core, self._clock)

    def close(self) -> None:
        self._inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
