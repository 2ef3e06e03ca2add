"""OpenDocument texts, packed and flat: lists, tables, notes, and what is not seen."""

from __future__ import annotations

import io
import zipfile

import pytest

from summarise.errors import InputError
from summarise.load import load_bytes

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "drawing")
)
SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:m="http://www.w3.org/1998/Math/MathML"'


def flat(body: str, styles: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES} '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def packed(body: str, styles: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            flat(body, styles)
            .replace(b"office:document ", b"office:document-content ")
            .replace(b"</office:document>", b"</office:document-content>"),
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def lines(body: str, styles: str = "") -> list[str]:
    found = load_bytes(packed(body, styles), "o")
    assert found.media_type == "application/vnd.oasis.opendocument.text"
    assert load_bytes(flat(body, styles), "o").text == found.text
    return found.text.split("\n")


def looks(**properties: str) -> str:
    written = " ".join(f'{name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in properties.items())
    return f'<style:style style:name="S" style:family="text"><style:text-properties {written}/></style:style>'


def test_paragraphs_headings_and_spaces_are_as_printed() -> None:
    body = '<text:h>一、情况</text:h><text:p>我局<text:s text:c="2"/>将<text:tab/>新建\n3所<text:line-break/>此复</text:p><text:section><text:p>附注</text:p></text:section>'
    assert lines(body) == ["一、情况", "我局 将 新建 3所", "此复", "附注"]


@pytest.mark.parametrize(
    "style",
    [
        looks(text__display="none"),
        looks(fo__color="#ffffff"),
        looks(fo__font_size="1pt"),
        looks(style__text_line_through_style="solid"),
    ],
)
def test_what_is_not_seen_is_not_read(style: str) -> None:
    assert lines('<text:p>新建<text:span text:style-name="S">隐藏9999家</text:span>3所</text:p>', style) == ["新建3所"]


def test_a_style_based_on_a_hidden_one_may_be_shown() -> None:
    styles = looks(text__display="none") + (
        '<style:style style:name="T" style:family="text" style:parent-style-name="S"><style:text-properties text:display="true"/></style:style>'
    )
    assert lines('<text:p><text:span text:style-name="T">新建</text:span>3所</text:p>', styles) == ["新建3所"]


def test_white_on_a_colour_is_seen() -> None:
    styles = looks(fo__color="#ffffff") + (
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e79"/></style:style>'
    )
    body = '<table:table><table:table-row><table:table-cell table:style-name="C"><text:p><text:span text:style-name="S">抬头</text:span></text:p></table:table-cell></table:table-row></table:table>'
    assert lines(body, styles) == ["抬头"]


def test_deleted_text_stays_out_where_it_is_kept_apart_and_where_it_is_kept_in_place() -> None:
    changes = '<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region><text:changed-region text:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
    body = '<text:p>新建<text:change-start text:change-id="c"/>旧稿</text:p><text:p>旧稿<text:change-end text:change-id="c"/>3<text:change-start text:change-id="i"/>0<text:change-end text:change-id="i"/>所</text:p>'
    assert lines(changes + body) == ["新建", "30所"]


def test_raised_figures_are_no_digits_of_the_number_before_them() -> None:
    body = '<text:p>新增学位1200<text:span text:style-name="S">1</text:span>个</text:p>'
    assert lines(body, looks(style__text_position="super 58%")) == ["新增学位1200个"]


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="（" style:num-suffix="）"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def test_automatic_numbers_go_on_where_the_list_does() -> None:
    def item(inside: str) -> str:
        return f"<text:list-item>{inside}</text:list-item>"

    inner = f"<text:list>{item('<text:p>甲</text:p>')}{item('<text:p>乙</text:p>')}</text:list>"
    body = f'<text:list text:style-name="L">{item("<text:p>情况</text:p>" + inner)}</text:list><text:p>正文</text:p>'
    body += f'<text:list text:continue-numbering="true" text:style-name="L">{item("<text:p>下一步</text:p><text:p>续段</text:p>")}</text:list>'
    body += f'<text:list text:style-name="L">{item("<text:p>另起</text:p>")}</text:list><text:list text:style-name="B">{item("<text:p>点</text:p>")}</text:list>'
    assert lines(body, LISTS) == ["一、情况", "（1）甲", "（2）乙", "正文", "二、下一步", "续段", "一、另起", "点"]


def test_notes_stand_behind_and_remarks_stay_out() -> None:
    note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>含民办。</text:p></text:note-body></text:note>'
    remark = "<office:annotation><text:p>批注</text:p></office:annotation>"
    assert lines(f"<text:p>新建3{note}所{remark}</text:p><text:p>此复</text:p>") == ["新建3所", "此复", "含民办。"]


def test_a_table_is_a_line_a_row_and_a_box_follows_its_paragraph() -> None:
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    box = "<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>"
    body = f"<table:table><table:table-header-rows>{row.format('任务', '目标')}</table:table-header-rows>{row.format('培训', '120人次')}</table:table><text:p>正文{box}</text:p>"
    assert lines(body) == ["任务 | 目标", "培训 | 120人次", "正文", "框内"]


def test_a_fraction_is_written_in_one_row() -> None:
    formula = "<m:math><m:mfrac><m:mn>2</m:mn><m:mn>3</m:mn></m:mfrac></m:math>"
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    data = packed(
        f"<text:p>占{frame}以上</text:p>",
        **{"Object 1__content_xml": formula.replace("<m:math>", f"<m:math {SPACES}>")},
    )
    assert load_bytes(data, "o").text == "占2/3以上"


def test_the_number_in_the_page_s_head_is_read() -> None:
    styles = f"<office:document-styles {SPACES}><office:master-styles><style:master-page><style:header><text:p>某教函〔2024〕6号</text:p><text:p>云洲市教育局</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
    assert load_bytes(packed("<text:p>正文</text:p>", styles_xml=styles), "o").text == "某教函〔2024〕6号\n正文"
    said = "<text:p>某教函〔2024〕 6号</text:p><text:p>正文</text:p>"
    assert load_bytes(packed(said, styles_xml=styles), "o").text == "某教函〔2024〕 6号\n正文"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("<text:p>x</text:p>", **{"META-INF__manifest_xml": "<manifest:encryption-data/>"}), "unsupported"),
        (packed("<text:p><draw:frame><draw:image/></draw:frame></text:p>"), "scanned"),
        (packed("<text:p>"), "unreadable"),
        (flat("<text:p>x</text:p>").replace(b"office:text>", b"office:spreadsheet>"), "unsupported"),
        (flat("<text:p>x</text:p>").replace(b"?>", b'?><!DOCTYPE office:document [<!ENTITY a "b">]>', 1), "unsafe"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=r"^o: ") as caught:
        load_bytes(data, "o")
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    ("across", "down", "told"),
    [("16cm", "22cm", True), ("6.3in", "450pt", True), ("16cm", "9cm", False), ("", "", False)],
)
def test_a_picture_as_large_as_a_page_beside_the_text_is_told(across: str, down: str, *, told: bool) -> None:
    frame = f'<draw:frame draw:width="{across}" draw:height="{down}"><draw:image xlink:href="a.png"/></draw:frame>'
    body = f"<text:p>我局将新建停车场26处。</text:p><text:p>{frame}</text:p>"
    for data in (packed(body), flat(body)):
        caveats = [caveat.message for caveat in load_bytes(data, "o").caveats]
        assert caveats == ["a large picture in the file was not read"] * told


def test_a_paragraph_that_a_field_hides_is_left_out() -> None:
    def field(hides: str) -> str:
        return f'<text:hidden-paragraph text:condition="ooow:1==1" text:is-hidden="{hides}"/>'

    assert lines(f"<text:p>将新建码头902座。{field('true')}</text:p><text:p>甲</text:p>") == ["甲"]
    assert lines(
        f"<text:p><text:span>将新建<text:span>{field('true')}</text:span>9座。</text:span></text:p><text:p>乙</text:p>"
    ) == ["乙"]
    assert lines(f"<text:p>将新建码头9座。{field('false')}</text:p>") == ["将新建码头9座。"]
