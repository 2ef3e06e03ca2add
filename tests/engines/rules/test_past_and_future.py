"""Which dates of a letter lie behind it and which ahead, as seen from its own day."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.past_and_future import PastAndFuture

LETTER = "关于县政协第12号提案的答复\n王小川委员：\n您提出的提案收悉，现答复如下：\n{}\n青岚县水利局\n{}\n"


def read(body: str, day: str = "2024年6月18日") -> tuple[int, list[str]]:
    """How many sentences name a past date, and the words of the future dates."""
    found = PastAndFuture(annotate(Document("letter.txt", LETTER.format(body, day))))
    return len(found.past), [words for days in found.ahead.values() for words in days]


@pytest.mark.parametrize(
    "date",
    """2025年 2024年底前 2024年末 2024年6月 2024年6月19日 今年底前 今年7月起 2025年5月起 明年起 二季度 三季度 7月 6月
    “十四五”末 “十五五”期间 2025—2027年 2024年供暖季前 2025年供暖季前 明年供暖季 三年内""".split(),
)
def test_a_date_behind_the_letter_s_own_lies_ahead(date: str) -> None:
    assert read(f"{date}更换水管。") == (0, [date])


@pytest.mark.parametrize(
    "date",
    """2023年 2024年6月17日 5月 今年5月起 今年6月起 2024年6月起 2023年5月起 2020—2023年 2023年供暖季前 去年供暖季前
    2024年以来 截至2024年底 2024年底止""".split(),
)
def test_a_date_before_the_letter_s_own_or_a_time_that_has_begun_is_past(date: str) -> None:
    assert read(f"{date}更换水管。") == (1, [])


@pytest.mark.parametrize(
    "date",
    """2024年 2024年6月18日 今年 今年起 2024年起 到2024年 上半年 “十四五”期间 2023—2025年 同三年内 每三年内
    年底前已 年底前无法 上届任期内 在2025年前的基础上 在2023年的水平上""".split(),
)
def test_a_time_that_runs_or_that_is_no_day_to_come_is_neither(date: str) -> None:
    assert read(f"{date}更换水管。") == (0, [])


@pytest.mark.parametrize(
    ("body", "day", "ahead"),
    [
        ("“十五五”期间更换水管。", "2026年6月18日", []),
        ("“十五五”期间更换水管。", "2025年12月30日", ["“十五五”期间"]),
        ("一季度更换水管。", "2024年3月20日", ["一季度"]),
        ("一季度更换水管。", "2024年3月21日", []),
        ("到一季度更换水管。", "2024年3月21日", ["一季度"]),
        ("至一季度更换水管。", "2024年3月21日", ["一季度"]),
        ("于一季度更换水管。", "2024年3月21日", []),
        ("一季度末更换水管。", "2024年3月21日", ["一季度末"]),
    ],
)
def test_a_period_ends_for_the_letter_when_little_of_it_is_left(body: str, day: str, ahead: list[str]) -> None:
    assert read(body, day)[1] == ahead


def test_a_letter_without_a_day_knows_only_what_a_date_itself_says() -> None:
    for words, ahead in (
        ("2025年", []),
        ("2025年底前", ["2025年底前"]),
        ("到2025年", ["2025年"]),
        ("暑假前", ["暑假前"]),
    ):
        assert read(f"{words}更换水管。", "") == (0, ahead)


def test_each_future_date_is_told_once_and_forty_at_most() -> None:
    assert read("2025年底前、2026年底前更换水管，2025年底前再换。") == (0, ["2025年底前", "2026年底前"])
    days = [f"{year}年{month}月" for year in (2025, 2026, 2027, 2028) for month in range(1, 12)]
    assert read(f"{'、'.join(days)}更换水管。") == (0, days[:40])


@pytest.mark.parametrize("part", ["3季度", "8月", "8月3日", "于8月3日"])
def test_a_part_of_a_year_belongs_to_the_finished_year_of_its_paragraph_or_heading(part: str) -> None:
    assert read(f"2023年更换水表。{part}更换水管。") == (2, [])
    assert read(f"一、2023年的工作\n我局更换水表。\n{part}更换水管。") == (2, [])
    assert read(f"2023年更换水表。\n{part}更换水管。")[0] == 1
    assert read(f"2024年3月更换水表。{part}更换水管。")[0] == 1


@pytest.mark.parametrize("part", ["到8月", "至8月", "于8月", "划8月", "到8月3日", "至8月3日", "划8月3日"])
def test_a_part_of_a_year_behind_to_or_by_does_not(part: str) -> None:
    assert read(f"2023年更换水表。{part}更换水管。") == (1, [part[1:]])


@pytest.mark.parametrize(("length", "is_quoted"), [(1_990, True), (2_001, False)])
def test_a_date_in_a_quotation_is_nobody_s_promise(length: int, is_quoted: bool) -> None:
    assert read("“2025年底前更换水管”是您的要求。") == (0, [])
    assert read("“水管”2025年底前更换。") == (0, ["2025年底前"])
    assert read(f"“{'水' * length}2025年底前更换”。")[1] == ([] if is_quoted else ["2025年底前"])
