"""Three reviewed replies, a desk with them, and a workbench with its page in chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from summarise.workbench.desk import Desk, opened_desk
from tests.support.bench import Bench, reviewed_run, workbench
from tests.support.bench_page import BenchPage, opened_page


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return reviewed_run(tmp_path / "run", 3)


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records) as opened:
        yield opened


@pytest.fixture
def bench(records: Path) -> Iterator[Bench]:
    with workbench(records, "--as", "李敏") as started:
        started.enter()
        yield started


@pytest.fixture
def window(browser: Browser, bench: Bench) -> Iterator[BenchPage]:
    opened = opened_page(browser, bench)
    yield opened
    assert opened.complaints == []
    opened.page.context.close()
