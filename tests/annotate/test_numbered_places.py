"""Numbers that name a part of a place or project are no quantities; the same words with a real count are."""

from __future__ import annotations

import pytest

from summarise import Document
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument


def annotated(words: str) -> AnnotatedDocument:
    return annotate(Document("letter.txt", f"现答复如下：\n二、下一步工作\n我局将{words}。\n"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("推进柳溪村3组道路硬化1.2公里", ["1.2公里"]),
        ("推进1组2组渠道清淤", []),
        ("为柳溪村三组、四组安装路灯9盏", ["9盏"]),
        ("在柳溪村3至5组安装路灯20盏", ["20盏"]),
        ("推进X208线5标段施工", []),
        ("推进产业园3期扩建", []),
        ("整治青岚大道3段路面", []),
        ("为每个村3组居民安装设备2组", ["3组", "2组"]),
        ("划分为3标段实施", ["3标段"]),
        ("举办培训班3期", ["3期"]),
        ("整治破损道路3段", ["3段"]),
    ],
)
def test_a_part_of_a_place_is_no_count(words: str, expected: list[str]) -> None:
    found = annotated(words)
    assert [found.document.text[one.start : one.end] for one in found.quantities] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("将出口带宽扩容至100G", "100G"),
        ("使阅读量达10w+", "10w+"),
        ("新增床位l00张", "00张"),
        ("新增餐位二百余", "二百余"),
        ("新建泊位3**00**个", "3"),
    ],
)
def test_a_mistyped_or_bare_number_is_unread(words: str, expected: str) -> None:
    found = annotated(words)
    assert not found.quantities
    unread = [token for token in found.numbers if token.kind == "unread"]
    assert found.document.text[unread[0].start : unread[0].end] == expected


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("新增容量11.2兆伏安", "兆伏安"),
        ("使时延降低到20毫秒以内", "毫秒"),
        ("使周转量达到5亿人公里", "人公里"),
        ("将餐标定为4元/餐", "元/餐"),
        ("使发病率低于75例/10万人", "例/10万人"),
        ("使发病率控制在75人/10万以内", "人/10万"),
        ("建设储能5万千瓦/10万千瓦时", "千瓦"),
    ],
)
def test_a_unit_is_read_whole(words: str, unit: str) -> None:
    assert annotated(words).quantities[0].unit == unit


@pytest.mark.parametrize(
    ("words", "kind"), [("新增床位l00张", "unread"), ("配备Tl00张", "name"), ("配备ml00张", "name")]
)
def test_a_letter_behind_another_letter_is_part_of_a_name_and_no_mistyped_one(words: str, kind: str) -> None:
    assert [token.kind for token in annotated(words).numbers if token.kind in ("unread", "name")] == [kind]


@pytest.mark.parametrize("verb", ["缩短至", "压缩到", "压减为", "减少至", "延长到"])
def test_days_that_are_made_fewer_or_more_are_counted_and_no_day_of_a_month(verb: str) -> None:
    found = annotated(f"将办理时限由20日{verb}7日")
    assert [found.quote(one) for one in found.quantities] == ["20日", "7日"]


@pytest.mark.parametrize("hour", ["一", "六", "九", "十", "9"])
def test_minutes_behind_an_hour_are_of_the_clock_and_count_nothing(hour: str) -> None:
    assert not annotated(f"于上午{hour}点30分开工").quantities
    assert annotated("使通行时间缩短30分").quantities
