"""A page whose letter is a picture or a file of its own is refused by name; one that has the letter in words is read."""

from __future__ import annotations

import pytest

from summarise.errors import InputError
from summarise.load import load_bytes
from tests.support.small_page import text

_ANNOUNCED = "<h1>某市教育局关于第12号建议的答复</h1><p>发布时间：2025-06-03 来源：市教育局</p><p>现将答复公开如下，感谢您的关心。</p>"
_LETTER = "<p>王某代表：</p><p>您提出的建议收悉，现答复如下：</p><p>今年我局新建学校三所，明年再建两所，并为农村学校配齐教师。</p>"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("<img src='/upload/scan1.jpg' width=800 height=1100>", "scan1.jpg"),
        ("<p><img src='/a/logo.png'><img data-original='/u/2024.png' src='/blank.gif'></p>", "2024.png"),
        ("<img src='/u/p1.jpg' style='width:100%'><img src='/u/p2.jpg' width='100%'>", "p1.jpg"),
        ("<p>王某代表：您的建议收悉，现答复如下：</p><img src=a.jpeg style='width:700px;height:990px'>", "a.jpeg"),
        (f"<img src='data:image/png;base64,{'A' * 50_000}'>", "data:"),
        ("<iframe src='/pdfjs/viewer.html?file=/u/fuhan.pdf'></iframe>", "fuhan.pdf"),
        ("<object data='%E7%AD%94%E5%A4%8D.ofd'></object>", "答复.ofd"),
    ],
)
def test_a_page_that_shows_its_letter_as_something_else_is_refused_by_its_name(shown: str, name: str) -> None:
    with pytest.raises(InputError, match=name) as caught:
        load_bytes(f"<html><body>{_ANNOUNCED}{shown}</body></html>".encode(), "p.html")
    assert caught.value.kind == "scanned"


@pytest.mark.parametrize(
    "page",
    [
        f"{_ANNOUNCED}{_LETTER}<img src='scan1.jpg' width=800 height=1100>",
        f"{_ANNOUNCED}<img src='/images/logo.png'><img src=emblem.jpg width=80 height=80><p>办理中。</p>",
    ],
)
def test_a_page_with_a_letter_or_without_a_large_picture_is_read(page: str) -> None:
    assert "第12号建议" in load_bytes(f"<html><body>{page}</body></html>".encode(), "p.html").text


@pytest.mark.parametrize("source", ["http://[域名]/a.jpg", "http://[::1/a.jpg", "//]", "http://[v1.x]/seal.png?a=[b"])
def test_a_letter_in_a_picture_without_an_address_is_called_scanned(source: str) -> None:
    with pytest.raises(InputError) as failed:
        text(f'<img src="{source}" width=900 height=1200>')
    assert failed.value.kind == "scanned"
