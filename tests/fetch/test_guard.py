from __future__ import annotations

import pytest

from summarise.errors import NotFetched
from summarise.fetch.guard import is_public
from summarise.fetch.web_address import asked_as, followed, normal


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
        ),
        *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
        ),
        *("2001:0:7f00:1::", "::ffff:0:127.0.0.1", "nonsense", ""),
    ],
)
def test_what_is_not_of_the_public_network_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "114.114.114.114", "223.5.5.5", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_what_is_public_is_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("www.yz.example/a", "https://www.yz.example/a"),
        ("//www.yz.example", "https://www.yz.example/"),
        (
            "HTTP://WWW.YZ.Example:80/答复/1.html?a=议案&b=1#top",
            "http://www.yz.example:80/%E7%AD%94%E5%A4%8D/1.html?a=%E8%AE%AE%E6%A1%88&b=1",
        ),
        ("https://云洲.example/x%20y", "https://xn--s1t4x.example/x%20y"),
        ("http://[2400:3200::1]:8080/a", "http://[2400:3200::1]:8080/a"),
    ],
)
def test_an_address_is_written_in_ascii(written: str, asked: str) -> None:
    if "云洲" in written:
        asked = asked.replace("xn--s1t4x", "云洲".encode("idna").decode())
    assert normal(written) == asked
    assert normal(asked) == asked


@pytest.mark.parametrize(
    "written",
    [
        "ftp://a.example/x",
        "file:///etc/passwd",
        "javascript://a.example/%0a",
        "https://me:secret@a.example/",
        "https://localhost/",
        "https://",
        "http://a.example:99999/",
        "https://a.example/\r\nX: y",
        "一句话",
    ],
)
def test_what_is_no_public_web_address_is_refused_before_anything_is_asked(written: str) -> None:
    with pytest.raises(NotFetched) as caught:
        normal(written)
    assert caught.value.kind == "refused"
    assert "secret" not in caught.value.message


def test_https_is_asked_first_where_no_port_says_otherwise() -> None:
    assert asked_as("http://a.example/x?y=1") == ("https://a.example/x?y=1", "http://a.example/x?y=1")
    assert asked_as("http://a.example:80/x") == ("https://a.example/x", "http://a.example:80/x")
    assert asked_as("https://a.example/x") == ("https://a.example/x",)
    assert asked_as("http://a.example:8080/x") == ("http://a.example:8080/x",)


def test_a_redirect_stays_within_the_web() -> None:
    assert followed("https://a.example/b/c", "../d e") == "https://a.example/d%20e"
    for location in ("file:///etc/passwd", "ftp://a.example/", "https://x:y@a.example/"):
        with pytest.raises(NotFetched):
            followed("https://a.example/", location)
