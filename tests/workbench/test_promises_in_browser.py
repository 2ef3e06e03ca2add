"""跟踪 in a real browser, by keys alone, and what holds for it and for 台账."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
from playwright.sync_api import Browser

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.bench import Bench, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.composed_run import write_run
from tests.support.followed import TODAY, followed_bench, letter_of, promise_at
from tests.support.page_reader import PHONE, needs_chromium

pytestmark = needs_chromium


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with followed_bench(tmp_path / "run") as started:
        yield started


def test_a_finding_needs_evidence_first(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.press("Y")
    assert "先按数字选一条依据" in window.page.locator("#said").inner_text()
    assert promise_at(bench)["history"] == []
    window.press("0")
    window.saved(1)
    assert promise_at(bench)["row"]["verdict"] == "无法核实"


def test_findings_are_changed_and_undone_by_keys_and_all_of_them_are_shown(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.press("1 W Q")
    window.page.get_by_role("textbox").fill("还差一处")
    window.press("Enter 1 Y U")
    window.saved(3)
    window.page.locator(".course .gone").wait_for()
    assert promise_at(bench)["row"]["verdict"] == "推进中"
    course = window.page.locator(".course").inner_text()
    assert "还差一处" in course
    assert "已撤销" in course


def test_a_page_elsewhere_is_taken_as_evidence_by_keys(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.press("L")
    window.page.get_by_label("网址").fill("https://jingchuan.example/a")
    window.page.get_by_label("原话").fill("四处照料中心启用")
    window.press("Enter")
    assert window.page.locator("form.stack").is_visible()  # nobody has said yet on which day
    window.page.get_by_label("哪天这样说").fill("2026-02-03")
    window.press("Enter Y")
    window.saved(1)
    [proof] = promise_at(bench)["row"]["found"]["proofs"]
    assert (proof["url"], proof["day"]) == ("https://jingchuan.example/a", "2026-02-03")


def test_a_finding_has_all_the_evidence_that_was_chosen(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    for path in ("a", "b"):
        window.press("L")
        window.page.get_by_label("网址").fill(f"https://jingchuan.example/{path}")
        window.page.get_by_label("原话").fill("四处照料中心启用")
        window.page.get_by_label("哪天这样说").fill("2026-02-03")
        window.press("Enter")
    window.press("1 2 3 3")
    window.page.get_by_role("button", name="去掉").first.click()
    assert window.page.locator(".cand.here").count() == 3
    said = window.page.locator(".cands .here .pickone > span").all_inner_texts()
    window.press("Y")
    window.saved(1)
    proofs = promise_at(bench)["row"]["found"]["proofs"]
    assert [one["url"] for one in proofs] == ["", "", "https://jingchuan.example/b"]
    assert window.page.locator(".course q").all_inner_texts()[:2] == said
    window.go("/ledger", ".promises")
    assert window.page.locator(".promises tr", has_text="已兑现").locator("q").count() == 3
    window.go("/follow", ".promises")
    window.press("4")
    window.page.locator(".promises q").first.wait_for()
    width = "document.querySelector('.promises th:nth-child({})').offsetWidth"
    assert window.page.evaluate(width.format(7)) > 0.6 * window.page.evaluate(width.format(3))


def test_another_matter_goes_to_the_end_and_comes_back(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.press("1 X")
    window.saved(1)
    window.page.locator(".cand.out", has_text="不是同一件事").wait_for()
    window.press("U")
    window.saved(2)
    window.page.locator(".cand.out").wait_for(state="detached")


def test_evidence_stays_what_was_chosen_where_an_answer_puts_another_order(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    held = window.held("**/api/follow")
    window.press("1 X 2")
    words = window.page.locator(".cand.here .pickone > span").inner_text()
    window.let_go(window.first(held), "**/api/follow")
    window.page.locator(".cand.out").wait_for()
    assert window.page.locator(".cand.here .pickone > span").all_inner_texts() == [words]
    window.page.unroute("**/api/follow")
    window.press("Y")
    window.saved(2)
    assert [one["quote"] for one in promise_at(bench)["row"]["found"]["proofs"]] == [words]


def test_words_that_made_no_act_do_not_come_back_with_one_that_is_refused(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.press("Q")
    window.page.get_by_role("textbox").fill("还差一处")
    window.press("Enter")
    window.page.route("**/api/follow", lambda route: route.fulfill(status=422, json={"message": "不收这一条"}))
    window.press("0")
    window.page.locator("#said", has_text="不收这一条").wait_for()
    window.drawn()
    assert window.page.get_by_role("textbox").count() == 0


def test_lists_are_walked_by_keys(window: BenchPage) -> None:
    window.go("/follow", ".promises")
    window.press("2")
    window.page.locator("a.chip[aria-current]", has_text="90 天内到期").wait_for()
    window.press("Enter")
    window.page.wait_for_selector(".following")
    first = window.page.url
    window.press("J")
    window.page.wait_for_url(lambda address: address != first)
    window.press("K")
    window.page.wait_for_url(first)
    window.press("Escape")
    window.page.wait_for_selector("a.chip[aria-current]")


def test_keys_work_while_a_chinese_input_method_is_on(bench: Bench, window: BenchPage) -> None:
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    devtools = window.page.context.new_cdp_session(window.page)
    for code in ("Digit1", "KeyY"):
        key = {"code": code, "key": "Process", "windowsVirtualKeyCode": 229}
        devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    window.saved(1)
    assert promise_at(bench)["row"]["verdict"] == "已兑现"


def test_two_windows_on_one_promise_overwrite_nothing(bench: Bench, window: BenchPage, browser: Browser) -> None:
    place = f"/follow/{promise_at(bench)['row']['ref']}"
    window.go(place, ".cands")
    other = opened_page(browser, bench)
    other.go(place, ".cands")
    window.press("1 Y")
    window.saved(1)
    other.press("1 F")
    other.page.locator(".six [aria-pressed=true]", has_text="已兑现").wait_for()
    assert promise_at(bench)["row"]["verdict"] == "已兑现"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_axe_finds_nothing_in_ledger_and_follow_up(
    browser: Browser, bench: Bench, scheme: str, size: tuple[int, int]
) -> None:
    window = opened_page(browser, bench, size, scheme)
    ref = promise_at(bench)["row"]["ref"]
    window.go(f"/follow/{ref}", ".cands")
    window.press("1 H 1")
    window.saved(1)
    window.page.wait_for_selector(".course li:nth-child(3)")
    assert window.findings() == []
    for path in ("/follow", f"/ledger?q={quote('日间照料')}", "/ledger", f"/ledger?q={quote('飞机')}"):
        window.go(path)
        assert window.findings() == []
    window.press("O")
    assert window.findings() == []


@pytest.mark.parametrize("size", [PHONE, (320, 640), (720, 450)])
def test_nothing_is_cut_off_on_a_small_screen(browser: Browser, bench: Bench, size: tuple[int, int]) -> None:
    window = opened_page(browser, bench, size)
    ref = promise_at(bench)["row"]["ref"]
    for path, inside in (("/ledger", ".promises"), ("/follow", ".promises"), (f"/follow/{ref}", ".following")):
        window.go(path, inside)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        wide = "Math.max(...[...document.querySelectorAll('main *')].map((one) => one.getBoundingClientRect().right))"
        assert window.page.evaluate(wide) <= size[0] + 1


def test_a_promise_with_its_candidates_takes_few_pages_of_paper(bench: Bench, window: BenchPage) -> None:
    told = promise_at(bench)
    window.go(f"/follow/{told['row']['ref']}", ".cands")
    pages = pypdfium2.PdfDocument(window.page.pdf(prefer_css_page_size=True))
    words = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert len(pages) <= 2
    assert all(one["ref"] in words for one in told["candidates"])


def test_findings_and_evidence_are_within_reach_of_a_thumb(browser: Browser, bench: Bench) -> None:
    window = opened_page(browser, bench, PHONE)
    window.go(f"/follow/{promise_at(bench)['row']['ref']}", ".cands")
    window.page.locator(".pickone").first.click()
    foot = "document.querySelector('.keys').getBoundingClientRect().top"
    assert (
        window.page.evaluate(f"{foot} - document.querySelector('.following .six').getBoundingClientRect().bottom") >= 0
    )
    window.press("L")
    fields = window.page.locator(".pick input")
    assert [fields.nth(at).bounding_box()["width"] > PHONE[0] / 2 for at in range(fields.count())] == [True] * 3  # type: ignore[index]


def test_each_row_tells_how_many_candidates_speak_of_its_promise(bench: Bench, window: BenchPage) -> None:
    told = promise_at(bench)
    likely = sum(one["likely"] for one in told["candidates"])
    window.go("/follow", ".promises")
    row = window.page.locator(".promises tr", has_text=told["row"]["ref"])
    row.get_by_text(f"相近 {likely} 条").wait_for()
    window.press("ArrowDown")
    row.get_by_text(f"相近 {likely} 条").wait_for()


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"


def test_markup_in_letters_queries_and_evidence_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    document = letter_of(
        "静川区水利局",
        "2024年3月3日",
        "5",
        f"关于排涝{HOSTILE}的提案",
        f"下一步工作\n我局将于2025年底前新建泵站3座{HOSTILE}。",
    )
    named = Document(f"{HOSTILE}.txt", document.text)
    records = write_run(tmp_path / "run", [(summarise(named, RulesEngine()), named)])
    with workbench(records, "--as", HOSTILE, "--today", TODAY.isoformat()) as bench:
        window = opened_page(browser, bench)
        window.go(f"/ledger?q={quote('泵站')}", ".promises")
        window.press("S")
        window.page.get_by_role("textbox", name="存为检索").fill(HOSTILE[:40])
        window.press("Enter")
        window.page.wait_for_selector("a.chip")
        window.press("V")
        window.page.wait_for_selector(".following")
        window.press("L")
        window.page.get_by_label("网址").fill("https://jingchuan.example/a")
        window.page.get_by_label("原话").fill(HOSTILE)
        window.page.get_by_label("哪天这样说").fill("2026-02-03")
        window.press("Enter Y")
        window.saved(1)
        assert HOSTILE in window.page.locator("main").inner_text()
        assert window.page.locator("img, main script, iframe").count() == 0
        assert window.complaints == []


def test_a_letter_with_a_newer_version_leads_to_it(bench: Bench, window: BenchPage) -> None:
    body = "二、下一步工作\n我街道将在2026年底前新建充电桩{}个。我街道将定期检查消防设施，并公布检查的结果。"
    given = [("2025年6月3日", "30"), ("2025年9月8日", "20")]
    texts = [letter_of("静川区南门街道办事处", day, "35", "关于充电的提案", body.format(n)).text for day, n in given]
    old, new = (bench.post("/api/incoming", name="a.txt", text=text)["name"] for text in texts)
    window.go(f"/r/{old}", "#source header")
    window.page.get_by_role("link", name="新版 2025-09-08").click()
    window.page.wait_for_url(f"**/r/{new}**")
