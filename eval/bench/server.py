"""A local OpenAI-compatible server that answers every system correctly, in its own format, from the labels.

    python -m eval.bench.server [--latency 0.1] [--rate 2000] [--copies 4]

The model's name says which format is wanted: `ids`, or one of `formats.FORMATS`; with `-altered` behind it, it
holds the altered items. An answer takes the latency and its tokens at the rate. GET /counts tells what was asked,
POST /forget begins anew. The port is printed as the first line.
"""

from __future__ import annotations

import argparse
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from eval.bench.formats import FORMATS, Replies, altered_ids, as_json, selected
from eval.bench.labelled import Json, Labelled, alterations, copy_of, labelled
from summarise.annotate import annotate
from summarise.engines.model.prompt import messages
from summarise.engines.model.windows import windows
from summarise.engines.service.tokens import estimated_tokens
from summarise.load import load_bytes

EACH = 96
"""Altered items of each of the five kinds."""


class Answers:
    """Everything that can be asked, answered beforehand or on the first question."""

    def __init__(self, replies: list[Labelled], copies: int) -> None:
        self._replies = Replies(replies, alterations(replies, EACH))
        self._ids: dict[str, tuple[str, str]] = {}
        """By the variable part of this project's prompt: the right answer and the altered one."""
        self._others: dict[str, str] = {}
        for reply in replies:
            answers = as_json(selected(reply)), as_json(altered_ids(reply, self._replies.changes(reply)))
            for number in range(copies):
                annotated = annotate(load_bytes(copy_of(reply.text, number).encode(), reply.name))
                for window in windows(annotated, 16_000):
                    self._ids[messages(annotated, window)[-1].content] = answers

    def of(self, model: str, conversation: list[Json]) -> str:
        """Answer to the last message."""
        name, _, altered = model.partition("-")
        if name == "ids":
            first = next(
                m["content"] for m in reversed(conversation) if m["content"] in self._ids
            )  # behind it: re-asks
            return self._ids[first][bool(altered)]
        asked = _said(conversation[-1]["content"])
        key = f"{model} {asked}"
        if key not in self._others:
            made = FORMATS[name].altered if altered else FORMATS[name].right
            self._others[key] = as_json(made(self._replies, asked))
        return self._others[key]


def _said(content: object) -> str:
    """A message's text, which some clients send in parts."""
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content)
    return str(content)


class Counts:
    """What was asked since the counting began."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin the counting anew."""
        self.numbers = {"requests": 0, "answered": 0, "prompt_tokens": 0, "answer_tokens": 0}

    def add(self, **numbers: int) -> None:
        """Count, from any thread."""
        with self._lock:
            for name, number in numbers.items():
                self.numbers[name] += number


def completion(request: Json, text: str, prompt: int, answer: int) -> bytes:
    """A chat completion in the form that the request asks for: content, or the call of its tool."""
    message: Json = {"role": "assistant", "content": text, "refusal": None}
    reason = "stop"
    if request.get("tools"):
        call = {"name": request["tools"][0]["function"]["name"], "arguments": text}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "1", "type": "function", "function": call}],
        }
        reason = "tool_calls"
    usage = {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}
    choice = {"index": 0, "message": message, "finish_reason": reason}
    whole = {"id": "1", "object": "chat.completion", "created": 1, "model": request["model"], "choices": [choice]}
    return json.dumps(whole | {"usage": usage}, ensure_ascii=False).encode()


def handler(answers: Answers, counts: Counts, latency: float, rate: float) -> type[BaseHTTPRequestHandler]:
    """The class that answers one connection."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._send(json.dumps(counts.numbers).encode())

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.path == "/forget":
                counts.forget()
                self._send(b"{}")
                return
            request = json.loads(raw)
            shape = {name: request[name] for name in ("tools", "response_format") if name in request}
            prompt = sum(estimated_tokens(_said(message["content"])) for message in request["messages"])
            prompt += estimated_tokens(json.dumps(shape, ensure_ascii=False)) if shape else 0
            counts.add(requests=1, prompt_tokens=prompt)
            text = answers.of(request["model"], request["messages"])
            answer = estimated_tokens(text)
            time.sleep(latency + answer / rate)
            counts.add(answered=1, answer_tokens=answer)
            self._send(completion(request, text, prompt, answer))

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
            pass

    return Handler


class Server(ThreadingHTTPServer):
    """Quiet about clients that are killed."""

    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=2000.0, help="answer tokens a second")
    parser.add_argument("--copies", type=int, default=4)
    options = parser.parse_args()
    answers = Answers(labelled(), options.copies)
    server = Server(("127.0.0.1", 0), handler(answers, Counts(), options.latency, options.rate))
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
