from __future__ import annotations

import pytest

from summarise import Document
from summarise.annotate import annotate

LETTER = "青澜市数据局关于第118号提案的答复\n现答复如下：\n{}\n青澜市数据局\n2025年5月6日\n"


def read(*lines: str) -> tuple[list[str], list[str]]:
    """The quantities of a letter with these lines, and its heading numbers with two levels, as written."""
    notes = annotate(Document("letter.txt", LETTER.format("\n".join(lines))))
    numbers = [notes.quote(token) for token in notes.numbers if token.kind == "enumerator"]
    return [notes.quote(quantity) for quantity in notes.quantities], [n for n in numbers if n.count(".") == 1]


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("2.2终端更新", "2.3万兆入户试点"), "2.3"),
        (("3.1千兆小区建设", "3.2机房改造"), "3.1"),
        (("4.1千兆小区建设", "4.2万卡算力中心"), "4.2"),
        (("5.2终端更新", "5.2.1采购", "5.3万兆园区建设"), "5.3"),
    ],
)
def test_a_number_in_a_row_of_heading_numbers_is_no_quantity(lines: tuple[str, ...], number: str) -> None:
    quantities, numbers = read(*lines)
    assert quantities == []
    assert number in numbers


@pytest.mark.parametrize(
    ("lines", "quantity"),
    [
        (("2.3万党员参加活动。",), "2.3万"),
        (("2.1终端更新", "2.3万党员参加活动。"), "2.3万"),
        (("2.2终端更新", "3.3万党员参加活动。"), "3.3万"),
        (("2.2终端更新", "2.3亿元用于机房。"), "2.3亿元"),
        (("2.2终端更新", "2.3万余党员参加活动。"), "2.3万余"),
    ],
)
def test_a_number_outside_such_a_row_or_with_a_unit_is_a_quantity(lines: tuple[str, ...], quantity: str) -> None:
    assert read(*lines)[0] == [quantity]


def test_a_day_before_which_something_happens_is_no_heading_number() -> None:
    notes = annotate(Document("letter.txt", LETTER.format("11.30前完成验收。\n2.1前期工作")))
    assert [notes.quote(token) for token in notes.unread_numbers()] == ["11.30"]
