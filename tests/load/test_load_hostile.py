"""Files made to harm: bounded in size, ratio, depth and time, and refused as what they are."""

from __future__ import annotations

import pytest

from eval.fixtures.letters import GARDEN, ROAD
from eval.fixtures.old_word import compound, word97
from eval.fixtures.printed import Mark, pdf, scanned_pdf
from eval.fixtures.word import package, paragraph, run
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.limits import MAX_HTML_DEPTH, MAX_MARKUP_BYTES, MAX_XML_DEPTH
from tests.support.zipped import zipped


def word(document: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def kind_of_failure(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        load_bytes(data, "hostile")
    assert "hostile" in caught.value.message
    return caught.value.kind


def test_entities_and_document_types_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert kind_of_failure(word(bomb)) == "unsafe"
    assert kind_of_failure(word(outside)) == "unsafe"
    assert kind_of_failure(word(bomb.decode().encode("utf-16"))) == "unsafe"
    assert kind_of_failure(zipped({"OFD.xml": bomb})) == "unsafe"


def test_a_package_that_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    assert kind_of_failure(word(b"<a>" + b" " * 30_000_000 + b"</a>")) == "unsafe"


def test_nesting_without_end_is_refused() -> None:
    assert kind_of_failure(word(b"<a>" * (MAX_XML_DEPTH + 1) + b"</a>" * (MAX_XML_DEPTH + 1))) == "unsafe"
    deep = "<html><body>" + "<div>" * (MAX_HTML_DEPTH + 9) + "文字"
    assert kind_of_failure(deep.encode()) == "unsafe"


def test_a_page_of_more_markup_than_any_page_is_refused() -> None:
    assert kind_of_failure(b"<html><body>" + b"<p>" * (MAX_MARKUP_BYTES // 3) + b"</body></html>") == "too_large"


def test_more_text_than_a_reply_can_have_is_refused() -> None:
    assert kind_of_failure("字。\n".encode() * 250_000) == "too_large"


@pytest.mark.parametrize(
    "page",
    [
        "<style>" + "@media" * 100_000 + "</style><p>好</p>",
        "<style>" + "/*" * 200_000 + "</style><p>好</p>",
        "<style>" + "{" * 200_000 + "</style><p>好</p>",
        "<style>" + "a b c " * 100_000 + "</style><p>好</p>",
        "<style>" + "[a" * 50_000 + "{display:none}</style><p>好</p>",
        "<style>" + '["a"' * 50_000 + "{display:none}</style><p>好</p>",
        "<style>@media " + "(" * 200_000 + "{p{display:none}}</style><p>好</p>",
        "<style>@layer " + "a." * 100_000 + "{p{color:red}}</style><p>好</p>",
        "<p>" + "；" * 200_000 + "好</p>",
        "<p>" + "中 \n" * 100_000 + "好</p>",
        "<p>" + " " * 300_000 + "好</p>",
        "<div class=nav>" * 900 + "<p><a>链接</a> 其他文字" * 20_000 + "</div>" * 900 + "<p>好</p>",
        "<div class=nav>" * 900 + "<p><a>链接</a> 其他文字" * 20_000 + "<p>好，来信收悉。",
        "<p>" + "[大" * 50_000 + "好</p>",
        "<!--" * 100_000 + "<p>好</p> --><p>好</p>",
    ],
    ids=[
        "media",
        "comments",
        "braces",
        "selectors",
        "attributes",
        "quoted attributes",
        "conditions",
        "layers",
        "semicolons",
        "wraps",
        "spaces",
        "nested menus",
        "nested letters",
        "widgets",
        "comments in page",
    ],
)
def test_a_page_made_to_take_quadratic_time_is_read_all_the_same(page: str) -> None:
    # Quadratic work on these would take minutes; the suite's own patience is the clock.
    assert "好" in load_bytes(f"<html><body>{page}</body></html>".encode(), "slow").text


def test_style_sheets_without_end_are_refused() -> None:
    rules = "".join(f".a{{color:#{i:06x}}}" for i in range(6_000))
    assert kind_of_failure(f"<html><style>{rules}</style><p class=a>字</p></html>".encode()) == "unsafe"


def test_a_damaged_pdf_is_refused_and_never_ends_the_program() -> None:
    whole = pdf([[Mark(80, 80 + 30 * i, text)] for i, text in enumerate(GARDEN.body)])
    for cut in (20, len(whole) // 3, len(whole) // 2):
        assert kind_of_failure(whole[:cut]) in {"unreadable", "empty", "unsafe", "scanned"}


def test_a_scanned_page_is_named_as_one() -> None:
    with pytest.raises(InputError, match="page 1 is a scanned picture") as caught:
        load_bytes(scanned_pdf(), "scan.pdf")
    assert caught.value.kind == "scanned"


def test_a_letter_of_which_one_page_is_a_scan_is_refused_and_not_cut() -> None:
    pages = [[Mark(80, 80, ROAD.body[0])], []]
    with pytest.raises(InputError, match="page 2 is a scanned picture"):
        load_bytes(pdf(pages, picture=True), "half.pdf")


def test_damage_at_any_place_of_an_old_word_file_is_a_failure_or_a_text_and_nothing_else() -> None:
    whole = word97([(GARDEN.text.replace("\n", "\r"), True)])
    for place in range(0, len(whole), 97):
        damaged = whole[:place] + bytes(64) + whole[place + 64 :]
        for data in (damaged, whole[:place]):
            try:
                load_bytes(data, "damaged.doc")
            except InputError as error:
                assert error.kind in {"unreadable", "unsupported", "empty", "encoding", "too_large", "unsafe", "binary"}  # noqa: PT017


def test_a_chain_of_sectors_that_runs_in_a_circle_is_refused() -> None:
    whole = bytearray(compound({"WordDocument": b"x" * 5_000}))
    table = (len(whole) // 512 - 1) * 512
    whole[table : table + 8] = b"\x01\0\0\0\0\0\0\0"
    assert kind_of_failure(bytes(whole)) == "unreadable"


def test_protected_files_say_that_they_ask_for_a_password() -> None:
    with pytest.raises(InputError, match="password") as caught:
        load_bytes(word97([("文", True)], flags=0x0100), "x.doc")
    assert caught.value.kind == "unsupported"


def test_damage_at_any_place_of_a_word_package_is_a_failure_or_a_text_and_nothing_else() -> None:
    whole = package(paragraph(run(GARDEN.title)) + "".join(paragraph(run(t)) for t in GARDEN.body))
    for place in range(0, len(whole), 41):
        for data in (whole[:place], whole[:place] + b"\xff" * 8 + whole[place + 8 :]):
            try:
                load_bytes(data, "damaged.docx")
            except InputError as error:
                assert error.message.startswith("damaged.docx")  # noqa: PT017


def test_a_damaged_spreadsheet_and_a_presentation_are_not_read_as_letters() -> None:
    assert kind_of_failure(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"})) == "unreadable"
    assert kind_of_failure(zipped({"[Content_Types].xml": b"<Types/>", "ppt/slides.xml": b"<a/>"})) == "unsupported"
