"""Word files: automatic numbers, changes as accepted, nothing hidden."""

from __future__ import annotations

import io
import zipfile

import pytest

from eval.fixtures.word import package, paragraph, run
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.numbering import _formatted


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return load_bytes(package(body, numbering, styles), "x.docx").text.split("\n")


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
    assert _formatted(number, kind) == printed


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


def test_white_text_on_a_shaded_cell_is_seen_and_on_paper_it_is_not() -> None:
    white = run("表头", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr>{paragraph(white)}</w:tc></w:tr></w:tbl>'
    assert lines(cell + paragraph(white) + paragraph(run("正文"))) == ["表头", "正文"]


def test_a_deleted_row_is_out_and_a_merged_one_is_in() -> None:
    row = "<w:tr>{}<w:tc>" + paragraph(run("甲")) + "</w:tc><w:tc>" + paragraph(run("乙")) + "</w:tc></w:tr>"
    gone = row.format('<w:trPr><w:del w:id="1"/></w:trPr>').replace("甲", "丙")
    assert lines(f"<w:tbl>{row.format('')}{gone}</w:tbl>") == ["甲 | 乙"]


def test_breaks_and_tabs_are_kept_and_soft_marks_are_not() -> None:
    content = (
        run("一")
        + "<w:r><w:br/></w:r>"
        + run("二")
        + "<w:r><w:tab/></w:r>"
        + run("三")
        + "<w:r><w:softHyphen/></w:r>"
        + run("\u200b四")
    )
    assert lines(paragraph(content)) == ["一", "二 三四"]


def test_footnotes_follow_the_text() -> None:
    data = package(paragraph(run("正文")))
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:type="separator" w:id="0">{paragraph(run("线"))}</w:footnote><w:footnote w:id="1">{paragraph(run("注释"))}</w:footnote></w:footnotes>'
    )
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("word/footnotes.xml", notes)
    assert load_bytes(out.getvalue(), "x").text == "正文\n注释"


def test_a_document_inside_the_document_is_refused_and_not_skipped() -> None:
    with pytest.raises(InputError, match="another document"):
        lines(paragraph(run("正文")) + '<w:altChunk r:id="x" xmlns:r="r"/>')


def test_a_reading_aid_above_a_character_is_left_out() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('yǔn')}</w:rt><w:rubyBase>{run('郧')}</w:rubyBase></w:ruby></w:r>"
    assert lines(paragraph(ruby + run("阳区"))) == ["郧阳区"]


def test_a_word_file_without_text_is_empty() -> None:
    with pytest.raises(InputError) as caught:
        lines(paragraph(""))
    assert caught.value.kind == "empty"
