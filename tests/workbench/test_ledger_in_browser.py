"""台账 in a real browser, by keys alone, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route

from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.followed import followed_bench, promise_at
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with followed_bench(tmp_path / "run") as started:
        yield started


def query(window: BenchPage, words: str) -> None:
    window.press("/")
    window.page.get_by_role("searchbox").fill(words)
    window.press("Enter")
    window.page.wait_for_url(f"**/ledger?q={quote(words)}")


def rows(window: BenchPage) -> list[str]:
    window.page.wait_for_selector(".promises, .empty")
    return window.page.locator(".promises tbody tr").all_inner_texts()


def test_who_promised_chargers_by_the_end_of_2025_and_what_came_of_it(bench: Bench, window: BenchPage) -> None:
    query(window, "充电桩 时限:<=2025-12-31")
    window.page.wait_for_selector(".promises")
    assert "120个" in rows(window)[0]
    assert len(rows(window)) == 1
    window.press("V")
    window.page.wait_for_selector(".cands")
    window.press("1 H")
    window.saved(1)
    assert promise_at(bench, "充电桩")["row"]["verdict"] == "部分兑现"
    query(window, "充电桩 时限:<=2025-12-31")
    window.page.locator(".promises", has_text="部分兑现").wait_for()
    assert "新建汽车充电桩96个" in rows(window)[0]


def slow_query(window: BenchPage, words: str) -> Route:
    """A search whose answer is on its way."""
    window.go("/ledger", ".promises")
    held = window.held("**/api/ledger**")
    query(window, words)
    return window.first(held)


def test_a_slow_answer_does_not_cover_the_page_that_was_opened_meanwhile(window: BenchPage) -> None:
    answer = slow_query(window, "充电桩")
    window.page.locator("#tabs").get_by_text("总览").click()
    window.page.wait_for_selector(".counts")
    window.let_go(answer, "**/api/ledger**")
    assert window.page.locator(".counts").is_visible()
    assert window.complaints == []


def test_a_key_that_comes_before_the_rows_acts_on_those_that_were_asked_for(window: BenchPage) -> None:
    answer = slow_query(window, "充电桩")
    window.press("V")
    answer.continue_()
    window.page.wait_for_selector(".following")
    window.page.locator(f".following a[href='/ledger?q={quote('充电桩')}']").wait_for()


def test_who_waits_for_the_index_may_go_elsewhere_meanwhile(window: BenchPage) -> None:
    def still_making(route: Route) -> None:
        route.fulfill(status=503, json={"message": "正在建索引"})

    window.go("/ledger", ".promises")
    window.page.route("**/api/ledger**", still_making, times=1)
    query(window, "充电桩")
    window.page.get_by_role("status").get_by_text("正在建索引").wait_for()
    with window.page.expect_request("**/api/overview"):
        window.page.locator("#tabs").get_by_text("总览").click()
    window.page.wait_for_selector(".counts")
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    window.page.wait_for_timeout(2000)  # the pause before it is asked again is 1.5 seconds
    assert not [url for url in asked if "/api/ledger" in url]
    assert window.complaints == []


def test_back_from_a_promise_is_the_search_that_found_it(window: BenchPage) -> None:
    query(window, "充电桩")
    window.press("V")
    window.page.wait_for_selector(".following")
    window.press("Escape")
    window.page.wait_for_url(f"**/ledger?q={quote('充电桩')}")
    window.page.wait_for_selector(".promises")
    tabs = window.page.locator("#tabs")
    tabs.get_by_text("跟踪").click()
    window.page.wait_for_url("**/follow")
    tabs.get_by_text("台账").click()
    window.page.wait_for_url(f"**/ledger?q={quote('充电桩')}")
    assert window.page.get_by_role("searchbox").input_value() == "充电桩"


def test_a_row_that_was_found_by_the_title_of_its_letter_shows_the_title(bench: Bench, window: BenchPage) -> None:
    title = bench.get("/api/ledger?q=")["rows"][0]["title"]
    query(window, title[2:8])
    window.page.locator(".promises small mark", has_text=title[2:8]).first.wait_for()


def test_a_view_is_a_link_and_facets_are_words_of_its_query(window: BenchPage) -> None:
    window.go(f"/ledger?q={quote('单位:民政')}", ".promises")
    before = len(rows(window))
    window.page.get_by_role("button", name="2025").first.click()
    window.page.wait_for_url(lambda address: quote("时限:2025") in address)
    window.page.wait_for_selector(".facet[aria-pressed=true]")
    assert len(rows(window)) < before
    window.page.locator(".facet[aria-pressed=true]").click()
    window.page.wait_for_url(lambda address: quote("时限:2025") not in address)
    window.page.locator(".facet[aria-pressed=true]").wait_for(state="detached")
    window.page.go_back()
    window.page.wait_for_selector(".facet[aria-pressed=true]")


def test_rows_are_walked_by_keys_and_open_the_letter_at_the_promise(window: BenchPage) -> None:
    window.go("/ledger", ".promises")
    window.press("ArrowDown J K")
    place = window.page.locator(".promises tr[aria-current] .ref").inner_text()
    window.press("Enter")
    window.page.wait_for_selector(".letter [aria-current=true]")
    assert place.replace("-", "/") in window.page.url.replace("/s", "/c")


def test_a_query_is_kept_under_a_name_and_taken_away(bench: Bench, window: BenchPage) -> None:
    window.go(f"/ledger?q={quote('养老')}", ".query")
    window.press("S")
    window.page.get_by_role("textbox", name="存为检索").fill("养老的承诺")
    window.press("Enter")
    window.page.locator("a.chip[aria-current]", has_text="养老的承诺").wait_for()
    assert bench.get("/api/ledger")["queries"][0]["name"] == "养老的承诺"
    window.page.get_by_role("button", name="去掉检索").click()
    window.page.locator(".pick", has_text="去掉“养老的承诺”？").wait_for()
    window.press("Escape S S")
    assert bench.get("/api/ledger")["queries"][0]["name"] == "养老的承诺"
    window.press("S 1")
    window.page.locator("a.chip", has_text="养老的承诺").wait_for(state="detached")
    window.page.get_by_role("button", name="存为检索 S").wait_for()


@pytest.mark.parametrize(("key", "ending"), [("1", "xlsx"), ("2", "docx"), ("3", "csv"), ("4", "json")])
def test_a_view_is_handed_on_by_two_keys(window: BenchPage, key: str, ending: str) -> None:
    window.go(f"/ledger?q={quote('充电')}", ".promises")
    with window.page.expect_download() as download:
        window.press(f"O {key}")
    assert download.value.suggested_filename == f"承诺台账.{ending}"


def test_a_query_that_cannot_be_read_says_why(window: BenchPage) -> None:
    window.go(f"/ledger?q={quote('时限:昨天')}", ".wrong")
    assert "不是日期" in window.page.locator(".wrong").inner_text()
    assert window.page.locator(".empty").count() == 0  # nothing was looked for
    query(window, "充电桩")
    window.page.wait_for_selector(".promises")


def test_what_is_composed_in_the_search_box_is_no_shortcut(window: BenchPage) -> None:
    window.go("/ledger", ".promises")
    window.press("/")
    devtools = window.page.context.new_cdp_session(window.page)
    devtools.send("Input.imeSetComposition", {"text": "yang lao", "selectionStart": 8, "selectionEnd": 8})
    devtools.send("Input.insertText", {"text": "养老"})
    window.press("Enter")
    window.page.wait_for_url(f"**/ledger?q={quote('养老')}")


def test_the_facets_open_with_a_finger_on_a_phone(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, PHONE)
    window.go("/ledger", ".promises")
    assert not window.page.locator(".facets").is_visible()
    window.page.get_by_role("button", name="筛选", exact=True).click()
    assert window.page.locator(".facets").is_visible()
    assert "答复单位" in window.page.inner_text(".facets")
    assert window.page.evaluate("document.querySelector('.facets .sift').offsetHeight") < 50
    wide = opened_page(browser, bench)
    wide.go("/ledger", ".promises")
    assert not wide.page.get_by_role("button", name="筛选", exact=True).is_visible()
    width = "document.querySelector('.promises th:nth-child({})').offsetWidth"
    assert wide.page.evaluate(width.format(3)) > 2 * wide.page.evaluate(width.format(7))


def test_the_ledger_prints_its_rows_and_nothing_else(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench)
    window.go("/ledger", ".promises")
    window.page.emulate_media(media="print")
    assert window.page.locator(".promises tbody tr").first.is_visible()
    for hidden in (".facets", ".query", ".keys", "nav"):
        assert not window.page.locator(hidden).first.is_visible()
    window.page.set_viewport_size({"width": 816, "height": 600})  # as chromium lays a sheet out at first
    assert window.page.locator(".promises thead").first.evaluate("(one) => getComputedStyle(one).position") == "static"
    title, number = "'.ledger .page'", "'.promises td'"
    shown = "getComputedStyle(document.querySelector({}), '::before').content"
    assert "承诺台账" in window.page.evaluate(shown.format(title))
    assert "counter(row)" in window.page.evaluate(shown.format(number))
    late = "[...document.querySelectorAll('.promises .late')].map((one) => getComputedStyle(one).color)"
    assert set(window.page.evaluate(late)) == {"rgb(0, 0, 0)"}
    boxes = "getComputedStyle(document.querySelector('.st.blank'), '::after').content"
    assert "☐ 未兑现" in window.page.evaluate(boxes)


def test_a_printed_view_has_all_its_rows(browser: Browser, tmp_path: Path) -> None:
    with workbench(reviewed_run(tmp_path / "run", 12), "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go("/ledger", ".promises")
        total = bench.get("/api/ledger")["total"]
        assert window.page.locator(".promises tbody tr").count() == 50 < total
        assert f"列出前 50 项，共 {total} 项" in window.page.locator(".scroll").inner_text()
        window.page.evaluate("void (window.print = () => { document.body.dataset.printed = 'yes'; })")
        window.press("O 5")
        window.page.wait_for_selector("body[data-printed]")
        assert window.page.locator(".promises tbody tr").count() == total
        assert "列出前" not in window.page.locator(".scroll").inner_text()
