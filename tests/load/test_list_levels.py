"""Lists within one another get a letter's numbers where a program wrote all levels alike."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from summarise.load.list_levels import Counted, genre_numbers

BODY = "王某代表：您的建议收悉，现答复如下。今年我局新建学校三所。"


def page(body: str, generator: str = "") -> list[str]:
    head = f'<meta name="generator" content="{generator}"/>' if generator else ""
    return load_bytes(f"<html><head>{head}</head><body><p>{BODY}</p>{body}</body></html>".encode(), "p").text.split(
        "\n"
    )[1:]


def test_lists_within_one_another_are_counted_as_letters_count() -> None:
    inner = "<ol><li>新建学校</li><li>培训教师<ol><li>集中培训</li></ol></li></ol>"
    assert page(f"<ol><li>工作情况{inner}</li><li>下一步打算</li></ol>") == [
        "一、工作情况",
        "（一）新建学校",
        "（二）培训教师",
        "1.集中培训",
        "二、下一步打算",
    ]


def test_levels_written_one_behind_the_other_are_told_by_their_counts() -> None:
    body = (
        "<ol><li>工作情况</li></ol><p>如下。</p><ol><li>建校</li><li>培训</li></ol><ol start=2><li>打算</li></ol><p>如下。</p>"
        "<ol><li>扩建</li><li>帮扶</li></ol><ol start=3><li>其他</li></ol><p>如下。</p><ol><li>一条</li></ol>"
    )
    numbered = [line for line in page(body) if line != "如下。"]
    assert [line[:3] for line in numbered] == "一、工 （一） （二） 二、打 （一） （二） 三、其 （一）".split()


def test_a_list_that_others_interrupt_goes_on() -> None:
    body = "<ol><li>甲项</li><li>乙项</li></ol><p>如下。</p><ol><ol><li>小项</li></ol><li>丙项</li></ol>"
    assert page(body)[-2:] == ["（一）小项", "三、丙项"]


@pytest.mark.parametrize(
    ("body", "generator"),
    [
        ("<ol><li>建校</li><li>培训</li></ol>", ""),
        ("<ol><li>建校</li></ol><p>如下。</p><ol start=2><li>培训</li></ol>", ""),
        ("<ol><li>建校</li><li>培训</li></ol>", "pandoc"),
        ("<ol type=1><li>建校</li></ol><p>如下。</p><ol type=1 start=2><li>培训</li></ol>", "pandoc"),
        ("<p>一、情况</p><ol><li>建校</li></ol><p>如下。</p><ol start=2><li>培训</li></ol>", "pandoc"),
    ],
)
def test_other_lists_keep_the_numbers_that_a_browser_shows(body: str, generator: str) -> None:
    assert [line for line in page(body, generator) if "建校" in line or "培训" in line] == ["1.建校", "2.培训"]


@pytest.mark.parametrize("generator", ["pandoc", "LibreOffice 7.4 (Linux)"])
def test_a_converters_list_that_goes_on_behind_paragraphs_is_the_letters(generator: str) -> None:
    lines = page("<ol><li>建校</li></ol><p>如下。</p><ol start=2><li>培训</li></ol>", generator)
    assert lines == ["一、建校", "如下。", "二、培训"]


def test_the_number_of_a_note_is_its_mark() -> None:
    body = "<p>新增学位300<sup><a href='#fn1'>1</a></sup>个。</p><ol><li id='fn1'>由统计部门提供。</li></ol>"
    assert page(body) == ["新增学位300个。", "由统计部门提供。"]


def test_markdown_of_a_program_is_counted_alike() -> None:
    text = f"{BODY}\\*\n\n1.  工作情况\n\n如下。\n\n1.  建校\n\n2.  培训\n\n2.  打算\n\n    1.  扩建\n\n    2.  帮扶\n"
    lines = load_bytes(text.encode(), "x.md").text.split("\n")[1:]
    assert [line for line in lines if line != "如下。"] == [
        "一、工作情况",
        "（一）建校",
        "（二）培训",
        "二、打算",
        "（一）扩建",
        "（二）帮扶",
    ]


def test_tables_drawn_one_behind_the_other_are_each_cut_at_their_own_columns() -> None:
    text = (
        f"{BODY}\\*\n\n  ------ ----------------------\n  标题   关于加强校园周边监管的建议\n\n  ------ ----------------------\n\n"
        "  ------------ ------------\n  主办         区教育局、区城管局\n\n  ------------ ------------\n"
    )
    assert load_bytes(text.encode(), "x.md").text.split("\n")[1:] == [
        "标题 | 关于加强校园周边监管的建议",
        "主办 | 区教育局、区城管局",
    ]


def test_a_reading_that_opens_fewer_levels_is_taken() -> None:
    numbers = [(0, 1), (1, 1), (1, 2), (2, 2), (3, 1), (3, 2), (4, 3), (5, 1)]
    items = [Counted(group, 0, number) for group, number in numbers]
    assert genre_numbers(items, ["项"] * len(items), [], lost=False) == [
        "一、",
        "（一）",
        "（二）",
        "二、",
        "（一）",
        "（二）",
        "三、",
        "（一）",
    ]
