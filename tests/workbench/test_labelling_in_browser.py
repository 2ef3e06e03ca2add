"""标注, 裁定, 评测 and new files in a real browser, by keys alone where there are keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarise.stated_fields import STATED
from summarise.workbench.assets_files import RULES, assets
from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.labelled import handed_in
from tests.support.page_reader import PHONE, needs_chromium
from tests.support.reviewed import LETTER

pytestmark = needs_chromium
WIDE = (1920, 1080)


def rules() -> list[list[str]]:
    found: list[list[str]] = json.loads(assets()[RULES].content)
    return found


def _task(bench: Bench, *labellers: str) -> tuple[str, str]:
    name = next(row["name"] for row in bench.get("/api/queue")["rows"] if "停车" in row["title"])
    made = bench.post("/api/tasks", title="停车", mode="blind", labellers=list(labellers), replies=[name])
    return made["key"], name


def test_a_letter_is_labelled_blind_from_the_first_unit_to_the_hand_in_by_keys(bench: Bench, window: BenchPage) -> None:
    key, name = _task(bench, "李敏")
    window.go(f"/task/{key}/{name}", ".units")
    units = bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]
    count = 0
    for unit in units:
        promised = LETTER[unit["start"] : unit["end"]].startswith("市公安局")
        window.press("C Tab T 2 R A Escape D 1 ArrowDown" if promised else "B ArrowDown")
        count += 4 if promised else 1
    window.saved(count)
    window.press("Control+Enter")
    asked = window.page.locator("#inspector > .warnbox").first
    asked.get_by_text("空着交卷，就是说原文没有写").wait_for()
    empty = len(STATED) - 1
    assert f"{empty} 项信息里有 {empty} 项空着" in asked.inner_text()
    window.press("E")
    window.page.locator("#inspector").get_by_role("button", name="答复单位").click()
    window.page.get_by_role("textbox").fill("云溪市城市管理局")
    window.press("Enter")
    window.saved(count + 1)
    asked.wait_for(state="detached")
    window.press("Control+Enter")
    asked.get_by_text(f"{empty} 项信息里有 {empty - 1} 项空着").wait_for()
    assert not bench.get(f"/api/task/{key}/list")["replies"][0]["done"]
    window.press("Control+Enter")
    window.page.wait_for_url(f"**/task/{key}")
    assert bench.get(f"/api/task/{key}/list")["replies"][0]["done"]
    window.go("/eval", ".scores")
    assert "承诺" in window.page.locator("main").inner_text() or window.page.locator(".scores tbody tr").count() > 3


def test_the_label_of_a_draft_is_agreed_to_by_its_own_key_and_taken_away_by_the_next_press(
    bench: Bench, window: BenchPage
) -> None:
    _, name = _task(bench, "陈静")
    key = bench.post("/api/tasks", title="草稿", mode="draft", labellers=["李敏"], replies=[name])["key"]
    path = f"/api/task/{key}/reply/{name}"
    drafted = bench.get(path)["now"]
    at = next(n for n, unit in enumerate(drafted["units"]) if LETTER[unit["start"] :].startswith("力争2027年底前"))
    window.go(f"/task/{key}/{name}", ".units")
    window.page.locator(f'.units [data-part="{at}"]').click()
    window.press("C")
    window.saved(1)
    now = bench.get(path)["now"]
    assert now["units"][at] == drafted["units"][at] | {"touched": True}
    assert now["units"][at]["promise"]["deadline"]
    assert now["numbers"] == drafted["numbers"]
    window.press("Tab V 2")
    window.saved(2)
    assert bench.get(path)["now"]["numbers"][-2]["basis"] == "increment"
    window.press("C")
    window.saved(3)
    assert bench.get(path)["now"]["units"][at]["labels"] == ""


def test_a_unit_is_cut_joined_doubted_and_labelled_as_the_last_one(bench: Bench, window: BenchPage) -> None:
    key, name = _task(bench, "李敏")
    window.go(f"/task/{key}/{name}", ".units")
    before = len(bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"])
    window.press("F Space Space ArrowDown S Enter")
    window.saved(4)
    assert len(bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]) == before + 1
    window.press("Shift+ArrowDown")
    window.saved(5)
    assert len(bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]) == before
    window.press("Q")
    window.page.get_by_role("textbox").fill("算背景吗？")
    window.press("Enter")
    window.saved(6)
    window.press("U")
    window.saved(7)
    now = bench.get(f"/api/task/{key}/reply/{name}")["now"]
    assert [unit["labels"] for unit in now["units"][:3]] == ["f", "f", "f"]
    assert not any(unit["doubt"] for unit in now["units"])


def _hand_in(bench: Bench, key: str, name: str, letters: str) -> None:
    for unit in bench.get(f"/api/task/{key}/reply/{name}")["now"]["units"]:
        words = LETTER[unit["start"] : unit["end"]]
        bench.post(
            f"/api/task/{key}/event/{name}",
            **{
                "do": "unit",
                "item": f"u{unit['start']}",
                "from": "",
                "to": letters if words.startswith("力争") else "b",
            },
        )
    assert handed_in(bench, key, name)["done"]


def test_a_task_is_left_and_taken_up_again_from_its_page(bench: Bench, window: BenchPage) -> None:
    key = bench.post("/api/tasks", title="停车", mode="draft", labellers=["李敏"], count=2)["key"]
    window.go(f"/task/{key}", "ol.panel")
    main, tab = window.page.locator("main"), window.page.locator('#tabs [data-tab="label"] .n')
    tab.get_by_text("2", exact=True).wait_for()
    main.get_by_role("button", name="不标这件").first.click()
    main.get_by_text("已退出").wait_for()
    tab.get_by_text("1", exact=True).wait_for()
    assert window.findings() == []
    main.get_by_role("button", name="重新加入").click()
    main.get_by_text("已退出").wait_for(state="detached")
    main.get_by_role("button", name="退出任务").click()
    main.get_by_text("没有要标的了").wait_for()
    assert main.get_by_text("已退出").count() == 2
    main.get_by_role("button", name="重新加入").first.click()
    main.get_by_role("button", name="退出任务").wait_for()


def test_the_page_of_a_blind_task_says_that_nobody_comes_back(bench: Bench, browser: Browser) -> None:
    key = bench.post("/api/tasks", title="停车", mode="blind", labellers=["李敏"], count=2)["key"]
    window = opened_page(browser, bench)
    window.go(f"/task/{key}", "ol.panel")
    main = window.page.locator("main")
    assert LETTER.splitlines()[0] in main.inner_text()
    main.get_by_text("就不能再加入").wait_for()
    assert window.findings() == []
    main.get_by_role("button", name="不标这件").first.click()
    assert bench.get(f"/api/task/{key}/list")["left"] == []
    main.get_by_role("button", name="不能再盲标").click()
    main.get_by_text("已退出").wait_for()
    assert main.get_by_role("button", name="重新加入").count() == 0
    main.get_by_role("button", name="退出任务").click()
    main.get_by_role("button", name="不能再盲标").click()
    main.get_by_text("没有要标的了").wait_for()
    assert bench.get("/api/queue")["closed"] == ""


def _differing(folder: Path) -> tuple[Path, str, str]:
    """A run with a task that two handed in with other labels: its records, the task and the reply."""
    records = reviewed_run(folder / "run", 1)
    with workbench(records, "--as", "王珂") as bench:
        bench.enter()
        key, name = _task(bench, "王珂", "陈静")
        _hand_in(bench, key, name, "c")
    with workbench(records, "--as", "陈静") as bench:
        bench.enter()
        _hand_in(bench, key, name, "m")
    return records, key, name


def test_a_key_of_the_settler_s_own_decision_takes_no_side(tmp_path: Path, browser: Browser) -> None:
    records, key, name = _differing(tmp_path)
    with workbench(records, "--as", "李敏") as bench:
        window = opened_page(browser, bench)
        window.go(f"/task/{key}/settle/{name}", ".card")
        window.press("3 2")
        assert "先选标签" in window.page.inner_text("#said")
        window.press("C")
        window.saved(1)
        assert window.page.locator("#inspector .row kbd").first.is_visible()
        window.press("2")  # a firmness now
        window.saved(2)
        assert window.page.locator('.choice [aria-pressed="true"]').inner_text().split() == ["2", "力争"]
        window.press("D")
        window.page.locator(".pick").wait_for()
        window.press("0")
        assert window.page.locator(".side.chosen").count() == 0
        window.press("Escape")
        window.page.get_by_role("button", name="3 另定").wait_for()
        window.press("2")
        window.page.locator(".side.chosen").wait_for()
        assert window.complaints == []


def test_differences_are_settled_by_keys_and_written(tmp_path: Path, browser: Browser) -> None:
    records, key, name = _differing(tmp_path)
    with workbench(records, "--as", "李敏") as bench:
        window = opened_page(browser, bench)
        for scheme in ("light", "dark"):
            window.page.emulate_media(color_scheme=scheme)
            window.go(f"/task/{key}/settle", ".grid")
            assert window.findings() == []
        window.go(f"/task/{key}/settle/{name}", ".card")
        assert window.findings() == []
        assert "王珂" not in window.page.locator("main").inner_text()
        around = window.page.locator("#inspector .around")
        assert around.locator("b").inner_text().strip() == window.page.locator(".card .words").inner_text()
        assert "".join(around.inner_text().split()) == "".join(LETTER.split())
        shown, said = around.bounding_box(), around.locator("b").bounding_box()
        assert shown
        assert said
        assert shown["y"] <= said["y"] < shown["y"] + shown["height"]
        window.press("3")
        assert window.page.locator('.six [aria-pressed="true"]').count() == 0
        window.press("Enter")
        assert "先选标签" in window.page.inner_text("#said")
        window.press("C")
        window.saved(1)
        chosen = window.page.locator('.six [aria-pressed="true"]')
        assert [one.split()[1] for one in chosen.all_inner_texts()] == ["承诺"]
        window.press("U")
        window.saved(2)
        window.press("Escape")
        window.page.get_by_role("button", name="3 另定").wait_for()
        window.page.get_by_role("button", name="Q 依据").click()
        window.page.get_by_role("textbox").fill("规则 2")
        window.press("Enter 1")
        window.page.locator(".side.chosen").wait_for()
        assert "规则 2" in window.page.locator(".card").inner_text()
        window.press("3")
        window.page.get_by_role("button", name="就这样定").click()
        window.page.locator(".side", has_text="另定").locator(".lab").first.wait_for()  # what was decided
        window.press("U")
        window.saved(6)
        window.go(f"/task/{key}/settle", ".grid")
        with window.page.expect_download() as download:
            window.page.get_by_role("button", name="写出 gold").click()
        assert download.value.suggested_filename == f"gold-{key}-settled.zip"
        assert window.complaints == []


def test_a_wide_window_shows_the_task_and_the_rules_beside_the_letter(browser: Browser, bench: Bench) -> None:
    key, name = _task(bench, "李敏")
    window = opened_page(browser, bench, WIDE)
    window.go(f"/task/{key}/{name}", ".units")
    beside = [window.page.locator(one) for one in (".rail .entry[aria-current]", "#inspector .rules li[aria-current]")]
    assert [one.is_visible() for one in beside] == [True, True]
    assert "未开始" in beside[0].inner_text()
    window.press("C")
    assert beside[1].inner_text().startswith("2")
    window.saved(1)
    assert "在标" in beside[0].inner_text()
    window.page.set_viewport_size({"width": 1366, "height": 768})
    assert [one.is_visible() for one in beside] == [False, False]
    window.go("/label", ".rulings")
    assert window.page.locator(".rulings li").count() == len(rules())
    _hand_in(bench, key, name, "c")
    window.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    window.go("/eval", ".scores")
    with window.page.expect_download():
        window.page.get_by_role("button", name="下载 gold").click()
    table = window.page.locator(".scores").bounding_box()
    assert table
    assert table["width"] > WIDE[0] / 2
    measures = window.page.locator(".scores tbody tr").first
    share = measures.locator(".prog").first.evaluate("bar => bar.firstChild.clientWidth / bar.clientWidth")
    assert share == pytest.approx(float(measures.locator("td").nth(1).inner_text()), abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_labelling_tasks_and_scores(browser: Browser, bench: Bench, scheme: str) -> None:
    key, name = _task(bench, "李敏")
    window = opened_page(browser, bench, scheme=scheme)
    for path, wait_for in (("/label", ".rulings"), ("/label/new", "#choices"), (f"/task/{key}", "ol"), ("/eval", "h2")):
        window.go(path, wait_for)
        assert window.findings() == []
    window.go(f"/task/{key}/{name}", ".units")
    window.press("C Tab T D")
    assert window.findings() == []


def test_on_a_phone_a_letter_can_be_labelled_with_a_finger(browser: Browser, bench: Bench) -> None:
    key, name = _task(bench, "李敏")
    window = opened_page(browser, bench, PHONE)
    for path in ("/label", "/label/new", f"/task/{key}", f"/task/{key}/{name}", "/eval"):
        window.go(path)
        assert window.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    window.go(f"/task/{key}/{name}", ".units")
    window.page.locator(".six button", has_text="版面").click()
    window.saved(1)


def test_pasted_and_chosen_files_become_records_and_what_cannot_be_read_says_why(
    bench: Bench, window: BenchPage, tmp_path: Path
) -> None:
    before = bench.get("/api/overview")["replies"]
    window.go("/", "#incoming")
    window.page.get_by_label("粘贴原文").fill(LETTER.replace("云溪", "岚川"))
    window.page.get_by_role("button", name="添加这段原文").click()
    window.page.locator("#incoming-list a").wait_for()
    good, bad = tmp_path / "来信.txt", tmp_path / "坏.txt"
    good.write_text(LETTER.replace("云溪", "沐阳"), encoding="gb18030")
    bad.write_text("今天天气很好。", encoding="utf-8")
    window.page.set_input_files("#incoming-files", [good, bad])
    window.page.locator("#incoming-list .wrong").wait_for()
    assert "不像是" in window.page.locator("#incoming-list .wrong").inner_text()
    assert bench.get("/api/overview")["replies"] == before + 2
    window.page.locator("#incoming-list a").first.click()
    window.page.wait_for_selector(".letter")


def test_an_export_is_downloaded(window: BenchPage) -> None:
    window.go("/", "#incoming")
    with window.page.expect_download() as download:
        window.page.get_by_role("button", name="Excel 台账").click()
    assert download.value.suggested_filename == "台账.xlsx"
