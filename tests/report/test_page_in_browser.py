"""The review page in a real browser."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from summarise.reader_notes import notes_by_place
from summarise.record import ProposalFields, ReplyFields
from summarise.records_file import read_records
from summarise.reference import references, statements_of
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.composed_run import composed_run, write_run
from tests.support.page_reader import (
    DESKTOP,
    PHONE,
    Reader,
    needs_chromium,
    page_of,
    place_of,
    reader_of,
)
from tests.support.places import ROOT

ARTEFACTS = ROOT / ".ci/artefacts"
OPEN_ROW = "#list a[aria-current]"

SCROLLED_SIDEWAYS = """[...document.querySelectorAll("body, body *")].filter((e) =>
  e.scrollWidth > e.clientWidth && /auto|scroll/.test(getComputedStyle(e).overflowX)).map((e) => e.tagName + e.id)"""

pytestmark = needs_chromium


@pytest.mark.parametrize("options", [[], ["--quotes-only"]])
def test_every_mark_is_the_quote_of_its_item(browser: Browser, small: Path, options: list[str]) -> None:
    reader = reader_of(browser, page_of(small, *options))
    reader.open()
    for number in range(1, 13):
        record, _ = composed_reply(number)
        reader.open(place_of(record))
        for item in statements_of(record):
            assert reader.marked(item.id) == "".join(span.quote for span in item.evidence)
        for target in record.numeric_targets:
            assert reader.marked(target.id) == target.evidence.quote
    assert reader.complaints == []


def test_characters_beyond_the_basic_plane_do_not_move_the_marks(browser: Browser, tmp_path: Path) -> None:
    letter = Letter()
    letter.line("𠮷林路😀的答复")
    letter.commit("将在𠮷林路建设2座𣲷桥。", "并验收。")
    letter.target("c1", "2座", "桥", value="2", unit="座")
    records = write_run(tmp_path / "run", [letter.record("a", ReplyFields(), ProposalFields())])
    for options in ([], ["--quotes-only"]):
        reader = reader_of(browser, page_of(records, *options))
        reader.open()
        reader.page.keyboard.press("j")
        reader.page.wait_for_selector("#source mark")
        assert reader.marked("c1") == "将在𠮷林路建设2座𣲷桥。并验收。"
        assert reader.marked("t1") == "2座"


def test_an_item_leads_to_its_mark_and_a_mark_to_its_item(reader: Reader) -> None:
    record, _ = composed_reply(2)
    reader.open(place_of(record))
    reader.page.locator("#item-c2").click()
    chosen = reader.page.locator("#source mark.chosen")
    assert "".join(chosen.all_text_contents()) == "".join(span.quote for span in record.commitments[1].evidence)
    named = references(record)["c2"]
    assert reader.page.url.endswith(f"#{named.text}/{named.place}")
    reader.page.locator('#source mark[data-items~="m1"]').first.click()
    assert reader.page.locator("#record .chosen").get_attribute("id") == "item-m1"
    number = reader.page.locator('#source mark[data-items~="t1"]')
    number.click()
    assert reader.page.locator("#record .chosen").get_attribute("id") == "item-t1"
    number.click()
    assert reader.page.locator("#record .chosen").get_attribute("id") == "item-c1"


def test_filters_keep_what_they_say(reader: Reader) -> None:
    records = [composed_reply(number)[0] for number in range(1, 41)]
    page = reader.page
    page.fill("#q", "水利局 河道")
    wanted = sum("水利局" in r.to_json() and "河道" in r.to_json() for r in records)
    assert 0 < reader.listed() == wanted < 40
    page.click("#clear")
    assert reader.listed() == 40
    page.check("#warnings")
    assert reader.listed() == sum(bool(r.warnings) for r in records)
    page.click("#clear")
    page.select_option("#field", "water")
    assert reader.listed() == sum("水利" in r.reply.issuer for r in records)
    page.click("#clear")
    page.select_option("#year", "=2024")
    assert reader.listed() == sum(r.reply.issued_on.startswith("2024") for r in records)
    page.select_option("#issuer", f"={records[0].reply.issuer}")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert reader.listed() == 40


def test_a_warning_quotes_its_words_and_says_in_chinese_what_to_look_at(reader: Reader) -> None:
    number = next(n for n in range(40) if composed_reply(n)[0].warnings)
    page = reader.page
    page.check("#warnings")
    page.locator("#list li a").first.click()
    page.wait_for_selector("#record .warnings")
    told = page.locator("#record .warnings").inner_text()
    assert "[object" not in told
    assert notes_by_place(composed_reply(number)[0])[0].notes[0].said in told


def test_the_ledger_answers_who_promised_what_by_the_end_of_a_year(reader: Reader) -> None:
    page = reader.page
    page.fill("#due-to", "2025-12-31")
    page.locator("#due-to").dispatch_event("change")
    page.locator('button[data-kind="t"]').click()
    wanted = [
        target.evidence.quote
        for number in range(1, 41)
        for target in composed_reply(number)[0].numeric_targets
        if target.deadline and target.deadline.by <= "2025-12-31"
    ]
    assert sorted(page.locator(".ledger .amount b").all_text_contents()) == sorted(wanted)
    days = page.locator(".ledger td.col-due time").all_text_contents()
    assert days == sorted(days)
    amount = page.locator(".ledger .amount b").first.inner_text()
    page.locator(".ledger td.col-what a").first.click()
    page.wait_for_selector("#source mark.chosen")
    assert "".join(page.locator("#source mark.chosen").all_text_contents()) == amount


def test_a_bar_of_the_timeline_filters_the_ledger(reader: Reader) -> None:
    column = reader.page.locator(".column", has=reader.page.locator("i")).first
    total = int(column.locator(".total").inner_text())
    column.click()
    counts = reader.page.locator(".counts dd").all_inner_texts()
    assert int(counts[1]) + int(counts[2]) == total
    assert reader.page.locator("#chips button").count() == 1
    reader.page.locator("#chips button").click()
    assert reader.listed() == 40


def test_a_body_filters_the_ledger_to_its_own(reader: Reader) -> None:
    row = reader.page.locator(".body-row").first
    body, n = row.locator(".body-name").inner_text(), int(row.locator(".body-n").inner_text())
    row.click()
    reader.page.locator('button[data-kind="c"]').click()
    who = reader.page.locator(".ledger td.col-who").all_inner_texts()
    assert (len(who), {body}) == (n, set(who))


def test_the_page_can_be_read_by_keyboard_alone(reader: Reader) -> None:
    page = reader.page
    page.keyboard.press("/")
    page.wait_for_selector("#q:focus")
    page.keyboard.type("河道")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_selector("#source mark")
    first = page.locator(OPEN_ROW).get_attribute("href")
    page.keyboard.press("j")
    page.wait_for_selector(f'{OPEN_ROW}:not([href="{first}"])')
    page.keyboard.press("k")
    page.wait_for_selector(f'{OPEN_ROW}[href="{first}"]')
    page.keyboard.press("n")
    assert page.locator("#record .chosen").get_attribute("id") == "item-m1"
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.locator("#record .chosen").get_attribute("id") == "item-m1"
    page.locator("#item-c1").focus()
    page.keyboard.press("Enter")
    assert page.locator("#record .chosen").get_attribute("id") == "item-c1"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    page.wait_for_selector("#overview .ledger")


def test_the_language_changes_every_label_and_no_word_of_the_reply(reader: Reader) -> None:
    record, document = composed_reply(2)
    reader.open(place_of(record))
    source = reader.page.locator("#source .letter").inner_text()
    assert "承诺事项" in reader.page.locator("#record").inner_text()
    reader.page.keyboard.press("e")
    shown = reader.page.locator("#record").inner_text()
    assert "Commitments" in shown
    assert "承诺事项" not in shown
    assert reader.page.locator("#source .letter").inner_text() == source
    assert source.replace("\n", "") in document.text.replace("\n", "")
    reader.page.keyboard.press("e")


def test_a_reply_is_copied_as_text_with_the_places_of_its_items(reader: Reader) -> None:
    record, document = composed_reply(2)
    reader.open(place_of(record))
    reader.page.click("#copy")
    reader.page.wait_for_selector("#said.shown")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    span = record.numeric_targets[0].evidence
    assert f"{span.quote} ｜" in copied
    assert f"（原文第 {span.start + 1}–{span.end} 字）" in copied
    assert document.text[span.start : span.end] == span.quote
    assert all(item.summary in copied for item in record.commitments)
    assert all(item.summary in copied for item in record.measures_taken)


def test_printing_puts_the_record_and_its_source_on_paper_and_nothing_else(reader: Reader) -> None:
    record, _ = composed_reply(2)
    reader.open(place_of(record))
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".rail").is_visible()
    assert not reader.page.locator(".acts").is_visible()
    assert reader.page.locator("#record").is_visible()
    assert reader.page.locator("#source .letter").is_visible()


def test_a_reference_opens_its_item_however_it_is_written(reader: Reader) -> None:
    record, _ = composed_reply(2)
    named = references(record)["c2"]
    for place in (f"#{named}", f"#{named.text}/{named.place}", f"#{record.document.sha256[:12]}/c2"):
        reader.page.goto("about:blank")
        reader.open(place)
        assert reader.page.locator("#record .chosen").get_attribute("id") == "item-c2"
        assert str(named) in reader.page.locator("#item-c2").inner_text()


def test_a_printed_ledger_is_a4_landscape_with_its_head_on_every_page(
    reader: Reader, tmp_path: Path, small: Path
) -> None:
    reader.open()
    pdf = tmp_path / "ledger.pdf"
    reader.page.pdf(path=pdf, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) > 1
    assert all(round(page.get_width() - 842) == 0 and round(page.get_height() - 595) == 0 for page in document)
    assert all("责任单位" in page for page in pages)
    printed = "".join("".join(pages).split()).replace("\x02", "-")  # pdfium's sign for a hyphen after a letter
    for record in read_records(small):
        for commitment in record.commitments:
            assert str(references(record)[commitment.id]) in printed


def test_on_a_phone_an_item_opens_the_source_and_a_mark_the_record(browser: Browser, small: Path) -> None:
    reader = reader_of(browser, page_of(small), PHONE)
    reader.open("#list")
    page = reader.page
    page.locator("#list a").first.click()
    page.wait_for_selector("#record")
    assert not page.locator("#source").is_visible()
    page.locator("#item-c1").click()
    assert page.locator("#source mark.chosen").first.is_visible()
    assert not page.locator("#record").is_visible()
    page.locator('#source mark[data-items~="m1"]').first.click()
    assert page.locator("#item-m1").is_visible()
    for place in ("#overview", "#list", place_of(composed_reply(2)[0])):
        reader.open(place)
        assert page.evaluate(SCROLLED_SIDEWAYS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert reader.complaints == []


@pytest.mark.parametrize("width", [768, 900, 1024, 1180])
def test_on_a_tablet_the_ledger_gives_its_items_most_room_in_either_language(
    browser: Browser, small: Path, width: int
) -> None:
    reader = reader_of(browser, page_of(small), (width, 800))
    reader.open("#overview")
    for language in ("中文", "English"):
        cells = {
            name: reader.page.locator(f".ledger tbody .{name}").first.bounding_box()
            for name in ("col-what", "col-who", "col-due", "col-amount")
        }
        widths = {name: box["width"] for name, box in cells.items() if box}
        assert widths["col-what"] == max(widths.values()), language
        assert widths["col-what"] > 160, language
        assert reader.page.evaluate(SCROLLED_SIDEWAYS) == [], language
        reader.page.keyboard.press("e")


def test_two_thousand_replies_are_listed_searched_and_reached(browser: Browser, tmp_path: Path) -> None:
    reader = reader_of(browser, page_of(composed_run(tmp_path / "run", 2000)))
    reader.open()
    page = reader.page
    assert page.locator("#count").inner_text() == "共 2000 件"
    page.fill("#q", "人大建议第1999号")
    record, _ = composed_reply(1999)
    found = page.locator("#list a")
    page.fill("#q", f"第1999号 {record.reply.issuer}")
    assert found.count() == 1
    found.click()
    page.wait_for_selector("#source mark")
    assert reader.marked("c1") == "".join(span.quote for span in record.commitments[0].evidence)
    assert reader.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_pictures_are_kept_to_be_looked_at(
    browser: Browser, small: Path, name: str, size: tuple[int, int], scheme: str
) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    reader = reader_of(browser, page_of(small), size, scheme)
    record, _ = composed_reply(11)
    for view, place in (("overview", ""), ("reply", f"{place_of(record)}"), ("item", f"{place_of(record)}/c1")):
        reader.open(place)
        picture = ARTEFACTS / f"report-{name}-{scheme}-{view}.png"
        reader.page.screenshot(path=picture)
        assert picture.stat().st_size > 10_000
    assert reader.complaints == []
