"""Printed pages (PDF, OFD): reading order, paragraphs rejoined, what is not printed left out."""

from __future__ import annotations

import pytest

from eval import documents
from eval.fixtures.printed import Mark, ofd, pdf
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.columns import lines_of_page
from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.ofd import _steps
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs
from summarise.load.pdf import read_text_layer


def glyphs(text: str, left: float, top: float, size: float = 10.0) -> list[Glyph]:
    return [Glyph(c, left + i * size, left + (i + 1) * size, top, top + size, size) for i, c in enumerate(text)]


def printed(*lines: tuple[str, float, float]) -> list[str]:
    page = [g for text, left, top in lines for g in glyphs(text, left, top)]
    return paragraphs([lines_of_page(page, 0)], [842.0])


FULL = "一二三四五六七八九十" * 3


def test_a_line_that_fills_the_measure_goes_on_in_the_next() -> None:
    assert printed((FULL[:28], 120, 200), (FULL, 100, 220), ("末行。", 100, 240), (FULL[:28], 120, 260)) == [
        FULL[:28] + FULL + "末行。",
        FULL[:28],
    ]


def test_a_numbered_point_begins_a_paragraph_even_without_an_indent() -> None:
    text = FULL[:29] + "。"
    assert printed((FULL, 100, 200), (text, 100, 220), ("二是再建。", 100, 240)) == [FULL + text, "二是再建。"]


@pytest.mark.parametrize("lines", [("年底前改造泊位1650个，其中立体车位", "300个。"), ("公厕21座，均在2027年完成",)])
def test_figures_that_stand_in_squares_like_the_characters_are_no_list_of_figures(lines: tuple[str, ...]) -> None:
    page = []
    for row, line in enumerate(lines):
        for g in glyphs(line, 100, 100 + 20 * row):
            narrow = g.text.isascii()
            page.append(g._replace(right=g.left + 5) if narrow else g)
    assert " " not in "".join(paragraphs([lines_of_page(page, 0)], [842.0]))
    blank = [g._replace(blank=True) if g.text.isdecimal() else g for g in page]
    assert " " in "".join(paragraphs([lines_of_page(blank, 0)], [842.0]))


def test_a_sentence_goes_on_though_its_lines_end_at_no_common_margin() -> None:
    first, last = "我局将会同有关单位推进改造，到2027年新建充电", "站45座，方便市民出行。"
    assert printed((FULL, 100, 180), (first, 120, 200), (last, 100, 220)) == [FULL, first + last]
    assert printed((FULL, 100, 180), ("云栖市公路局", 120, 200), ("车站45座，免费开放。", 100, 220))[-2:] == [
        "云栖市公路局",
        "车站45座，免费开放。",
    ]


def test_of_the_template_of_ofd_pages_the_number_of_the_letter_is_read() -> None:
    page = [Mark(25, 60, "您的提案收悉。")]
    head = [Mark(25, 15, "青岚市水务局文件"), Mark(25, 25, "青水函〔2026〕19号"), Mark(100, 285, "第1页")]
    assert load_bytes(ofd([page], head), "a.ofd").text.split("\n") == ["青水函〔2026〕19号", "您的提案收悉。"]
    said = [Mark(25, 50, "青水函〔2026〕19号"), *page]
    assert load_bytes(ofd([said], head), "a.ofd").text.count("〔2026〕") == 1


def test_a_number_alone_in_the_middle_of_a_page_is_text_and_at_its_foot_is_not() -> None:
    assert printed((FULL, 100, 280), ("合计", 120, 300), ("128", 100, 320), ("— 3 —", 280, 800)) == [
        FULL,
        "合计",
        "128",
    ]


def test_bold_made_by_printing_twice_is_read_once() -> None:
    twice = [*glyphs("重点工作", 100, 100), *glyphs("重点工作", 100.4, 100.2)]
    assert [line.text for line in lines_of_page(twice, 0)] == ["重点工作"]


def test_two_equal_characters_side_by_side_are_two() -> None:
    assert printed(("月月谈", 100, 100)) == ["月月谈"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = [f"左栏第{i}行的文字内容" for i in "一二三四五"], [f"右栏第{i}行的文字内容" for i in "一二三四五"]
    rows = [(text, 60.0, 100.0 + 20 * i) for i, text in enumerate(left)]
    rows += [(text, 320.0, 100.0 + 20 * i) for i, text in enumerate(right)]
    assert "".join(printed(*rows)) == "".join(left + right)


def column(name: str, left: float, top: float, lines: int = 6, length: int = 14) -> list[tuple[str, float, float]]:
    digits = "一二三四五六七八九"
    return [((f"{name}栏第{digits[i]}行" + FULL)[:length], left, top + 20.0 * i) for i in range(lines)]


@pytest.mark.parametrize("gutter", [6.0, 10.0, 16.0, 40.0])
@pytest.mark.parametrize("shift", [0.0, 4.0, 7.0, 10.0])
def test_columns_with_any_gutter_and_base_lines_of_their_own_are_read_one_after_the_other(
    gutter: float, shift: float
) -> None:
    left, right = column("左", 60.0, 100.0), column("右", 200.0 + gutter, 100.0 + shift)
    title = ("题" * 29, 60.0, 60.0)
    assert "".join(printed(title, *left, *right)) == "".join(text for text, _, _ in [title, *left, *right])


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [column(name, 40.0 + 150 * at, 100.0) for at, name in enumerate("左中右")]
    assert "".join(printed(*(line for one in columns for line in one))) == "".join(
        text for one in columns for text, _, _ in one
    )


def test_a_ruled_table_in_a_column_stays_in_it() -> None:
    left, right = column("左", 60.0, 100.0, 9), column("右", 220.0, 100.0, 4)
    cells = [(text, 222.0 + 70 * x, 204.0 + 20 * y) for y in range(2) for x, text in enumerate(("学校", f"{y + 1}所"))]
    rules = [Rule(220, y, 360, y + 0.5) for y in (202, 222, 242)] + [
        Rule(x, 202, x + 0.5, 242) for x in (220, 290, 360)
    ]
    page = [g for text, x, y in (*left, *right, *cells) for g in glyphs(text, x, y)]
    texts = [line.text for line in lines_of_sheet(page, rules, 400.0, 842.0, 0)]
    assert texts == [text for text, _, _ in (*left, *right)] + ["学校 | 1所", "学校 | 2所"]


def test_a_table_without_rules_and_with_long_cells_is_no_column() -> None:
    lines = [(FULL, 60.0, 100.0 + 20 * i) for i in range(12)]
    rows = [
        (text, 60.0 + 120 * x, 340.0 + 20 * y)
        for y in range(4)
        for x, text in enumerate(("综合养老服务中心", f"{y}9200张"))
    ]
    assert printed(*lines, *rows)[-4:] == [f"综合养老服务中心 {y}9200张" for y in range(4)]


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        (cell, 100.0 + 150 * x, 100.0 + 20 * y)
        for y, row in enumerate(("指标,目标", "床位,65张", "学校,3所", "公园,9个"))
        for x, cell in enumerate(row.split(","))
    ]
    assert printed(*rows) == ["指标 目标", "床位 65张", "学校 3所", "公园 9个"]


@pytest.mark.parametrize("write", [pdf, ofd])
@pytest.mark.parametrize(
    "mark",
    [Mark(80, 300, "看不见的字", mode=3), Mark(80, 300, "看不见的字", grey=1.0), Mark(80, 300, "看不见的字", size=0.9)],
)
def test_what_is_not_printed_is_not_read(write: object, mark: Mark) -> None:
    data = write([[Mark(80, 100, "看得见的字。"), mark]])  # type: ignore[operator]
    assert load_bytes(data, "x").text == "看得见的字。"


def test_steps_of_an_ofd_line_are_expanded() -> None:
    assert _steps("g 3 5.5 4 2") == [5.5, 5.5, 5.5, 4.0, 2.0]
    assert _steps("g x") == []
    assert _steps(None) == []


@pytest.mark.chinese_font
def test_the_measurement_passes_and_prints_a_row_for_each_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert documents.main() == 0
    table = capsys.readouterr().out
    assert all(f"\n{name} " in table for name in ("county", "docx tracked", "pdf two columns", "all"))


def _struck_by_a_note(flags: int) -> bytes:
    data = pdf([[Mark(80.0, 100.0, "我局将新建停车场2531处。", 20.0), Mark(80.0, 160.0, "其余事项另行安排。", 20.0)]])
    left, right, low, high = 240, 260, 718, 742
    corners = b"%d %d %d %d %d %d %d %d" % (left, high, right, high, left, low, right, low)
    note = b"<</Type/Annot/Subtype/StrikeOut/F %d/Rect[%d %d %d %d]/QuadPoints[%s]>>" % (
        (flags, left, low, right, high, corners)
    )
    return data.replace(b"/MediaBox", b"/Annots[%s]/MediaBox" % note)


@pytest.mark.parametrize(("flags", "read"), [(4, "我局将新建停车场31处。"), (2, "我局将新建停车场2531处。")])
def test_what_a_note_strikes_out_is_left_out(flags: int, read: str) -> None:
    assert load_bytes(_struck_by_a_note(flags), "a.pdf").text.replace(" ", "").startswith(read)


@pytest.mark.chinese_font
@pytest.mark.parametrize(
    ("box", "told"), [((400, 500, 90, 60), True), ((595, 842, 0, 0), False), ((120, 120, 90, 60), False)]
)
def test_a_large_picture_beside_the_text_of_a_page_is_told(box: tuple[int, int, int, int], *, told: bool) -> None:
    marks = [Mark(80.0, 80.0 + 30 * line, "我局将在年底以前新建停车场二十六处。", 16.0) for line in range(4)]
    caveats = [caveat.message for caveat in load_bytes(pdf([marks], picture=True, box=box), "a.pdf").caveats]
    assert caveats == ["page 1 shows a large picture beside its text, which was not read"] * told


SHOWN, COVERED = "年内新建停车场三十一处，方便群众就近停车。", "旧稿写的是停车场二十六处。"


@pytest.mark.parametrize(
    ("over", "mask", "seen"),
    [(True, b"", False), (False, b"", True), (True, b"/Mask[0 255]", True), (True, b"/Mask[255 255]", True)],
)
def test_what_a_picture_covers_is_not_read(over: bool, mask: bytes, seen: bool) -> None:
    marks = [Mark(80, 100, SHOWN), Mark(80, 300, COVERED)]
    text = load_bytes(pdf([marks], picture=True, box=(400, 60, 70, 500), over=over, mask=mask), "a.pdf").text
    assert text.startswith(SHOWN)
    assert (COVERED in text) is seen


def test_what_stands_under_the_picture_of_a_page_is_a_layer_and_no_text() -> None:
    marks = [Mark(80, 100 + 30 * line, SHOWN) for line in range(6)]
    with pytest.raises(InputError, match="--text-layer") as failed:
        load_bytes(pdf([marks], picture=True, over=True), "a.pdf")
    assert failed.value.kind == "scanned"
    assert read_text_layer(pdf([marks], picture=True, over=True), "a.pdf").startswith(SHOWN)


def _column(text: str, right: float, size: float = 16.0, top: float = 80.0) -> list[Glyph]:
    """Text from top to bottom as browsers print it: characters upright, figures lying on their side."""
    glyphs = []
    for sign in text:
        high, angle = (size / 2, 3) if sign.isascii() else (size, 0)
        glyphs.append(Glyph(sign, right - size, right, top, top + high, size, angle))
        top += high
    return glyphs


def test_figures_that_lie_sideways_in_vertical_text_stay_in_their_places() -> None:
    columns = [
        "2024年，已建成停车场12处，泊位1300个。",
        "我局将在2025年底前新建停车场25处。",
        "请予监督。",
        "2025年4月12日",
    ]
    glyphs = [glyph for at, text in enumerate(columns) for glyph in _column(text, 500.0 - 40 * at)]
    lines = lines_of_sheet(glyphs, [], 595.0, 842.0, 0)
    assert [line.text for line in lines] == columns


def test_text_that_is_turned_as_a_whole_is_no_column_of_figures() -> None:
    level = [Glyph(sign, 80 + 16 * at, 96 + 16 * at, 60, 76, 16) for at, sign in enumerate("将新建停车场处。")]
    turned = [glyph._replace(angle=3) for glyph in _column("岚溪市住房和城乡建设局监制2025年", 560.0)]
    lines = lines_of_sheet(level + turned, [], 595.0, 842.0, 0)
    assert [line.text for line in lines] == ["岚溪市住房和城乡建设局监制2025年", "将新建停车场处。"]
