from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.annotate.date_resolution import at_most, small_number
from summarise.annotate.multipliers import SCALES, scale_of
from summarise.annotate.numeral_grammar import numeral_at
from summarise.annotate.numerals import chinese_integer, chinese_year, value_of
from summarise.annotate.quantities import find_numbers
from summarise.annotate.sayings import saying, session

DIGITS = "零一二三四五六七八九"


def _in_words(number: int) -> str:
    """A number below a hundred million, as it is read aloud."""
    if number >= 10**4:
        low = number % 10**4
        gap = "零" if 0 < low < 1000 else ""
        return _in_words(number // 10**4) + "万" + gap + (_in_words(low) if low else "")
    words, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if pending and words else "") + DIGITS[digit] + name
        pending = digit == 0
    return words


@given(st.integers(1, 10**8 - 1))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert chinese_integer(_in_words(number)) == number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("两百", 200),
        ("三千零五", 3005),
        ("一万二千", 12000),
        ("两", 2),
        ("零", 0),
    ],
)
def test_the_shorter_ways_of_writing_are_read_too(written: str, value: int) -> None:
    assert chinese_integer(written) == value


@pytest.mark.parametrize("written", ["二三", "三五", "一二三", "百", "千百", "百万亿", "十百", "一百千", "零零"])
def test_what_is_no_single_number_is_none(written: str) -> None:
    assert chinese_integer(written) is None


@given(st.text("零一二三四五六七八九十百千万亿两", max_size=30))
def test_any_run_of_numerals_has_a_value_or_none(written: str) -> None:
    value = chinese_integer(written)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("written", "year"), [("二零二四", 2024), ("一九九八", 1998), ("二零二", None), ("二千零二", None), ("", None)]
)
def test_a_year_is_written_digit_by_digit(written: str, year: int | None) -> None:
    assert chinese_year(written) == year


@pytest.mark.parametrize(
    ("written", "value", "more"),
    [
        ("10.5万家", "105000", False),
        ("1,200家", "1200", False),
        ("三百余家", "300", True),
        ("2700余万元", "27000000", True),
        ("1.5万亿元", "1500000000000", False),
        ("百分之五点五", "5.5", False),
        ("百分之95", "95", False),
        ("千分之三", "3", False),
    ],
)
def test_a_numeral_carries_its_multiplier(written: str, value: str, more: bool) -> None:
    found = numeral_at(written, 0)
    assert found is not None
    assert found.value == Decimal(value)
    assert (found.says == ">") is more


@pytest.mark.parametrize("written", ["百姓", "千家万户", "万众", "1" * 60])
def test_words_and_endless_digits_are_no_numerals(written: str) -> None:
    assert numeral_at(written, 0) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9" * 15, "999999999999999"),
        ("9" * 16, None),
        ("999,999,999,999,999", "999999999999999"),
        ("1,999,999,999,999,999", None),
        ("9" * 15 + ".25", "999999999999999.25"),
        ("9" * 15 + ".255", None),
        ("1." + "2" * 16, "1.2222222222222222"),
        ("1." + "2" * 17, None),
        ("999万亿", "999000000000000"),
        ("10000万亿", None),
        ("2×10^14", "200000000000000"),
        ("20×10^14", None),
        ("10^15", "1000000000000000"),
        ("1.5×10^-15", "0.0000000000000015"),
        ("百分之" + "9" * 15, "9" * 15),
        ("百分之" + "9" * 16, None),
        ("0" * 23 + "5", "5"),
        ("0" * 24 + "5", None),
        ("一" + "万" * 40, None),
        ("一万零一百" * 9, None),
    ],
)
def test_a_numeral_has_fifteen_digits_before_the_point_and_seventeen_at_most(written: str, value: str | None) -> None:
    """Longer ones are not exact as JSON numbers, so that no part of them is read."""
    found = numeral_at(written, 0)
    assert (None if found is None else found.value) == (None if value is None else Decimal(value))
    assert found is None or found.end == len(written)


@pytest.mark.parametrize(("text", "kind"), [("10^15个", "quantity"), ("10^16个", "unread"), ("10^-16个", "unread")])
def test_no_part_of_a_power_beyond_the_limit_is_read(text: str, kind: str) -> None:
    found = find_numbers(text)
    assert {token.kind for token in found.tokens} == {kind}
    assert len(found.amounts) == (kind == "quantity")


@pytest.mark.parametrize("text", ["市政协十二届三次会议", "县二十一届人大五次会议", "召开十八届四中全会", "届十次会议"])
def test_assemblies_and_their_sessions_are_no_quantities(text: str) -> None:
    found = find_numbers(text)
    assert not found.amounts
    assert {token.kind for token in found.tokens} == {"idiom"}


@pytest.mark.parametrize(("text", "start"), [("召开近十次会议", 2), ("召开二十一次会议", 2), ("第三次会议", 1)])
def test_meetings_that_are_counted_and_ordinals_stay_what_they_are(text: str, start: int) -> None:
    (token,) = find_numbers(text).tokens
    assert (token.start, token.kind) == (start, "ordinal" if start == 1 else "quantity")


@pytest.mark.parametrize(
    ("before", "is_one"),
    [
        ("县", True),
        (")县", False),
        (")" + "甲" * 5, False),
        (")" + "甲" * 6, True),
        ("“县", False),
        ("第", False),
        ("几", False),
        ("A", False),
        ("", False),
    ],
)
def test_an_assembly_is_numbered_behind_its_name_and_not_behind_a_bracket(before: str, is_one: bool) -> None:
    text = f"{before}十二届会议”"
    assert session(text, len(before)) == (len(before) + 2 if is_one else None)


@pytest.mark.parametrize(
    ("text", "end"), [("三通一平", 4), ("四议两公开", 5), ("三通二平", None), ("三", None), ("", None)]
)
def test_a_saying_is_read_whole(text: str, end: int | None) -> None:
    assert saying(text, 0) == end
    assert saying(f"做好{text}", 2) == (None if end is None else end + 2)


def test_a_multiplier_is_the_product_of_its_characters() -> None:
    powers = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
    powers |= {"十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
    assert {word: scale_of(word) for word in powers} == {word: 10**power for word, power in powers.items()}
    assert {word: value for word, value in SCALES.items() if value != scale_of(word)} == {}


@pytest.mark.parametrize(
    "phrase", ["一张网", "一张图", "三位一体", "三通一平", "千家万户", "一老一小", "一条龙", "一条心"]
)
def test_sayings_that_begin_alike_are_all_known(phrase: str) -> None:
    assert saying(f"实现{phrase}。", 2) == 2 + len(phrase)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1亿9999万", 199990000),
        ("1亿10000万", None),
        ("一亿一万", 100010000),
        ("一亿万", None),
        ("一万万", None),
        ("一亿亿", None),
        ("一千万万", None),
        ("九千九百九十九万亿", 9999 * 10**12),
    ],
)
def test_a_smaller_myriad_stays_below_the_larger_one_before_it(written: str, value: int | None) -> None:
    assert value_of(written) == value


@pytest.mark.parametrize(
    ("written", "small", "most"),
    [("三", 3, 3), ("12", 12, 12), ("元", 1, 1), ("两三", 0, 3), ("两三百个", 0, 0)],
)
def test_of_an_estimate_the_larger_figure_counts(written: str, small: int, most: int) -> None:
    assert (small_number(written), at_most(written)) == (small, most)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三点零五", "3.05"),
        ("五点一二", "5.12"),
        ("五点一万", "51000"),
        ("点五", "0.5"),
        ("百点五", None),
        ("1.5点2", None),
        ("五点", None),
        ("五点万", None),
        ("五点十一", None),
    ],
)
def test_behind_a_point_stand_single_figures_and_one_multiplier(written: str, value: str | None) -> None:
    assert value_of(written) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三百五", 350),
        ("三百零五", 305),
        ("三百五十", 350),
        ("二十五", 25),
        ("十五", 15),
        ("一百一", 110),
        ("一百零一", 101),
        ("一百一十一", 111),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("一千五", 1500),
        ("一万零五", 10005),
        ("一万五", 15000),
        ("两万五千", 25000),
        ("二亿五", 250000000),
        ("2万5", 25000),
        ("2万05", 20005),
        ("2万50", 20050),
        ("3千5", 3500),
        ("3百零5", 305),
        ("十十", None),
        ("百五", None),
        ("三零五", None),
        ("三百零零五", None),
        ("三百零", None),
        ("三百0", None),
        ("1万0", None),
        ("零五", 5),
        ("1.5万", 15000),
        ("1.5万3", None),
        ("1.5万3.5", None),
        ("2亿3000万5", 230005000),
        ("十万五", 105000),
        ("一百五十万", 1500000),
        ("九九", None),
        ("二十十", None),
        ("两百二", 220),
        ("10万5千", 105000),
        ("12百", 1200),
        ("9百9", 990),
        ("1万1万", None),
        ("1亿1千万", 110000000),
        ("千五", None),
        ("一百二百", None),
        ("三五百", None),
        ("五五十", None),
        ("1千10百", None),
        ("三千五百六十七", 3567),
        ("10十", None),
    ],
)
def test_a_last_figure_counts_the_next_lower_place_unless_a_nought_stands_before_it(
    written: str, value: int | None
) -> None:
    assert value_of(written) == value
