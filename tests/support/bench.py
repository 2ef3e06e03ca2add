"""A workbench that runs as its users start it, and a client that speaks to it as its page does."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.record import Record
from tests.support.composed_run import write_run
from tests.support.hanging import SURELY_HANGS
from tests.support.places import ROOT
from tests.support.reviewed import GOLD_TEXTS, LETTER
from tests.support.streams import ENCODING


def reviewed_run(folder: Path, count: int = 4) -> Path:
    """A run over composed letters that the rules find something in."""
    documents = [Document("letter.txt", LETTER)]
    documents += [Document(path.name, path.read_text(encoding="utf-8")) for path in GOLD_TEXTS[: count - 1]]
    return write_run(folder, [(_record(document), document) for document in documents])


def _record(document: Document) -> Record:
    return summarise(document, RulesEngine())


@dataclass
class Bench:
    """One running workbench."""

    process: subprocess.Popen[str]
    port: int
    token: str
    cookie: str = ""
    seen: list[str] = field(default_factory=list)
    """Every body that was answered."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.origin}/#t={self.token}"

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SURELY_HANGS)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self.seen.append(content.decode("utf-8", "replace"))
        return response.status, {name.lower(): value for name, value in response.getheaders()}, content

    def headers(self, **more: str) -> dict[str, str]:
        own = {"Origin": self.origin, "Content-Type": "application/json", "Cookie": self.cookie}
        return own | {name.replace("_", "-"): value for name, value in more.items()}

    def enter(self, **credentials: str) -> int:
        body = json.dumps(credentials or {"token": self.token}).encode()
        status, headers, _ = self.request("POST", "/session", body, self.headers())
        self.cookie = headers.get("set-cookie", "").partition(";")[0]
        return status

    def get(self, path: str) -> Any:
        status, _, content = self.request("GET", path, headers={"Cookie": self.cookie})
        return json.loads(content) | {"status": status}

    def post(self, path: str, **values: Any) -> Any:
        status, _, content = self.request("POST", path, json.dumps(values).encode(), self.headers())
        return json.loads(content) | {"status": status}

    def act(self, on: str, do: str, item: str, before: Any, to: Any, **more: Any) -> Any:
        return self.post("/api/event", **{"on": on, "do": do, "item": item, "from": before, "to": to, **more})


@contextmanager
def workbench(records: Path, *options: str, first: str = "") -> Iterator[Bench]:
    """Start it as a process of its own, `first` run before it, and wait for the address that it prints."""
    command = [
        sys.executable,
        "-c",
        f"{first}\nfrom summarise.cli import main; main()",
        "workbench",
        str(records),
        "--no-browser",
        *(() if "--blind-first" in options else ("--blind-first", "0")),
    ]
    process = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding=ENCODING,
        env={**os.environ},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"https?://[^:]+:(\d+)/(?:#t=(\S+))?\n", line)
        assert found, line or process.communicate(timeout=SURELY_HANGS)[1]
        yield Bench(process, int(found[1]), found[2] or "")
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=SURELY_HANGS)
