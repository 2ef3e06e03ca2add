"""Runs the web server with uvicorn. No other module uses uvicorn."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from summarise.errors import UsageError
from summarise.workbench.app import BODY_SECONDS, application
from summarise.workbench.desk import Desk
from summarise.workbench.gate import Gate
from summarise.workbench.sessions import Sessions

__all__ = ["Connection", "serve"]


def serve(
    desk: Desk,
    sessions: Sessions,
    *,
    address: tuple[str, int] = ("127.0.0.1", 0),
    gate: Callable[[int], Gate] = Gate.local,
    ready: Callable[[int], None] = lambda _: None,
) -> None:
    """Serve a desk until the process is told to stop.

    Args:
        desk: the records and their state.
        sessions: the logins.
        address: host and port; port 0 takes any free one.
        gate: returns the gate for the port in use.
        ready: called with the port once connections are accepted.

    Raises:
        UsageError: the server cannot listen on the address.

    """
    host, port = address
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"{host}:{port}: cannot be listened on ({error.strerror}); choose another --port"
            ) from error
        listening.listen(64)
        taken = int(listening.getsockname()[1])
        config = uvicorn.Config(
            application(desk, sessions, gate(taken)),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=30,
            limit_concurrency=200,
            timeout_graceful_shutdown=3,
            lifespan="off",
            ws="none",
            http=Connection,
        )
        server = uvicorn.Server(config)
        ready(taken)
        server.run(sockets=[listening])


class Connection(H11Protocol):
    """A connection that is closed unless the head of a request arrives in time.

    uvicorn waits for a head without end, and refuses everybody once it holds `limit_concurrency` connections.
    """

    head_seconds = BODY_SECONDS
    _given_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the head of the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take the bytes `data`; wait no longer if the head of a request is complete with them."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._wait_no_longer()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._given_up is None:
            self._given_up = self.loop.call_later(self.head_seconds, self.transport.close)

    def _wait_no_longer(self) -> None:
        if self._given_up is not None:
            self._given_up.cancel()
            self._given_up = None
