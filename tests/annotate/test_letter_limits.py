"""How far apart the parts of a letter may be, and how long its salutation."""

from __future__ import annotations

import pytest

from summarise.annotate.folding import fold
from summarise.annotate.letter import Letter, find_letter
from summarise.annotate.sentence_splitting import find_units

TITLE = "关于县政协十届三次会议第12号提案的答复"
SALUTATION = "王小川委员："
RECEIPT = "您提出的关于修缮道路的提案收悉"
FOLLOWS = "现答复如下："
FACT = "我局修缮了道路"
PROSE = "我局在河东片区修缮了道路三公里，受到周边居民的普遍欢迎和好评。"


def read(*lines: str) -> Letter:
    folded = fold("\n".join(lines))
    units = find_units(folded)
    assert len(units) == len(lines)
    return find_letter(folded, units)


@pytest.mark.parametrize(("between", "found"), [(0, True), (3, True), (4, False)])
def test_a_receipt_within_four_lines_makes_a_body_the_addressee(between: int, found: bool) -> None:
    """A line that addresses people with their titles and a colon needs none."""
    letter = read(TITLE, "县农工党支部：", *[FACT] * between, RECEIPT, FACT)
    assert letter.salutation == (1 if found else None)
    letter = read(TITLE, SALUTATION, *[FACT] * between, RECEIPT, FACT)
    assert letter.salutation == 1


def test_of_two_salutations_the_one_with_a_receipt_counts() -> None:
    assert read(TITLE, SALUTATION, *[FACT] * 5, "李木子委员：", RECEIPT, FACT).salutation == 7
    assert read(TITLE, SALUTATION, *[FACT] * 5, "李木子委员：", FACT).salutation == 1


@pytest.mark.parametrize(("between", "begin"), [(0, 3), (7, 10), (8, 2)])
def test_the_body_begins_behind_a_receipt_within_eight_lines(between: int, begin: int) -> None:
    assert read(TITLE, SALUTATION, *[FACT] * between, RECEIPT, FACT).begin == begin


@pytest.mark.parametrize(("between", "begin"), [(0, 4), (3, 7), (4, 3)])
def test_the_words_that_lead_into_the_answer_are_near_the_receipt(between: int, begin: int) -> None:
    lines = [TITLE, SALUTATION, RECEIPT, *[FACT] * between, "现将办理情况答复如下：", FACT]
    assert read(*lines).begin == begin


def test_courtesies_behind_the_receipt_are_no_body() -> None:
    letter = read(TITLE, SALUTATION, RECEIPT, "感谢您的关心。", "您好！", FACT)
    assert letter.begin == 5
    assert letter.roles == ("title", "salutation", "receipt", "furniture", "furniture", "text")
    assert read(SALUTATION, RECEIPT, "您好！").begin == 3


@pytest.mark.parametrize(("length", "found"), [(90, True), (91, False)])
def test_a_salutation_has_at_most_ninety_characters(length: int, found: bool) -> None:
    begin, end = "尊敬的", "委员："
    line = begin + "甲" * 3 + "、乙丙" * ((length - len(begin) - len(end) - 3) // 3) + end
    line = begin + "甲" * (length - len(line)) + line[len(begin) :]
    assert len(line) == length
    assert (read(TITLE, line, RECEIPT, FACT).salutation == 1) is found


@pytest.mark.parametrize(("length", "found"), [(400, True), (401, False)])
def test_a_list_of_people_with_titles_may_have_four_hundred(length: int, found: bool) -> None:
    line = "王小委员、" * 79 + "张" * (length - 79 * 5 - 3) + "委员："
    assert len(line) == length
    assert (read(TITLE, line, RECEIPT, FACT).salutation == 1) is found


@pytest.mark.parametrize(("length", "found"), [(40, True), (41, False)])
def test_a_body_that_is_addressed_has_at_most_forty_characters(length: int, found: bool) -> None:
    line = "甲" * (length - 3) + "支部："
    assert (read(TITLE, line, RECEIPT, FACT).salutation == 1) is found


@pytest.mark.parametrize(("lines", "stray", "end"), [(39, 1, 41), (39, 2, None), (40, 2, 42), (40, 3, None)])
def test_below_the_closing_line_a_sentence_of_prose_is_allowed_and_one_more_for_forty_lines(
    lines: int, stray: int, end: int | None
) -> None:
    letter = read(SALUTATION, RECEIPT, *[FACT] * lines, "特此答复。", *[PROSE] * stray)
    assert letter.end == (lines + 3 + stray if end is None else end)


@pytest.mark.parametrize(("between", "closes"), [(0, True), (2, True), (3, False)])
def test_a_body_signs_with_a_day_within_three_lines(between: int, closes: bool) -> None:
    lines = [SALUTATION, RECEIPT, FACT, "青岚县水务局", *["甲乙"] * between, "2024年6月18日"]
    assert (read(*lines).end == 3) is closes


@pytest.mark.parametrize(
    ("lines", "begin"),
    [
        ((PROSE, FACT), 0),
        ((TITLE, PROSE), 1),
        ((TITLE, "一、道路", PROSE), 1),
        (("一、道路", PROSE), 0),
        ((TITLE, "2024年6月18日", PROSE), 2),
        ((f"{TITLE}：", PROSE), 1),
        ((TITLE, "道路", PROSE), 2),
        ((TITLE, "答复内容：", PROSE), 2),
        ((TITLE, PROSE, "答复内容：", PROSE), 3),
        ((TITLE, f"答复：{PROSE}", PROSE), 1),
        ((TITLE, "道路"), 0),
    ],
)
def test_without_salutation_and_receipt_the_body_begins_with_the_first_prose_or_its_heading(
    lines: tuple[str, ...], begin: int
) -> None:
    assert read(*lines).begin == begin


def test_the_proposal_reaches_from_its_label_to_the_answer() -> None:
    letter = read("提案内容：", PROSE, "道路", "答复内容：", SALUTATION, RECEIPT, FACT)
    assert letter.roles == ("furniture", "proposal", "proposal", "furniture", "salutation", "receipt", "text")
    letter = read(f"提案内容：{PROSE}", "王小川委员：", RECEIPT, FACT)
    assert letter.roles == ("proposal", "salutation", "receipt", "text")


def test_a_receipt_may_be_the_first_line() -> None:
    assert read(RECEIPT, FACT).roles == ("receipt", "text")
