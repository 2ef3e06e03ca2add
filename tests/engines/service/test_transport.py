"""What a service may do to a connection: bounds on time and unpacked bytes, and no other origin."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service import transport
from summarise.engines.service.transport import LARGEST_BODY
from summarise.errors import ServiceRejected, ServiceUnavailable, SummariseError, UsageError
from tests.support.model_calls import DOCUMENT, failure, select, settings, text_of
from tests.support.scripted_server import Reply, ScriptedServer, answered, in_turn

Send = Callable[[bytes], None]


@contextmanager
def playing(play: Callable[[Send], None]) -> Iterator[str]:
    """A server that reads the head of each request and then lets `play` send what it likes; its base URL."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(65536)
            play(connection.sendall)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        listener.close()


def refused(base_url: str, **changes: float) -> SummariseError:
    chosen = ModelSettings("m", base_url=base_url, max_retries=0, timeout=changes.get("timeout", 20.0))
    with open_engine(chosen) as engine, pytest.raises(SummariseError) as caught:
        engine.select(DOCUMENT)
    return caught.value


def a_header_line_now_and_then(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    for number in count():
        send(f"X-{number}: a\r\n".encode())
        time.sleep(0.05)


def a_status_line_byte_by_byte(send: Send) -> None:
    for byte in b"HTTP/1.1 200 " + b"O" * 10_000:
        send(bytes([byte]))
        time.sleep(0.05)


def interim_responses_now_and_then(send: Send) -> None:
    while True:
        send(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def chunks_now_and_then(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        send(b"1\r\n \r\n")
        time.sleep(0.05)


@pytest.mark.parametrize(
    "play",
    [
        a_header_line_now_and_then,
        a_status_line_byte_by_byte,
        interim_responses_now_and_then,
        chunks_now_and_then,
        lambda _: time.sleep(30),
    ],
)
def test_one_deadline_holds_from_connecting_to_the_last_byte(play: Callable[[Send], None]) -> None:
    with playing(play) as base_url:
        error = refused(base_url, timeout=0.5)
    assert isinstance(error, ServiceUnavailable)
    assert "no whole answer" in error.message
    assert "within 0.5 s" in error.message


def test_interim_responses_without_end_are_cut_off_by_their_number_of_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LARGEST_BODY", 50_000)
    monkeypatch.setattr(transport, "_HEADERS", 0)

    def play(send: Send) -> None:
        while True:
            send(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    with playing(play) as base_url:
        assert "sent more than 50000 bytes" in refused(base_url, timeout=120.0).message


@pytest.mark.parametrize("packings", [1, 2])
def test_the_bound_on_an_answer_counts_unpacked_bytes(packings: int) -> None:
    body = answered(text_of() + " " * (LARGEST_BODY + 1)).body
    for _ in range(packings):
        body = gzip.compress(body)
    assert len(body) < LARGEST_BODY / 100
    packed = Reply(body=body, headers={"Content-Encoding": ", ".join(["gzip"] * packings)})
    error, _ = failure(in_turn(packed))
    assert ("too many for one reply" if packings == 1 else "not asked for") in error.message


def test_an_answer_without_end_is_cut_off() -> None:
    def play(send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            send(b" " * 65536)

    with playing(play) as base_url:
        assert "too many for" in refused(base_url, timeout=120.0).message


def test_a_packed_answer_within_the_bound_is_read() -> None:
    packed = Reply(body=gzip.compress(answered(text_of()).body), headers={"Content-Encoding": "gzip"})
    selection, _ = select(in_turn(packed))
    assert selection.commitments


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nothing_is_sent_to_another_origin_and_the_run_is_told(status: int) -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as other:
        elsewhere = other.base_url.replace("http://", "http://user:pass-word@") + "/chat/completions?key=x"
        error, calls = failure(in_turn(Reply(status, headers={"Location": elsewhere})), max_retries=3)
        assert other.calls == []
    assert isinstance(error, ServiceRejected)
    assert f"sends its callers on to {other.base_url}/chat/completions;" in error.message
    assert len(calls) == 1


@pytest.mark.parametrize("location", ["//evil.invalid/v1", "https://127.0.0.1/v1", "http://[", "\\\\evil", ""])
def test_an_odd_redirect_is_refused_as_well(location: str) -> None:
    error, _ = failure(in_turn(Reply(302, headers={"Location": location})))
    assert isinstance(error, ServiceRejected)


def test_a_redirect_within_the_origin_is_followed_with_the_same_question() -> None:
    script = in_turn(Reply(307, headers={"Location": "/v1/chat/completions/"}), answered(text_of()))
    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        assert engine.select(DOCUMENT).commitments
        assert server.calls[0].raw == server.calls[1].raw


def test_redirects_in_a_circle_end() -> None:
    error, calls = failure(in_turn(Reply(307, headers={"Location": "/v1/chat/completions"})))
    assert isinstance(error, ServiceUnavailable)
    assert len(calls) <= 4
    assert "sends its callers round in a circle; is the base URL right?" in error.message


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 2",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc",
    ],
)
def test_who_answers_and_speaks_no_http_is_not_called_unreachable(said: bytes) -> None:
    with playing(lambda send: send(said)) as base_url:
        message = refused(base_url).message
    assert "does not answer as a service does over HTTP; does the base URL name the right port" in message
    assert "could not be reached" not in message


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("ALL_PROXY", "socks://127.0.0.1:7890/", "write socks5:// instead"),
        ("HTTP_PROXY", "ftp://127.0.0.1:7890/", "must begin with one of"),
        ("http_proxy", "http://127.0.0.1:99999", "Port out of range"),
        ("all_proxy", "http://[::1", "its address is none"),
        ("HTTP_PROXY", "：：", "its address is none"),
        ("SSL_CERT_FILE", "/nowhere/ca.pem", "SSL_CERT_FILE"),
    ],
)
def test_what_the_environment_names_wrongly_is_told_before_anything_is_asked(
    variable: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("all_proxy", "http_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=words):
        open_engine(ModelSettings("m", base_url="http://service.invalid/v1"))


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_a_proxy_that_is_not_there_stops_the_run_and_its_password_is_not_told(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://me:hidden-word@127.0.0.1:{port}")
    monkeypatch.setenv("NO_PROXY", "")
    error = refused("http://service.invalid/v1")
    assert isinstance(error, ServiceRejected)
    assert f"the proxy {scheme}://127.0.0.1:{port} (ALL_PROXY) cannot be reached" in error.message
    assert "hidden-word" not in error.message


def pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)


def test_a_service_is_reached_through_a_socks_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    def relay(client: socket.socket) -> None:
        with client:
            client.recv(64)
            client.sendall(b"\x05\x00")
            asked = client.recv(256)
            port = int.from_bytes(asked[-2:], "big")
            client.sendall(b"\x05\x00\x00\x01" + asked[4:8] + asked[-2:])
            with socket.create_connection(("127.0.0.1", port)) as service:
                threading.Thread(target=pour, args=(client, service), daemon=True).start()
                pour(service, client)

    with ScriptedServer(in_turn(answered(text_of()))) as server, socket.create_server(("127.0.0.1", 0)) as proxy:
        threading.Thread(target=lambda: relay(proxy.accept()[0]), daemon=True).start()
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        with open_engine(settings(server)) as engine:
            assert engine.select(DOCUMENT).commitments


@pytest.mark.parametrize(
    ("scheme", "answer", "words"),
    [
        (
            "http",
            "407 Proxy Authentication Required",
            "asks for a user and a password (407): write them into its address",
        ),
        ("https", "407 Proxy Authentication Required", "asks for a user and a password (407)"),
        ("https", "403 Forbidden", "opens no way to the service: 403 Forbidden"),
    ],
)
def test_what_a_proxy_answers_is_told_as_the_proxy_s(
    scheme: str, answer: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with playing(lambda send: send(f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n".encode())) as proxy:
        address = proxy.removesuffix("/v1")
        monkeypatch.setenv("ALL_PROXY", address)
        monkeypatch.setenv("NO_PROXY", "")
        error = refused(f"{scheme}://service.invalid/v1")
    assert isinstance(error, ServiceRejected)
    assert f"the proxy {address} (ALL_PROXY) {words}" in error.message
