"""Makes one HTTP request over one connection with one time limit, and checks the IP address twice.

The module uses sockets of the standard library, so that the connection goes to the same IP address that was checked. If
the host name were resolved again for the connection, it could lead to another address.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import urlsplit

from summarise.errors import NotFetched
from summarise.fetch.guard import Guard
from summarise.version import VERSION

__all__ = ["AGENT", "Answer", "ask"]

AGENT: Final = f"summarise/{VERSION}"
"""The User-Agent header of this program, and the name under which it looks up rules in robots.txt."""
_Place = tuple[int, tuple[Any, ...]]
"""Family of a network address, and the address in the form that `socket` takes."""
_PIECE: Final = 65_536
_HEADERS: Final = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/msword,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's response with any status code; its body is decompressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the value of the first header with this name, or ""; upper and lower case are the same."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class _Timed(io.RawIOBase):
    """The bytes that a socket receives. Each read waits at most until the time limit of the request."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock, self._until = sock, until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        self._sock.settimeout(_left(self._until))
        return self._sock.recv_into(cast("memoryview", buffer))


class _Socket:
    """The methods of a socket that `http.client` uses, all within the time limit of the request."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock, self._until = sock, until

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(_left(self._until))
        self._sock.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Timed(self._sock, self._until))

    def close(self) -> None:
        """Do nothing, because `http.client` calls this before it reads the response; `ask` closes the socket."""


def ask(address: str, guard: Guard, until: float, limit: int) -> Answer:
    """Send one GET request and return the response; redirects are not followed.

    Args:
        address: the address in the form that `web_address.normal` returns.
        guard: returns True for the IP addresses that may be connected to.
        until: time on the monotonic clock, in seconds, at which the request is given up.
        limit: maximum number of bytes in the decompressed body.

    Raises:
        NotFetched: `private` if the guard refuses an IP address of the host; `unreachable` if no connection is made
            or the certificate is refused; `timeout` after `until`; `too_large` for more than `limit` bytes; `damaged`
            if the response is not valid HTTP or incomplete.

    """
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = http.client.HTTPConnection(host, port)
    sock: socket.socket | None = None
    try:
        sock = _connected(host, port, guard, until)
        sock = _secured(sock, host, until) if secure else sock
        connection.sock = _Socket(sock, until)
        connection.putrequest(
            "GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, skip_accept_encoding=True
        )
        for name, value in _HEADERS.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, tuple(response.getheaders()), _body(response, address, until, limit))
    except TimeoutError as error:
        raise NotFetched(f"{address}: gave no whole answer in time", kind="timeout") from error
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or str(error)
        raise NotFetched(
            f"{address}: its certificate or encryption is refused ({reason})", kind="unreachable"
        ) from error
    except (http.client.HTTPException, ValueError, zlib.error) as error:
        raise NotFetched(f"{address}: its answer is damaged ({type(error).__name__})", kind="damaged") from error
    except OSError as error:
        raise NotFetched(f"{address}: cannot be reached ({error.strerror or error})", kind="unreachable") from error
    finally:
        connection.close()
        if sock is not None:
            sock.close()


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _connected(host: str, port: int, guard: Guard, until: float) -> socket.socket:
    """Connect to the host and return the socket.

    The guard must accept every IP address of the host, and then the address that is connected to.
    """
    found = _resolved(host, port, until)
    refused = [place[0] for _, place in found if not guard(str(place[0]))]
    if refused:
        raise NotFetched(f"{host}: leads to {refused[0]}, which is not of the public network", kind="private")
    last: OSError = OSError("no address")
    for family, place in found:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(_left(until))
            sock.connect(place)
            peer = str(sock.getpeername()[0])
        except TimeoutError:
            sock.close()
            raise
        except OSError as error:
            sock.close()
            last = error
            continue
        if not guard(peer):
            sock.close()
            raise NotFetched(f"{host}: is answered by {peer}, which is not of the public network", kind="private")
        return sock
    raise last


def _resolved(host: str, port: int, until: float) -> list[_Place]:
    """Return the network addresses of a host.

    The lookup runs in a thread of its own, because the system gives it no time limit.
    """
    answers: queue.SimpleQueue[list[_Place] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([(int(family), place) for family, _, _, _, place in found if isinstance(place[0], str)])
        except OSError as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=_left(until))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, OSError):
        raise found
    return found


def _secured(sock: socket.socket, host: str, until: float) -> socket.socket:
    sock.settimeout(_left(until))
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)


def _body(response: http.client.HTTPResponse, address: str, until: float, limit: int) -> bytes:
    unpack = _unpacker(response.headers.get("Content-Encoding", ""), address)
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        _left(until)
        while piece or (unpack is not None and unpack.unconsumed_tail):
            if unpack is None:
                out, piece = piece, b""
            else:
                out, piece = unpack.decompress(unpack.unconsumed_tail + piece, _PIECE), b""
            size += len(out)
            if size > limit:
                raise NotFetched(f"{address}: larger than {limit // (1024 * 1024)} MiB", kind="too_large")
            pieces.append(out)
            if unpack is not None and not out:
                break
    if response.length or (unpack is not None and not unpack.eof):
        raise NotFetched(f"{address}: the answer broke off", kind="damaged")
    return b"".join(pieces)


def _unpacker(encoding: str, address: str) -> zlib._Decompress | None:
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip", "deflate"}:
        return zlib.decompressobj(zlib.MAX_WBITS | 32)  # either head is told by itself
    raise NotFetched(f"{address}: is packed as {name[:20]}, which was not asked for", kind="damaged")
