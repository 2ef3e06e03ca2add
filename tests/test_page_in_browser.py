"""The review page in a real browser: Debian's chromium, headless."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from composed_replies import Letter, composed_reply
from composed_run import composed_run, write_run
from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from summarise.cli import app
from summarise.document import Document
from summarise.record import ProposalFields, Record, ReplyFields

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARTEFACTS = Path(__file__).parent.parent / ".ci/artefacts"
DESKTOP, PHONE = (1440, 900), (390, 844)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        # Chromium has no sandbox for the superuser.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield launched
        launched.close()


@dataclass
class Reader:
    """A page that is open, with everything that it complained of or asked the network for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.address}{place}")
        self.page.wait_for_selector("body[data-ready]")

    def marked(self, item: str) -> str:
        return "".join(self.page.locator(f'#source mark[data-items~="{item}"]').all_text_contents())

    def listed(self) -> int:
        return self.page.locator("#list li").count()


def _page_of(records: Path, *options: str) -> Path:
    page = records.with_suffix(f".{len(options)}.html")
    result = CliRunner().invoke(app, ["report", str(records), "-o", str(page), *options])
    assert result.exit_code == 0, result.output
    return page


def _reader(browser: Browser, page: Path, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Reader:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    reader = Reader(context.new_page(), page.as_uri())
    note = reader.complaints.append
    reader.page.on("console", lambda message: note(f"console: {message.text}"))
    reader.page.on("pageerror", lambda error: note(f"error: {error}"))
    reader.page.on("dialog", lambda dialog: (note(f"dialog: {dialog.message}"), dialog.dismiss()))
    reader.page.on("request", lambda request: None if request.url.startswith(page.as_uri()) else note(request.url))
    return reader


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return composed_run(tmp_path_factory.mktemp("small") / "run", 40)


@pytest.fixture
def reader(browser: Browser, small: Path) -> Iterator[Reader]:
    opened = _reader(browser, _page_of(small))
    opened.open()
    yield opened
    assert opened.complaints == []
    opened.page.context.close()


def _hash(record: Record) -> str:
    return f"#{record.document.sha256[:12]}"


@pytest.mark.parametrize("options", [[], ["--quotes-only"]])
def test_every_mark_is_the_quote_of_its_item(browser: Browser, small: Path, options: list[str]) -> None:
    reader = _reader(browser, _page_of(small, *options))
    reader.open()
    for number in range(1, 13):
        record, _ = composed_reply(number)
        reader.open(_hash(record))
        for item in (*record.measures_taken, *record.commitments):
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
        reader = _reader(browser, _page_of(records, *options))
        reader.open()
        reader.page.keyboard.press("j")
        reader.page.wait_for_selector("#source mark")
        assert reader.marked("c1") == "将在𠮷林路建设2座𣲷桥。并验收。"
        assert reader.marked("t1") == "2座"


def test_an_item_leads_to_its_mark_and_a_mark_to_its_item(reader: Reader) -> None:
    record, _ = composed_reply(2)
    reader.open(_hash(record))
    reader.page.locator("#item-c2").click()
    chosen = reader.page.locator("#source mark.chosen")
    assert "".join(chosen.all_text_contents()) == "".join(span.quote for span in record.commitments[1].evidence)
    assert reader.page.url.endswith(f"{_hash(record)}/c2")
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
    page.wait_for_function("document.activeElement.id === 'q'")
    page.keyboard.type("河道")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_selector("#source mark")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_function("url => location.href !== url", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("url => location.href === url", arg=first)
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
    reader.open(_hash(record))
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
    reader.open(_hash(record))
    reader.page.click("#copy")
    reader.page.wait_for_selector("#said.shown")
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    span = record.numeric_targets[0].evidence
    assert f"{span.quote} ｜" in copied
    assert f"（原文第 {span.start + 1}–{span.end} 字）" in copied
    assert document.text[span.start : span.end] == span.quote
    assert all(item.summary in copied for item in (*record.commitments, *record.measures_taken))


def test_printing_puts_the_record_and_its_source_on_paper_and_nothing_else(reader: Reader) -> None:
    record, _ = composed_reply(2)
    reader.open(_hash(record))
    reader.page.emulate_media(media="print")
    assert not reader.page.locator(".rail").is_visible()
    assert not reader.page.locator(".acts").is_visible()
    assert reader.page.locator("#record").is_visible()
    assert reader.page.locator("#source .letter").is_visible()


HOSTILE = (
    "<img src=x onerror=\"console.log('img')\">",
    "</script><script>console.log('script')</script>",
    "<!--<script>",
    "javascript:console.log('url')",
    "<svg/onload=console.log('svg')>",
    "'\"><a href=javascript:alert(1)>点</a>",
    "{{ 7*7 }} ${7*7} \u2028 \u202e &lt;b&gt;",
)


def _hostile(text: str) -> tuple[Record, Document]:
    letter = Letter()
    letter.line(text)
    letter.measure(f"已{text}3座。", "3座", "3", "座")
    letter.commit(f"将{text}建设2座。", who=(text,), when=text, by="2025-12-31")
    letter.target("c1", "2座", text, value="2", unit="座")
    reply = ReplyFields(title=text, issuer=text, document_number=text, co_bodies=(text,), issued_on="2024-01-01")
    return letter.record(text, reply, ProposalFields(title=text, topic=text, proposers=(text,), session=text))


def test_markup_and_scripts_in_a_reply_are_shown_as_text_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    replies = [_hostile(text) for text in HOSTILE]
    reader = _reader(browser, _page_of(write_run(tmp_path / "run", replies), "--title", HOSTILE[1]))
    reader.open()
    for record, document in replies:
        reader.open(_hash(record))
        reader.open(f"{_hash(record)}/c1")
        assert reader.marked("c1") == record.commitments[0].evidence[0].quote
        assert reader.page.locator("#reply h2").text_content() == record.proposal.title
        assert reader.page.locator("#source .letter").text_content() == document.text.replace("\n", "")
        assert reader.page.locator("img, svg, #source a, [href^='javascript']").count() == 0
    assert reader.page.locator("script").count() == len(HOSTILE) + 2
    assert reader.complaints == []


def test_the_policy_stops_what_the_page_itself_never_does(reader: Reader) -> None:
    blocked = (
        "() => { const e = document.createElement('script'); e.text = 'window.ran = 1'; document.body.append(e); }"
    )
    with pytest.raises(Exception, match="TrustedScript"):
        reader.page.evaluate(blocked)
    assert reader.page.evaluate("window.ran") is None
    reader.complaints.clear()


def test_on_a_phone_an_item_opens_the_source_and_a_mark_the_record(browser: Browser, small: Path) -> None:
    reader = _reader(browser, _page_of(small), PHONE)
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
    for place in ("#overview", "#list"):
        reader.open(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert reader.complaints == []


def test_two_thousand_replies_are_listed_searched_and_reached(browser: Browser, tmp_path: Path) -> None:
    reader = _reader(browser, _page_of(composed_run(tmp_path / "run", 2000)))
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
    reader = _reader(browser, _page_of(small), size, scheme)
    record, _ = composed_reply(11)
    for view, place in (("overview", ""), ("reply", f"{_hash(record)}"), ("item", f"{_hash(record)}/c1")):
        reader.open(place)
        picture = ARTEFACTS / f"report-{name}-{scheme}-{view}.png"
        reader.page.screenshot(path=picture)
        assert picture.stat().st_size > 10_000
    assert reader.complaints == []
