"""An OpenAI-compatible server on a real socket that plays the script which a test gives it."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    number: int
    """1, 2, 3 … in the order of arrival."""
    body: dict[str, Any]
    raw: bytes
    headers: dict[str, str]
    path: str
    at: float

    @property
    def last(self) -> str:
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Reply:
    """One response, or one way of not giving it."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds of silence before the first byte."""
    cut: int | None = None
    """The connection is reset after so many bytes of the body."""
    drip: float | None = None
    """Seconds between any two bytes of the body."""


Script = Callable[[Call], Reply]


def answered(text: str, *, finish: str = "stop", refusal: str | None = None, usage: bool = True) -> Reply:
    """A chat completion with this content."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return completion(message, finish, usage=usage)


def completion(message: dict[str, Any], finish: str = "stop", *, usage: bool = True) -> Reply:
    document: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage:
        details = {"cached_tokens": 40}
        document["usage"] = {
            "prompt_tokens": 100,
            "completion_tokens": 20,
            "total_tokens": 120,
            "prompt_tokens_details": details,
        }
    return Reply(body=json.dumps(document, ensure_ascii=False).encode())


def failed(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    """An error in the form that these services use."""
    body = {"error": {"message": message, "type": "error", "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, json.dumps(body, ensure_ascii=False).encode(), named)


def bad(said: str, code: str | None = None, status: int = 400) -> Reply:
    """An error that blames the request."""
    error = {"message": said, "type": "invalid_request_error", "code": code, "param": None}
    return Reply(status, json.dumps({"error": error}, ensure_ascii=False).encode())


def plain(document: Any, status: int = 200) -> Reply:
    """A body of JSON of any form."""
    return Reply(status, json.dumps(document, ensure_ascii=False).encode())


def streamed(text: str, finish: str = "stop", **delta: Any) -> Reply:
    """The answer as server-sent events, a few characters in each."""
    pieces: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    pieces += [{"content": text[at : at + 30]} for at in range(0, len(text), 30)] + ([delta] if delta else [])
    events: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": piece}]} for piece in pieces]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    events.append({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20}})
    lines = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
    return Reply(
        body=": keep-alive\n\n".join(lines).encode() + b"data: [DONE]\n\n",
        headers={"Content-Type": "text/event-stream"},
    )


def in_turn(*replies: Reply) -> Script:
    """One after the other; the last one for ever."""
    return lambda call: replies[min(call.number, len(replies)) - 1]


class ScriptedServer:
    """Serves on a free port of the loopback until the `with` block ends."""

    def __init__(self, script: Script) -> None:
        self.calls: list[Call] = []
        self._lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                with owner._lock:
                    number = len(owner.calls) + 1
                    call = Call(
                        number,
                        json.loads(raw),
                        raw,
                        {name.lower(): value for name, value in self.headers.items()},
                        self.path,
                        time.monotonic(),
                    )
                    owner.calls.append(call)
                self._play(script(call))

            def _play(self, reply: Reply) -> None:
                time.sleep(reply.delay)
                self.send_response(reply.status)
                headers = {"Content-Type": "application/json", "Content-Length": str(len(reply.body))} | reply.headers
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if reply.cut is not None:
                    self.wfile.write(reply.body[: reply.cut])
                    self.wfile.flush()
                    # A reset, not an orderly end.
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    return
                for piece in _pieces(reply):
                    self.wfile.write(piece)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, request: Any, client_address: Any) -> None:
                pass  # clients that give up are part of the play

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _pieces(reply: Reply) -> Iterator[bytes]:
    if reply.drip is None:
        yield reply.body
        return
    for byte in reply.body:
        time.sleep(reply.drip)
        yield bytes([byte])
