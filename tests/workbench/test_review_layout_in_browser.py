"""How 复核 is laid out: on a screen, on a phone and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.bench import Bench, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.composed_run import write_run
from tests.support.letter_at import letter_at, place_at
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_review_and_the_overview(browser: Browser, bench: Bench, scheme: str) -> None:
    window = opened_page(browser, bench, scheme=scheme)
    assert window.findings() == []
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    assert window.findings() == []
    window.press("Tab D")
    assert window.findings() == []
    window.press("Escape Shift+Slash")
    window.page.wait_for_selector("dialog[open]")
    assert window.findings() == []


@pytest.mark.parametrize("size", [PHONE, (320, 640), (720, 450)])
def test_nothing_is_cut_off_on_a_small_screen(browser: Browser, bench: Bench, size: tuple[int, int]) -> None:
    window = opened_page(browser, bench, size)
    for path in ("/", place_at(bench, "到2026年6月底前")):
        window.go(path)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert window.page.evaluate("document.querySelector('#main').getBoundingClientRect().height") > 100
    here = "document.querySelector('.s[aria-current=true]').getBoundingClientRect().bottom"
    assert window.page.evaluate(f"{here} - document.querySelector('.source').getBoundingClientRect().bottom") <= 0
    window.page.locator(".inspector .lbl", has_text="都不是").click()
    window.saved(1)
    window.press("E")
    window.page.wait_for_selector(".pick")
    below = "document.querySelector('.pick').getBoundingClientRect().top - document.querySelector('.keys').offsetTop"
    assert window.page.evaluate(below) < 0


def _visible(window: BenchPage, part: str, whole: str) -> bool:
    """True if the first element `part` lies wholly inside the element `whole`."""
    found: bool = window.page.evaluate(
        """([part, whole]) => {
          const [a, b] = [part, whole].map((one) => document.querySelector(one).getBoundingClientRect());
          return a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
        }""",
        [part, whole],
    )
    return found


def test_a_pick_list_stays_whole_in_view_after_an_act_is_saved(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, (1366, 560))
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    held = window.held()
    window.press("2 R")
    assert _visible(window, ".pick", "#inspector")
    window.first(held).continue_()
    window.saved(1)
    assert _visible(window, ".pick", "#inspector")


@pytest.mark.parametrize("size", [(1366, 768), (768, 1024), PHONE])
def test_a_message_covers_neither_the_letter_nor_a_button(
    browser: Browser, bench: Bench, size: tuple[int, int]
) -> None:
    window = opened_page(browser, bench, size)
    window.go(place_at(bench, "错时共享泊位"), ".letter")
    window.page.evaluate("void (window.setTimeout = () => 0)")  # what is said stays
    window.press("D")
    window.page.wait_for_selector("#said.shown")
    assert "先按 C" in window.page.inner_text("#said")
    covered = """() => {
      const said = document.querySelector("#said").getBoundingClientRect();
      const meets = (a, b) => b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const others = [...document.querySelectorAll("button, a, main, footer")].filter((one) => one.checkVisibility());
      return others.filter((one) => meets(said, one.getBoundingClientRect())).map((one) => one.outerHTML.slice(0, 80));
    }"""
    assert window.page.evaluate(covered) == []


def test_a_letter_of_one_paragraph_is_not_dimmed(browser: Browser, tmp_path: Path) -> None:
    text = "云溪市城市管理局关于第12号提案的答复：感谢您的关心。我局将于2026年底前新建停车场3处。"
    document = Document("one.txt", text)
    records = write_run(tmp_path / "run", [(summarise(document, RulesEngine()), document)])
    with workbench(records, "--as", "李敏") as bench:
        window = opened_page(browser, bench)
        window.go("/review", ".letter .s.c")
        window.page.evaluate("document.querySelector('.letter p').className = 'quiet'")
        colours = [
            window.page.evaluate(f"getComputedStyle(document.querySelector('{one}')).color") for one in (".s.c", "main")
        ]
        assert colours[0] == colours[1]
        window.page.evaluate("document.querySelectorAll('.letter .s').forEach((one) => { one.className = 's'; })")
        window.page.evaluate("document.querySelectorAll('.letter .id, .letter .q').forEach((one) => one.remove())")
        assert window.page.evaluate("getComputedStyle(document.querySelector('.s')).color") != colours[1]


CUT_KEYS = """[...document.querySelectorAll('.keys *')].filter((one) => {
  const foot = document.querySelector('.keys').getBoundingClientRect(), at = one.getBoundingClientRect();
  return at.width && (at.right > foot.right + 1 || at.bottom > foot.bottom + 1);
}).length"""


def test_the_foot_has_two_lines_at_most_and_cuts_no_key_and_a_long_title_has_one(
    browser: Browser, bench: Bench
) -> None:
    for size in ((1366, 768), (1000, 700), PHONE):
        window = opened_page(browser, bench, size)
        window.go(place_at(bench, "到2026年6月底前"), ".letter")
        assert window.page.evaluate("document.querySelector('.keys').offsetHeight") < 70
        assert size == PHONE or window.page.evaluate(CUT_KEYS) == 0, size
        assert window.page.evaluate("document.querySelector('.source h2').offsetHeight") < 30
        assert window.page.locator(".source h2").get_attribute("title") == window.page.inner_text(".source h2")


def test_a_box_around_a_number_is_not_parted_by_the_end_of_a_line(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, PHONE)
    window.go(place_at(bench, "到2026年6月底前"), ".letter .q")
    lines = "[...document.querySelectorAll('.letter .q')].map((one) => one.getClientRects().length)"
    for width in range(330, 400, 6):
        window.page.set_viewport_size({"width": width, "height": 844})
        assert set(window.page.evaluate(lines)) == {1}, width


def test_the_next_letter_is_a_press_away_on_a_phone(browser: Browser, bench: Bench) -> None:
    rows = bench.get("/api/queue")["rows"]
    window = opened_page(browser, bench, PHONE)
    window.go(f"/r/{rows[0]['name']}", ".letter")
    window.page.get_by_role("button", name="下一件", exact=True).first.click()
    window.page.wait_for_selector(f"body[data-ready^='/r/{rows[1]['name']}']")
    window.page.get_by_role("button", name="上一件", exact=True).first.click()
    window.page.wait_for_selector(f"body[data-ready^='/r/{rows[0]['name']}']")


def test_the_list_of_replies_opens_with_a_finger_on_a_phone(browser: Browser, bench: Bench) -> None:
    rows = bench.get("/api/queue")["rows"]
    window = opened_page(browser, bench, PHONE)
    window.go(f"/r/{rows[0]['name']}", ".letter")
    assert not window.page.locator("#rail").is_visible()
    window.page.get_by_role("button", name="列表").click()
    assert window.findings() == []
    window.page.locator(".entry").nth(1).click()
    window.page.wait_for_selector(f"body[data-ready^='/r/{rows[1]['name']}']")
    assert not window.page.locator("#rail").is_visible()


def test_what_was_saved_leaves_room_for_the_keys_on_a_phone(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, PHONE)
    window.go(place_at(bench, "力争"), ".letter")
    window.press("1")
    window.saved(1)
    assert window.page.evaluate("document.querySelector('#keys').offsetWidth") > PHONE[0] * 0.7


def test_a_printed_overview_has_no_door_for_files(window: BenchPage) -> None:
    window.go("/", ".dues")
    window.page.emulate_media(media="print")
    assert window.page.locator(".dues").first.is_visible()
    assert not window.page.locator("#incoming").is_visible()


def test_a_printed_letter_says_what_it_is_and_what_the_marks_mean(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争"), ".letter")
    name = letter_at(bench)["fixed"]["name"]
    window.press("1")
    window.saved(1)
    window.page.emulate_media(media="print", color_scheme="dark")
    head = window.page.evaluate("getComputedStyle(document.querySelector('.letter'), '::before').content")
    for words in (f"编号 {name}", "复核人 李敏", "打印", "图例", "承诺（实线）"):
        assert words in head, head
    assert window.page.evaluate("getComputedStyle(document.querySelector('.letter')).color") == "rgb(0, 0, 0)"
    focused = "[document.activeElement.className, getComputedStyle(document.activeElement).outlineColor]"
    window.page.evaluate("document.querySelector('.source').focus({ focusVisible: true })")
    assert window.page.evaluate(focused) == ["source", "rgba(0, 0, 0, 0)"]


def test_a_printed_letter_is_whole(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争"), ".letter")
    whole = window.page.locator(".letter p.quiet").all_inner_texts()
    window.page.emulate_media(media="print")
    assert whole
    assert window.page.locator(".letter p.quiet:visible").all_inner_texts() == whole
