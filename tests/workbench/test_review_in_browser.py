"""复核 in a real browser, by keys alone."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.composed_run import write_run
from tests.support.letter_at import item_at, letter_at, place_at, target_at
from tests.support.page_reader import needs_chromium
from tests.support.reviewed import LETTER

pytestmark = needs_chromium


def test_the_list_and_the_tab_follow_each_act_and_the_foot_names_what_it_counts(
    bench: Bench, window: BenchPage
) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    entry = window.page.locator('#rail [aria-current="true"]')
    before = entry.inner_text()
    tab = window.page.locator('#tabs [data-tab="review"] .n')
    tab.get_by_text("3", exact=True).wait_for()
    window.press("X")
    window.saved(1)
    assert "操作记录第 1 条" in window.page.locator("#saved").inner_text()
    window.page.locator("#rail").get_by_text("已更正 1 处").wait_for()
    shown = entry.inner_text()
    assert shown != before
    window.page.reload()
    window.page.locator("#rail").get_by_text("已更正 1 处").wait_for()
    assert entry.inner_text() == shown
    name = letter_at(bench)["fixed"]["name"]
    for place in letter_at(bench)["now"]["warnings"]:
        bench.act(name, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    bench.act(name, "accept", "", None, True)
    tab.get_by_text("2", exact=True).wait_for()


def test_a_deadline_is_taken_from_two_numbers_with_six_keys(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    before = [target_at(bench, words)["deadline"] for words in ("5处", "800个")]
    assert None not in before
    window.press("Tab D 0 Tab D 0")
    window.saved(2)
    assert [target_at(bench, words)["deadline"] for words in ("5处", "800个")] == [None, None]


def test_a_deadline_reaches_the_numbers_without_one_says_so_and_is_undone_by_one_key(
    tmp_path: Path, browser: Browser
) -> None:
    records = reviewed_run(tmp_path / "run", 1)
    values = json.loads(records.read_text(encoding="utf-8"))
    for item in (*values["commitments"], *values["numeric_targets"]):
        item["deadline"] = None
    records.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    with workbench(records, "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go(place_at(bench, "到2026年6月底前"), ".letter")
        window.press("D 1")
        window.page.locator("#said", has_text="个数字一并改了").wait_for()
        assert "个数字" in window.page.locator("#inspector .log").inner_text()
        assert all(target_at(bench, words)["deadline"] for words in ("5处", "800个"))
        window.press("U")
        window.saved(2)
        assert not any(target_at(bench, words)["deadline"] for words in ("5处", "800个"))
        assert item_at(bench, "到2026年6月底前")["deadline"] is None
        window.page.context.close()


def test_an_act_shows_before_the_server_has_answered(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "错时共享泊位"), ".letter")
    assert window.page.locator('.lbl.c[aria-pressed="true"]').count() == 0
    held = window.held()
    window.press("C")
    window.page.locator('.lbl.c[aria-pressed="true"]').wait_for()
    route = window.first(held)
    assert letter_at(bench)["log"]["events"] == []
    route.continue_()
    window.saved(1)


def test_a_promise_is_added_with_its_number_and_taken_back_and_brought_again(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "错时共享泊位"), ".letter")
    window.press("C M Tab T V 1 I 1 2")
    window.saved(5)
    item, target = item_at(bench, "错时共享泊位"), target_at(bench, "260个")
    assert (item["kind"], item["certainty"]) == ("c", "effort")
    assert target["basis"] != "increment"
    window.press("U")
    window.saved(6)
    assert item_at(bench, "错时共享泊位")["certainty"] == "firm"
    window.press("Shift+U")
    window.saved(7)
    assert item_at(bench, "错时共享泊位")["certainty"] == "effort"


def test_bodies_are_picked_by_letters_and_items_joined_and_parted(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    had = item_at(bench, "到2026年6月底前")["responsible"]
    window.press("R A Escape")
    window.saved(1)
    assert item_at(bench, "到2026年6月底前")["responsible"] != had
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.press("+")
    window.saved(2)
    assert len(item_at(bench, "力争2027年底前")["starts"]) == 2
    window.press("-")
    window.saved(3)
    assert len(item_at(bench, "力争2027年底前")["starts"]) == 1


def test_words_are_chosen_by_arrow_keys_for_an_indicator(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    window.press("Tab I ArrowLeft ArrowLeft ArrowLeft Shift+ArrowRight Enter")
    window.saved(1)
    assert target_at(bench, "5处")["indicator"] == "停车"


def test_a_field_is_set_to_words_of_the_text_and_refused_for_others(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.press("E 2")
    window.page.get_by_role("textbox").fill("云溪市城市")
    window.press("Enter")
    window.saved(1)
    assert letter_at(bench)["now"]["reply"]["issuer"] == "云溪市城市"
    window.press("E 2")
    window.page.get_by_role("textbox").fill("云溪市民政局")
    window.press("Enter")
    window.page.wait_for_selector(".refused")
    assert letter_at(bench)["now"]["reply"]["issuer"] == "云溪市城市"


def test_warnings_are_passed_and_the_reply_accepted_by_keys_alone(bench: Bench, window: BenchPage) -> None:
    row = next(row for row in bench.get("/api/queue")["rows"] if row["warnings"])
    window.go(f"/r/{row['name']}", ".letter")
    window.press("Enter")
    assert "条未看" in window.page.locator("#said").inner_text()
    places = bench.get(f"/api/reply/{row['name']}")["now"]["warnings"]
    for _ in range(len(places) + 1):
        window.press("N")
    window.press("Enter")
    window.page.wait_for_url(lambda address: row["name"] not in address)
    assert bench.get(f"/api/reply/{row['name']}")["now"]["state"] == "accepted"


def test_a_remark_stays_beside_its_sentence(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争"), ".letter")
    window.press("Q")
    window.page.get_by_role("textbox").fill("请再问一次城投公司")
    window.press("Enter 1 2 1 2 1 2 1")
    window.saved(8)
    remark = window.page.locator("#inspector .rulebox", has_text="请再问一次城投公司")
    assert "李敏" in remark.inner_text()
    window.press("ArrowDown")
    remark.wait_for(state="detached")


def test_the_list_and_the_reply_count_warnings_alike(bench: Bench, window: BenchPage) -> None:
    for row in bench.get("/api/queue")["rows"]:
        window.go(f"/r/{row['name']}", ".letter")
        assert f"提醒 {row['warnings']} 条" in window.page.locator(".todo").inner_text()


def test_who_only_reads_is_offered_no_acceptance(browser: Browser, records: Path) -> None:
    with workbench(records, "--as", "李敏", "--read-only") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go(place_at(bench, "力争"), ".todo")
        assert window.page.locator(".todo button").count() == 0


def test_a_view_without_content_has_no_keys_of_its_own_and_leads_on(browser: Browser, tmp_path: Path) -> None:
    with workbench(tmp_path / "records.jsonl", "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        for path in ("/review", "/ledger", "/follow"):
            window.go(path, ".empty")
            assert "接受" not in window.page.locator("#keys").inner_text()
        window.page.locator(".empty a", has_text="总览").click()
        window.page.wait_for_selector("#incoming")


def test_keys_work_while_a_chinese_input_method_is_on(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    devtools = window.page.context.new_cdp_session(window.page)
    key = {"code": "Digit3", "key": "Process", "windowsVirtualKeyCode": 229}
    devtools.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    window.saved(1)
    assert item_at(bench, "力争2027年底前")["certainty"] == "explore"


def test_what_an_input_method_composes_in_a_field_is_no_shortcut(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.press("Q")
    devtools = window.page.context.new_cdp_session(window.page)
    devtools.send("Input.imeSetComposition", {"text": "yi wen", "selectionStart": 6, "selectionEnd": 6})
    devtools.send("Input.insertText", {"text": "疑问"})
    window.press("Enter")
    window.saved(1)
    assert "疑问" in window.page.locator(".log").inner_text()


def test_a_second_window_shows_a_conflict_and_overwrites_nothing(
    bench: Bench, window: BenchPage, browser: Browser
) -> None:
    place = place_at(bench, "力争2027年底前")
    window.go(place, ".letter")
    other = opened_page(browser, bench)
    other.page.route("**/api/events**", lambda route: route.abort())  # or it might hear of the other act in time
    other.go(place, ".letter")
    window.press("1")
    window.saved(1)
    other.press("3")
    other.page.wait_for_selector(".refused")
    assert "冲突" in other.page.locator(".refused").inner_text()
    assert other.page.locator(".choice button[aria-pressed=true]", has_text="明确").count() == 1
    assert item_at(bench, "力争2027年底前")["certainty"] == "firm"


def test_acts_wait_in_the_page_while_the_server_is_away_and_are_saved_once_when_it_is_back(
    bench: Bench, window: BenchPage
) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.page.context.set_offline(True)
    window.press("1 T")
    window.page.locator("#saved", has_text="未存").wait_for()
    assert window.page.locator(".choice button[aria-pressed=true]", has_text="明确").count() == 1
    window.page.context.set_offline(False)
    window.saved(2)
    assert item_at(bench, "力争2027年底前")["certainty"] == "firm"


def test_a_first_look_is_done_by_keys_and_its_differences_shown(browser: Browser, tmp_path: Path) -> None:
    with workbench(reviewed_run(tmp_path / "run", 1), "--as", "李敏", "--blind-first", "1") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        name = bench.get("/api/queue")["rows"][0]["name"]
        window.go(f"/r/{name}/s{LETTER.index('力争2027年底前')}", ".todo")
        assert "先盲看" in window.page.locator(".todo").inner_text()
        assert window.page.locator(".letter .s.m, .letter .s.c").count() == 0
        window.press("M 1")
        assert window.page.locator(".letter .s.m").count() == 1
        assert window.findings() == []
        window.press("Enter")
        window.saved(1)
        window.page.locator(".todo", has_text="盲看不同").wait_for()
        window.go(f"/r/{name}/s{LETTER.index('力争2027年底前')}", ".todo")
        assert "盲看时 李敏 标的是“已做”，引擎标的是“承诺”" in window.page.locator(".inspector").inner_text()


HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>javascript:alert(3)"


def test_markup_and_scripts_in_a_reply_or_a_remark_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    text = LETTER.replace("市城投公司", f"市城投公司{HOSTILE}").replace("停车难", f"停车难{HOSTILE}")
    document = Document(f"{HOSTILE}.txt", text)
    records = write_run(tmp_path / "run", [(summarise(document, RulesEngine()), document)])
    with workbench(records, "--as", HOSTILE) as bench:
        window = opened_page(browser, bench)
        window.go("/review", ".letter")
        window.press("Q")
        window.page.get_by_role("textbox").fill(HOSTILE)
        window.press("Enter")
        window.saved(1)
        window.go("/")
        assert HOSTILE in window.page.locator("main").inner_text()
        assert window.page.locator("img, main script, iframe").count() == 0
        assert window.complaints == []


def test_the_page_marks_what_is_still_to_be_read(tmp_path: Path, browser: Browser) -> None:
    with workbench(reviewed_run(tmp_path / "run", 3), "--as", "李敏", "--accept-at", "0.8") as started:
        started.enter()
        window = opened_page(browser, started)
        row = started.get("/api/queue")["rows"][0]
        assert row["left"]
        window.go(f"/r/{row['name']}", ".letter")
        assert f"待读 {row['left']}" in window.page.inner_text("#rail [aria-current]")
        assert "预计有误多的在前" in window.page.inner_text("#rail")
        reply = started.get(f"/api/reply/{row['name']}")
        shown = []
        for _ in range(2 * len(reply["now"]["warnings"]) + row["left"]):  # first the warnings, then all places in order
            window.press("N")
            shown.append("待读" in window.page.inner_text("#inspector"))
        assert any(shown)
        assert window.complaints == []
        window.page.context.close()
