"""What the server refuses before anything is read or written."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarise.review.journal import journal_path
from summarise.workbench.app import application
from summarise.workbench.calls import Caller
from summarise.workbench.desk import opened_desk
from summarise.workbench.gate import Gate
from summarise.workbench.sessions import Sessions
from tests.support.bench import Bench, reviewed_run, workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    records = reviewed_run(tmp_path_factory.mktemp("gate") / "run", 1)
    with workbench(records, "--as", "李敏") as started:
        assert started.enter() == 200
        yield started
        assert journal_path(records).read_bytes() == b""


def _text(bench: Bench) -> str:
    name: str = bench.get("/api/queue")["rows"][0]["name"]
    return name


def test_a_foreign_name_that_was_pointed_at_this_machine_is_refused(bench: Bench) -> None:
    for host in ("rebind.example", f"rebind.example:{bench.port}", "127.0.0.1", f"127.0.0.2:{bench.port}", ""):
        for path in ("/", "/api/queue", "/assets/workbench.js"):
            assert bench.request("GET", path, headers={"Host": host, "Cookie": bench.cookie})[0] == 421


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "", "http://127.0.0.1:1"])
def test_another_sites_post_is_refused(bench: Bench, origin: str) -> None:
    body = json.dumps({"on": _text(bench), "do": "remark", "item": "", "to": "x"}).encode()
    assert bench.request("POST", "/api/event", body, bench.headers(Origin=origin))[0] == 403


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""])
def test_a_forms_post_is_refused(bench: Bench, kind: str) -> None:
    assert bench.request("POST", "/api/event", b"{}", bench.headers(Content_Type=kind))[0] == 403


def test_a_request_that_another_site_started_is_refused(bench: Bench) -> None:
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors", "Cookie": bench.cookie}
        assert bench.request("GET", "/api/queue", headers=headers)[0] == 403


def test_a_link_from_elsewhere_opens_the_page_but_no_data(bench: Bench) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert bench.request("GET", f"/r/{_text(bench)}", headers=headers)[0] == 200
    assert bench.request("GET", "/api/queue", headers={**headers, "Cookie": bench.cookie})[0] == 403


def test_without_a_session_no_data_is_told_and_no_route_forgets_to_ask(bench: Bench) -> None:
    from summarise.workbench.views import ROUTES  # noqa: PLC0415 - every route there is

    for route in ROUTES:
        path = (
            route.path.replace("{name}", _text(bench))
            .replace("{place}", "c1")
            .replace("{task}", "t")
            .replace("{id}", "x")
        )
        headers = bench.headers(Cookie="workbench=" + "a" * 43)
        status, _, content = bench.request(route.method, path, b"{}" if route.method == "POST" else None, headers)
        assert (status, json.loads(content)["kind"]) == (401, "no_session"), path


@pytest.mark.parametrize("path", ["/session", "/api/bodies", "/api/event", "/api/queries"])
def test_half_of_a_pair_is_refused_wherever_it_stands(bench: Bench, path: str) -> None:
    for body in (b'{"token": "\\ud83d", "name": "a"}', b'{"token": "a", "name": "\\uDC00"}', b'{"\\ud83d": 1}'):
        status, _, content = bench.request("POST", path, body, bench.headers())
        assert (status, json.loads(content)["kind"]) == (400, "bad_request")


def test_a_wrong_token_opens_nothing(bench: Bench) -> None:
    other = Bench(bench.process, bench.port, "x" * 43)
    assert other.enter() == 401
    assert other.get("/api/queue")["status"] == 401


def test_a_body_that_is_too_large_is_refused(bench: Bench) -> None:
    status, _, _ = bench.request("POST", "/api/event", b"[" * 300_000, bench.headers())
    assert status == 413


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 100_000, b'{"on": 3}', b'{"on": "", "do": "erase"}'])
def test_a_body_that_is_no_act_is_refused_in_words(bench: Bench, body: bytes) -> None:
    status, _, content = bench.request("POST", "/api/event", body, bench.headers())
    assert status in {400, 404, 413}
    assert json.loads(content)["message"]


def test_every_answer_forbids_what_the_page_does_not_need_and_no_data_is_kept(bench: Bench) -> None:
    for path in ("/", "/assets/workbench.js", "/api/queue", "/nothing"):
        _, headers, _ = bench.request("GET", path, headers={"Cookie": bench.cookie})
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        if path.startswith("/api"):
            assert headers["cache-control"] == "no-store"


def test_a_session_is_a_cookie_that_scripts_and_other_sites_do_not_get(bench: Bench) -> None:
    _, headers, _ = bench.request("POST", "/session", json.dumps({"token": bench.token}).encode(), bench.headers())
    assert {"httponly", "samesite=strict", "path=/"} <= {
        part.strip().lower() for part in headers["set-cookie"].split(";")
    }


@pytest.mark.parametrize(
    "path", ["/assets/../desk.py", "/assets/%2e%2e/desk.py", "/assets/workbench.html", "/api/reply/..%2f..%2fetc"]
)
def test_no_file_is_reached_by_a_path_from_outside(bench: Bench, path: str) -> None:
    assert bench.request("GET", path, headers={"Cookie": bench.cookie})[0] == 404


def test_a_body_that_does_not_arrive_is_given_up(tmp_path: Path) -> None:
    records = reviewed_run(tmp_path / "run", 1)
    with opened_desk(records) as desk:
        sessions = Sessions(Caller("李敏", "settle"))
        app = application(desk, sessions, Gate.local(80), body_seconds=0.01)
        sent: list[Any] = []
        headers = {"host": "127.0.0.1:80", "origin": "http://127.0.0.1:80", "content-type": "application/json"}
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/event",
            "raw_path": b"/api/event",
            "query_string": b"",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }

        async def never() -> Any:
            await asyncio.Event().wait()

        async def keep(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, never, keep))
        assert sent[0]["status"] == 408
