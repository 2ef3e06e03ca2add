"""Words that are typed in 复核, by keys alone, and the words of the page itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.letter_at import item_at, letter_at, place_at, target_at
from tests.support.page_reader import needs_chromium

pytestmark = needs_chromium
FORMS = {"Word", "Excel", "PDF", "OFD", "CSV", "JSON", "JSONL", "Parquet", "Markdown", "gold", "http", "https", "Enter"}
"""Names that are written so in Chinese too."""
WORDS = """() => [...document.querySelectorAll("body *")].flatMap((one) => [
  ...["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) || ""),
  one.closest("kbd, .letter, .units, blockquote, .ref, .rail") ? "" :
    [...one.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data).join(" ")])"""


def test_words_are_typed_for_an_indicator_and_a_body_also_while_an_act_is_being_saved(
    bench: Bench, window: BenchPage
) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    held = window.held()
    window.press("2 Tab I Tab")
    window.first(held).continue_()
    window.saved(1)
    window.type("新建停车场")
    window.press("Enter")
    window.saved(2)
    assert target_at(bench, "5处")["indicator"] == "新建停车场"
    window.press("R Tab")
    window.type("城投公司")
    window.press("Enter")
    window.saved(3)
    assert "城投公司" in item_at(bench, "到2026年6月底前")["responsible"]


def test_fields_are_set_by_keys_alone_to_a_day_to_typed_words_and_to_nothing(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    held = window.held()
    window.press("E B 0 E B Tab")
    window.type("31")
    window.press("Enter E 6 0")
    window.first(held).continue_()
    window.saved(3)
    now = letter_at(bench)["now"]
    assert (now["proposal"]["number"], now["reply"]["issued_on"]) == ("31", "")
    window.press("E 6 1 E A 0")
    window.saved(5)
    now = letter_at(bench)["now"]
    assert (now["reply"]["issued_on"], now["proposal"]["kind"]) == ("2025-05-12", "")
    window.press("E A 1")
    window.saved(6)
    assert letter_at(bench)["now"]["proposal"]["kind"] == "cppcc"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_speaks_chinese_whatever_the_program_speaks(
    browser: Browser, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARISE_LANG", language)
    with workbench(reviewed_run(tmp_path / "run", 2), "--as", "李敏") as bench:
        bench.enter()
        window = opened_page(browser, bench)
        name = letter_at(bench)["fixed"]["name"]
        task = bench.post("/api/tasks", title="停车", mode="blind", labellers=["王珂"], replies=[name])["key"]
        own = bench.post("/api/tasks", title="停车", mode="draft", labellers=["李敏"], replies=[name])["key"]
        ref = bench.get("/api/ledger?q=")["rows"][0]["ref"]
        views = [
            "/",
            "/acts",
            "/label",
            "/label/new",
            "/ledger?q=停车",
            "/ledger?q=时限:x",
            "/follow",
            f"/follow/{ref}",
            "/eval",
            "/r/0",
        ]
        views += [place_at(bench, "到2026年6月底前"), f"/task/{task}", f"/task/{own}", f"/task/{own}/{name}"]
        found: dict[str, str] = {}
        for path in views:
            window.go(path, "main > *")
            for keys in (
                "",
                "G",
                "Escape Shift+Slash",
                "Escape Tab T D",
                "Escape I",
                "Escape R",
                "Escape E",
                "1",
                "Q",
                "L",
            ):
                window.press(keys)
                found |= {one: f"{path} {keys}" for said in window.page.evaluate(WORDS) for one in _foreign(said)}
        assert found == {}
        assert window.complaints == []


def _foreign(said: str) -> list[str]:
    return [
        one for one in re.findall(r"[A-Za-z]{4,}", re.sub(r"letter.txt|[0-9a-f]{10}", "", said)) if one not in FORMS
    ]


def test_words_that_are_refused_stay_in_their_box(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "到2026年6月底前"), ".letter")
    window.press("Tab I Tab")
    window.type("空中花园")
    window.press("Enter")
    field = window.page.get_by_role("textbox", name="指标")
    field.wait_for()
    window.page.locator("#inspector .refused").wait_for()
    assert field.input_value() == "空中花园"
    field.fill("新建停车场")
    window.press("Enter")
    window.saved(1)
    assert target_at(bench, "5处")["indicator"] == "新建停车场"
    assert field.count() == 0


def test_tab_and_esc_lead_from_a_sentence_s_only_number_back_to_the_sentence(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "市公安局将于"), ".letter")
    for back in ("Escape", "Tab"):
        window.press(f"Tab {back} D")
        assert window.page.locator(".pick h3").inner_text().startswith("这项承诺的时限")
        window.press("Escape")


def test_the_key_beside_a_promise_s_deadline_is_the_one_that_opens_it(bench: Bench, window: BenchPage) -> None:
    window.go(place_at(bench, "市公安局将于"), ".letter")
    shown = window.page.locator("#inspector .row", has_text="时限").locator("kbd")
    window.press("Tab")
    assert shown.inner_text() == "Esc D"
    window.press("T")
    window.saved(1)
    assert shown.inner_text() == "D"
    window.press("D")
    assert window.page.locator(".pick h3").inner_text().startswith("这项承诺的时限")
