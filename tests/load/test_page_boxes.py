"""What a web page shows in another order than it holds it, or in other places than its texts."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.load import load_bytes
from tests.support.several_letters import letter


def page(*parts: str, head: str = "", rest: str = "") -> Document:
    opening, *body, last = (f"<p>{line}</p>" for line in letter(3).splitlines())
    markup = f"<html><head>{head}</head><body>{opening}{''.join(body)}{''.join(parts)}{last}{rest}</body></html>"
    return load_bytes(f"<!DOCTYPE html>{markup}".encode(), "a.html")


REVERSED = "。处62场车停建新将"


@pytest.mark.parametrize(
    ("part", "style"),
    [
        (f'<p><bdo dir="rtl">{REVERSED}</bdo></p>', ""),
        (f'<p style="direction:rtl;unicode-bidi:bidi-override">{REVERSED}</p>', ""),
        (f'<p><b class="r">{REVERSED}</b></p>', ".r{unicode-bidi:isolate-override;direction:rtl}"),
        (
            f'<div dir="rtl"><p class="r">{REVERSED[:4]}<b>{REVERSED[4:]}</b></p></div>',
            ".r{unicode-bidi:bidi-override}",
        ),
        (f"<p>\u202e{REVERSED}\u202c</p>", ""),
        ("<p>将新建停车场&#8238;62&#8236;处。</p>", ""),
        (
            '<p class="f"><i>处。</i><b>26</b><span>将新建停车场</span></p>',
            ".f{display:flex;flex-direction:row-reverse}",
        ),
        ('<p style="display:flex;flex-flow:row-reverse nowrap"><b>26处。</b>将新建停车场</p>', ""),
        ('<p class="f"><b>26处。</b><i>将新建停车场</i></p>', ".f{display:inline-flex}.f i{order:-1}"),
        ('<p>将新建停车场26<b class="a"></b></p>', '.a::after{content:"处。"}'),
        ('<p><b class="a">26处。</b></p>', '.a::before{content:"将新建停车场"}'),
        ('<p data-k="将新建"><b>停车场26处。</b></p>', "p[data-k]::before{content:attr(data-k)}"),
        ("<p>将新建停车场<select><option>2<option selected>26</select>处。</p>", ""),
        ('<p>将新建停车场<input value="26" size="2">处。</p>', ""),
        ('<p>将新建停车场<img src="n.png" alt="26">处。</p>', ""),
        ("<p><textarea readonly>将新建停车场26处。</textarea></p>", ""),
        ("<dialog open>将新建停车场26处。</dialog>", ""),
        ('<p>将新建停车场26<b style="position:relative;top:-5px">[2]</b>处。</p>', ""),
        ('<p>将新建停车场26<b class="n">[2]</b>处。</p>', ".n{vertical-align:super}"),
    ],
)
def test_a_sentence_is_read_as_it_is_shown(part: str, style: str) -> None:
    document = page(part, head=f"<style>{style}</style>")
    assert "\n将新建停车场26处。\n" in document.text
    assert not document.caveats


@pytest.mark.parametrize("direction", ["row", "column", "row wrap-reverse"])
def test_boxes_stay_in_their_order_where_nothing_turns_them(direction: str) -> None:
    document = page(
        f'<div dir="rtl" style="display:flex;flex-flow:{direction}"><p>先做一项。</p><p>再做两项。</p></div>'
    )
    assert "先做一项。\n再做两项。" in document.text


def test_the_items_of_a_list_have_the_numbers_that_a_style_sheet_puts_in_their_place() -> None:
    style = 'li::marker{content:"（" counter(list-item, cjk-ideographic) "）"}'
    document = page("<ol start=3><li>新建公园8个。</li><li>新建书屋5个。</li></ol>", head=f"<style>{style}</style>")
    assert "（三）新建公园8个。\n（四）新建书屋5个。" in document.text


@pytest.mark.parametrize(
    "part",
    [
        "<div popover><p>将新建书屋99个。</p></div>",
        "<dialog><p>将新建书屋99个。</p></dialog>",
        '<p style="color:oklch(1 0 0)">将新建书屋99个。</p>',
        '<p style="color:hwb(120 100% 0%)">将新建书屋99个。</p>',
        '<p style="color:rgb(100% 99% 100%)">将新建书屋99个。</p>',
        '<p><b class="h"></b></p>',
        '<p><b class="i"></b></p>',
        "<form>站内搜索：</form><input value=将新建书屋99个。><textarea>将新建书屋99个。</textarea>",
    ],
)
def test_what_nobody_sees_or_a_visitor_may_change_stays_out(part: str) -> None:
    style = '.h::after{content:"将新建书屋99个。";display:none}.i:hover::after{content:"将新建书屋99个。"}'
    assert "99" not in page(part, head=f"<style>{style}</style>").text


SENTENCE = "我局将在明年年底以前新建公共停车场二十六处。"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (
            '<p>将新建停车场<img src="a/n26.png">处，并新增泊位若干，请予监督支持。</p>',
            "a picture within a sentence, “a/n26.png”",
        ),
        (
            '<p>将新建停车场<img src="n26.png" alt="n26.png">处，并新增泊位若干，请予监督。</p>',
            "a picture within a sentence",
        ),
        ('<p><img src="p2.jpg" width="700" style="height:990px"></p>', "a large picture, “p2.jpg”"),
        ('<iframe src="/doc/附件1.pdf"></iframe>', "the file “附件1.pdf” in a frame"),
        (f"<svg><text>{SENTENCE}</text></svg>", "a sentence in a drawing"),
        (f"<textarea>{SENTENCE}</textarea>", "a sentence in a field to fill in"),
    ],
)
def test_what_a_page_shows_beside_its_text_is_told(part: str, words: str) -> None:
    (caveat,) = page(part).caveats
    assert caveat.kind == "unread_part"
    assert words in caveat.message


@pytest.mark.parametrize(
    "part",
    [
        '<p><img src="photo.jpg" width="400" height="300"></p>',
        '<p>版权所有 <img src="beian.png">公网安备1号</p>',
        '<p>附件：<img src="icon_doc.gif">停车场名单</p>',
        '<iframe src="share.html"></iframe>',
        "<svg><text>12</text></svg>",
    ],
)
def test_small_pictures_and_frames_of_the_site_are_not_told(part: str) -> None:
    assert not page("", rest=part).caveats


def test_the_style_sheets_in_a_page_saved_as_one_file_hold() -> None:
    shown = "".join(f"<p>{line}</p>" for line in letter(3).splitlines())
    parts = [
        (
            "text/html; charset=utf-8",
            "http://a.example/i.html",
            "<head>{}</head>" + shown + '<p class="h">将新建书屋99个。</p>',
        ),
        ("text/css", "http://a.example/s.css?v=1&a=2", ".h{display:none}"),
    ]
    link = '<link rel="stylesheet" {}href="http://a.example/s.css?v=1&amp;a=2">'
    for media, is_read in (("", False), ('media="screen" ', False), ('media="print" ', True)):
        file = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + "".join(
            f"--b\nContent-Type: {kind}\nContent-Location: {place}\n\n{body.replace('{}', link.format(media))}\n"
            for kind, place, body in parts
        )
        assert ("99" in load_bytes(f"{file}--b--\n".encode(), "a.mht").text) is is_read
