"""A page whose text goes on elsewhere, and pictures as large as a page in old Word files, are told."""

from __future__ import annotations

import struct

import pytest

from summarise.load.doc_pictures import has_large_picture
from summarise.load.html import read_html

LETTER = "<p>王小川委员：</p><p>您提出的《关于修缮渡口的提案》收悉，现答复如下：</p><p>下一步，我局将修缮渡口6处，并配备救生衣。</p>"


def told(below: str) -> list[str]:
    return [caveat.message for caveat in read_html(f"<html><body>{LETTER}{below}</body></html>", "p").caveats]


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ('<div class="pager"><a href="t_2.html">下一页</a> 共3页</div>', "下一页"),
        ('<p><a href="t_1.html">[上一页]</a></p>', "上一页"),
        ("<div id=page_div>第<b>1</b>页/共6页</div>", "第1页/共6页"),
        ("<p>共 12 页　第 2 页</p>", "共12页第2页"),
    ],
)
def test_a_page_that_is_one_of_several_is_told(below: str, words: str) -> None:
    (message,) = told(below)
    assert words in message


@pytest.mark.parametrize(
    "below",
    [
        '<p>下一篇：<a href="2.html">关于第13号提案的答复</a></p>',
        '<a href="#">下一页</a>',
        '<a href="javascript:;">下一页</a>',
        "<p>第1页/共1页</p>",
        "<p>下一步，我局将印制共3页的宣传册。</p>",
    ],
)
def test_a_page_with_the_whole_letter_is_not(below: str) -> None:
    assert told(below) == []


def picture(width: int, height: int, scale: int = 1000, form: bytes = b"\x89PNG\r\n") -> bytes:
    """A picture of the stream Data; its sides are in twips."""
    head = struct.pack("<IH22x4H", 0x44 + len(form), 0x44, width, height, scale, scale)
    return head.ljust(0x44, b"\0") + form


def anchored(width: int, height: int) -> tuple[bytes, bytes]:
    """The streams WordDocument and table of a file with one shape beside its text."""
    table = struct.pack("<II", 0, 9) + struct.pack("<Iiiii6x", 1026, 100, 100, 100 + width, 100 + height)
    return bytes(0x1DA) + struct.pack("<II", 0, len(table)) + bytes(8), table


@pytest.mark.parametrize("turned", [False, True])
def test_a_picture_of_an_old_word_file_as_large_as_a_page_is_found(turned: bool) -> None:
    sides = (11_900, 8_500) if turned else (8_500, 11_900)
    assert has_large_picture(b"", b"", picture(*sides))
    assert has_large_picture(b"", b"", picture(600, 600) + b"\x44\0\0" + picture(sides[0] * 2, sides[1] * 2, 500))
    main, table = anchored(*sides)
    assert has_large_picture(main + b"\xff\xd8\xff", table, b"")


def test_small_pictures_and_shapes_without_a_picture_are_not() -> None:
    assert not has_large_picture(b"", b"", picture(600, 600))
    assert not has_large_picture(b"", b"", picture(8_500, 11_900, 100))
    assert not has_large_picture(*anchored(8_500, 11_900), b"")
    assert not has_large_picture(b"", b"", b"")
