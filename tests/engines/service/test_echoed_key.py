"""A service that repeats the key it was given, in whatever form: nothing of it goes further."""

from __future__ import annotations

import base64
import json
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from summarise.batch.making import failed
from summarise.engines import open_engine
from summarise.errors import SummariseError
from summarise.ground import ground
from tests.support.model_calls import DOCUMENT, settings, text_of
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered

KEY = "sk-canary-0123456789-portal"
CODED = base64.b64encode(f"Bearer {KEY}".encode()).decode()
SPELLED = "".join(f"\\u{ord(sign):04x}" for sign in KEY)

ECHOES: dict[str, Callable[[str], Reply]] = {
    "in the answer's topic": lambda key: answered(text_of(t=key)),
    "in an indicator": lambda key: answered(text_of(n=[{"q": 2, "i": key, "b": "I", "d": 1}])),
    "in prose": lambda key: answered(f"I was called with {key}"),
    "in a refusal": lambda key: answered("", refusal=f"I know {key}"),
    "in a body that is no JSON": lambda key: Reply(body=f"<html>{key}</html>".encode()),
    "in JSON that is no answer": lambda key: Reply(body=json.dumps({"error": key}).encode()),
    "in a key of the answer": lambda key: answered(text_of(**{key: []})),
    "in an error": lambda key: Reply(400, json.dumps({"error": {"message": f"bad {key}", "code": key}}).encode()),
    "in an error's middle": lambda key: Reply(400, json.dumps({"error": {"message": "x" * 225 + key}}).encode()),
    "in a server's error": lambda key: Reply(500, f"oops {key}".encode()),
    "in headers": lambda key: Reply(500, b"{}", {"X-Echo": key, "Retry-After": key}),
    "in the reason of an unauthorised call": lambda key: Reply(401, json.dumps({"error": key}).encode()),
    "in a redirect": lambda key: Reply(302, b"", {"Location": f"http://h.invalid/{key}"}),
    "in a packing": lambda key: Reply(200, b"", {"Content-Encoding": key}),
}


def spelled(reply: Reply) -> Reply:
    """The key as numbers, so that it only appears when JSON is read; once more within the answer's own JSON."""
    return Reply(reply.status, reply.body.replace(KEY.encode(), SPELLED.encode()), reply.headers)


def spelled_within(reply: Reply) -> Reply:
    return Reply(reply.status, reply.body.replace(KEY.encode(), SPELLED.replace("\\", "\\\\").encode()), reply.headers)


@pytest.mark.parametrize("form", ["plain", "coded", "spelled", "spelled within"])
@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES.keys())
def test_an_echoed_key_goes_no_further(
    echo: Callable[[str], Reply], form: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    reply = echo(CODED if form == "coded" else KEY)
    reply = {"spelled": spelled, "spelled within": spelled_within}.get(form, lambda same: same)(reply)

    def script(call: Call) -> Reply:
        assert call.headers["authorization"] == f"Bearer {KEY}"
        return reply

    said: list[str] = []
    with ScriptedServer(script) as server:
        chosen = settings(server, cache_dir=tmp_path, api_key=KEY, max_reasks=1)
        with open_engine(chosen) as engine, suppress(SummariseError):
            try:
                said.append(ground(DOCUMENT, engine.select(DOCUMENT)).to_json())
            except SummariseError as error:
                said += ["".join(traceback.format_exception(error)), repr(error), str(error.args)]
                said.append(failed("a.txt", "", error).line.data.decode())
                raise
    said.append(caplog.text)
    said += [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    assert said[0]
    for secret in (KEY, CODED[8:-4], SPELLED[:60], KEY[:16]):
        assert secret not in "".join(said), secret


def test_what_libraries_log_is_redacted_where_somebody_listens(caplog: pytest.LogCaptureFixture) -> None:
    with ScriptedServer(lambda _: answered(text_of())) as server, open_engine(settings(server, api_key=KEY)):
        caplog.set_level(0)
        for name in [name for name in logging.root.manager.loggerDict if name.startswith(("openai", "http"))]:
            logging.getLogger(name).warning("headers: %s", {"authorization": f"Bearer {KEY}"})
    assert "***" in caplog.text
    assert KEY not in caplog.text
