"""Documents on which readers commonly lose, glue or invent text: it is read whole, or the file says why not."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.errors import InputError
from summarise.load import load
from tests.support.places import SHARED

FILES = SHARED / "faults" / "files"
LETTERS = SHARED / "faults" / "letters"
SENTENCE = "我局将在2025年底前新建幼儿园20所"

pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the collected documents are not beside the project")

WORD = """
    docx_endnote docx_ins_row_in_tbl docx_tr_smartTag docx_row_altcontent docx_cell_moveTo
    docx_textbox_choice_picture_fallback_text docx_textbox_unknown_choice docx_white_on_dark_shape docx_white_theme_dark
    docx_white_in_table_style docx_shd_pattern docx_vanish_unset_in_derived_style docx_size_unset_in_derived_style
    docx_white_unset_in_derived_style docx_run_overrides_style_size docx_smartart docx_style_chain_long
""".split()


PRINTED = """
    all_rot90 annotation_freetext number_broken_over_pages rot180_matrix rot90_matrix rotate90 superscript_digit
    vertical_text white_on_blue
""".split()


def read(name: str) -> Document:
    return load(FILES / name)


@pytest.mark.parametrize("name", WORD)
def test_a_sentence_that_word_shows_is_read(name: str) -> None:
    assert SENTENCE in read(f"{name}.docx").text


@pytest.mark.parametrize("name", PRINTED)
def test_a_sentence_that_a_printed_page_shows_is_read(name: str) -> None:
    assert SENTENCE in read(f"{name}.pdf").text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("docx_header_docnumber.docx", "某教函〔2024〕66号\n"),
        ("docx_omath_frac.docx", "占2/3"),
        ("docx_superscript_footnote_digit.docx", "新建幼儿园20所"),
        ("super.docx", "新增学位1200个，绿化5000m2，建成学校3所"),
        ("sup-footnote.html", "新增学位1200个，建成学校3所，绿化5000m2，达到65%"),
        ("footnote.html", "新增学位1200个，建成学校3所。"),
        ("footnote.pdf", "新增学位1200个，建成学校3所。"),
        ("charspaced.pdf", "新建幼儿园20所"),
        ("page_number_beside_text.pdf", "投入资金5亿元用于学校建设。"),
        ("form_field.pdf", "20 sq 2025"),
        ("midsentence-break.pdf", "年底前优待证发证率达到95%，“尊崇联盟”商户发展到200家以上。"),
        ("radicals-wkhtmltopdf.pdf", "我局于3月6日成立由局长任组长的办理工作组"),
        ("radicals-wkhtmltopdf.pdf", "“尊崇联盟”商户发展到200家以上"),
        ("table-wrapped-cells.pdf", "索引号 | 000098765/2023-01452 | 发文字号 | 江卫函〔2023〕412号\n"),
        ("table-wrapped-cells.pdf", "床位12.9万张；医疗机构与养老机构签约6380对。"),
        ("text-page-then-scan-with-footer.pdf", "1 | 完善工作台账 | 建立台账1套 | 2027年6月底 | 办公室\n"),
    ],
)
def test_numbers_stand_as_a_reader_sees_them(name: str, said: str) -> None:
    assert said in read(name).text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("019-superscript-and-struck-text/d8_super.docx", "公园12个"),
        ("019-superscript-and-struck-text/d9_strike.docx", "充电桩300个以上"),
        ("019-superscript-and-struck-text/h4_del.html", "充电桩300个以上"),
        ("019-superscript-and-struck-text/k1_sup_plain.html", "公园12个，库容3×10^4立方米"),
        ("019-superscript-and-struck-text/k2_sup_pow.html", "能力10^4立方米"),
        ("019-superscript-and-struck-text/k3_pow.docx", "能力3×10^4立方米"),
        ("020-hard-wrapped-lines/d11_br.docx", "充电桩300个以上"),
        ("020-hard-wrapped-lines/h9_br.html", "充电桩300个以上"),
        ("020-hard-wrapped-lines/k4_hardwrap.txt", "达到85%以上"),
        ("020-hard-wrapped-lines/k5_hardwrap_br.html", "达到85%以上"),
        (
            "021-table-first-row-and-unit-in-head/k6_table_units.docx",
            "1 | 新建充电桩 | 计划投资（万元）：3500 | 2025年底",
        ),
    ],
)
def test_letters_with_raised_struck_or_wrapped_text(name: str, said: str) -> None:
    assert said in load(LETTERS / name).text


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("docx_subdoc.docx", "unsupported", "sub-document"),
        ("scan-in-word.docx", "scanned", "picture pasted into Word"),
        ("scan_page2_with_page_number.pdf", "scanned", "page 2 is a scanned picture"),
        ("scan-in-page.html", "scanned", "a picture that it shows, “scan1.jpg”"),
        ("scan-with-text-layer.pdf", "scanned", "page 1 is a scanned picture; .*--text-layer"),
        ("page_as_two_images.pdf", "scanned", "page 2 is a scanned picture"),
        ("pua_tounicode.pdf", "encoding", "U\\+FFFD"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, kind: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(name)
    assert caught.value.kind == kind


def test_a_scanned_page_among_others_is_named() -> None:
    document = read("text-page-then-scan-with-footer.pdf")
    assert [(c.kind, c.message) for c in document.caveats] == [
        ("unread_page", "page 3 is a scanned picture and was not read")
    ]
    assert "CamScanner" not in document.text
