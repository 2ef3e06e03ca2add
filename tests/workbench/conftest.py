"""A page of the workbench in chromium; each file of tests has a `bench` of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.bench import Bench
from tests.support.bench_page import BenchPage, opened_page
from tests.support.page_reader import launched_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched_browser() as launched:
        yield launched


@pytest.fixture
def window(browser: Browser, bench: Bench) -> Iterator[BenchPage]:
    opened = opened_page(browser, bench)
    yield opened
    assert opened.complaints == []
    opened.page.context.close()
