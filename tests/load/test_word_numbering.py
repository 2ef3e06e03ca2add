"""Word prints numbers of paragraphs that its files do not hold; they are read as it prints them."""

from __future__ import annotations

import pytest

from eval.fixtures.word import paragraph, run
from summarise.load.numbering import formatted
from tests.support.word_lines import lines


@pytest.mark.parametrize(
    ("kind", "number", "printed"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 3, "叁"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircleChinese", 4, "④"),
        ("ideographLegalTraditional", 13, "壹拾參"),
        ("ideographDigital", 10, "一〇"),
        ("taiwaneseDigital", 23, "二三"),
        ("decimalEnclosedParen", 20, "⒇"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("ideographEnclosedCircle", 10, "㊉"),
        ("ideographEnclosedCircle", 11, "11"),
        ("ideographZodiacTraditional", 13, "丙子"),
        ("numberInDash", 2, "- 2 -"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 27, "aa"),
        ("decimalZero", 7, "07"),
        ("decimal", 7, "7"),
        ("none", 7, ""),
        ("unknown", 7, "7"),
    ],
)
def test_numbers_are_printed_as_word_prints_them(kind: str, number: int, printed: str) -> None:
    assert formatted(number, kind) == printed


def numbered(name: int, level: int, text: str) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
)
LISTS = (
    f'<w:abstractNum w:abstractNumId="5">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def test_inner_lists_start_anew_under_each_outer_number() -> None:
    body = [
        (1, 0, "甲"),
        (1, 1, "子"),
        (1, 1, "2024年"),
        (1, 0, "乙"),
        (1, 1, "丑"),
        (1, 2, "点"),
        (2, 0, "丙"),
        (0, 0, "无"),
    ]
    assert lines("".join(numbered(*item) for item in body), LISTS) == [
        "一、甲",
        "1.子",
        "2. 2024年",
        "二、乙",
        "1.丑",
        "点",
        "四、丙",
        "无",
    ]


def test_a_paragraph_deleted_whole_joins_and_counts_nothing() -> None:
    gone = "<w:del w:id='2'><w:r><w:delText>删去的一段</w:delText></w:r></w:del>"
    mark = "<w:rPr><w:del w:id='3'/></w:rPr>"
    deleted = numbered(1, 0, "").replace("</w:pPr>", f"{mark}</w:pPr>{gone}")
    assert lines(numbered(1, 0, "甲项。") + deleted + numbered(1, 0, "丙项。"), LISTS) == ["一、甲项。", "二、丙项。"]
    kept = numbered(1, 0, "乙").replace("</w:pPr>", f"{mark}</w:pPr>")
    assert lines(numbered(1, 0, "甲。") + kept + numbered(1, 0, "项。"), LISTS) == ["一、甲。", "二、乙项。"]
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('表'))}</w:tc></w:tr></w:tbl>"
    assert lines(kept + table) == ["乙", "表"]


def test_a_level_in_legal_style_counts_in_digits_whatever_is_around_it() -> None:
    level = '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{}<w:lvlText w:val="%1.%2"/></w:lvl>'
    body = numbered(1, 0, "甲。") + numbered(1, 1, "乙。")
    for legal, shown in (("<w:isLgl/>", "1.1"), ('<w:isLgl w:val="0"/>', "一.1"), ("", "一.1")):
        first = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        lists = f'<w:abstractNum w:abstractNumId="0">{first}{level.format(legal)}</w:abstractNum>'
        assert lines(body, f'{lists}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') == [
            "一、甲。",
            f"{shown}乙。",
        ]


def test_a_level_that_never_starts_anew_goes_on_counting() -> None:
    def levels(restart: str) -> str:
        deeper = f'<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{restart}<w:lvlText w:val="%2."/></w:lvl>'
        above = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        )
        return f'<w:abstractNum w:abstractNumId="5">{above}{deeper}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'

    body = numbered(1, 0, "甲") + numbered(1, 1, "子") + numbered(1, 0, "乙") + numbered(1, 1, "丑")
    assert lines(body, levels(""))[-1] == "1.丑"
    assert lines(body, levels('<w:lvlRestart w:val="1"/>'))[-1] == "1.丑"
    assert lines(body, levels('<w:lvlRestart w:val="0"/>'))[-1] == "2.丑"


def test_a_list_may_be_defined_where_a_style_of_lists_is() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="S"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="S"/>{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    assert lines(numbered(1, 0, "甲") + numbered(2, 0, "乙"), lists) == ["一、甲", "二、乙"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    lists = LISTS.replace('<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:pStyle w:val="H"/>')
    style_ = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = numbered(1, 0, "甲") + paragraph(run("子"), '<w:pStyle w:val="H"/>')
    own = paragraph(run("乙"), '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert lines(body + own, lists, style_) == ["一、甲", "1.子", "二、乙"]


@pytest.mark.parametrize(
    ("written", "printed"), [("0001, 0002, 0003, ...", "0007"), ("甲, 乙, 丙, ...", "7"), ("", "7")]
)
def test_numbers_with_zeros_in_front_have_their_zeros(written: str, printed: str) -> None:
    stated = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{written}"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{stated}<w:lvlText w:val="第%1号，"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="5">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    assert lines(numbered(1, 0, "甲"), lists) == [f"第{printed}号，甲"]
