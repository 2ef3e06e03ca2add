"""新任务 in a real browser: one letter to be labelled blind is found at once, by keys too; thousands are paged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium
LONG_AGO = ("--as", "李敏", "--today", "2000-01-01")
"""On this day nothing is due, so that 总览, with which a window opens, shows nobody an item of a reply."""


@pytest.fixture
def bench(records: Path) -> Iterator[Bench]:
    with workbench(records, *LONG_AGO) as started:
        started.enter()
        yield started


def test_one_letter_is_labelled_blind_after_four_keys(bench: Bench, window: BenchPage) -> None:
    window.go("/label", "h2")
    window.page.get_by_role("link", name="新任务").click()
    rows = window.page.locator("#choices li")
    rows.first.wait_for()
    offered = [row["name"] for row in bench.get("/api/choices")["rows"]]
    assert [one.get_attribute("value") for one in rows.locator("input").all()] == offered
    assert window.findings() == []
    window.press("Space")
    window.page.locator("#chosen", has_text="已选 1 件").wait_for()
    window.press("Control+Enter")
    window.page.wait_for_selector(".units")
    (task,) = bench.get("/api/tasks")["tasks"]
    assert (task["mode"], task["replies"], task["mine"]) == ("blind", 1, True)
    assert window.page.url == f"{window.origin}/task/{task['key']}/{offered[0]}"


def test_letters_are_found_by_words_and_chosen_by_keys(bench: Bench, window: BenchPage) -> None:
    window.go("/label/new", "#choices li")
    window.page.get_by_label("第二位").fill("王珂")
    window.page.locator("main").focus()
    window.press("ArrowDown ArrowDown Space / ")
    window.page.get_by_role("searchbox").fill("停车")
    window.page.get_by_text("1 件可选").wait_for()
    window.press("Enter Space")
    window.page.locator("#chosen", has_text="已选 2 件").wait_for()
    window.page.get_by_role("searchbox").fill("")
    window.page.get_by_text("3 件可选").wait_for()
    assert window.page.locator("#choices input:checked").count() == 2
    window.page.locator("main").focus()
    window.press("A")
    window.page.locator("#chosen", has_text="已选 3 件").wait_for()
    window.page.get_by_label("名称").fill("三件")
    window.press("Control+Enter")
    window.page.wait_for_selector("ol.panel")
    (task,) = bench.get("/api/tasks")["tasks"]
    assert (task["title"], task["replies"], [one["name"] for one in task["labellers"]]) == ("三件", 3, ["李敏", "王珂"])


def test_what_a_labeller_has_seen_is_not_offered_blind_and_said(bench: Bench, window: BenchPage) -> None:
    bench.get(f"/api/reply/{bench.get('/api/queue')['rows'][0]['name']}")
    window.go("/label/new", "#choices li")
    window.page.get_by_text("1 件标注人见过引擎的结果，不能盲标").wait_for()
    assert window.page.locator("#choices li").count() == 2
    window.page.get_by_label("方式").select_option("draft")
    window.page.get_by_text("3 件可选").wait_for()


def test_an_older_answer_of_the_search_is_left(window: BenchPage) -> None:
    window.go("/label/new", "#choices li")
    held = window.held("**/api/choices**")
    box = window.page.get_by_role("searchbox")
    box.fill("停车")
    route = window.first(held)
    with window.page.expect_response("**/api/choices**"):
        box.fill("")
    window.let_go(route, "**/api/choices**")
    assert window.page.locator("#choices li").count() == 3


def test_a_task_that_is_made_while_its_maker_goes_elsewhere_moves_nobody(bench: Bench, window: BenchPage) -> None:
    window.go("/label/new", "#choices li")
    held = window.held("**/api/tasks")
    window.press("Space Control+Enter Control+Enter")
    route = window.first(held)
    window.tab("总览", ".counts")
    window.let_go(route, "**/api/tasks")
    assert window.page.url == f"{window.origin}/"
    assert len(bench.get("/api/tasks")["tasks"]) == 1


def test_many_letters_come_page_by_page(browser: Browser, tmp_path: Path) -> None:
    with workbench(reviewed_run(tmp_path / "run", 37), *LONG_AGO) as bench:
        bench.enter()
        window = opened_page(browser, bench)
        first = bench.get("/api/choices?mode=blind")
        assert (len(first["rows"]), first["total"], first["next"]) == (37, 37, None)
        window.go("/label/new", "#choices li")
        assert window.page.locator("#choices li").count() == 37


def test_letters_are_chosen_with_a_finger_on_a_phone(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, PHONE)
    window.go("/label/new", "#choices li")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    window.page.locator("#choices label").first.click()
    window.page.get_by_role("button", name="建立任务").first.click()
    window.page.wait_for_selector(".units")
