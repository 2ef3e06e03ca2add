"""Connections on which no request arrives."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

uvicorn = pytest.importorskip("uvicorn")
from summarise.workbench.serving import Connection  # noqa: E402 - it needs uvicorn


class Impatient(Connection):
    head_seconds = 1.0


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: a\r\nX: "], ids=["nothing", "part of a head"])
def test_a_head_that_does_not_arrive_is_given_up_and_an_answer_that_takes_long_is_not(begun: bytes) -> None:
    asyncio.run(_given_up(begun))


async def _given_up(begun: bytes) -> None:
    closed = asyncio.Event()

    async def slow(_scope: Any, _receive: Any, send: Any) -> None:
        await closed.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(slow, http=Impatient, lifespan="off", ws="none", log_level="critical"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        port = listening.getsockname()[1]
        asked, asking = await asyncio.open_connection("127.0.0.1", port)
        asking.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        unasked, silent = await asyncio.open_connection("127.0.0.1", port)
        silent.write(begun)
        assert await asyncio.wait_for(unasked.read(), 30) == b""
        closed.set()
        assert (await asyncio.wait_for(asked.readline(), 30)).startswith(b"HTTP/1.1 204")
        asking.close()
        silent.close()
        server.should_exit = True
        await serving
