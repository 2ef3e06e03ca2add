"""A text that was taken from printed pages: numbers of pages inside a sentence, an empty line below every line."""

from __future__ import annotations

import pytest

from summarise.load.glyphs import Glyph, segments_of
from tests.support.wrapped_lines import WRAPPED, text_of

BEFORE, BEHIND = "2026年底前，我局将修建渡口6处，新增座位31", "50个，并更换救生衣。"


@pytest.mark.parametrize(
    "number",
    [
        "- 1 -",
        "— 12 —",
        "－2－",
        "第1页",
        "第1页 共3页",
        "第 1 页/共 6 页",
        "共3页 第1页",
        "Page 1 of 3",
        "页码：2",
        "第二页",
        "P2",
        "～2～",
    ],
)
@pytest.mark.parametrize("between", ["\n{}\n", "\n\n{}\n\n", "\n  {}\n\f", "\n{}\n\n\f"])
def test_a_page_number_between_two_parts_of_a_number_is_left_out(number: str, between: str) -> None:
    assert text_of(BEFORE + between.format(number) + BEHIND) == BEFORE + BEHIND


@pytest.mark.parametrize("end", ["\f", "\n\f", "\n\n\f"])
def test_a_sentence_goes_on_behind_the_end_of_a_page(end: str) -> None:
    assert text_of(BEFORE + end + BEHIND) == BEFORE + BEHIND


@pytest.mark.parametrize(
    "text",
    [
        "我局修建了渡口6处。\n- 1 -\n下一步，我局将更换救生衣。",
        "青岚县交通运输局\n- 3 -\n2024年6月18日",
        "关于第12号提案的答复\n第1页 共3页\n王小川委员：",
        "一、已做的工作\n- 1 -\n（一）修建渡口6处。",
        "我局修建了渡口6处，分别在31\n1\n50个村。",
    ],
)
def test_page_numbers_between_sentences_and_bare_numbers_stay(text: str) -> None:
    assert text_of(text) == text


@pytest.mark.parametrize("sign", ["a\fb", "a\n\fb", "a\f\n\fb"])
def test_a_form_feed_ends_a_line(sign: str) -> None:
    assert text_of(sign) == sign.replace("\f", "\n")


def test_lines_with_an_empty_one_below_each_are_joined_at_their_margin() -> None:
    joined = text_of("\n\n".join(WRAPPED))
    assert joined == text_of("\n".join(WRAPPED))
    assert "3150个" in joined


def test_paragraphs_with_an_empty_line_below_each_stay_apart() -> None:
    lines = [
        "青岚县现有渡口12处。",
        "去年更换了缆绳。",
        "今年修建渡口6处。",
        "值守率为九成。",
        "检查每季度一次。",
        "另有渡船3艘。",
    ]
    assert text_of("\n\n".join(lines)) == "\n\n".join(lines)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("98\\%以上", "98%以上"),
        ("\\>=98\\%", ">=98%"),
        ("6\\:4", "6:4"),
        ("每100人\\=1名", "每100人=1名"),
        ("甲\\,乙\\/丙\\;", "甲,乙/丙;"),
    ],
)
def test_every_sign_behind_a_backslash_is_shown_without_it(written: str, shown: str) -> None:
    assert (
        text_of(f"2026年底前，值守率达到{written}。\n\n救生衣1\\.2万件。")
        == f"2026年底前，值守率达到{shown}。\n救生衣1.2万件。"
    )


def spaced(text: str, gap: float, blanks: dict[int, float] | None = None) -> str:
    """The text of a row whose signs have this gap between them; `blanks` are wider gaps in front of some."""
    size, x, row = 16.0, 72.0, []
    for at, sign in enumerate(text):
        x += (blanks or {}).get(at, gap) * size if at else 0.0
        width = size * (0.28 if sign in ".," else 0.56 if sign.isascii() else 1.0)
        row.append(Glyph(sign, x, x + width, 100.0, 116.0, size))
        x += width
    return " ".join(segment.text for segment in segments_of(row))


@pytest.mark.parametrize("gap", [0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.5])
@pytest.mark.parametrize(
    "text", ["投入资金2.35亿元修建渡口。", "新增座位3150个，达到98.6%。", "青交函〔2025〕41号文件"]
)
def test_figures_of_letter_spaced_rows_are_whole(text: str, gap: float) -> None:
    assert spaced(text, gap) == text


def test_a_wider_gap_in_a_letter_spaced_row_still_parts_two_numbers() -> None:
    assert spaced("青岚县渡口2024 2025年".replace(" ", ""), 0.2, {9: 0.5}) == "青岚县渡口2024 2025年"
    assert spaced("青岚县渡口20242025年", 0.0, {9: 0.3}) == "青岚县渡口2024 2025年"
