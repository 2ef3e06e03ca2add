"""操作记录, what can be undone, and what the search says that it finds, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.support.bench import Bench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.letter_at import letter_at, place_at
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium


def test_every_act_is_listed_newest_first_with_a_link_to_its_place(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.press("1 3 U")
    window.saved(3)
    window.page.locator("#saved a").click()
    acts = window.page.locator(".told li")
    acts.first.wait_for()
    said = acts.all_inner_texts()
    assert [one.splitlines()[-1] for one in said] == ["第 3 条", "第 2 条", "第 1 条"]
    assert "撤销第 2 条" in said[0]
    assert "李敏" in said[1]
    assert "（已撤销）" in said[1]
    assert "已撤销" not in said[2]
    assert "停车" in said[2]
    assert window.findings() == []
    acts.last.get_by_role("link").click()
    window.page.wait_for_selector('.letter [aria-current="true"]:has-text("力争2027年底前")')
    window.tab("总览", ".counts")
    window.page.locator(".counts div", has_text="操作记录").get_by_role("link").click()
    window.page.wait_for_selector(".told")


def test_acts_come_page_by_page_and_those_of_one_person_alone(bench: Bench, window: BenchPage) -> None:
    reply = letter_at(bench)["fixed"]
    for n in range(45):
        bench.act(reply["sha256"], "remark", f"s{reply['sentences'][0]['start']}", None, f"附言 {n}")
    window.go("/", ".counts")
    window.page.locator(".panel", has_text="谁做了多少").get_by_role("link", name="李敏").click()
    window.page.locator(".told li").nth(39).wait_for()
    window.page.get_by_role("link", name="更早的").click()
    window.page.locator(".told", has_text="第 5 条").wait_for()
    assert window.page.locator(".told li").count() == 5
    window.page.get_by_role("link", name="最新的").click()
    window.page.locator(".told", has_text="第 45 条").wait_for()


def test_the_list_of_acts_fits_a_phone(browser: Browser, bench: Bench) -> None:
    reply = letter_at(bench)["fixed"]
    bench.act(reply["sha256"], "remark", "", None, "很长的附言" * 40)
    window = opened_page(browser, bench, PHONE)
    window.go("/acts", ".told")
    assert window.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_the_button_for_accepting_says_how_many_warnings_are_unseen(bench: Bench, window: BenchPage) -> None:
    row = next(row for row in bench.get("/api/queue")["rows"] if row["warnings"])
    reply = bench.get(f"/api/reply/{row['name']}")
    quiet = next(
        s for s in reply["fixed"]["sentences"] if s["start"] not in {w["start"] for w in reply["now"]["warnings"]}
    )
    window.go(f"/r/{row['name']}/s{quiet['start']}", ".todo")
    button = window.page.locator(".todo .acc")
    assert f"还有 {row['warnings']} 条未看" in button.inner_text()
    button.click()
    window.page.locator("#said", has_text=f"还有 {row['warnings']} 条未看").wait_for()
    for place in reply["now"]["warnings"]:
        bench.act(row["name"], "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    window.go(f"/r/{row['name']}/s{quiet['start']}", ".todo")
    assert "接受本件" in button.inner_text()


def test_the_search_says_that_it_finds_promises(bench: Bench, window: BenchPage) -> None:
    background = "感谢您"
    assert background in letter_at(bench)["fixed"]["text"]
    assert "搜索承诺" in window.page.locator("#search").inner_text()
    assert "原文" not in window.page.locator("#search").inner_text().replace("承诺：原句", "")
    window.press("/")
    window.page.locator(".empty", has_text="不能再盲标").wait_for()  # nothing is shown before it is asked for
    box = window.page.get_by_role("searchbox")
    assert "找承诺" in (box.get_attribute("placeholder") or "")
    box.fill(background)
    window.press("Enter")
    window.page.locator(".empty", has_text="只找承诺").wait_for()


def test_the_help_says_what_cannot_be_undone(window: BenchPage) -> None:
    window.press("Shift+Slash")
    told = window.page.locator("#help").inner_text()
    assert "没有一步不能撤销" not in told
    for words in ("交卷", "先盲看", "退出盲标的答复", "收下的文件", "来源网址"):
        assert words in told.partition("U 撤销")[2]
