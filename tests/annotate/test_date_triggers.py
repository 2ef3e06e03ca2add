"""What is behind a year leaves out no kind of date that can match there, and a date begins where its words do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.annotate.date_triggers import BEGINS, TRIGGER, begins_with, goes_on_with
from summarise.annotate.folding import fold

PIECES = """
年 度 底 末 初 内 终 前 之前 全年 上半年 下半年 Q1 H2 一季度 第四季度
前三季度 四季 上旬 月 日 号 6 12 0 1 十 三 两 五 的 农历
腊月 正月 冬月 闰六月 大年初一 八月十五 春节
国庆 “五一” 秋季 秋季学期 开学 汛期 第一学期 上学期 清明 霜降 春运 某节 、 和 - — ~ 至 到
2026 2027年 -06-30 .6.30 /6/30 两年 期间 ， 。 ； : 半 月底 后 以后 第3周 ( ) 元宵 除夕 「 头三个月 首季 代 级
""".split()
YEARS = ("2025", "2026", "1999", "2030")


@given(st.sampled_from(YEARS), st.lists(st.sampled_from(["", " ", *PIECES]), max_size=5))
def test_a_kind_that_matches_a_year_in_figures_is_tried(figures: str, pieces: list[str]) -> None:
    text = figures + "".join(pieces)
    behind = text[len(figures) :]
    year = behind.startswith("年")
    sign = behind[1:2] if year else behind[:1]
    for pattern in BEGINS:
        if begins_with(pattern, figures[:2]) and pattern.match(text):
            assert goes_on_with(pattern, sign, year=year), (pattern.pattern[:40], text)


@pytest.mark.parametrize(
    "date",
    """2027年底 二〇二七年 一九九八年 近三年 最近两年 过去10年 3天 30日内 十五日内 三年内 两个月内 半年内
    利用两年时间 用3年时间 通过未来三年 今后5年 未来三年内 明年 下一年度 上一季度 下季度末 本季度 第一季度
    前三季度 第3季度 上半年 年底 年度内 全年 月底
    本月 下个月 6月 十二月 3至5月 十四五 “十五五” “国庆” ‘五一’ 五一 六一 八一
    春节 中秋 汛期 主汛期 供暖 高考 年关 农历 腊月
    今冬明春 今明两年""".split(),
)
def test_a_date_is_looked_for_at_its_first_words(date: str) -> None:
    found = TRIGGER.search(fold(f"争取{date}完成"))
    assert found is not None
    assert found.start() == len("争取")
    assert any(begins_with(pattern, found[0]) for pattern in BEGINS)


def test_a_year_is_found_behind_a_slip_of_the_keyboard() -> None:
    assert [match[0] for match in TRIGGER.finditer("22021年6月底前")][:2] == ["20", "6"]
