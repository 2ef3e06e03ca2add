"""A recognised number counts only where both readers have it, sign of the unit included."""

from __future__ import annotations

import pytest

from summarise.recognition.agreement import doubts, numbers_of
from summarise.recognition.readers import Word


def line(text: str, top: float = 0.0, left: float = 0.0) -> Word:
    return Word(text, left, top, left + 20.0 * len(text), top + 20.0)


def words(text: str, top: float = 0.0) -> list[Word]:
    """The second reader's words: the signs one by one, in the places of the first's line."""
    return [Word(sign, 20.0 * at, top + 1, 20.0 * at + 19, top + 18) for at, sign in enumerate(text)]


def confirmed(first: str, second: str) -> list[str]:
    return [number.text for number in numbers_of([line(first)], words(second)) if number.is_confirmed]


def test_what_both_have_is_confirmed_in_any_width() -> None:
    assert confirmed("新增学位1200个，投入3,865.5万元", "新增学位１２００个，投入3,865.5万元") == ["1200", "3,865.5万"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("新增学位1200个", "新增学位1280个"),
        ("新增学位1200个", "新增学位11200个"),
        ("新增学位1200个", "新增学位120个"),
        ("降至2.4%以下", "降至24%以下"),
        ("降至2.4%以下", "降至2.4‰以下"),
        ("降至2.4‰以下", "降至2.4%以下"),
        ("降至2.4%以下", "降至2.4%o以下"),
        ("绿化5000㎡", "绿化5000m³"),
        ("绿化5000㎡", "绿化5000"),
        ("绿化5000", "绿化5000m"),
        ("十五万三千人", "十五万二千人"),
        ("需求达到1200万不瓦", "需求达到1200万+瓦"),
        ("新增学位1200个", "新增学位1200介"),
        ("新增学位1200个", ""),
    ],
)
def test_another_figure_or_sign_confirms_nothing(first: str, second: str) -> None:
    assert confirmed(first, second) == []


def test_signs_of_area_and_volume_are_confirmed_by_the_same_sign() -> None:
    assert confirmed("绿化5000㎡，蓄水300m³", "绿化5000m²，蓄水300㎥") == ["5000m^2", "300m^3"]


def test_without_a_second_reader_nothing_is_confirmed() -> None:
    assert [number.is_confirmed for number in numbers_of([line("新增学位1200个")], None)] == [False]


def test_a_number_is_confirmed_only_by_what_stands_in_its_place() -> None:
    lines = [line("一是新增1200个", 0), line("二是新增1300个", 40)]
    other = words("一是新增1300个", 0) + words("二是新增1300个", 40)
    assert [number.is_confirmed for number in numbers_of(lines, other) if number.text.startswith("1")] == [False, True]


@pytest.mark.parametrize(("second", "doubted"), [("五五”时期", ["十", "五五"]), ("二、重点工作", [])])
def test_a_number_that_the_end_of_a_line_may_have_torn_is_in_doubt(second: str, doubted: list[str]) -> None:
    first = "规划期到“十"
    numbers = numbers_of([line(first, 0), line(second, 40)], words(first, 0) + words(second, 40))
    text = f"{first}\n{second}"
    assert [text[one.start : one.end] for one in doubts(text, numbers)] == doubted


def test_doubt_follows_the_numbers_into_the_joined_text() -> None:
    lines = [line("第12号提案", 0), line("新增学位12", 40), line("00个，3所", 80)]
    numbers = numbers_of(lines, words("第12号提案", 0) + words("新增学位12", 40) + words("00个，8所", 80))
    text = "第12号提案\n新增学位1200个，3所"
    assert [text[one.start : one.end] for one in doubts(text, numbers)] == ["1200", "3"]
