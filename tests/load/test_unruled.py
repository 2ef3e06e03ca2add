"""Tables on printed pages whose cells no lines part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOVE = ("一是加快建设，到2026年底各县区完成下列任务", 60)


def glyphs_of(words: Sequence[tuple[str, float, float]]) -> list[Glyph]:
    glyphs = []
    for text, left, top in words:
        x = left
        for sign in text:
            width = 5.0 if sign.isascii() else 10.0
            glyphs.append(Glyph(sign, x, x + width, top, top + 10, 10.0))
            x += width
    return glyphs


def on_pages(*pages: Sequence[Sequence[tuple[str, float]]]) -> list[str]:
    sheets = []
    for number, rows in enumerate(pages):
        words = [(text, left, 100.0 + 16 * at) for at, row in enumerate(rows) for text, left in row]
        words += [(f"第{number + 1}页", 280, 800)]
        sheets.append(lines_of_sheet(glyphs_of(words), [], 595, 842, number))
    return paragraphs(sheets, [842.0] * len(pages))


def printed(*rows: Sequence[tuple[str, float]]) -> list[str]:
    return on_pages(rows)


def test_rows_that_stand_below_one_another_are_a_table() -> None:
    assert printed(
        [ABOVE],
        [("县区", 60), ("驿站（座）", 180), ("资金（万元）", 320), ("责任单位", 460)],
        [("北塘区", 60), ("12", 200), ("350", 340), ("北塘区住建局", 460)],
        [("石泉县", 60), ("9", 202), ("80.5", 340), ("石泉县住建局", 460)],
        [("以上任务由市住建局督办。", 60)],
    )[1:] == [
        "县区 | 驿站（座） | 资金（万元） | 责任单位",
        "北塘区 | 驿站（座）：12 | 资金（万元）：350 | 北塘区住建局",
        "石泉县 | 驿站（座）：9 | 资金（万元）：80.5 | 石泉县住建局",
        "以上任务由市住建局督办。",
    ]


def test_a_head_over_several_columns_is_that_of_each() -> None:
    rows = (
        [ABOVE],
        [("任务分解表", 245)],
        [("2026年", 300)],
        [("县区", 65)],
        [("驿站（座）", 205), ("资金（万元）", 360)],
        [("北塘区", 60), ("12", 225), ("350", 392)],
        [("石泉县", 60), ("9", 227), ("80", 395)],
    )
    assert printed(*rows)[-4:] == [
        "任务分解表",
        "县区 | 2026年驿站（座） | 2026年资金（万元）",
        "北塘区 | 2026年驿站（座）：12 | 2026年资金（万元）：350",
        "石泉县 | 2026年驿站（座）：9 | 2026年资金（万元）：80",
    ]


def test_signatures_and_single_rows_are_no_table() -> None:
    signed = ([("甲县水利局", 60), ("乙县水利局", 240), ("丙县水利局", 420)],) * 2
    assert not any("|" in line for line in printed([ABOVE], *signed))
    assert not any("|" in line for line in printed([ABOVE], [("合计", 60), ("12", 240), ("30", 420)]))


def test_pieces_that_stand_below_none_above_end_a_table() -> None:
    rows = [("甲县", 60), ("12", 240), ("30", 420)], [("乙县", 60), ("9", 320), ("80", 500)]
    assert not any(" | " in line for line in printed([ABOVE], *rows))


def test_lines_of_a_ruled_cell_that_each_count_a_thing_stay_apart() -> None:
    words = [
        ("北塘区", 62, 104),
        ("驿站12座", 142, 104),
        ("厕所9座", 142, 118),
        ("改造管网和", 262, 104),
        ("泵站3座", 262, 118),
    ]
    rules = [Rule(60, y, 360, y) for y in (100, 132)] + [Rule(x, 100, x, 132) for x in (60, 140, 260, 360)]
    sheet = lines_of_sheet(glyphs_of(words), rules, 595, 842, 0)
    assert [line.text for line in sheet] == ["北塘区 | 驿站12座，厕所9座 | 改造管网和泵站3座"]


HEADS = [("县区", 60), ("驿站（座）", 180), ("资金（万元）", 320)]
NORTH = [("北塘区", 60), ("12", 200), ("350", 340)]
STONE = [("石泉县", 60), ("9", 202), ("80.5", 340)]
PINE = [("松源县", 60), ("7", 202), ("61", 343)]
ROWS = [
    "县区 | 驿站（座） | 资金（万元）",
    "北塘区 | 驿站（座）：12 | 资金（万元）：350",
    "石泉县 | 驿站（座）：9 | 资金（万元）：80.5",
    "松源县 | 驿站（座）：7 | 资金（万元）：61",
]


@pytest.mark.parametrize("ends", [1, 2, 3])
def test_a_table_goes_on_over_the_end_of_a_page(ends: int) -> None:
    table = [HEADS, NORTH, STONE, PINE]
    read = on_pages([[ABOVE], *table[:ends]], [*table[ends:], [("以上任务由市住建局督办。", 60)]])
    assert read[1:] == [*ROWS, "以上任务由市住建局督办。"]


def test_heads_again_or_others_on_the_next_page_begin_rows_of_their_own() -> None:
    assert on_pages([[ABOVE], HEADS, NORTH], [HEADS, STONE, PINE])[1:] == [*ROWS[:2], ROWS[0], *ROWS[2:]]
    others = [("县区", 60), ("水井（口）", 180), ("泵站（座）", 320)]
    assert on_pages([[ABOVE], HEADS, NORTH, STONE], [others, PINE])[-1] == "松源县 | 水井（口）：7 | 泵站（座）：61"


def on_ruled_pages(*words: list[list[tuple[str, int]]]) -> list[str]:
    """The lines of pages with a table of two rows on each, between the same drawn lines."""
    levels = [Rule(50, y, 450, y) for y in (97, 113, 129)]
    rules = levels + [Rule(x, 97, x, 129) for x in (50, 170, 310, 450)]
    sheets = [
        lines_of_sheet(
            glyphs_of([(text, left, 100.0 + 16 * at) for at, row in enumerate(rows) for text, left in row]),
            rules,
            595,
            842,
            number,
        )
        for number, rows in enumerate(words)
    ]
    return paragraphs(sheets, [842.0] * len(words))


def test_a_ruled_table_keeps_its_heads_on_the_next_page() -> None:
    assert on_ruled_pages([HEADS, NORTH], [STONE, PINE]) == ROWS


def test_years_at_the_head_of_a_ruled_table_on_the_next_page_are_heads() -> None:
    years = [("指标", 60), ("2023", 180), ("2024", 320)]
    read = on_ruled_pages([HEADS, NORTH], [years, [("驿站", 60), ("12座", 202), ("15座", 343)]])
    assert read == [*ROWS[:2], "指标 | 2023 | 2024", "驿站 | 12座 | 15座"]


def test_the_unit_above_a_ruled_table_is_that_of_its_numbers() -> None:
    words = [("单位：万元", 380, 80), ("县区", 60, 104), ("投资", 200, 104), ("北塘区", 60, 124), ("350", 200, 124)]
    rules = [Rule(50, y, 450, y) for y in (100, 120, 140)] + [Rule(x, 100, x, 140) for x in (50, 170, 450)]
    sheet = lines_of_sheet(glyphs_of(words), rules, 595, 842, 0)
    assert paragraphs([sheet], [842.0])[1:] == ["县区 | 投资", "北塘区 | 投资（万元）：350"]


def test_rows_may_stand_wide_apart_and_heads_hardly_parted() -> None:
    heads = [("县区", 60), ("改造驿站数（座）", 120), ("投入资金（万元）", 209)]  # 9 points apart, less than a sign
    rows = [heads, [("北塘区", 60), ("12", 125), ("350", 212)], [("石泉县", 60), ("9", 125), ("80", 212)]]
    words = [(text, left, 100.0 + 42 * at) for at, row in enumerate(rows) for text, left in row]
    read = paragraphs([lines_of_sheet(glyphs_of(words), [], 595, 842, 0)], [842.0])
    assert read[1:] == [
        "北塘区 | 改造驿站数（座）：12 | 投入资金（万元）：350",
        "石泉县 | 改造驿站数（座）：9 | 投入资金（万元）：80",
    ]


def test_a_wide_head_that_begins_where_its_column_does_is_that_of_no_other() -> None:
    rows = (
        [ABOVE],
        [("县区", 60), ("新建和改造的驿站", 180), ("资金（万元）", 290)],
        [("（座）", 180)],
        [("北塘区", 60), ("12", 180), ("350", 290)],
        [("石泉县", 60), ("9", 180), ("80", 290)],
    )
    assert printed(*rows)[-2] == "北塘区 | 新建和改造的驿站（座）：12 | 资金（万元）：350"


def test_a_ruled_table_in_the_second_column_stays_there() -> None:
    left = [("第一栏的文字写到栏的右边为止，不越过", 50, 100.0 + 16 * at) for at in range(12)]
    right = [("第二栏的开头是一张表，下面还有文字。", 325, 150.0 + 16 * at) for at in range(6)]
    cells = [("县区", 310, 104), ("座（座）", 400, 104), ("北塘区", 310, 124), ("12", 400, 124)]
    rules = [Rule(305, y, 520, y) for y in (100, 120, 140)] + [Rule(x, 100, x, 140) for x in (305, 390, 520)]
    lines = lines_of_sheet(glyphs_of([*left, *cells, *right]), rules, 595, 842, 0)
    texts = [line.text for line in lines]
    assert texts.index("北塘区 | 座（座）：12") == 13
