"""What a scan left doubtful, as 复核 shows it in a real browser."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from summarise.document import Caveat, Document, Doubt
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.bench import Bench, workbench
from tests.support.bench_page import BenchPage
from tests.support.composed_run import write_run
from tests.support.page_reader import needs_chromium
from tests.support.reviewed import LETTER

pytestmark = needs_chromium


def _doubt(words: str, shade: int) -> Doubt:
    """A number that nothing confirms, with a picture of one shade."""
    out = io.BytesIO()
    Image.new("L", (90, 36), shade).save(out, "PNG")
    start = LETTER.index(words)
    return Doubt(start, start + len(words), base64.b64encode(out.getvalue()).decode("ascii"))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    document = Document(
        "scan.pdf",
        LETTER,
        text_from="ocr",
        caveats=(Caveat("recognised", "the text was recognised"), Caveat("unread_page", "page 3: a picture")),
        doubtful=(_doubt("5", 40), _doubt("800", 90)),
    )
    run = write_run(tmp_path / "run", [(summarise(document, RulesEngine()), document)])
    with workbench(run, "--as", "李敏") as started:
        started.enter()
        yield started


def _open(bench: Bench, window: BenchPage, words: str) -> None:
    name = bench.get("/api/queue")["rows"][0]["name"]
    window.go(f"/r/{name}/s{LETTER.index(words)}", ".letter")


def test_a_number_that_nothing_confirms_is_shown_as_it_stands_on_the_scan(bench: Bench, window: BenchPage) -> None:
    _open(bench, window, "到2026年6月底前")
    cutouts = window.page.locator(".inspector .warnbox img.cutout")
    assert [one.get_attribute("alt") for one in cutouts.all()] == ["扫描件上的“5处”", "扫描件上的“800个”"]
    drawn = "(all) => Promise.all(all.map((one) => one.decode().then(() => [one.naturalWidth, one.naturalHeight])))"
    assert cutouts.evaluate_all(drawn) == [[90, 36], [90, 36]]
    assert window.findings() == []
    _open(bench, window, "我局将探索智慧停车收费")
    assert cutouts.count() == 0


def test_what_concerns_the_whole_reply_stands_over_every_sentence_until_it_is_seen(
    bench: Bench, window: BenchPage
) -> None:
    for words in ("到2026年6月底前", "感谢您"):
        _open(bench, window, words)
        told = window.page.locator(".inspector .warnbox").first.inner_text()
        assert "文字来自识别" in told
        assert "有页面没有读到" in told
    assert window.page.locator(".inspector .warnbox:not(.old)", has_text="文字来自识别").count() == 1
    window.press("N N N")
    window.press("Enter Enter")
    window.page.locator(".inspector .warnbox.old", has_text="文字来自识别").wait_for()
