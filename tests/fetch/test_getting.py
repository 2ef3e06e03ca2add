"""Getting an address: leave, deadlines, bounds, and that nobody is led into a private network."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable

import pytest

from summarise.errors import NotFetched
from summarise.fetch import Getter
from tests.support.web_site import Page, raw_server, site

WAITS: list[float] = []


def anyone(_address: str) -> bool:
    return True


def getter(**settings: object) -> Getter:
    WAITS.clear()
    return Getter(**{"guard": anyone, "pause": 0.0, "wait": WAITS.append, **settings})  # type: ignore[arg-type]


def kind_of_failure(address: str, **settings: object) -> str:
    with pytest.raises(NotFetched) as caught:
        getter(**settings).get(address)
    assert address.split("/")[2].split(":", maxsplit=1)[0] in caught.value.message
    return caught.value.kind


def test_a_page_comes_as_it_is_with_its_headers_and_final_address() -> None:
    with site(
        {"/a": Page(status=302, headers={"Location": "/b"}), "/b": Page("答复".encode("gbk"), headers={"X-A": "1"})}
    ) as web:
        got = getter().get(f"{web.root}/a")
    assert (got.address, got.final_address, got.answer.body) == (f"{web.root}/a", f"{web.root}/b", "答复".encode("gbk"))
    assert got.answer.header("x-a") == "1"
    assert web.asked == ["/robots.txt", "/a", "/b"]
    assert all(agent.startswith("summarise/") for agent in web.agents)


def test_what_a_site_asks_programs_to_leave_alone_is_left_alone() -> None:
    rules = b"User-agent: *\nDisallow: /secret\nCrawl-delay: 7\n"
    pages = {
        "/robots.txt": Page(rules),
        "/open": Page(b"x"),
        "/to": Page(status=301, headers={"Location": "/secret/1"}),
    }
    with site(pages) as web:
        asker = getter()
        asker.get(f"{web.root}/open")
        for path in ("/secret/1", "/to"):
            with pytest.raises(NotFetched, match=r"robots\.txt"):
                asker.get(web.root + path)
        assert "/secret/1" not in web.asked
        assert web.asked.count("/robots.txt") == 1
    assert WAITS
    assert 6 < max(WAITS) <= 7


@pytest.mark.parametrize(
    ("page", "kind"), [(Page(b"<html>none</html>"), ""), (Page(status=404), ""), (Page(status=503), "robots")]
)
def test_rules_that_are_a_page_or_missing_allow_and_those_that_cannot_be_had_do_not(page: Page, kind: str) -> None:
    with site({"/robots.txt": page, "/a": Page(b"x")}) as web:
        if kind:
            assert kind_of_failure(f"{web.root}/a") == kind
        else:
            assert getter().get(f"{web.root}/a").answer.body == b"x"


def test_requests_to_one_host_are_kept_apart() -> None:
    with site({"/a": Page(b"x"), "/b": Page(b"y")}) as web:
        asker = getter(pause=5.0)
        asker.get(f"{web.root}/a")
        asker.get(f"{web.root}/b")
    assert len(WAITS) == 2  # before /a, since the rules were asked for, and before /b
    assert all(0 < seconds <= 5 for seconds in WAITS)


def test_a_busy_site_is_asked_once_more_when_it_says() -> None:
    busy = Page(status=429, headers={"Retry-After": "17"})
    with site({"/a": [busy, Page(b"x")], "/b": busy}) as web:
        assert getter().get(f"{web.root}/a").answer.body == b"x"
        assert 17 in WAITS
        assert kind_of_failure(f"{web.root}/b") == "status"


def test_private_addresses_are_refused_before_anything_is_asked_and_on_every_redirect() -> None:
    with site({"/a": Page(b"x")}) as inner:
        with pytest.raises(NotFetched, match="not of the public network") as caught:
            Getter(pause=0.0).get(f"{inner.root}/a")
        assert caught.value.kind == "private"
        leading = Page(status=302, headers={"Location": f"{inner.root}/a"})
        with site({"/to": leading}, host="127.0.0.2") as outer:
            with pytest.raises(NotFetched, match=r"leads to 127\.0\.0\.1"):
                getter(guard=lambda ip: ip == "127.0.0.2").get(f"{outer.root}/to")
            assert "/to" in outer.asked
        assert inner.asked == []


def test_the_address_that_answers_is_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with site({"/a": Page(b"x")}) as web:
        asked: list[str] = []

        def first_only(ip: str) -> bool:
            asked.append(ip)
            return len(asked) == 1

        assert kind_of_failure(f"{web.root}/a", guard=first_only) == "private"
        assert web.asked == []
        place = web.root.removeprefix("http://").split(":")

        def looked_up(*_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (ip, int(place[1]))) for ip in ("8.8.8.8", place[0])]

        monkeypatch.setattr(socket, "getaddrinfo", looked_up)
        with pytest.raises(NotFetched, match=r"leads to 127\.0\.0\.1"):
            Getter(pause=0.0).get(f"http://www.yz.example:{place[1]}/a")
        assert web.asked == []


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with site({"/a": Page(b"x")}) as web, site({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.root)
        monkeypatch.setenv("ALL_PROXY", proxy.root)
        getter().get(f"{web.root}/a")
        assert proxy.asked == []


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_packed_answer_is_unpacked_within_bounds(pack: Callable[[bytes], bytes]) -> None:
    encoding = "gzip" if pack is gzip.compress else "deflate"
    pages = {
        "/a": Page(pack("答复".encode() * 50_000), headers={"Content-Encoding": encoding}),
        "/bomb": Page(pack(bytes(50_000_000)), headers={"Content-Encoding": encoding}),
        "/cut": Page(pack(b"x" * 90_000)[:-20], headers={"Content-Encoding": encoding}),
    }
    with site(pages) as web:
        assert getter().get(f"{web.root}/a").answer.body == "答复".encode() * 50_000
        assert kind_of_failure(f"{web.root}/bomb", most_bytes=1_000_000) == "too_large"
        assert kind_of_failure(f"{web.root}/cut") == "damaged"


def test_what_is_larger_than_the_bound_redirects_without_end_or_is_empty_fails() -> None:
    pages = {
        "/large": Page(bytes(2_000)),
        "/round": Page(status=302, headers={"Location": "/round"}),
        "/empty": Page(b" \n"),
        "/away": Page(status=302, headers={"Location": "file:///etc/passwd"}),
        "/none": Page(status=404),
    }
    with site(pages) as web:
        assert kind_of_failure(f"{web.root}/large", most_bytes=1_000) == "too_large"
        assert kind_of_failure(f"{web.root}/round") == "damaged"
        assert kind_of_failure(f"{web.root}/empty") == "damaged"
        assert kind_of_failure(f"{web.root}/none") == "status"
        with pytest.raises(NotFetched, match="only http and https"):
            getter().get(f"{web.root}/away")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def dripping(piece: bytes, first: bytes = b"") -> Callable[[socket.socket], None]:
    def speak(connection: socket.socket) -> None:
        connection.settimeout(0.05)
        connection.sendall(first)
        while True:
            connection.sendall(piece)
            try:
                if connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue

    return speak


@pytest.mark.parametrize(
    ("piece", "first"),
    [
        (b"x", HEAD + b"Content-Length: 100000\r\n\r\n"),
        (b"X-A: 1\r\n", HEAD[:17]),
        (b"H", b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
        (b"1\r\nx\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    ],
)
def test_one_deadline_holds_however_the_answer_drips(piece: bytes, first: bytes) -> None:
    with raw_server(dripping(piece, first)) as root:
        assert kind_of_failure(f"{root}/a", seconds=1.0) in {"timeout", "damaged"}


def test_an_answer_that_breaks_off_is_not_taken_for_whole() -> None:
    for head in (b"Content-Length: 100\r\n\r\nhalf", b"Transfer-Encoding: chunked\r\n\r\n5\r\nhalf"):
        with raw_server(lambda connection, head=head: connection.sendall(HEAD + head)) as root:  # type: ignore[misc]
            assert kind_of_failure(f"{root}/a") == "damaged"


def test_a_site_that_is_not_there_is_told() -> None:
    with site({}) as web:
        pass
    assert kind_of_failure(f"{web.root}/a") == "unreachable"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_moved_without_a_new_address_says_so(status: int) -> None:
    with site({"/a": Page(b"moved", status=status)}) as web, pytest.raises(NotFetched) as caught:
        getter().get(f"{web.root}/a")
    assert caught.value.kind == "status"
    assert f"answers {status} (moved) and names no new address" in caught.value.message
