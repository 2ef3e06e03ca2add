"""What holds on every screen: nothing overlaps or is cut, focus shows, Esc leads back, what cannot be done looks so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.bench import Bench, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.labelled import all_labelled, handed_in
from tests.support.letter_at import letter_at, place_at
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium

TOGETHER = """() => {
  const shown = (one) => one.checkVisibility() && !one.closest('#keys, dialog') && !one.matches('.offstage');
  const isFree = (one) => !shown(one) || getComputedStyle(one).position === 'sticky';
  const all = [...document.querySelectorAll('button, input, select, textarea, a, summary')];
  const found = all.filter((one) => !isFree(one));
  const places = found.map((one) => [one, one.getBoundingClientRect()]).filter(([, at]) => at.width && at.height);
  const bad = [];
  const told = (one) => one.outerHTML.slice(0, 70);
  for (const [one, a] of places) {
    if (a.right > innerWidth + 1 && !one.closest('.scroll')) bad.push(`cut: ${told(one)}`);
    for (const [other, b] of places) {
      if (one.contains(other) || other.contains(one) || one.closest('.page') !== other.closest('.page')) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (Math.min(wide, high) > 2) bad.push(`over: ${told(one)} ${told(other)}`);
    }
  }
  const bar = document.querySelector('.bar nav');
  const left = bar.scrollWidth - bar.clientWidth;
  if (innerWidth > 760 && left > 1) bad.push(`tabs: ${left}`);
  return [...new Set(bad)];
}"""
FOCUS = """() => {
  let at = document.activeElement;
  if (at === document.body || at.id === 'main') return '';
  if (at.type === 'file') at = document.querySelector(`label[for="${at.id}"]`);
  const look = getComputedStyle(at);
  return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 ? '' : at.outerHTML.slice(0, 120);
}"""


def _task(bench: Bench) -> tuple[str, str]:
    """The key of a new blind task with the letter alone, and the name of the letter."""
    name = next(row["name"] for row in bench.get("/api/queue")["rows"] if "停车" in row["title"])
    made = bench.post("/api/tasks", title="停车", mode="blind", labellers=["李敏"], replies=[name])
    return made["key"], name


@pytest.mark.parametrize("width", [390, 761, 850, 1000, 1120, 1440])
def test_no_control_overlaps_another_and_no_tab_is_outside_the_bar(browser: Browser, bench: Bench, width: int) -> None:
    bench.post("/api/queries", name="停车", q="停车")
    window = opened_page(browser, bench, (width, 900))
    for path, part in (("/", ".dues"), ("/label/new", "#choices li"), ("/ledger", ".promises"), ("/eval", ".page")):
        window.go(path, part)
        window.page.evaluate("document.querySelectorAll('#tabs .n').forEach((one) => { one.textContent = '99'; })")
        assert window.page.evaluate(TOGETHER) == [], path


@pytest.mark.parametrize("path", ["/", "/label/new", "/ledger", "/acts", "letter"])
def test_whatever_has_the_focus_shows_it(bench: Bench, window: BenchPage, path: str) -> None:
    window.go(place_at(bench, "力争2027年底前") if path == "letter" else path)
    for _ in range(45):
        # Tab goes from number to number of a letter's sentence before it leaves it.
        window.page.keyboard.press("Tab")
        assert window.page.evaluate(FOCUS) == ""


@pytest.mark.parametrize("size", [PHONE, (720, 450)])
def test_help_and_rules_open_at_their_beginning(browser: Browser, bench: Bench, size: tuple[int, int]) -> None:
    window = opened_page(browser, bench, size)
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    for key in ("Shift+Slash", "G"):
        window.press(key)
        window.page.wait_for_selector("dialog[open]")
        assert window.page.evaluate("document.querySelector('#help').scrollTop") == 0
        assert window.page.locator("#help-title").is_visible()
        assert window.page.evaluate("document.activeElement.textContent").startswith("关闭")
        window.press("Enter")
        window.page.wait_for_selector("dialog[open]", state="detached")


def test_a_letter_keeps_half_of_a_low_window(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, (720, 450))
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    assert window.page.evaluate("document.querySelector('.source').clientHeight") > 225


@pytest.mark.parametrize("width", [390, 761, 1120, 1440])
def test_the_title_of_a_letter_is_whole(browser: Browser, bench: Bench, width: int) -> None:
    window = opened_page(browser, bench, (width, 900))
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    cut = window.page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.source h2'))"
    )
    assert cut <= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_printed_stands_out_from_paper(browser: Browser, bench: Bench, scheme: str) -> None:
    window = opened_page(browser, bench, scheme=scheme)
    for path, part in ((place_at(bench, "力争2027年底前"), ".letter"), ("/ledger", ".promises"), ("/acts", ".page")):
        window.go(path, part)
        window.page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
        ink = window.page.evaluate(
            "['--ok', '--bad', '--warn', '--measure', '--promise', '--soft']"
            ".map((one) => getComputedStyle(document.documentElement).getPropertyValue(one).trim())"
        )
        window.page.emulate_media(media="screen")
        assert [one for one in ink if _contrast(one) < 4.5] == []


def _contrast(colour: str) -> float:
    """The contrast of a colour such as #08f or #0088ff with white."""
    digits = colour.lstrip("#")
    parts = (
        [int(one * 2, 16) for one in digits] if len(digits) == 3 else [int(digits[n : n + 2], 16) for n in (0, 2, 4)]
    )
    linear = [part / 255 / 12.92 if part / 255 <= 0.03928 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_esc_leads_back_from_every_page_that_says_so(bench: Bench, window: BenchPage) -> None:
    key, name = _task(bench)
    for path, wanted in (
        (f"/task/{key}/{name}", f"/task/{key}"),
        (f"/task/{key}", "/label"),
        ("/label", "/"),
        ("/label/new", "/label"),
        ("/acts", "/"),
        ("/eval", "/"),
        ("/r/0000000000", "/"),
        ("/no-such-place", "/"),
    ):
        window.go(path)
        window.press("Escape")
        if window.page.url.endswith(path) and path == "/label/new":
            window.press("Escape")
        window.page.wait_for_url(f"{window.origin}{wanted}")


def test_a_wrong_address_is_a_page_that_leads_on(bench: Bench, window: BenchPage) -> None:
    assert window.page.goto(f"{window.origin}/no-such-place").status == 404  # type: ignore[union-attr]
    window.page.get_by_text("没有这个地址").wait_for()
    window.page.locator("main").get_by_role("link", name="总览").click()
    window.page.wait_for_selector(".counts")
    assert bench.request("GET", "/api/no-such-place", headers={"Cookie": bench.cookie})[2].startswith(b"{")


def test_words_that_were_refused_stay_in_their_box(window: BenchPage) -> None:
    box = window.page.get_by_role("textbox", name="粘贴原文")
    box.fill("今天风大。")
    window.page.get_by_role("button", name="添加这段原文").click()
    window.page.get_by_text("没有收下").wait_for()
    assert box.input_value() == "今天风大。"


def test_a_field_keeps_its_value_where_nothing_else_is_chosen(bench: Bench, window: BenchPage) -> None:
    before = letter_at(bench)["now"]
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    for field in "123456789":
        window.press("E")
        window.press(field)
        chosen = window.page.locator(".pick .here")
        assert chosen.get_attribute("aria-pressed") == "true"
        window.press("Enter")
    window.press("1 Enter" if before["items"] else "Enter")
    assert [one["do"] for one in letter_at(bench)["log"]["events"] if one["do"] == "field"] == []


def test_a_slow_a_failing_and_a_lost_server_are_told(window: BenchPage) -> None:
    window.page.route("**/api/overview", lambda route: route.fulfill(status=500, json={"message": "出错了"}), times=1)
    window.go("/", ".empty")
    held = window.held("**/api/overview")
    window.page.get_by_role("button", name="重试").click()
    route = window.first(held)
    assert window.page.locator("#main").get_attribute("aria-busy") == "true"
    assert "读取中" in window.page.evaluate("getComputedStyle(document.querySelector('#main'), '::after').content")
    window.let_go(route, "**/api/overview")
    window.page.wait_for_selector(".counts")
    assert window.page.locator("#main").get_attribute("aria-busy") == "false"
    window.page.route("**/api/events*", lambda route: route.abort())
    window.page.locator("#saved", has_text="连不上服务").wait_for()
    assert "lost" in (window.page.locator("#who").get_attribute("class") or "")
    window.page.unroute("**/api/events*")
    window.page.locator("#saved", has_text="连不上服务").wait_for(state="detached")


@pytest.mark.parametrize("path", ["/session", "/assets/keys.json"])
def test_a_server_that_fails_at_the_start_is_asked_again(window: BenchPage, path: str) -> None:
    window.page.route(f"**{path}", lambda route: route.fulfill(status=500, json={"message": "出错了"}), times=1)
    window.page.goto(window.origin)
    window.page.get_by_role("button", name="重试").click()
    window.page.wait_for_selector(".counts")


@pytest.fixture
def readers(records: Path) -> Iterator[Bench]:
    with workbench(records, "--as", "张工", "--read-only") as started:
        started.enter()
        yield started


def test_who_only_reads_is_offered_nothing_that_would_be_refused(browser: Browser, readers: Bench) -> None:
    window = opened_page(browser, readers)
    assert window.page.get_by_role("link", name="查看答复").is_visible()
    window.go(place_at(readers, "力争2027年底前"), ".letter")
    panel, foot = window.page.locator("#inspector"), window.page.locator("#keys")
    assert panel.locator("fieldset button").count() > 5
    assert panel.locator("fieldset button:enabled").count() == 0
    assert window.page.get_by_role("button", name="补网址").count() == 0
    assert {"下一句", "题目、单位等信息"} <= set(foot.locator(".what").all_inner_texts())
    assert not {"M", "C", "U", "Enter"} & set(foot.locator("kbd").all_inner_texts())
    window.press("C")
    window.page.locator("#said", has_text="只读").wait_for()
    window.go("/follow", ".promises")
    window.press("Enter")
    window.page.wait_for_selector(".following")
    assert window.page.locator(".following .six button:enabled").count() == 0
    assert window.findings() == []


def test_a_sheet_that_was_handed_in_takes_no_more_labels_and_says_so(bench: Bench, window: BenchPage) -> None:
    key, name = _task(bench)
    all_labelled(bench, key, name)
    assert handed_in(bench, key, name)["done"]
    window.go(f"/task/{key}/{name}", ".units")
    assert window.page.locator("#inspector fieldset button:enabled").count() == 0
    assert "不下发" not in window.page.locator(".units header").inner_text()
    assert "标签" not in window.page.locator("#keys").inner_text()


def test_a_first_look_offers_labels_alone(records: Path, browser: Browser) -> None:
    with workbench(records, "--as", "李敏", "--blind-first", "1") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go("/review", ".letter")
        window.press("C")
        window.page.locator('.lbl.c[aria-pressed="true"]').wait_for()
        assert window.page.locator("#inspector").get_by_text("力度").count() == 0
        assert "看引擎" in window.page.locator("#keys").inner_text()
        assert "撤销" not in window.page.locator("#keys").inner_text()


def test_the_heads_of_the_renamed_bodies_stand_over_their_columns(browser: Browser, bench: Bench) -> None:
    bench.post("/api/bodies", name="水务局", was="水利局", part_of="")
    window = opened_page(browser, bench, PHONE)
    window.go("/follow", ".page")
    window.page.get_by_text("单位更名与归属").click()
    window.page.wait_for_selector(".bodies td")
    heads, cells = (
        window.page.evaluate(
            f"[...document.querySelectorAll('.bodies {part}')].filter((e) => e.offsetParent).map((e) => e.offsetLeft)"
        )
        for part in ("thead th", "tbody td")
    )
    assert heads == cells
