"""Lines cut at a fixed width, or by hand, are one paragraph again; others stay apart."""

from __future__ import annotations

import textwrap

import pytest

from summarise.load import load_bytes
from summarise.load.wrapping import Broken, unbroken

PARAGRAPHS = (
    "    您提出的《关于推进青岚市老旧厂区活化利用的建议》收悉，现答复如下：",
    (
        "    2026年底前，我局将会同市住建局完成旧厂房改造32处，安排资金4500万元，带动就业1200人，"
        "并与市供电公司共同建立长效管护机制，确保设备完好率保持在95%以上，群众满意度逐年提高。"
    ),
    "    到2027年，力争全市厂区活化利用率达到85%，建成文创园区6个，引进企业300家以上，形成新旧动能接续转换的良好局面。",
)


@pytest.mark.parametrize("width", range(20, 44, 3))
def test_a_letter_wrapped_at_a_fixed_number_of_characters_is_whole_again(width: int) -> None:
    wrapped = "\n".join(
        ["王某某代表："]
        + [p[i : i + width] for p in PARAGRAPHS for i in range(0, len(p), width)]
        + ["青岚市工业局", "2025年6月3日"]
    )
    text = load_bytes(wrapped.encode(), "x.txt").text
    assert [line.strip() for line in text.split("\n")[1:4]] == [p.strip() for p in PARAGRAPHS]
    assert text.split("\n")[-2:] == ["青岚市工业局", "2025年6月3日"]


def test_the_same_letter_in_breaks_of_a_page_and_of_a_word_line() -> None:
    lines = [line for p in PARAGRAPHS for line in textwrap.wrap(p.strip(), 30)]
    page = "<html><body><h1>关于某建议的答复</h1><div>王某某代表：<br>" + "<br>\n".join(lines) + "</div></body></html>"
    text = load_bytes(page.encode(), "x.html").text
    assert "设备完好率保持在95%以上" in text
    assert "建成文创园区6个，引进企业300家以上" in text


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("2025年底前，新建充电桩", "300个以上。"),
        ("覆盖率达到8", "5%以上。"),
        ("我局将会同市住建局、", "市供电公司推进改造。"),
        ("项目已经完成", "，运行良好。"),
        ("（二）补齐短板。到2026年，新建泊车楼7座，改造老旧", "车棚，共计90处。"),
    ],
)
def test_a_sentence_broken_by_hand_goes_on(before: str, behind: str) -> None:
    assert unbroken([Broken(before), Broken(behind, by_hand=True)]) == [before + behind]


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("王某某委员：", "您提出的提案收悉，现答复如下。"),
        ("二、下一步工作，分三步", "我局将推进改造，完成300个。"),
        ("青岚市教育局", "2025年6月3日"),
        ("我局完成改造。", "300个充电桩已经投用。"),
        ("联系电话，0551-1234567", "联系人：王某，市教育局。"),
        ("我局将推进改造，分步实施", "一、加强领导。"),
        ("2025年底前，新建充电桩", "　　300个以上。"),
    ],
)
def test_what_begins_anew_stays_apart(before: str, behind: str) -> None:
    assert unbroken([Broken(before), Broken(behind, by_hand=True)]) == [before.strip(), behind.strip()]


def test_paragraphs_of_their_own_length_are_not_joined() -> None:
    text = "关于某建议的答复\n王某某代表：\n我局推进改造\n完成三十个项目\n安排资金四百万元\n青岚市教育局"
    assert load_bytes(text.encode(), "x.txt").text == text


SHORT = [
    [
        "关于修建清溪渡口的提案的答复",
        "王小川、李某某委员",
        "组织检查288次",
        "完成清溪村道改造152公里",
        "协调清溪镇做好配合。",
    ],
    [
        "关于修建柳坝渡口的提案的答复",
        "王小川委员",
        "新建渡口78处，更换救生衣5件",
        "更换救生衣79件，聘请管理员3名",
        "此复",
    ],
    [
        "对第246号提案的答复函",
        "王小川委员：",
        "配备管理员257名，加强日常巡查和养护",
        "更换救生衣357件",
        "安排资金362万元用于维护和日常巡查",
        "加强值守",
    ],
]


@pytest.mark.parametrize("lines", SHORT)
@pytest.mark.parametrize("indent", ["", "　　"])
def test_a_short_letter_whose_lines_are_about_as_long_stays_in_its_lines(lines: list[str], indent: str) -> None:
    text = "\n".join([*lines[:2], *(indent + line for line in lines[2:]), "清溪县交通运输局", "2025年6月3日"])
    assert load_bytes(text.encode(), "x.txt").text == text


@pytest.mark.parametrize("salutation", ["王小川委员", "王小川、李某某委员：", "尊敬的王小川代表，您好"])
@pytest.mark.parametrize("title", ["关于修建清溪渡口以及改造村道的提案的答复", "对清溪县政协第246号提案的答复"])
def test_a_title_and_a_salutation_continue_in_nothing(title: str, salutation: str) -> None:
    body = "您提出的提案收悉，现答复如下：我局将于二〇二六年修建渡口六处，更换缆绳和救生衣，并请专人值守，事故比以前少了许多。"
    lines = [body[at : at + 16] for at in range(0, len(body), 16)]
    text = load_bytes("\n".join([title, salutation, *lines]).encode(), "x.txt").text
    assert text.split("\n") == [title, salutation, body]


def test_one_line_cut_at_the_margin_of_indented_paragraphs_is_whole_again() -> None:
    lines = ["王小川委员：", "　　我局将于2025年底前修建渡口6处，并于", "2026年更换救生衣215件。", "清溪县交通运输局"]
    assert load_bytes("\n".join(lines).encode(), "x.txt").text.split("\n")[1] == "".join(lines[1:3])
