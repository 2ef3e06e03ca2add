"""Word files: automatic numbers, changes as accepted, nothing hidden."""

from __future__ import annotations

import io
import zipfile

import pytest

from eval.fixtures.word import package, paragraph, run
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.pipeline import summarise
from tests.support.word_lines import lines


def test_white_text_on_a_shaded_cell_is_seen_and_on_paper_it_is_not() -> None:
    white = run("表头", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr>{paragraph(white)}</w:tc></w:tr></w:tbl>'
    assert lines(cell + paragraph(white) + paragraph(run("正文"))) == ["表头", "正文"]


def test_a_deleted_row_is_out_and_a_merged_one_is_in() -> None:
    row = "<w:tr>{}<w:tc>" + paragraph(run("甲")) + "</w:tc><w:tc>" + paragraph(run("乙")) + "</w:tc></w:tr>"
    gone = row.format('<w:trPr><w:del w:id="1"/></w:trPr>').replace("甲", "丙")
    assert lines(f"<w:tbl>{row.format('')}{gone}</w:tbl>") == ["甲 | 乙"]


@pytest.mark.parametrize("title", ["", "任务清单"])
def test_a_border_that_was_moved_in_one_row_makes_no_column(title: str) -> None:
    def row(*cells: tuple[str, int]) -> str:
        spans = (f'<w:tcPr><w:gridSpan w:val="{across}"/></w:tcPr>{paragraph(run(said))}' for said, across in cells)
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in spans) + "</w:tr>"

    rows = [("片区", 2), ("泊位（个）", 1), ("公厕（座）", 1)], [("城东", 1), ("310", 2), ("21", 1)]
    table = (row((title, 4)) if title else "") + "".join(row(*cells) for cells in rows)
    assert lines(f"<w:tbl>{table}</w:tbl>")[-1] == "城东 | 泊位（个）：310 | 公厕（座）：21"


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


def style(name: str, properties: str, base: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{based}<w:rPr>{properties}</w:rPr></w:style>'


WHITE, BLACK = '<w:color w:val="FFFFFF"/>', '<w:color w:val="000000"/>'


@pytest.mark.parametrize(
    ("own", "styles", "seen"),
    [
        ("", style("A", "<w:vanish/>"), False),
        ('<w:vanish w:val="0"/>', style("A", "<w:vanish/>"), True),
        ("", style("B", "<w:strike/>") + style("A", "", "B"), False),
        ("", style("B", "<w:strike/>") + style("A", '<w:strike w:val="false"/>', "B"), True),
        ("<w:dstrike/>", style("A", ""), False),
        ("", style("B", WHITE) + style("A", '<w:sz w:val="28"/>', "B"), False),
        (BLACK, style("A", WHITE), True),
        ('<w:rStyle w:val="C"/>', style("A", WHITE) + style("C", BLACK, kind="character"), True),
        ('<w:rStyle w:val="C"/>', style("A", "") + style("C", "<w:vanish/>", kind="character"), False),
        ('<w:color w:val="000000" w:themeColor="background1"/>', style("A", ""), False),
        ('<w:color w:val="FFFFFF" w:themeColor="accent1"/>', style("A", ""), True),
        (WHITE + '<w:highlight w:val="darkBlue"/>', style("A", ""), True),
        (BLACK + '<w:shd w:val="clear" w:fill="000000"/>', style("A", ""), False),
        ("", style("A", "", "B") + style("B", "", "A"), True),
        ('<w:rStyle w:val="C"/>', style("A", "<w:vanish/>") + style("C", "<w:vanish/>", kind="character"), True),
        ('<w:rStyle w:val="C"/>', style("A", "<w:strike/>") + style("C", "<w:strike/>", kind="character"), True),
        (
            '<w:rStyle w:val="C"/><w:vanish/>',
            style("A", "<w:vanish/>") + style("C", "<w:vanish/>", kind="character"),
            False,
        ),
        ('<w:rStyle w:val="C"/>', style("A", "<w:vanish/>") + style("C", "<w:strike/>", kind="character"), False),
    ],
)
def test_a_run_looks_as_its_styles_and_itself_say(own: str, styles: str, seen: bool) -> None:
    body = paragraph(run("看得见吗", own), '<w:pStyle w:val="A"/>') + paragraph(run("正文"))
    assert lines(body, styles=styles) == (["看得见吗"] if seen else []) + ["正文"]


@pytest.mark.parametrize("wrap", ["ins", "moveTo", "smartTag", "sdt", "customXml"])
@pytest.mark.parametrize("where", ["row", "cell", "paragraph", "run"])
def test_text_is_read_whatever_is_wrapped_around_it(wrap: str, where: str) -> None:
    def at(place: str, inner: str) -> str:
        return f"<w:{wrap}>{inner}</w:{wrap}>" if place == where else inner

    p = at("paragraph", f"<w:p>{at('run', run('新建学校3所'))}</w:p>")
    row = at("row", "<w:tr>" + at("cell", f"<w:tc>{p}</w:tc>") + "</w:tr>")
    assert lines(f"<w:tbl>{row}</w:tbl>") == ["新建学校3所"]


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('新建学校1')}</w:p>" + paragraph(run("2所。"))
    assert lines(body) == ["新建学校12所。"]


def test_a_row_that_word_hides_is_out() -> None:
    row = "<w:tr>{}<w:tc>" + paragraph(run("甲")) + "</w:tc></w:tr>"
    assert lines(f"<w:tbl>{row.format('<w:trPr><w:hidden/></w:trPr>')}</w:tbl>" + paragraph(run("乙"))) == ["乙"]


def test_cells_over_several_rows_name_each_of_them() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    rows = [
        cell("项目") + cell("年份") + cell("投资（万元）"),
        cell("充电桩", '<w:vMerge w:val="restart"/>') + cell("2025年") + cell("300"),
        cell("", "<w:vMerge/>") + cell("2026年") + cell("1，500"),
    ]
    assert lines("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>") == [
        "项目 | 年份 | 投资（万元）",
        "充电桩 | 2025年 | 投资（万元）：300",
        "充电桩 | 2026年 | 投资（万元）：1，500",
    ]


def test_a_chart_and_an_embedded_file_are_told_of() -> None:
    chart = "<w:r><w:drawing><c:chart xmlns:c='c'/></w:drawing></w:r>"
    book = "<w:r><w:object><o:OLEObject xmlns:o='o'/></w:object></w:r>"
    document = load_bytes(
        package(paragraph(run("王某委员：您提出的提案收悉，现答复如下：我局将新建学校3所。") + chart + book)), "x.docx"
    )
    assert [(c.kind, c.message) for c in document.caveats] == [
        ("unread_part", "a chart in the Word file was not read"),
        ("unread_part", "an embedded file in the Word file was not read"),
    ]
    record = summarise(document, RulesEngine())
    assert [w.kind for w in record.warnings if w.kind == "unread_part"] == ["unread_part"] * 2


def test_the_head_of_a_page_gives_its_number_once_and_nothing_else() -> None:
    def with_head(head: str) -> list[str]:
        return load_bytes(package(paragraph(run("正文")), header=head), "x.docx").text.split("\n")

    assert with_head("青教函〔2024〕12号") == ["青教函〔2024〕12号", "正文"]
    assert with_head("青岚市教育局文件") == ["正文"]


def test_a_run_that_is_turned_round_is_read_as_it_is_shown() -> None:
    turned = f'<w:bdo w:val="rtl">{run("（62）")}</w:bdo>'
    assert lines(paragraph(run("将新建停车场") + turned + run("处。"))) == ["将新建停车场（26）处。"]
    level = f'<w:bdo w:val="ltr">{run("26")}</w:bdo>'
    assert lines(paragraph(run("将新建停车场") + level + run("处。"))) == ["将新建停车场26处。"]


def picture(across: int, down: int) -> str:
    return f'<w:r><w:drawing><wp:inline xmlns:wp="p"><wp:extent cx="{across}" cy="{down}"/><a:blip xmlns:a="a"/></wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(("across", "down", "told"), [(5_400_000, 7_200_000, True), (5_400_000, 3_000_000, False)])
def test_a_picture_as_large_as_a_page_beside_the_text_is_told(across: int, down: int, *, told: bool) -> None:
    body = paragraph(run("将新建停车场26处。" * 10)) + paragraph(picture(across, down))
    caveats = [caveat.message for caveat in load_bytes(package(body), "x.docx").caveats]
    assert caveats == ["a large picture in the Word file was not read"] * told


@pytest.mark.parametrize(
    ("foot", "is_read"),
    [("明年底以前，我局还将新建书屋99个。", True), ("— 2 —", False), ("地址：岚溪市滨河路12号  邮编：300000", False)],
)
def test_a_sentence_at_the_foot_of_the_pages_is_read_once(foot: str, *, is_read: bool) -> None:
    data = package(paragraph(run("将新建停车场26处。")), header=foot)
    inside, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in inside.namelist():
            content = inside.read(name)
            file.writestr(name, content)
            if name == "word/header1.xml":
                for number in (1, 2):
                    file.writestr(f"word/footer{number}.xml", content.replace(b"hdr", b"ftr"))
    text = load_bytes(out.getvalue(), "x.docx").text
    assert text.count(foot) == is_read
    assert text.startswith("将新建停车场26处。")


@pytest.mark.parametrize("place", ["drop", "margin"])
def test_a_dropped_first_letter_belongs_to_its_sentence(place: str) -> None:
    letter = paragraph(run("今"), f'<w:framePr w:dropCap="{place}" w:lines="3"/>')
    assert lines(letter + paragraph(run("年新建公厕8座。"))) == ["今年新建公厕8座。"]


def test_a_frame_that_is_no_dropped_letter_stands_by_itself() -> None:
    frame = paragraph(run("内部刊物"), '<w:framePr w:wrap="around"/>')
    assert lines(frame + paragraph(run("年内新建公厕8座。"))) == ["内部刊物", "年内新建公厕8座。"]


def test_lines_whose_tabs_set_columns_are_a_table_and_other_tabs_are_blanks() -> None:
    tab = "<w:r><w:tab/></w:r>"
    rows = ("县区", "水厂（座）", "管网（公里）"), ("东山县", "2", "150"), ("西坪区", "1", "110")
    table = "".join(paragraph(tab.join(map(run, row))) for row in rows)
    indented = paragraph(tab + run("此复。")) + paragraph(run("联系人：王明") + tab + run("电话：1234"))
    assert lines(table + indented) == [
        "县区 | 水厂（座） | 管网（公里）",
        "东山县 | 水厂（座）：2 | 管网（公里）：150",
        "西坪区 | 水厂（座）：1 | 管网（公里）：110",
        "此复。",
        "联系人：王明 电话：1234",
    ]
