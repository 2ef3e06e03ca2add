"""How long a line of each kind may be, and how many of its signs it needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarise.annotate.form_labels import answers_beside_its_label, is_label_of_the_proposal
from summarise.annotate.line_kinds import (
    closes_letter,
    could_be_signature,
    holds_day,
    is_chrome,
    is_courtesy,
    is_prose,
    is_title,
    names_a_reply,
)

THANKS, DAY = "感谢", "2024年"


@pytest.mark.parametrize(
    ("begin", "end", "longest", "is_one"),
    [
        ("关于", "的答复", 200, names_a_reply),
        ("关于", "的答复", 200, is_title),
        (THANKS, "", 60, is_courtesy),
        (THANKS, "", 90, closes_letter),
        ("青岚", "局", 44, could_be_signature),
        ("提案内容：", "", 400, is_label_of_the_proposal),
        ("打印", "", 40, lambda text: is_chrome(text, text)),
    ],
)
def test_a_line_of_a_kind_is_at_most_so_long(begin: str, end: str, longest: int, is_one: Callable[[str], bool]) -> None:
    for length in (longest - 1, longest, longest + 1):
        assert is_one(begin + "甲" * (length - len(begin) - len(end)) + end) is (length <= longest)


@pytest.mark.parametrize(("length", "closes"), [(11, True), (23, True), (24, False)])
def test_a_day_that_closes_a_letter_is_short(length: int, closes: bool) -> None:
    assert closes_letter(DAY + "1" * (length - len(DAY))) is closes


@pytest.mark.parametrize(("behind", "title"), [(9, True), (8, False), (0, False)])
def test_a_title_has_no_comma_among_its_last_twelve_characters(behind: int, title: bool) -> None:
    assert is_title(f"关于修缮道路，{'甲' * behind}的答复") is title


@pytest.mark.parametrize(
    ("count", "end", "times", "prose"),
    [
        (14, "。", 1, True),
        (13, "。", 1, False),
        (14, "", 1, False),
        (28, "；", 2, True),
        (27, "；", 2, False),
        (0, "", 1, False),
        (0, "。", 0, True),
    ],
)
def test_prose_has_fourteen_characters_and_an_end(count: int, end: str, times: int, prose: bool) -> None:
    assert is_prose("甲" * count + end, times) is prose


@pytest.mark.parametrize(
    ("text", "raw", "chrome"),
    [
        ("", "", True),
        ("50", "50", True),
        ("50%", "50%", False),
        ("打印" + "甲" * 10 + "。", "", True),
        ("打印" + "甲" * 11 + "。", "", False),
        ("打印" + "甲" * 39, "|", False),
        ("打印" + "甲" * 39, "||", True),
        ("打印" + "甲" * 39 + "关闭", "", True),
        ("1.打印" + "甲" * 10, "", False),
        ("甲乙 " * 19 + "甲乙", "||", True),
        ("甲乙 " * 20, "||", False),
        ("甲乙 " * 19 + "甲乙", "|", False),
        ("甲" * 6, "||", False),
        ("甲" * 5, "||", True),
        ("甲>乙>" + "丙" * 115, "", True),
        ("甲>乙>" + "丙" * 116, "", False),
        ("甲>乙" + "丙" * 9, "", False),
        ("(青岚县水务局)", "", True),
        ("(青岚县水务局)甲", "", False),
        ("甲(青岚县水务局)", "", False),
        ("我局开通微信缴费，方便村民缴费", "", False),
        ("我局开通微信缴费，方便村民缴", "", True),
        ("我局开通微信缴费，方便村民缴费", "|", False),
        ("我局开通微信缴费，方便村民缴费", "||", True),
        ("网站首页，全市各级政务服务网站导航", "", True),
    ],
)
def test_a_line_of_a_page_is_short_or_has_two_of_its_signs(text: str, raw: str, chrome: bool) -> None:
    assert is_chrome(text, raw) is chrome


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年6月18日", True),
        ("青岚县水务局2024年6月18日", True),
        ("甲" * 40 + "2024年6月18日", True),
        ("甲" * 41 + "2024年6月18日", False),
        ("2024年6月18日修缮", False),
    ],
)
def test_a_day_may_stand_behind_forty_characters(text: str, day: bool) -> None:
    assert holds_day(text) is day


@pytest.mark.parametrize(("count", "answers"), [(5, True), (4, False)])
def test_an_answer_beside_its_label_is_a_sentence(count: int, answers: bool) -> None:
    assert answers_beside_its_label(f"答复:{'甲' * count}。") is answers
    assert not answers_beside_its_label(f"{'甲' * count}。")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("青岚县水务局", True), ("一、青岚县水务局", False), ("青岚县，水务局", False), ("您好！", False)],
)
def test_a_signature_has_no_enumerator_and_no_pause(text: str, is_one: bool) -> None:
    assert could_be_signature(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"), [("您好！", True), ("2024年6月18日", True), ("感谢您。", True), ("我局修缮道路。", False)]
)
def test_a_greeting_a_day_and_thanks_are_courtesies(text: str, is_one: bool) -> None:
    assert is_courtesy(text) is is_one


@pytest.mark.parametrize(
    ("text", "closes"),
    [("感谢您的支持。", True), ("感谢您的支持，我局将修缮道路。", False), ("感谢您。", True), ("特此答复。", True)],
)
def test_thanks_with_a_promise_do_not_close_a_letter(text: str, closes: bool) -> None:
    assert closes_letter(text) is closes
