"""What a printed page carries besides its text: line numbers, words across it, notes below a table, bold type."""

from __future__ import annotations

import pytest

from eval.fixtures.printed import Mark, pdf
from summarise.load import load_bytes
from summarise.load.glyphs import Glyph, without_doubles
from summarise.load.grid import Rule
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs

LINES = ["一、下一步工作", "我局将在2027年底前新建停车场", "12处，新增泊位860个。", "青岚市城市管理局", "2026年5月8日"]


def glyphs(text: str, left: float, top: float, size: float = 12.0) -> list[Glyph]:
    placed, x = [], left
    for sign in text:
        width = size / 2 if sign.isascii() else size
        placed.append(Glyph(sign, x, x + width, top, top + size, size))
        x += width
    return placed


def read(page: list[Glyph], rules: list[Rule] | None = None) -> list[str]:
    return [line.text for line in lines_of_sheet(page, rules or [], 595.0, 842.0, 0)]


def numbered(numbers: dict[int, str], right: float = 84.0) -> list[Glyph]:
    page = [glyph for row, line in enumerate(LINES) for glyph in glyphs(line, 100.0, 100.0 + 20 * row)]
    for row, number in numbers.items():
        page += glyphs(number, right - 6 * len(number), 100.0 + 20 * row)
    return page


@pytest.mark.parametrize("numbers", [dict(enumerate(("8", "9", "10", "11", "12"))), {1: "5", 3: "10"}])
def test_the_numbers_of_lines_are_no_part_of_them(numbers: dict[int, str]) -> None:
    assert read(numbered(numbers)) == LINES


@pytest.mark.parametrize("numbers", [{0: "1", 1: "2", 2: "2"}, {1: "3", 3: "4"}, {1: "6", 3: "11"}, {2: "5"}])
def test_figures_that_count_no_lines_stay(numbers: dict[int, str]) -> None:
    assert sum(len(line) for line in read(numbered(numbers))) > sum(map(len, LINES))


def test_figures_that_stand_within_the_text_stay() -> None:
    page = [*numbered({}, 0.0), *glyphs("抄送", 60.0, 400.0)]
    page += [glyph for row in range(5) for glyph in glyphs(str(row + 1), 78.0, 100.0 + 20 * row)]
    assert read(page)[0].startswith("1 ")


def test_large_words_across_the_text_are_no_part_of_it_and_a_large_title_is() -> None:
    title = glyphs("答复", 200.0, 40.0, 36.0)
    across = glyphs("征求意见稿", 90.0, 120.0, 60.0)
    assert read([*title, *across, *numbered({}, 0.0)]) == ["答复", *LINES]


def test_what_is_below_a_table_is_no_note() -> None:
    borders = [Rule(100.0, y, 240.0, y + 1) for y in (500.0, 520.0, 540.0)]
    borders += [Rule(x, 500.0, x + 1, 540.0) for x in (100.0, 170.0, 239.0)]
    page = [glyph for row, line in enumerate(LINES[1:3]) for glyph in glyphs(line, 100.0, 560.0 + 20 * row)]
    for row, cells in enumerate((("任务", "目标"), ("车位", "300个"))):
        page += [g for at, cell in enumerate(cells) for g in glyphs(cell, 104.0 + 70 * at, 504.0 + 20 * row)]
    lines = lines_of_sheet(page, borders, 595.0, 842.0, 0)
    assert [line.text for line in lines if line.note] == []
    assert paragraphs([lines], [842.0])[-1] == "".join(LINES[1:3])


def test_a_short_rule_within_the_letter_begins_no_notes() -> None:
    lines = ["我局完成下列改造：", "15座监测站将于2027年底前建成。", "20处水源已划定保护区。"]
    page = [glyph for row, line in enumerate(lines) for glyph in glyphs(line, 100.0, 460.0 + 40 * row)]
    read = paragraphs([lines_of_sheet(page, [Rule(100.0, 480.0, 200.0, 481.0)], 595.0, 842.0, 0)], [842.0])
    assert "".join(read) == "".join(lines)


@pytest.mark.parametrize(
    ("second", "read"), [("20所学校。", ["含改建的20所学校。"]), ("② 另计。", ["含改建的", "另计。"])]
)
def test_a_note_goes_on_in_a_line_that_begins_with_a_number(second: str, read: list[str]) -> None:
    page = [glyph for row, line in enumerate(LINES) for glyph in glyphs(line, 100.0, 100.0 + 20 * row)]
    page += [*glyphs("① 含改建的", 100.0, 700.0, 8.0), *glyphs(second, 100.0, 712.0, 8.0)]
    assert paragraphs([lines_of_sheet(page, [], 595.0, 842.0, 0)], [842.0])[len(LINES) - 1 :] == read


def test_bold_type_by_printing_twice_doubles_no_figure() -> None:
    for left in range(60):
        line = glyphs("2022年97.5%", 100.0 + left / 10, 100.0)
        again = [glyph._replace(left=glyph.left + 0.5, right=glyph.right + 0.5) for glyph in line]
        assert "".join(glyph.text for glyph in without_doubles(line + again)) == "2022年97.5%"


def test_a_salutation_without_an_indent_is_no_part_of_the_title() -> None:
    lines = (
        "青岚市水务局关于第十二届政协第五次会议的答复",
        "王小明委员：",
        "我局将在年底前完成改造并且按月向社会公布进度。",
    )
    page = [glyph for row, line in enumerate(lines) for glyph in glyphs(line, 100.0, 100.0 + 20 * row)]
    assert paragraphs([lines_of_sheet(page, [], 595.0, 842.0, 0)], [842.0]) == list(lines)


@pytest.mark.chinese_font
def test_a_page_with_text_printed_over_text_is_told() -> None:
    text = Mark(80.0, 100.0, "我局将在年底以前新建停车场二十六处。", 16.0)
    over = Mark(84.0, 102.0, "内部使用", 9.0)
    assert load_bytes(pdf([[text]]), "a.pdf").caveats == ()
    (told,) = load_bytes(pdf([[text, over]]), "a.pdf").caveats
    assert "printed over text" in told.message
