import pytest

from summarise.load import load_bytes
from summarise.load.address import address_in
from summarise.web_address import web_address

LETTER = "<p>王明委员：</p><p>您提出的提案收悉，现答复如下：</p><p>我局将新建站点3个。</p>"


def page(head: str, before: str = "") -> bytes:
    return f"{before}<!DOCTYPE html><html><head>{head}</head><body>{LETTER}</body></html>".encode()


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (
            '<link rel="canonical" href="https://www.yunshan.example/a/12.html">',
            "https://www.yunshan.example/a/12.html",
        ),
        ("<LINK HREF='http://yunshan.example/?a=1&amp;b=2' REL=canonical>", "http://yunshan.example/?a=1&b=2"),
        ('<meta property="og:url" content="https://yunshan.example/12">', "https://yunshan.example/12"),
        ('<link rel="canonical" href="/a/12.html">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://name:word@yunshan.example/">', ""),
        ('<link rel="stylesheet" href="https://yunshan.example/page.css">', ""),
        ("", ""),
    ],
)
def test_a_page_names_its_own_address(head: str, address: str) -> None:
    assert load_bytes(page(head), "page.html").url == address


def test_the_address_that_a_browser_wrote_down_comes_before_the_canonical_one() -> None:
    saved = "<!-- saved from url=(0029)https://yunshan.example/p/12 -->\n"
    document = load_bytes(page('<link rel="canonical" href="https://yunshan.example/other">', saved), "page.html")
    assert document.url == "https://yunshan.example/p/12"


def test_a_page_in_one_file_has_the_address_of_its_snapshot() -> None:
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://yunshan.example/12.html\r\nMIME-Version: 1.0\r\n"
    )
    kind = b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
    document = load_bytes(head + kind + page("") + b"\r\n--x--\r\n", "page.mhtml")
    assert document.url == "https://yunshan.example/12.html"


def test_an_address_in_the_letters_own_words_is_not_the_pages() -> None:
    assert address_in("现答复如下：详见 https://yunshan.example/ 。".encode(), "text/plain") == ""


@pytest.mark.parametrize("written", ["ftp://a.example/", "https://", "https://a b.example/", "https://[::1", "云山"])
def test_what_is_no_web_address_is_none(written: str) -> None:
    assert web_address(written) == ""
