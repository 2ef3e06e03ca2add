"""The report page in a real browser."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarise.evaluation import Answer, answer_of_gold, score_set
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.reports.writing import write_reports
from summarise.evaluation.scores.answers import AnsweredCommitment
from tests.support.evaluation_examples import example

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path: apt-get install chromium"),
]
WHOLE = answer_of_gold(example())


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three replies: one perfect, one with a measure missed, one with a measure taken for a commitment."""
    golds = [example(name) for name in ("alder", "birch", "cedar")]
    confused = dataclasses.replace(
        WHOLE,
        measures=WHOLE.measures[1:],
        commitments=(AnsweredCommitment(WHOLE.measures[0].spans, stated={"certainty": "firm"}), *WHOLE.commitments),
    )
    answers: dict[str, Answer] = {
        "alder": WHOLE,
        "birch": dataclasses.replace(WHOLE, measures=WHOLE.measures[:1]),
        "cedar": confused,
    }
    folder = tmp_path_factory.mktemp("report")
    evaluation = score_set(golds, answers)
    write_reports(folder, report_values(evaluation, RunFacts()), evaluation)
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with api.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any, report: Path) -> Iterator[Any]:
    """The page from its file, offline; any word on the console is a failure."""
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(report.as_uri())
    yield opened
    context.close()
    assert said == []


def names(page: Any) -> list[str]:
    return [str(name) for name in page.locator("#rows tr td:first-child").all_inner_texts()]


def test_the_worst_reply_comes_first_and_is_open(page: Any) -> None:
    assert names(page) == ["cedar", "birch", "alder"]
    assert page.locator("#reply h3").inner_text() == "cedar, number of edits: 2"
    assert page.evaluate("window.scrollY") == 0


def test_a_click_on_a_column_sorts_by_it(page: Any) -> None:
    page.locator("[data-column=name]").click()
    assert names(page) == ["alder", "birch", "cedar"]
    page.locator("[data-column=name]").click()
    assert names(page) == ["cedar", "birch", "alder"]
    page.locator("[data-column='1']").click()  # commitments, worst first
    assert names(page) == ["cedar", "alder", "birch"]


def test_a_kind_of_error_filters_replies_and_errors(page: Any) -> None:
    page.locator("#kind").select_option("commitments invented")
    assert names(page) == ["cedar"]
    assert page.locator("#reply .error").all_inner_texts() == ["commitments invented measure commitment"]
    page.locator("#kind").select_option("measures missing")
    assert names(page) == ["birch", "cedar"]


def test_keys_step_through_errors_over_replies_and_back(page: Any) -> None:
    seen = []
    for _ in range(3):
        page.keyboard.press("n")
        seen.append((page.locator("#reply h3").inner_text()[:5], page.locator(".error.chosen").inner_text().strip()))
    assert seen == [
        ("cedar", "measures missing measure"),
        ("cedar", "commitments invented measure commitment"),
        ("birch", "measures missing measure"),
    ]
    page.keyboard.press("n")
    assert page.locator("#reply h3").inner_text().startswith("birch")
    page.keyboard.press("p")
    assert page.locator(".error.chosen").inner_text().strip() == "commitments invented measure commitment"


def test_brackets_turn_to_the_next_and_the_previous_reply(page: Any) -> None:
    page.keyboard.press("]")
    page.keyboard.press("]")
    assert page.locator("#reply .none").inner_text() == "No edit is needed."
    page.keyboard.press("[")
    assert page.locator("#reply h3").inner_text() == "birch, number of edits: 1"


def test_gold_and_answer_stand_beside_the_text_in_two_colours(page: Any) -> None:
    row = page.locator(".unit.wrong").first
    gold, answer = row.locator(".tags .gold").first, row.locator(".tags .answer").first
    assert (gold.inner_text(), answer.inner_text()) == ("measure", "commitment · firm")
    colours = {mark.evaluate("e => getComputedStyle(e).color") for mark in (gold, answer)}
    assert len(colours) == 2
    assert "新增监测点20个" in row.locator(".text").inner_text()


def test_an_address_opens_its_reply(page: Any, report: Path) -> None:
    page.goto(report.as_uri() + "#reply=birch")
    assert page.locator("#reply h3").inner_text() == "birch, number of edits: 1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_light_and_dark(browser: Any, report: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, offline=True)
    opened = context.new_page()
    opened.goto(report.as_uri())
    ratios = opened.evaluate(_CONTRAST)
    context.close()
    assert min(ratios.values()) >= 4.5, ratios


_CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126*r + 0.7152*g + 0.0722*b; };
  const ground = (e) => { while (e) { const c = getComputedStyle(e).backgroundColor;
    if (!/, 0\\)$|transparent/.test(c)) return c; e = e.parentElement; } return "rgb(255,255,255)"; };
  const ratio = (e) => { const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
  const found = {};
  for (const s of ["h1", "td", "thead th", ".error", ".tags .gold", ".tags .answer", ".tags .quiet", ".text", ".keys"])
    found[s] = ratio(document.querySelector(s));
  return found;
}"""


def test_a_small_screen_is_not_scrolled_sideways(browser: Any, report: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    opened = context.new_page()
    opened.goto(report.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
