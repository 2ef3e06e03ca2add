"""An answer that comes late draws nothing over another page, moves nobody, and changes only what it was asked of."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from summarise.workbench.accounts import set_account
from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.followed import followed_bench, promise_at
from tests.support.labelled import handed_in
from tests.support.letter_at import letter_at, place_at
from tests.support.page_reader import needs_chromium

pytestmark = needs_chromium


def _task(bench: Bench, *labellers: str, count: int = 1) -> tuple[str, list[str]]:
    names = [row["name"] for row in bench.get("/api/queue")["rows"]][:count]
    made = bench.post("/api/tasks", title="停车", mode="draft", labellers=list(labellers), replies=names)
    return made["key"], names


def _hand_in(bench: Bench, key: str, name: str, letters: str) -> None:
    for unit in bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]:
        act = {"do": "unit", "item": f"u{unit['start']}", "from": unit["labels"], "to": unit["labels"] or letters}
        bench.post(f"/api/task/{key}/event/{name}", **act)
    assert handed_in(bench, key, name)["done"]


def test_a_label_that_is_saved_after_its_sheet_was_left_draws_nothing(bench: Bench, window: BenchPage) -> None:
    key, (name,) = _task(bench, "李敏")
    window.go(f"/task/{key}/{name}", ".units")
    held = window.held("**/event/**")
    window.press("B")
    route = window.first(held)
    window.tab("标注", ".tasks")
    window.let_go(route, "**/event/**")
    window.page.locator("#saved", has_text="我的标注").wait_for()
    assert window.page.locator(".tasks").is_visible()
    assert "shown" not in (window.page.locator("#said").get_attribute("class") or "")


def test_a_hand_in_goes_after_the_labels_before_it_and_moves_nobody_who_left(bench: Bench, window: BenchPage) -> None:
    key, (name,) = _task(bench, "李敏")
    units = bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]
    for unit in units[:-1]:
        act = {"do": "unit", "item": f"u{unit['start']}", "from": unit["labels"], "to": "b"}
        assert bench.post(f"/api/task/{key}/event/{name}", **act)["status"] == 200
    window.go(f"/task/{key}/{name}", ".units")
    window.page.locator(f'.units [data-part="{len(units) - 1}"]').click()
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url) if "/hand-in/" in request.url else None)
    held = window.held("**/event/**")
    window.press("F Control+Enter")
    label = window.first(held)
    window.drawn()
    assert asked == []
    hand_in = window.held("**/hand-in/**")
    label.continue_()
    route = window.first(hand_in)
    window.tab("总览", ".counts")
    window.let_go(route, "**/hand-in/**")
    assert window.page.url == f"{window.origin}/"
    assert window.page.locator(".counts").is_visible()


def test_a_decision_that_is_saved_after_its_page_was_left_is_drawn_over_no_letter(
    tmp_path: Path, browser: Browser
) -> None:
    records = reviewed_run(tmp_path / "run", 2)
    with workbench(records, "--as", "王珂") as bench:
        bench.enter()
        key, (name,) = _task(bench, "王珂", "陈静")
        _hand_in(bench, key, name, "c")
    with workbench(records, "--as", "陈静") as bench:
        bench.enter()
        _hand_in(bench, key, name, "m")
    with workbench(records, "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go(f"/task/{key}/settle/{name}", ".card")
        held = window.held("**/settle/**")
        window.press("1")
        route = window.first(held)
        window.tab("复核", ".letter")
        window.let_go(route, "**/settle/**")
        window.page.locator("#saved", has_text="裁定").wait_for()
        assert window.page.locator(".letter").is_visible()
        assert window.page.locator(".card").count() == 0
        assert window.complaints == []


def test_a_refusal_stands_on_no_other_page(bench: Bench, window: BenchPage) -> None:
    key, (name,) = _task(bench, "李敏")
    reply = letter_at(bench)
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    held = window.held()
    window.press("1")
    route = window.first(held)
    item = next(one for one in reply["now"]["items"] if one["kind"] == "c" and one["certainty"] == "effort")
    assert bench.act(reply["fixed"]["sha256"], "firmness", item["name"], "effort", "explore")["status"] == 200
    window.go_inside(f"/task/{key}/{name}", ".units")
    with window.page.expect_response(f"**/api/reply/{reply['fixed']['name']}"):
        route.continue_()
    window.drawn()
    assert window.page.locator(".units").is_visible()
    assert window.page.locator(".refused").count() == 0


def test_a_finding_is_of_the_promise_for_which_it_was_made(tmp_path: Path, browser: Browser) -> None:
    with followed_bench(tmp_path / "run") as bench:
        window = opened_page(browser, bench)
        ref = promise_at(bench)["row"]["ref"]
        other = next(row for row in bench.get("/api/ledger?q=")["rows"] if row["ref"] != ref)
        window.go(f"/follow/{ref}", ".cands")
        held = window.held("**/api/follow")
        window.press("1 X 1 Y")
        route = window.first(held)
        window.go_inside(f"/follow/{other['ref']}", f".following .ref:text-is('{other['ref']}')")
        route.continue_()
        window.saved(2)
        window.drawn()
        assert bench.get(f"/api/follow/{ref}")["row"]["verdict"] == "已兑现"
        assert not bench.get(f"/api/follow/{other['ref']}")["row"]["found"]
        assert window.page.locator(".following .ref", has_text=other["ref"]).first.is_visible()
        assert window.complaints == []


def test_a_key_that_comes_before_the_next_letter_acts_on_that(bench: Bench, window: BenchPage) -> None:
    first, second, *_ = [row["name"] for row in bench.get("/api/queue")["rows"]]
    window.go(f"/r/{first}", ".letter")
    held = window.held(f"**/api/reply/{second}")
    window.press("J Q")
    route = window.first(held)
    assert window.page.locator(".pick").count() == 0
    route.continue_()
    window.page.get_by_role("textbox").fill("看看")
    window.press("Enter")
    window.page.locator("#inspector .log", has_text="附言：看看").wait_for()
    window.page.locator("#saved:not(.unsaved)").wait_for()
    acts = {name: bench.get(f"/api/reply/{name}")["log"]["events"] for name in (first, second)}
    assert [[one["do"] for one in acts[name] if one["do"] != "seen"] for name in (first, second)] == [[], ["remark"]]


def test_what_is_undone_is_the_last_act_even_while_it_is_being_saved(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "力争2027年底前"), ".letter")
    window.press("1")
    window.saved(1)
    held = window.held()
    window.press("3 U U")
    window.first(held).continue_()
    window.saved(4)
    log = letter_at(bench)["log"]["events"]
    assert [(one["do"], one["undoes"]) for one in log] == [
        ("firmness", None),
        ("firmness", None),
        ("undo", 2),
        ("undo", 1),
    ]


def test_a_second_press_accepts_nothing_that_was_not_seen(bench: Bench, window: BenchPage) -> None:
    rows = bench.get("/api/queue")["rows"]
    for row in rows:
        for place in bench.get(f"/api/reply/{row['name']}")["now"]["warnings"]:
            bench.act(row["name"], "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    saved = len(bench.get("/api/events?since=0")["events"])
    window.go(f"/r/{rows[0]['name']}", ".letter")
    held = window.held()
    window.press("Enter Enter")
    window.first(held).continue_()
    window.page.wait_for_url(lambda address: rows[0]["name"] not in address)
    window.press("Q")
    window.page.get_by_role("textbox").fill("看看")
    window.press("Enter")
    window.saved(saved + 2)
    states = [bench.get(f"/api/reply/{row['name']}")["now"]["state"] for row in rows]
    assert states.count("accepted") == 1


def test_labels_of_a_first_look_that_are_saved_late_open_nothing(browser: Browser, tmp_path: Path) -> None:
    with workbench(reviewed_run(tmp_path / "run", 1), "--as", "李敏", "--blind-first", "1") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go("/review", ".todo")
        held = window.held("**/api/first")
        window.press("Enter")
        route = window.first(held)
        window.tab("总览", ".counts")
        window.let_go(route, "**/api/first")
        window.saved(1)
        window.drawn()
        assert window.page.locator(".counts").is_visible()
        assert window.complaints == []


def test_who_leaves_a_task_and_goes_on_is_not_taken_back(bench: Bench, window: BenchPage) -> None:
    key, _ = _task(bench, "李敏", count=2)
    window.go(f"/task/{key}", "ol.panel")
    held = window.held("**/leave")
    window.page.get_by_role("button", name="不标这件").first.click()
    route = window.first(held)
    window.tab("总览", ".counts")
    window.let_go(route, "**/leave")
    window.page.locator("#said", has_text="不标这 1 件了").wait_for()
    assert window.page.url == f"{window.origin}/"


def test_what_is_written_in_the_search_box_stays_when_a_slow_answer_comes(tmp_path: Path, browser: Browser) -> None:
    with followed_bench(tmp_path / "run") as bench:
        window = opened_page(browser, bench)
        window.go("/ledger", ".promises")
        held = window.held("**/api/ledger**")
        box = window.page.get_by_role("searchbox")
        box.fill("充电桩")
        window.press("Enter")
        route = window.first(held)
        box.fill("养老 2025")
        window.let_go(route, "**/api/ledger**")
        window.page.wait_for_selector(".promises mark")
        window.type("年")
        assert box.input_value() == "养老 2025年"
        window.press("Enter")
        window.page.wait_for_url(f"**/ledger?q={quote('养老 2025年')}")


def test_a_kept_query_draws_the_ledger_over_no_other_page(tmp_path: Path, browser: Browser) -> None:
    with followed_bench(tmp_path / "run") as bench:
        window = opened_page(browser, bench)
        window.go(f"/ledger?q={quote('养老')}", ".promises")
        held = window.held("**/api/queries")
        window.press("S")
        window.page.get_by_role("textbox", name="存为检索").fill("养老的承诺")
        window.press("Enter")
        route = window.first(held)
        window.tab("总览", ".counts")
        window.let_go(route, "**/api/queries")
        assert window.page.locator(".counts").is_visible()
        assert bench.get("/api/ledger")["queries"][0]["name"] == "养老的承诺"
        window.tab("跟踪", ".promises")
        window.page.locator("summary", has_text="单位更名").click()
        window.page.get_by_label("现在的名称").fill("静川区水务局")
        window.page.get_by_label("原来的名称").fill("静川区水利局")
        window.page.get_by_role("button", name="加上").click()
        window.page.get_by_role("button", name="去掉 静川区水务局").wait_for()
        window.page.locator("main").focus()
        window.press("ArrowDown")
        window.page.locator('.promises tr[data-n="1"][aria-current]').wait_for()
        assert window.complaints == []


def test_rows_that_are_asked_for_twice_are_listed_once(browser: Browser, tmp_path: Path) -> None:
    with workbench(reviewed_run(tmp_path / "run", 12), "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        window.go("/ledger", ".promises")
        held = window.held("**/api/ledger**after=50")
        more = window.page.get_by_role("button", name="再列 50 项")
        more.click()
        route = window.first(held)
        more.click()
        window.page.locator('.promises tr[data-n="50"]').wait_for()
        window.let_go(route, "**/api/ledger**after=50")
        refs = window.page.locator(".promises .ref").all_inner_texts()
        assert len(refs) == len(set(refs)) > 50


def test_a_text_that_is_being_pasted_stays_while_another_is_read(window: BenchPage) -> None:
    window.go("/", "#incoming")
    text = window.page.get_by_label("粘贴原文")
    text.fill("今天天气很好。")
    held = window.held("**/api/incoming")
    window.page.get_by_role("button", name="添加这段原文").click()
    route = window.first(held)
    text.fill("第二件的原文")
    with window.page.expect_response("**/api/overview"):
        route.continue_()
    window.drawn()
    window.type("还没写完")
    assert text.input_value() == "第二件的原文还没写完"


def test_scores_are_those_of_the_set_that_was_asked_for_last(bench: Bench, window: BenchPage) -> None:
    names = [row["name"] for row in bench.get("/api/queue")["rows"]]
    for title, name in (("前一组", names[0]), ("后一组", names[1])):
        key = bench.post("/api/tasks", title=title, mode="draft", labellers=["李敏"], replies=[name])["key"]
        _hand_in(bench, key, name, "b")
    window.go("/eval", ".scores")
    held = window.held("**/api/evaluate")
    window.page.locator("li", has_text="前一组").get_by_role("button", name="评分").click()
    route = window.first(held)
    window.page.locator("li", has_text="后一组").get_by_role("button", name="评分").click()
    shown = window.page.locator("#scores h3")
    shown.get_by_text("后一组").wait_for()
    window.let_go(route, "**/api/evaluate")
    assert "后一组" in shown.inner_text()


PASSWORD = "一个很长的密码123"


def test_a_password_that_is_being_written_is_not_wiped_by_what_is_refused(browser: Browser, tmp_path: Path) -> None:
    records, path = reviewed_run(tmp_path / "run", 1), tmp_path / "accounts.json"
    set_account(path, "王珂", "review", PASSWORD)
    with workbench(records, "--host", "127.0.0.1", "--accounts", str(path)) as bench:
        window = opened_page(browser, bench)
        name, password = window.page.get_by_label("姓名"), window.page.get_by_label("密码")
        name.fill("王珂")
        password.fill(PASSWORD)
        window.press("Enter")
        window.page.wait_for_selector(".counts")
        window.tab("复核", ".letter")
        window.page.context.clear_cookies()
        window.press("Q")
        window.page.get_by_role("textbox").fill("看看")
        window.press("Enter")
        name.fill("王珂")
        with window.page.expect_response("**/api/event"):  # it is tried again and again
            pass
        window.drawn()
        password.fill(PASSWORD)
        assert name.input_value() == "王珂"
        window.press("Enter")
        window.page.wait_for_selector(".letter")
        window.saved(1)
