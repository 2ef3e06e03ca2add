"""Parts that stand elsewhere than in the source: table feet, captions, folded columns, frames, drawings in a line."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from tests.load.test_load_odt import lines
from tests.load.test_page_boxes import page

FOOT = "<tfoot><tr><td>总计</td><td>31处</td></tr></tfoot>"
BODY = "<tbody><tr><td>候车亭</td><td>19处</td></tr><tr><td>站牌</td><td>12处</td></tr></tbody>"
SHOWN = ["类别 | 目标", "候车亭 | 19处", "站牌 | 12处", "总计 | 31处"]


@pytest.mark.parametrize("order", [[FOOT, BODY], [BODY, FOOT]])
def test_a_foot_stands_below_the_rows_wherever_it_is_written(order: list[str]) -> None:
    head = "<thead><tr><th>类别</th><th>目标</th></tr></thead>"
    assert "\n".join(SHOWN) in page(f"<table>{order[0]}{head}{order[1]}</table>").text


@pytest.mark.parametrize(
    ("attributes", "style", "below"),
    [
        ("", "", False),
        ('style="caption-side:bottom"', "", True),
        ('align="bottom"', "", True),
        ("", "table{caption-side:bottom}", True),
        ('style="caption-side:top"', "table{caption-side:bottom}", False),
    ],
)
def test_a_caption_stands_where_its_style_says(attributes: str, style: str, below: bool) -> None:
    table = f"<table><caption {attributes}>以上年底前办结。</caption>{BODY}</table>"
    text = page(table, head=f"<style>{style}</style>").text
    assert (text.index("以上年底前办结。") > text.index("12处")) is below


@pytest.mark.parametrize(
    "columns",
    [
        '<col><col style="visibility:collapse"><col>',
        '<colgroup><col><col class="f"><col></colgroup>',
        '<colgroup></colgroup><colgroup class="f"></colgroup><colgroup></colgroup>',
    ],
)
def test_a_folded_column_of_a_page_is_left_out(columns: str) -> None:
    rows = "<tr><td rowspan=2>站点</td><td>旧71处</td><td>19处</td></tr><tr><td>旧72处</td><td>12处</td></tr>"
    rows += "<tr><td colspan=2>合计</td><td>31处</td></tr>"
    text = page(f"<table>{columns}{rows}</table>", head="<style>.f{visibility:collapse}</style>").text
    assert "\n站点 | 19处\n站点 | 12处\n合计 | 31处\n" in text


def test_a_folded_column_of_an_opendocument_table_is_left_out() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-columns><table:table-column table:visibility="collapse"/></table:table-columns>'
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in (["站点", "19处", "旧71处"], ["站牌", "12处", "旧72处"])
    )
    assert lines(f"<table:table>{columns}{rows}</table:table>") == ["站点 | 19处", "站牌 | 12处"]


def test_a_page_in_a_frame_is_read_in_its_place() -> None:
    inner = "&lt;p&gt;将新建停车场26处。&lt;/p&gt;&lt;iframe srcdoc='&amp;lt;p&amp;gt;再内一层。'&gt;&lt;/iframe&gt;"
    text = page(f'<p>一是扩容。</p><iframe srcdoc="{inner}"></iframe><p>二是管理。</p>').text
    assert "\n一是扩容。\n将新建停车场26处。\n二是管理。\n" in text
    assert "再内一层" not in text
    hidden = page(f'<div style="display:none"><iframe srcdoc="{inner}"></iframe></div>').text
    assert "停车场" not in hidden


def test_a_template_that_a_browser_shows_is_read_and_another_is_not() -> None:
    shown = "<div><template shadowrootmode=open><p>将新建停车场26处。</p><template><p>备用一。</p></template></template></div>"
    text = page(shown, "<template><p>备用二。</p></template>").text
    assert "\n将新建停车场26处。\n" in text
    assert "备用" not in text


def test_a_style_sheet_in_a_template_says_nothing_about_the_page_around_it() -> None:
    shown = (
        "<div><template shadowrootmode=open><style>.z{display:none}</style><b>将新建停车场26处。</b></template></div>"
    )
    document = page(shown, "<p class=z>二是管理。</p>")
    assert "\n将新建停车场26处。\n" in document.text
    assert "\n二是管理。\n" in document.text
    assert "二是管理" not in page("<style>.z{display:none}</style>", "<p class=z>二是管理。</p>").text


def test_text_at_the_place_of_a_slot_is_a_warning() -> None:
    template = "<template shadowrootmode=open><p>投入<slot></slot>万元。</p></template>"
    document = page(f"<div>{template}<b>300</b></div>")
    assert [caveat.message for caveat in document.caveats] == [
        "the page shows text in a <slot> that the file holds elsewhere, which was not read"
    ]
    assert not page("<p>投入<slot></slot>300万元。</p>").caveats


def test_a_number_that_a_style_sheet_moves_is_a_warning() -> None:
    for moved in ("float:right", "position:relative;right:9px"):
        document = page(f"<style>.n{{{moved}}}</style><p>将新建停车场<b class=n>6</b>2处。</p>")
        assert len(document.caveats) == 1
        assert "a number that its style moves, “6”" in document.caveats[0].message


def test_a_number_drawn_within_a_sentence_is_read() -> None:
    document = page("<p>将新建停车场<svg><title>数</title><text>26</text></svg>处。</p>")
    assert "\n将新建停车场26处。\n" in document.text
    assert not document.caveats


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("<svg><text>2</text><text>6</text></svg>", "a drawing within a sentence"),
        ("<svg><path d='M0 0'/></svg>", "a drawing within a sentence"),
        ("<canvas>26</canvas>", "a drawing within a sentence"),
        ('<b style="position:absolute;left:9px">6</b>2', "a number that its style moves, “6”"),
        ('<b style="float:right">6</b>2', "a number that its style moves, “6”"),
    ],
)
def test_a_number_that_cannot_be_told_is_a_warning(part: str, named: str) -> None:
    document = page(f"<p>将新建停车场{part}处。</p>")
    assert [caveat.message for caveat in document.caveats] == [f"the page shows {named}, which was not read"]


@pytest.mark.parametrize("behind", ["。", "，方便群众。", "）。", "%。", "处。"])
def test_a_picture_in_place_of_a_number_is_a_warning_whatever_stands_behind_it(behind: str) -> None:
    document = page(f"<p>将新建<img src=n.png>{behind}</p>")
    assert [caveat.kind for caveat in document.caveats] == ["unread_part"]


def test_an_icon_between_links_is_no_warning() -> None:
    assert not page("<p><a href=/>首页<svg><path d='M0 0'/></svg>正文</a></p>").caveats


@pytest.mark.parametrize(
    ("link", "base", "is_read"),
    [
        ('<link rel=stylesheet href="s/a.css">', "", False),
        ("<link rel='stylesheet' href='/p/s/a.css'>", "", False),
        ('<link rel="stylesheet" href="a.css">', '<base href="http://x.example/p/s/">', False),
        ('<link rel="stylesheet" href="a.css">', "", True),
        ('<link rel="stylesheet" media="print" href="s/a.css">', "", True),
    ],
)
def test_a_saved_page_finds_its_style_sheet_from_its_own_address(link: str, base: str, is_read: bool) -> None:
    part = "--b\nContent-Type: {}\nContent-Location: http://x.example/p/{}\n\n{}\n"
    body = "".join(f"<p>{line}</p>" for line in ("您提出的提案收悉。", "将新建停车场26处。"))
    markup = (
        f'<html><head><meta charset="utf-8">{base}{link}</head><body>{body}<p class="z">旧稿99处。</p></body></html>'
    )
    parts = part.format("text/html", "a.html", markup) + part.format("text/css", "s/a.css", ".z{display:none}")
    file = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n{parts}--b--\n'
    assert ("99" in load_bytes(file.encode(), "a.mht").text) is is_read


@pytest.mark.parametrize("kind", ["checkbox", "radio", "CHECKBOX"])
def test_what_is_ticked_is_told_from_what_is_not(kind: str) -> None:
    part = f"<p>办理意见：<input type={kind} checked>采纳<input type={kind}>不采纳<input type={kind} hidden>旧项。</p>"
    assert "\n办理意见：☑采纳□不采纳旧项。\n" in page(part).text


@pytest.mark.parametrize(
    ("sheet", "part"),
    [
        (".md\\:hidden{display:none}", "<p class='md:hidden'>旧稿88处。</p>"),
        (".w-1\\/2.x{display:none}", "<p class='x w-1/2'>旧稿88处。</p>"),
        ("[class^='old']{display:none}", "<p class='old-3'>旧稿88处。</p>"),
        ("p[id$=old]{display:none}", "<p id='is-old'>旧稿88处。</p>"),
        ("[lang|=zh]{display:none}", "<p lang='zh-TW'>旧稿88处。</p>"),
        ("[data-k='a b' i]{display:none}", "<p data-k='A B'>旧稿88处。</p>"),
    ],
)
def test_selectors_of_every_kind_hide_what_they_name(sheet: str, part: str) -> None:
    assert "88" not in page(part, head=f"<style>{sheet}</style>").text


def test_a_list_whose_marks_are_taken_away_has_no_numbers() -> None:
    text = page("<ol><li>新建班线。</li></ol>", head="<style>li::marker{content:none}</style>").text
    assert "\n新建班线。\n" in text


@pytest.mark.parametrize(
    "part",
    [
        '<iframe src="data:text/html;charset=utf-8,%3Cp%3E将新建停车场26处。%3C/p%3E"></iframe>',
        '<iframe src="data:text/html,&lt;p&gt;将新建停车场26处。&lt;/p&gt;"></iframe>',
        '<object data="data:text/html;base64,PHA+5bCG5paw5bu65YGc6L2m5Zy6MjblpITjgII8L3A+"></object>',
    ],
)
def test_a_page_within_an_address_is_read_in_its_place(part: str) -> None:
    assert "\n一是扩容。\n将新建停车场26处。\n二是管理。\n" in page(f"<p>一是扩容。</p>{part}<p>二是管理。</p>").text


def test_sentences_in_a_drawing_are_a_warning_however_they_are_drawn() -> None:
    words = "<p>将新建停车场26处，改造停车场38处，方便群众就近停车。</p>"
    document = page(f"<svg><foreignObject>{words}</foreignObject></svg>")
    assert [caveat.kind for caveat in document.caveats] == ["unread_part"]
