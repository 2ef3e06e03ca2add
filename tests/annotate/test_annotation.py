"""What holds of the annotation of any text at all."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import summarise.annotate
from summarise.annotate import annotate
from summarise.annotate.dates import find_dates
from summarise.annotate.folding import fold
from summarise.annotate.quantities import find_numbers
from summarise.annotated import AnnotatedDocument, DateExpression, Quantity
from summarise.document import Document
from summarise.lazy_pattern import LazyPattern

VOCABULARY = """
一、 （一） 1. 2、 （3） 一是 首先， 二是 其一 。 ； ！ ， 、 ： <br> &nbsp; ** | “ ” 《 》 ( ) （ ） 〔2024〕25号
2025年 2025 年底前 今年 年内 6月 底前 上半年 前三季度 “十四五” 期间 末 三年内 用两年时间 春节前 2023 — 至 到 - 、
和 分别 5 30 家 万 亿 元 % 个百分点 公里 3 家 10—15万 近 超 约 不少于 以上 以内 左右 余 多 千 百 十 三 分之 二
（含） （套） 台 1,200 加快建设项目共 完成 将 新增 尊敬的王某委员： 您提出的建议收悉，现答复如下： 感谢您的关心。
某市教育局 附件： 联系电话：0575-87654321 第12号 315 全覆盖 共3个代表：
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "\u3000", " "])
SIGNS = "0123456789年月日一二三十百千万亿—至到、，。（）()《》“”：%| \n\t\x00\x0b\u2028①٣９元家"
TEXTS = st.one_of(
    st.lists(WORDS, max_size=60).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd"), max_size=200),
    st.lists(
        st.sampled_from("0123456789年月日一二三十百千万亿—至到、，。（）()《》“”：%| \n\t\x00\x0b\u2028①٣９元家"),
        max_size=120,
    ).map("".join),
)


def _read(text: str) -> AnnotatedDocument:
    return annotate(Document("case", text))


@given(TEXTS)
def test_sentences_cover_every_visible_character_once_and_in_order(text: str) -> None:
    covered = Counter(at for s in _read(text).sentences for at in range(s.start, s.end))
    visible = {at for at, char in enumerate(fold(text)) if not char.isspace()}
    assert visible <= covered.keys()
    assert set(covered.values()) <= {1}


@given(TEXTS)
def test_sentences_are_numbered_in_order_and_stand_under_earlier_ones(text: str) -> None:
    read = _read(text)
    starts = [s.start for s in read.sentences]
    assert starts == sorted(starts)
    assert [s.number for s in read.sentences] == list(range(1, len(starts) + 1))
    assert all(above < s.number for s in read.sentences for above in s.under)
    assert all(not read.quote(s)[0].isspace() and not read.quote(s)[-1].isspace() for s in read.sentences)


@given(TEXTS)
def test_quantities_and_dates_lie_inside_one_sentence_and_apart_from_each_other(text: str) -> None:
    read = _read(text)
    spans: list[Quantity | DateExpression] = sorted([*read.quantities, *read.dates], key=lambda found: found.start)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for found in spans:
        home = read.sentence(found.sentence)
        assert home.start <= found.start < found.end <= home.end


@given(TEXTS)
def test_a_range_rises(text: str) -> None:
    for quantity in _read(text).quantities:
        assert (quantity.upper is not None) == (quantity.comparator == "range")
        assert quantity.upper is None or quantity.value < quantity.upper


@given(TEXTS)
def test_folding_keeps_every_offset_and_folds_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(TEXTS)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert _read(text) == _read(text)


@given(TEXTS, st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_only_dates_without_a_year_depend_on_the_letter_s_date(text: str, reference: date) -> None:
    folded = fold(text)
    dated, undated = find_dates(folded, reference), find_dates(folded, None)
    assert [(d.start, d.end, d.form) for d in dated] == [(d.start, d.end, d.form) for d in undated]
    assert all(before.by in (None, after.by) for before, after in zip(undated, dated, strict=True))


@given(st.integers(1, 10**6 - 1), st.sampled_from([("家", 1), ("万元", 10**4), ("亿元", 10**8), ("公里", 1)]))
def test_a_whole_number_reads_back(number: int, unit: tuple[str, int]) -> None:
    (found,) = find_numbers(f"完成{number}{unit[0]}。").amounts
    assert found.value == number * unit[1]


HOSTILE = {
    "digits": "1",
    "one": "一",
    "ten thousand": "万",
    "digits and dashes": "1-",
    "years": "2025年",
    "years in a list": "2025、",
    "numbers in a list": "分别1、",
    "brackets": "（《“",
    "closing brackets": "”》）",
    "spaces": " ",
    "colons": "代表：",
    "receipts": "现将办理情况答复如下：关于此事，",
    "and": "会同和",
    "dots": "…",
    "headings": "一、工作 ",
    "points": "二是加强。一是落实。",
    "lines": "附件：\n加强统筹协调和督促指导，推动各项工作落到实处取得实效，让群众满意。\n",
    "about": "关于对",
    "pipes": "| 类别 ",
    "tags": "<br>",
    "terms": "第十届",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    _calls("关于建议的答复\n" + piece * 10)  # whatever is compiled once
    few, many = (_calls("关于建议的答复\n" + piece * times) for times in (300, 1200))
    assert many <= 5 * few + 2000


def _calls(text: str) -> int:
    """Calls of functions, built in or not, that annotating a text takes."""
    document, counted = Document("case", text), 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        annotate(document)
    finally:
        sys.setprofile(None)
    return counted


def test_no_pattern_repeats_a_repetition_without_bounds() -> None:
    parser = importlib.import_module("re._parser")
    unbounded = parser.MAXREPEAT

    def nested(tree: object, inside: bool) -> Iterator[bool]:
        if isinstance(tree, parser.SubPattern | list | tuple):
            for item in tree:
                repeats = isinstance(item, tuple) and str(item[0]) in ("MAX_REPEAT", "MIN_REPEAT")
                endless = repeats and item[1][1] is unbounded
                yield inside and endless
                yield from nested(item, inside or endless)

    patterns = dict(_patterns())
    assert len(patterns) > 60
    assert [name for name, pattern in patterns.items() if any(nested(parser.parse(pattern.pattern), False))] == []


def _patterns() -> Iterator[tuple[str, LazyPattern[str] | re.Pattern[str]]]:
    for module in pkgutil.iter_modules(summarise.annotate.__path__):
        loaded = importlib.import_module(f"summarise.annotate.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, LazyPattern | re.Pattern):
                yield f"{module.name}.{name}", value
