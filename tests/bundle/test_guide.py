"""The Chinese guide's pictures, and both pages as a browser shows them that is older than their style sheets."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route
from typer.testing import CliRunner

from eval.bundle.packing import EXAMPLES
from summarise.cli import app
from tests.support.bench import workbench
from tests.support.bench_page import opened_page
from tests.support.page_reader import needs_chromium, page_of, reader_of
from tests.support.places import ROOT

pytestmark = needs_chromium

LARGEST = 60_000  # bytes of a picture
SIZE = (1120, 640)
_YOUNG = re.compile(r"[\w-]+\s*:[^;{}]*(?:\d[dsl]v[hw]|light-dark\()[^;{}]*;?")
"""Declarations that an old browser leaves out."""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run that the guide begins with, over the example letters of the bundle."""
    folder = tmp_path_factory.mktemp("examples-summarise")
    letters = [str(ROOT / "eval" / "gold" / f"{name}.txt") for name in EXAMPLES]
    made = folder / "records.jsonl"
    result = CliRunner().invoke(app, ["run", *letters, "-o", str(made), "--save-text", str(folder / "texts")])
    assert result.exit_code == 0, result.output
    return made


def _taken(page: Page, name: str, folder: Path) -> None:
    """Take the picture, for the guide where PICTURES names its folder; else see that it can be taken."""
    place = Path(os.environ.get("PICTURES", folder)) / name
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    taken.convert("RGB").quantize(32).save(place, optimize=True)
    assert 0 < place.stat().st_size <= LARGEST


def test_the_guides_pictures_can_be_taken(browser: Browser, records: Path, tmp_path: Path) -> None:
    reader = reader_of(browser, page_of(records), SIZE)
    reader.open()
    _taken(reader.page, "page.png", tmp_path)
    with workbench(records, "--as", "李敏") as bench:
        opened = opened_page(browser, bench, SIZE)
        opened.page.wait_for_selector("main > *")
        _taken(opened.page, "workbench.png", tmp_path)
        assert opened.complaints == []


def _older(route: Route) -> None:
    """The same answer without what an old browser does not know."""
    answer = route.fetch()
    body = answer.text()
    if "css" in answer.headers.get("content-type", ""):
        assert _YOUNG.search(body)
        body = _YOUNG.sub("", body)
    route.fulfill(response=answer, body=body)


def _is_usable(page: Page, height: int) -> bool:
    """Whether what scrolls is within the window and the page itself is no longer than it."""
    return bool(page.evaluate("document.documentElement.scrollHeight") <= height + 1)


def test_the_review_page_is_usable_without_what_an_old_browser_lacks(browser: Browser, records: Path) -> None:
    page = page_of(records, "--title", "旧")
    text = page.read_text(encoding="utf-8")
    (style,) = re.findall(r"(?s)<style[^>]*>(.*?)</style>", text)
    assert _YOUNG.search(style)
    # The policy names the sheet by its hash, and an old browser has no part in that.
    page.write_text(re.sub(r"<meta http-equiv[^>]*>", "", text.replace(style, _YOUNG.sub("", style))), encoding="utf-8")
    reader = reader_of(browser, page, SIZE)
    reader.open()
    assert reader.listed() == len(EXAMPLES)
    assert _is_usable(reader.page, SIZE[1])
    reader.page.locator("#list li").nth(1).click()
    assert reader.page.locator("#source mark").count() > 0


def test_the_workbench_is_usable_without_what_an_old_browser_lacks(browser: Browser, records: Path) -> None:
    with workbench(records, "--as", "李敏") as bench:
        context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]})
        context.route("**/*.css", _older)
        page = context.new_page()
        page.goto(bench.address)
        page.wait_for_selector("body[data-ready]")
        page.wait_for_selector("main > *")
        assert _is_usable(page, SIZE[1])
        context.close()
