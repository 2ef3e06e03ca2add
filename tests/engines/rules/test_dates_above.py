"""From how far above a sentence may take its date, and what may stand in front of that date."""

from __future__ import annotations

import pytest

from tests.support.replies import reply

LONGEST = 40


def dates(body: str) -> list[str]:
    return [found.deadline.text if found.deadline else "" for found in reply(body).numeric_targets]


@pytest.mark.parametrize(
    "line",
    ["新建泵站{}座；\n", "城东 | 新建泵站{}座\n", "{0}.新建泵站{0}座。\n"],
    ids=["lines", "rows of a table", "points"],
)
def test_a_date_above_a_list_covers_forty_lines(line: str) -> None:
    lines = "".join(line.format(number) for number in range(1, LONGEST + 2))
    assert dates(f"下一步工作\n2025年底前，我局将做好：\n{lines}") == ["2025年底前"] * LONGEST + [""]


def test_a_date_that_leads_a_list_covers_forty_sentences_of_its_paragraph() -> None:
    run_in = "".join(f"新建泵站{number}座。" for number in range(1, LONGEST + 2))
    assert dates(f"2025年底前，我局将完成：一是新建水闸5座。{run_in}") == ["2025年底前"] * (LONGEST + 1) + [""]


@pytest.mark.parametrize(
    ("lead", "is_covered"),
    [("", True), ("力争", True), ("确保到", True), ("力争在", True), ("各镇要", False), ("务必力争", False)],
)
def test_two_characters_beside_prepositions_may_stand_before_the_date_above_a_list(lead: str, is_covered: bool) -> None:
    body = f"下一步工作\n{lead}2025年，全面做好：\n新建泵站3座；\n新建水闸4座。"
    assert dates(body) == ["2025年" if is_covered else ""] * 2


@pytest.mark.parametrize(("blanks", "is_covered"), [(38, True), (39, False)])
def test_an_enumerator_before_such_a_date_has_with_its_blanks_forty_characters(blanks: int, is_covered: bool) -> None:
    body = f"下一步工作\n1.{' ' * blanks}2025年，全面做好：\n新建泵站3座；\n新建水闸4座。"
    assert dates(body) == ["2025年" if is_covered else ""] * 2


@pytest.mark.parametrize(("length", "is_a_row"), [(197, True), (198, False)])
def test_a_row_of_a_table_shows_within_two_hundred_characters(length: int, is_a_row: bool) -> None:
    row = f"{'堤' * length} | 新建泵站3座\n"
    assert dates(f"下一步工作\n2025年底前，我局将做好：\n城东 | 新建泵站2座\n{row}")[1:] == ["2025年底前" * is_a_row]


@pytest.mark.parametrize(("length", "is_finished"), [(198, True), (199, False)])
def test_a_finished_year_covers_two_hundred_characters_behind_it(length: int, is_finished: bool) -> None:
    assert dates(f"我局将于2023年{'水' * length}修桥3座。") == ([] if is_finished else [""])


@pytest.mark.parametrize(("length", "is_end"), [(8, True), (9, False)])
def test_a_date_at_the_end_says_soon_that_all_is_completed_then(length: int, is_end: bool) -> None:
    assert dates(f"我局将修路5公里，2026年{'水' * length}完成。") == ["2026年" if is_end else ""]


@pytest.mark.parametrize(
    ("line", "goes_on"),
    [
        ("2025年，我局将新建站亭30个。我局将改造站牌200块。", True),
        ("2025年，我局将新建站亭30个。我局将完善制度。", False),
        ("2025年，我局将新建站亭。我局将改造站牌200块。", False),
        ("1、2025年，我局将新建站亭30个。我局将完善制度。", True),
        ("一、下一步工作\n2025年，我局将新建站亭30个。我局将完善制度。", True),
    ],
)
def test_a_leading_date_goes_on_to_numbers_or_in_a_point_of_a_list(line: str, goes_on: bool) -> None:
    first, second = reply(line).commitments
    assert first.deadline
    assert (second.deadline is not None) is goes_on


@pytest.mark.parametrize(
    ("last", "deadline"),
    [
        ("2025年底前建成", "2025年底前"),
        ("2025年底建成", "2025年底"),
        ("2025年内建成", "2025年6月"),
        ("2025年底前开工", "2025年底前"),
    ],
)
def test_the_end_of_a_year_is_later_than_a_month_of_it_and_the_year_alone_is_not(last: str, deadline: str) -> None:
    (promise,) = reply(f"我局将于2025年6月完成设计，{last}泵站。").commitments
    assert promise.deadline
    assert promise.deadline.text == deadline


def test_between_two_dates_the_first_number_has_the_one_before_it_and_the_last_the_one_behind() -> None:
    assert dates("我局将于2025年底前修桥3座并于2026年投用。") == ["2025年底前"]
    assert dates("我局将于2025年底前修桥3座、修路5公里并于2026年投用。") == ["2025年底前", "2026年"]
