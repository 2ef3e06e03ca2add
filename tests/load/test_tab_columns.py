"""Lines whose tabs or blanks set columns are a table in every format that has tabs; other lines stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from eval.fixtures.old_word import word97
from eval.fixtures.word import package, paragraph, run
from summarise.load import load_bytes
from tests.load.test_load_odt import flat
from tests.load.test_load_rtf import HEAD, coded
from tests.support.replies import OPENING

ABOVE = "2026年底前各县区完成下列任务："
BELOW = ["联系人：王明\t电话：1234567", "此复。"]
TABLE = ["县区\t水厂（座）\t管网（公里）\t投资（万元）", "东山县\t2\t150\t3600", "西坪区\t1\t110\t980"]
ROWS = [
    "县区 | 水厂（座） | 管网（公里） | 投资（万元）",
    "东山县 | 水厂（座）：2 | 管网（公里）：150 | 投资（万元）：3600",
    "西坪区 | 水厂（座）：1 | 管网（公里）：110 | 投资（万元）：980",
]
Write = Callable[[Sequence[str]], bytes]


def docx(lines: Sequence[str]) -> bytes:
    tab = "<w:r><w:tab/></w:r>"
    return package("".join(paragraph(tab.join(map(run, line.split("\t")))) for line in lines))


def doc(lines: Sequence[str]) -> bytes:
    return word97([("\r".join(lines) + "\r", True)])


def rtf(lines: Sequence[str]) -> bytes:
    return HEAD + b"".join(b"\\pard " + coded(line).replace(b"\t", b"\\tab ") + b"\\par " for line in lines) + b"}"


def odt(lines: Sequence[str]) -> bytes:
    return flat("".join(f"<text:p>{line}</text:p>" for line in lines).replace("\t", "<text:tab/>"))


def html(lines: Sequence[str]) -> bytes:
    return ("<html><meta charset=utf-8><body><pre>" + "\n".join(lines) + "</pre></body></html>").encode()


def text(lines: Sequence[str]) -> bytes:
    return "\n".join(lines).encode()


def read(write: Write, lines: Sequence[str]) -> list[str]:
    whole = [*OPENING.strip().split("\n"), ABOVE, *lines, *BELOW]
    found = load_bytes(write(whole), "letter").text.replace("\t", " ").split("\n")
    begin, end = found.index(ABOVE) + 1, found.index("联系人：王明 电话：1234567")
    return found[begin:end]


@pytest.fixture(params=[docx, doc, rtf, odt, html, text])
def write(request: pytest.FixtureRequest) -> Write:
    return request.param  # type: ignore[no-any-return]


def test_tabs_set_columns(write: Write) -> None:
    assert read(write, TABLE) == ROWS


def test_several_tabs_bring_cells_below_theirs(write: Write) -> None:
    spread = [TABLE[0].replace("\t", "\t\t", 1), TABLE[1].replace("\t", "\t\t\t"), TABLE[2]]
    assert read(write, spread) == ROWS


def test_a_cell_without_a_figure_moves_no_other(write: Write) -> None:
    rows = [*TABLE[:2], "西坪区\t\t110\t980", "北岭县\t3\t90"]
    assert read(write, rows) == [
        *ROWS[:2],
        "西坪区 | 管网（公里）：110 | 投资（万元）：980",
        "北岭县 | 水厂（座）：3 | 管网（公里）：90",
    ]


def test_a_row_whose_columns_cannot_be_told_has_no_heads_and_those_below_it_have(write: Write) -> None:
    rows = [TABLE[0], TABLE[1].replace("\t", "\t\t"), "北岭县\t\t\t90", TABLE[2]]
    assert read(write, rows) == [*ROWS[:2], "北岭县 | 90", ROWS[2]]


def test_the_first_column_needs_no_head(write: Write) -> None:
    assert read(write, ["\t水厂（座）\t管网（公里）", "东山县\t2\t150"]) == [
        "水厂（座） | 管网（公里）",
        "东山县 | 水厂（座）：2 | 管网（公里）：150",
    ]


def test_two_columns_are_a_table_if_the_head_tells_the_unit(write: Write) -> None:
    assert read(write, ["县区\t水厂（座）", "东山县\t2"]) == ["县区 | 水厂（座）", "东山县 | 水厂（座）：2"]


def test_heads_that_name_a_date_are_no_labels_of_the_page(write: Write) -> None:
    rows = ["县区\t水厂（座）\t办结日期", "东山县\t2\t2026年6月"]
    assert read(write, rows)[1] == "东山县 | 水厂（座）：2 | 2026年6月"


@pytest.mark.parametrize("blank", [" ", "    ", "\u3000", "\u3000\u3000"])
def test_blanks_set_columns_below_heads_that_tell_units(write: Write, blank: str) -> None:
    assert read(write, [line.replace("\t", blank) for line in TABLE]) == ROWS


@pytest.mark.parametrize(
    "lines",
    [
        ["发布机构 县水利局（公章）", "阅读次数 120"],
        ["水厂（座） 东山县", "2 西坪区"],
        ["第一批 （三个）", "东山县 西坪区"],
        ["我局将建成 （两座）", "共 3 座泵站。"],
    ],
)
def test_other_blanks_set_no_columns(lines: list[str]) -> None:
    assert not any(" | " in line for line in read(text, lines))


@pytest.mark.parametrize("layout", ["docx", "doc", "rtf", "odt"])
@pytest.mark.parametrize("before", ["2026年底前", "一是兴建水厂。2026年上半年", "县水利局将"])
def test_a_line_break_inside_a_sentence_parts_nothing(layout: str, before: str) -> None:
    files = {
        "docx": package(paragraph(run(before) + "<w:r><w:br/></w:r>" + run("新建水厂2座，覆盖9个村。"))),
        "doc": word97([(before + "\x0b新建水厂2座，覆盖9个村。\r", True)]),
        "rtf": HEAD + b"\\pard " + coded(before) + b"\\line " + coded("新建水厂2座，覆盖9个村。") + b"\\par}",
        "odt": flat(f"<text:p>{before}<text:line-break/>新建水厂2座，覆盖9个村。</text:p>"),
    }
    assert load_bytes(files[layout], "letter").text == f"{before}新建水厂2座，覆盖9个村。"


@pytest.mark.parametrize("before", ["完成时间：2026年底前", "2026年上半年", "（一）一是"])
def test_a_line_break_behind_a_label_or_a_day_alone_parts_lines(before: str) -> None:
    body = paragraph(run(before) + "<w:r><w:br/></w:r>" + run("新建水厂2座，覆盖9个村。"))
    assert load_bytes(package(body), "letter").text.startswith(f"{before}\n")


def test_line_breaks_inside_a_clause_part_nothing() -> None:
    pieces = ["2026年底前，", "县水利局将新建", "水厂2座，", "覆盖9个村。"]
    body = paragraph("<w:r><w:br/></w:r>".join(map(run, pieces)))
    assert load_bytes(package(body), "letter").text == "".join(pieces)
