"""Tables on printed pages whose cells no lines part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOVE = ("一是加快建设，到2026年底各县区完成下列任务", 60)


def printed(*rows: Sequence[tuple[str, float]]) -> list[str]:
    glyphs = []
    for number, row in enumerate(rows):
        top = 100.0 + 16 * number
        for text, left in row:
            x = left
            for sign in text:
                width = 5.0 if sign.isascii() else 10.0
                glyphs.append(Glyph(sign, x, x + width, top, top + 10, 10.0))
                x += width
    return paragraphs([lines_of_sheet(glyphs, [], 595, 842, 0)], [842.0])


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
    glyphs = []
    for text, left, top in words:
        x = float(left)
        for sign in text:
            width = 5.0 if sign.isascii() else 10.0
            glyphs.append(Glyph(sign, x, x + width, top, top + 10, 10.0))
            x += width
    rules = [Rule(60, y, 360, y) for y in (100, 132)] + [Rule(x, 100, x, 132) for x in (60, 140, 260, 360)]
    sheet = lines_of_sheet(glyphs, rules, 595, 842, 0)
    assert [line.text for line in sheet] == ["北塘区 | 驿站12座，厕所9座 | 改造管网和泵站3座"]
