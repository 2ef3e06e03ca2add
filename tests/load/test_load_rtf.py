"""Rich Text Format: what a reader sees of it, in the code pages that it comes in."""

from __future__ import annotations

import pytest

from summarise.errors import InputError
from summarise.load import load_bytes

HEAD = b"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}{\\f1\\fcharset0 Arial;}}{\\colortbl;\\red255\\green255\\blue255;}"


def coded(text: str) -> bytes:
    return b"".join(b"\\'%02x" % byte if byte > 127 else bytes([byte]) for byte in text.encode("gbk"))


def in_unicode(text: str) -> bytes:
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return b"".join(b"\\u%d?" % number for number in numbers)


def lines(body: bytes, head: bytes = HEAD) -> list[str]:
    return load_bytes(head + body + b"}", "r").text.split("\n")


@pytest.mark.parametrize("write", [coded, in_unicode, lambda text: text.encode("gbk")])
def test_a_paragraph_is_a_line_however_its_signs_are_coded(write: object) -> None:
    body = b"\\pard\\f0 " + write("我局将新建学校3所。") + b"\\par " + write("此复。")  # type: ignore[operator]
    assert lines(body) == ["我局将新建学校3所。", "此复。"]


def test_signs_beyond_the_plane_come_in_pairs_and_their_stand_ins_are_skipped() -> None:
    assert lines(in_unicode("𠮷田镇") + b"\\par\\uc2\\u25105??\\u23616\\'3f\\'3f" + coded("将")) == [
        "𠮷田镇",
        "我局将",
    ]


@pytest.mark.parametrize("font", [b"\\f0 ", b"\\f1 ", b""])
def test_chinese_bytes_are_read_whatever_font_they_are_said_to_be_in(font: bytes) -> None:
    assert lines(font + coded("增加学位")) == ["增加学位"]


def test_signs_behind_a_backslash_stand_where_they_are_written() -> None:
    assert lines(b"2025\\_2027" + coded("年新建停") + b"\\-" + coded("车场12个。")) == ["2025-2027年新建停车场12个。"]
    assert lines(b"a\\{b\\}c\\\\d") == ["a{b}c\\d"]
    assert lines(b"\\'81\\\\\\'81\\{\\'81\\}") == [b"\x81\\\x81{\x81}".decode("gbk")]


def test_an_equation_is_shown_though_it_stands_in_the_code_of_a_field() -> None:
    code = b"EQ \\\\* jc3 \\\\o\\\\al(\\\\s\\\\up 10(y)," + coded("垚") + b")"
    field = b"{\\field{\\*\\fldinst{" + code + b"}}{\\fldrslt{}}}"
    assert lines(coded("前") + field + coded("后。")) == ["前垚后。"]
    assert lines(coded("前") + b"{\\field{\\*\\fldinst{PAGE}}{\\fldrslt{7}}}" + coded("后。")) == ["前7后。"]


def test_an_empty_line_or_a_mark_before_it_does_not_make_it_plain_text() -> None:
    data = HEAD + coded("我局") + b"}"
    assert (
        load_bytes(b"\r\n\n" + data, "r").media_type
        == load_bytes(b"\xef\xbb\xbf" + data, "r").media_type
        == "application/rtf"
    )


@pytest.mark.parametrize(
    "hidden", [b"\\v ", b"\\strike ", b"\\striked1 ", b"\\deleted ", b"\\fs2 ", b"\\cf1 ", b"\\dbch\\afs4 "]
)
def test_what_is_not_seen_is_not_read(hidden: bytes) -> None:
    assert lines(coded("新建") + b"{" + hidden + coded("隐藏9999家") + b"}" + coded("3所")) == ["新建3所"]
    assert lines(coded("新建") + hidden + coded("隐藏") + b"\\plain " + coded("3所")) == ["新建3所"]


def test_white_on_a_colour_is_seen() -> None:
    assert lines(b"{\\cf1\\highlight2 " + coded("抢眼") + b"}") == ["抢眼"]
    assert lines(b"\\trowd\\clcbpat2\\cellx1\\intbl\\cf1 " + coded("抬头") + b"\\cell\\row") == ["抬头"]


def test_raised_figures_are_no_digits_of_the_number_before_them() -> None:
    assert lines(coded("新增学位1200") + b"{\\super 1}" + coded("个，绿化5000m") + b"{\\super 2}") == [
        "新增学位1200个，绿化5000m2"
    ]
    assert lines(coded("共10") + b"\\up6 4\\up0 " + coded("立方米")) == ["共10^4立方米"]


def test_automatic_numbers_are_as_printed() -> None:
    body = b"{\\listtext\\pard\\plain " + coded("一、") + b"\\tab}" + coded("工作情况") + b"\\par"
    body += b"{\\*\\pn\\pnlvlbody{\\pntxta .}}{\\pntext 2.\\tab}" + coded("下一步") + b"\\par"
    assert lines(body) == ["一、工作情况", "2.下一步"]


def test_a_table_is_a_line_a_row() -> None:
    row = b"\\trowd\\cellx1\\cellx2\\intbl %s\\cell %s\\cell\\row "
    body = row % (coded("任务"), coded("目标")) + row % (coded("培训"), coded("120人次")) + b"\\pard " + coded("此复。")
    assert lines(body) == ["任务 | 目标", "培训 | 120人次", "此复。"]


def test_notes_stand_behind_and_what_belongs_to_the_file_stays_out() -> None:
    body = (
        b"{\\info{\\title "
        + coded("别的题目")
        + b"}}{\\*\\generator X;}{\\header "
        + coded("某教函〔2024〕6号")
        + b"\\par}"
    )
    body += (
        coded("新建3所")
        + b"{\\footnote "
        + coded("含民办。")
        + b"}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt "
        + coded("附件")
        + b"}}\\par"
    )
    body += b"{\\pict\\pngblip 89504e47}{\\*\\unknown " + coded("无关") + b"}" + coded("此复。")
    assert lines(body) == ["某教函〔2024〕6号", "新建3所附件", "此复。", "含民办。"]


def test_a_number_in_the_head_that_the_text_says_too_is_read_once() -> None:
    number = coded("某教函〔2024〕6号")
    assert lines(b"{\\header " + number + b"\\par}" + number + b"\\par " + coded("正文")) == [
        "某教函〔2024〕6号",
        "正文",
    ]


def test_a_box_is_read_once() -> None:
    inside = (
        b"{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt "
        + coded("框内")
        + b"\\par}}{\\shprslt "
        + coded("框内")
        + b"}}"
    )
    assert lines(coded("正文") + inside + b"\\par") == ["正文", "框内"]


def test_a_picture_is_named_as_a_scan() -> None:
    with pytest.raises(InputError, match="text recognition") as caught:
        lines(b"{\\pict\\pngblip 89504e470d0a}")
    assert caught.value.kind == "scanned"


def test_binary_data_is_stepped_over_and_endless_groups_are_refused() -> None:
    assert lines(b"{\\pict\\bin5 }}}}}}" + coded("正文")) == ["正文"]
    with pytest.raises(InputError, match="nested too deep"):
        lines(b"{" * 50_000)


def test_a_cut_off_file_gives_what_there_is() -> None:
    assert load_bytes(HEAD + coded("我局将新建学校3所"), "r").text == "我局将新建学校3所"


def test_a_head_across_columns_holds_for_each_of_them() -> None:
    rows = [
        ("\\clvmgf\\cellx100\\cellx300", ["项目", "停车场（处）"]),
        ("\\clvmrg\\cellx100\\cellx200\\cellx300", ["", "2024年已建", "2025年拟建"]),
        ("\\cellx100\\cellx200\\cellx300", ["城东", "12", "25"]),
    ]
    table = b"".join(
        b"\\trowd%s\\intbl %s\\row\n" % (edges.encode(), b"".join(coded(cell) + b"\\cell " for cell in cells))
        for edges, cells in rows
    )
    assert lines(table + b"\\pard ")[-1] == "城东 | 停车场2024年已建（处）：12 | 停车场2025年拟建（处）：25"


@pytest.mark.parametrize(
    ("across", "down", "told"), [(9_000, 12_000, True), (12_000, 9_000, True), (9_000, 5_000, False)]
)
def test_a_picture_as_large_as_a_page_beside_the_text_is_told(across: int, down: int, *, told: bool) -> None:
    picture = b"{\\pict\\pngblip\\picw100\\pich100\\picwgoal%d\\pichgoal%d 89504e47}" % (across, down)
    data = HEAD + coded("我局将新建停车场26处。") + b"\\par " + picture + b"}"
    caveats = [caveat.message for caveat in load_bytes(data, "r").caveats]
    assert caveats == ["a large picture in the file was not read"] * told


@pytest.mark.parametrize(("result", "told"), [(b"", True), (b"{\\par }", False)])
def test_a_text_box_that_the_file_only_names_is_told(result: bytes, *, told: bool) -> None:
    box = b"{{\\field{\\*\\fldinst SHAPE }{\\fldrslt" + result.replace(b"\\par ", b"12") + b"}}}"
    whole = load_bytes(HEAD + coded("我局将新建停车场26处。") + b"\\par " + box + b"}", "r")
    assert [caveat.message for caveat in whole.caveats] == [
        "the file names a drawing or text box that it does not hold"
    ] * told


SYMBOLS = HEAD.replace(
    b"Arial;}}", b"Arial;}{\\f7\\froman\\fcharset2 Symbol;}{\\f8\\fnil\\fcharset2{\\*\\panose 05}Wingdings;}}"
)


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        (b"{\\f7\\'b3}", "≥"),
        (b"{\\f7\\'a3\\'b1}", "≤±"),
        (b"{\\f7\\u-3919?}", "±"),
        (b"{\\f7 \\'b3 3.5,(6)}", "≥ 3.5,(6)"),
        (b"{\\f7 abG}", "αβΓ"),
        (b"{\\f8\\'82}", "②"),
        (b"{\\f8\\'4a}", ""),
        (b"{\\field{\\*\\fldinst SYMBOL 179 \\\\f Symbol}{\\fldrslt\\f7\\'b3}}", "≥"),
        (b"{\\f7\\u20197?}", "以"),
    ],
)
def test_signs_of_a_symbol_font_are_what_the_font_draws(written: bytes, drawn: str) -> None:
    body = b"\\pard\\f0 " + coded("办结率") + written + coded("95%。")
    assert lines(body, SYMBOLS) == [f"办结率{drawn}95%。"]


def test_a_table_within_a_cell_keeps_its_rows_and_heads() -> None:
    row = b"{\\*\\nesttableprops\\trowd\\cellx2000\\cellx4000\\nestrow}{\\nonesttables\\par}"

    def inner(*cells: str) -> bytes:
        return b"".join(b"\\pard\\intbl\\itap2 " + coded(cell) + b"\\nestcell" for cell in cells) + row

    outer = b"\\trowd\\cellx9000\\pard\\intbl " + coded("分解如下。") + b"\\par"
    end = b"\\pard\\intbl\\itap1 " + coded("由县水利局督办。") + b"\\cell\\row\\pard " + coded("此复。") + b"\\par"
    assert lines(outer + inner("乡镇", "水厂（座）") + inner("东山乡", "3") + end) == [
        "分解如下。",
        "乡镇 | 水厂（座）",
        "东山乡 | 水厂（座）：3",
        "由县水利局督办。",
        "此复。",
    ]
