"""Every sign of a number is in exactly one token of a known class, and no token cuts a longer number in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.annotate import annotate
from summarise.annotate.folding import fold
from summarise.annotate.quantities import find_numbers
from summarise.annotated import AnnotatedDocument, NumberKind
from summarise.document import Document

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    path
    for folder in (ROOT / "eval" / "gold", ROOT / "eval" / "fixtures", ROOT.parent / "shared" / "replies")
    for path in folder.rglob("*.txt")
)
SIGN = re.compile("[0-9零一二三四五六七八九十百千万亿两几数半廿卅壹贰貳叁叄肆伍陆柒捌玖拾佰仟⁰¹²³⁴⁵⁶⁷⁸⁹]")
WITHIN_A_NUMBER = re.compile(r"[0-9](?:[.,×^±:/]|，(?=[0-9]{3}(?![0-9])))?(?=[0-9])|[0-9][万亿]{1,2}(?=[0-9])")
"""The first sign of a number, and what joins it to the next one."""
PIECES = """
1亿2000万元 2万5千人 3 000米 1，500万元 １，５００万 一点二亿元 三万六 八成五 百分之一点五 二十几 三四十 两三个
十来个 近百 上千 叁佰万 10^4 10⁴ 3×10<sup>4</sup> 20+所 20+5 20±2 2×10兆瓦 1:1.2 2/3 三分之二 20（二十）所 3元5角
3—5 15%－20% 30至1000万元 10000与20000人次之间 微克/立方米 吨标准煤/万元 投资（万元）：3500 容积率1.8—2.2
2025年 下一季度 2024、2025两年 30日内 二0二六年 2025.6.30 “315” G318 10千伏 三清零 四大产业链 一如既往
千家万户 第三批 0575-87654321 〔2024〕25号 一、 （二） 1. 2.2本 一是 个 家 元 % 以上 万 亿 十 百 几 数 半
"""
LETTER = "关于某事的答复\n某委员：\n您提出的提案收悉，现答复如下：\n一、工作情况\n"


def _annotated(text: str) -> AnnotatedDocument:
    return annotate(Document("case", text))


def _faults(found: AnnotatedDocument) -> Iterator[str]:
    yield from _signs_of_no_or_several_tokens(found)
    yield from _numbers_cut_in_two(found)
    spans = {(token.start, token.end): token.kind for token in found.numbers}
    for kind, spanned in (("quantity", found.quantities), ("date", found.dates)):
        for one in spanned:
            if spans.get((one.start, one.end)) != kind:
                yield f"{found.quote(one)} is no token"


def _signs_of_no_or_several_tokens(found: AnnotatedDocument) -> Iterator[str]:
    folded = fold(found.document.text)
    owners = [0] * len(folded)
    for token in found.numbers:
        if token.kind not in get_args(NumberKind) or not 0 <= token.start < token.end <= len(folded):
            yield f"{token} is none"
        for at in range(token.start, token.end):
            owners[at] += 1
    for sign in SIGN.finditer(folded):
        if owners[sign.start()] != 1:
            yield f"{sign.group()} at {sign.start()} is in {owners[sign.start()]} tokens"


def _numbers_cut_in_two(found: AnnotatedDocument) -> Iterator[str]:
    folded = fold(found.document.text)
    tokens = [token for token in found.numbers if token.kind in ("quantity", "unread")]
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for joint in WITHIN_A_NUMBER.finditer(folded):
        if joint.end() in starts and not ends.isdisjoint(range(joint.start() + 1, joint.end() + 1)):
            yield f"{folded[joint.start() - 5 : joint.end() + 5]} is cut in two"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_sign_of_a_number_of_a_reply_is_in_one_token(path: Path) -> None:
    assert list(_faults(_annotated(path.read_text("utf-8")))) == []


@given(st.lists(st.sampled_from([*PIECES.split(), "，", "。", "新建", "达到", "和", "、", "\n", " "]), max_size=20))
def test_every_sign_of_pieces_put_together_is_in_one_token(pieces: list[str]) -> None:
    assert list(_faults(_annotated(LETTER + "".join(pieces)))) == []


@given(
    st.text(
        "0123456789一二三两十百千万亿零点.,，、/:^×±+-—~至和与几数半余多来个元%年月日第（）()〔〕“” \n", max_size=40
    )
)
def test_every_sign_of_any_text_is_in_one_token(text: str) -> None:
    assert list(_faults(_annotated(LETTER + text))) == []


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("2.6月底前建成泵站。", [("2.", "enumerator"), ("6月底前", "date")]),
        ("1.30日内建成泵站。", [("1.", "enumerator"), ("30日内", "date")]),
        ("　　2.6月底前建成泵站。", [("2.", "enumerator"), ("6月底前", "date")]),
        ("**2.6月底前建成泵站。**", [("**2.", "enumerator"), ("6月底前", "date")]),
        ("先行勘察；2.12月底前建成泵站。", [("2.", "enumerator"), ("12月底前", "date")]),
        ("3、4季度建成泵站。", [("3、", "enumerator"), ("4季度", "date")]),
        ("2.6建设泵站。", [("2.6", "enumerator")]),
        ("东湖社三组新建水泵三组。", [("三组", "idiom"), ("三组", "quantity")]),
        ("今年均已建成，本年产量提高。", [("今年", "date")]),
        ("用户超过一万二千，效果好。", [("一万二千", "unread")]),
        ("泵站 | 12\n30公里 | 水管", [("12", "unread"), ("30公里", "quantity")]),
        ("①.500名教师到岗。", [("①.", "enumerator"), ("500名", "quantity")]),
        ("新增信号12路以上。", [("12路以上", "quantity")]),
        ("新增监控1.2万路。", [("1.2万路", "quantity")]),
        ("新增公交12路，三路公交。", [("12路", "unread"), ("三路", "idiom")]),
        ("提出99条建议。", [("99条", "listed")]),
        ("新增3、4路公交，3、4年行动。", [("3、4路", "unread"), ("3、4年", "unread")]),
        (
            "新建30吨5处，长3米5左右，宽3米50。",
            [("30吨", "quantity"), ("5处", "quantity"), ("3米5", "unread"), ("3米", "quantity"), ("50", "unread")],
        ),
        ("提出100条建议。", [("100条", "quantity")]),
        ("建设的一条路线，一体的三条路线。", [("一条", "idiom"), ("一", "idiom"), ("三条", "quantity")]),
        ("降低的一成，新的三成。", [("一成", "quantity"), ("三成", "quantity")]),
        ("票价5毛。", [("5毛", "unread")]),
        ("票价3块5毛，另加3块。", [("3块5", "unread"), ("3块", "quantity")]),
        ("增长到约30，增长到12.", [("约30", "quantity"), ("12", "unread")]),
        ("补助30—5万元。", [("30—5万元", "unread")]),
        ("补助3—5万元。", [("3—5万元", "quantity")]),
        ("统壹佰，壹佰元。", [("壹佰", "idiom"), ("壹佰元", "quantity")]),
        ("窗口由一百五提高到三百。", [("一百五", "unread"), ("三百", "unread")]),
        ("窗口由八十提高到九十。", [("八十", "idiom"), ("九十", "idiom")]),
        ("2.1.3公里标牌更新。", [("2.1.3", "enumerator")]),
        ("2.1.3万亩农田改造。", [("2.1.3", "enumerator"), ("万亩", "idiom")]),
        ("2.3万亩农田改造。", [("2.3万亩", "quantity")]),
        ("降低百分之一点五2.2公里。", [("百分之一点五", "quantity"), ("2.2公里", "quantity")]),
    ],
)
def test_numbers_that_touch_are_parted_where_they_meet(sentence: str, kinds: list[tuple[str, str]]) -> None:
    found = _annotated(LETTER + sentence)
    tokens = [token for token in found.numbers if token.start >= len(LETTER)]
    assert [(found.quote(token), token.kind) for token in tokens] == kinds


@pytest.mark.parametrize("behind", ["", "，共有千人", "。" + "泵" * 50 + "十"])
@pytest.mark.parametrize(("written", "kind"), [("一二三", "idiom"), ("一二八", "unread"), ("一二零零", "unread")])
def test_a_row_of_figures_is_read_without_what_comes_later(written: str, kind: str, behind: str) -> None:
    unit = "年级" if written == "一二三" else "户"
    (token, *_) = find_numbers(f"本镇{written}{unit}{behind}").tokens
    assert token.kind == kind


@pytest.mark.parametrize("sign", ["③", "②③", "⑵⑸", "❷", "ⅩⅩⅤ", "〢〥", "㊂"])
@pytest.mark.parametrize("behind", ["处。", "个，其中一半在城东。", "%以上。"])
def test_signs_of_lists_that_count_something_are_unread_numbers(sign: str, behind: str) -> None:
    found = _annotated(f"{LETTER}我局将新建停车场{sign}{behind}")
    assert (sign, "unread") in [(found.quote(token), token.kind) for token in found.numbers]


@pytest.mark.parametrize(
    "sentence",
    [
        "做好①户外广告②人才引进③条件改善。",
        "水质达到Ⅲ类，启动Ⅱ级响应。",
        "下一步：①新建公园；②个别路段整治。",
        "③处理好遗留问题。",
    ],
)
def test_signs_of_lists_and_classes_count_nothing(sentence: str) -> None:
    found = _annotated(f"{LETTER}{sentence}")
    assert "unread" not in [token.kind for token in found.numbers]
