"""Signs that Word draws from a field, a formula, a font of signs or a box to tick are read as they are drawn."""

from __future__ import annotations

import pytest

from eval.fixtures.word import package, paragraph, run
from summarise.load import load_bytes
from tests.support.word_lines import lines


def field(code: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    return f'{begin}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("content", "read"),
    [
        (run("占") + field(r"EQ \f(2,3)"), "占2/3"),
        (field(r" eq \o\ac(○,3) ") + run("加强管理"), "③加强管理"),
        (run("共") + field("=SUM(ABOVE)", "120") + run("个"), "共120个"),
        (run("距") + field(r"HYPERLINK \l a", "3公里"), "距3公里"),
        ("<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>" + run("300个"), "≥300个"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F081'/></w:r>" + run("新建"), "①新建"),
        (run("3×10") + run("4", '<w:position w:val="10"/>') + run("吨"), "3×10^4吨"),
        (
            "<m:oMath xmlns:m='m'><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup>"
            "</m:sSup></m:oMath>" + run("吨"),
            "10^6吨",
        ),
        (
            run("新建20")
            + "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>①</w:t></w:r>"
            + run("所"),
            "新建20所",
        ),
    ],
)
def test_fields_symbols_and_formulas_stand_in_one_row(content: str, read: str) -> None:
    assert lines(paragraph(content)) == [read]


@pytest.mark.parametrize(("font", "code", "sign"), [("Wingdings 2", "F06C", "③"), ("Wingdings", "F083", "③")])
def test_a_number_in_a_font_of_signs_is_kept(font: str, code: str, sign: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert lines(paragraph(run("将新建停车场") + symbol + run("处。"))) == [f"将新建停车场{sign}处。"]


@pytest.mark.parametrize(
    ("font", "written", "drawn"),
    [
        ("Symbol", "\uf0b3", "≥"),
        ("Symbol", "\uf0b1", "±"),
        ("Symbol", "\uf033\uf02e\uf035", "3.5"),
        ("Symbol", "约9", "约9"),
        ("Wingdings", "\uf082", "②"),
        ("Wingdings 2", "\uf06b", "②"),
        ("Wingdings", "\uf04a", ""),
        ("Wingdings 3", "\uf081", ""),
    ],
)
def test_signs_of_a_symbol_font_are_what_the_font_draws(font: str, written: str, drawn: str) -> None:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert lines(paragraph(run("办结率") + run(written, fonts) + run("95%。"))) == [f"办结率{drawn}95%。"]


def test_signs_of_an_unknown_font_are_a_warning() -> None:
    fonts = '<w:rFonts w:ascii="某字库"/>'
    document = load_bytes(package(paragraph(run("办结率") + run("\uf0b3", fonts) + run("95%。"))), "x.docx")
    assert [caveat.kind for caveat in document.caveats] == ["unread_part"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("<w:checked/>", "☑"),
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "□"),
        ('<w:default w:val="0"/>', "□"),
        ("", "□"),
    ],
)
def test_a_box_to_tick_says_whether_it_is_ticked(state: str, shown: str) -> None:
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
    )
    asked = '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(paragraph(run("采纳") + begin + asked + run("部分采纳"))) == [f"采纳{shown}部分采纳"]
