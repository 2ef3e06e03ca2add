"""Runs the web server with uvicorn. No other module uses uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from summarise.errors import UsageError
from summarise.workbench.app import application
from summarise.workbench.desk import Desk
from summarise.workbench.gate import Gate
from summarise.workbench.sessions import Sessions

__all__ = ["serve"]


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
        )
        server = uvicorn.Server(config)
        ready(taken)
        server.run(sockets=[listening])
