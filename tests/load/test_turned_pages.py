"""A page that is shown sideways or upside down is read with its tables, struck words and running feet."""

from __future__ import annotations

import pytest

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.page_layout import sheet_of
from summarise.load.paragraphs import paragraphs

WIDTH, HEIGHT = 595.0, 842.0
WORDS = [
    ("任务如下，由各县区完成，到年底全部办结并报县局：", 60, 80),
    ("县区", 60, 104),
    ("驿站（座）", 170, 104),
    ("北塘区", 60, 124),
    ("12", 170, 124),
    ("另建岗亭35座，由县公安局负责，到年底前全部办结。", 60, 180),
    ("各点配两人。", 60, 560),
]
RULES = [Rule(50, y, 300, y) for y in (100, 120, 140)] + [Rule(x, 100, x, 140) for x in (50, 160, 300)]
STRUCK = Rule(100, 185, 120, 185)


def turned(box: Glyph | Rule, angle: int) -> Glyph | Rule:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    places = {
        0: (left, top, right, bottom),
        1: (top, WIDTH - right, bottom, WIDTH - left),
        2: (WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top),
        3: (HEIGHT - bottom, left, HEIGHT - top, right),
    }
    left, top, right, bottom = places[angle]
    return box._replace(left=left, top=top, right=right, bottom=bottom)


def page(number: int, angle: int, rules: list[Rule]) -> tuple[list[object], float]:
    glyphs = []
    for text, left, top in WORDS:
        x = float(left)
        for sign in text:
            width = 5.0 if sign.isascii() else 10.0
            glyphs.append(turned(Glyph(sign, x, x + width, top, top + 10, 10.0, angle), angle))
            x += width
    size = (HEIGHT, WIDTH) if angle % 2 else (WIDTH, HEIGHT)
    return sheet_of(glyphs, [turned(rule, angle) for rule in rules], *size, number)  # type: ignore[arg-type, misc, return-value]


@pytest.mark.parametrize("angle", [0, 1, 2, 3])
def test_drawn_lines_are_turned_with_the_text(angle: int) -> None:
    lines, height = page(0, angle, [*RULES, STRUCK])
    assert paragraphs([lines], [height]) == [  # type: ignore[list-item]
        WORDS[0][0],
        "县区 | 驿站（座）",
        "北塘区 | 驿站（座）：12",
        "另建岗亭 ，由县公安局负责，到年底前全部办结。",
        "各点配两人。",
    ]


@pytest.mark.parametrize("angle", [1, 3])
def test_what_stands_below_the_middle_of_a_turned_page_is_no_running_foot(angle: int) -> None:
    sheets = [page(number, angle, []) for number in range(2)]
    read = paragraphs([lines for lines, _ in sheets], [height for _, height in sheets])  # type: ignore[misc]
    assert read.count("各点配两人。") == 2
