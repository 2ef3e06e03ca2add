from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.composed_run import composed_run
from tests.support.page_reader import Reader, page_of, reader_of


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a run over forty letters."""
    return composed_run(tmp_path_factory.mktemp("small") / "run", 40)


@pytest.fixture
def reader(browser: Browser, small: Path) -> Iterator[Reader]:
    """Open the review page of `small`."""
    opened = reader_of(browser, page_of(small))
    opened.open()
    yield opened
    assert opened.complaints == []
    opened.page.context.close()
