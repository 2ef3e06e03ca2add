"""A reader of the review page in Debian's chromium, headless."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from typer.testing import CliRunner

from summarise.cli import app
from summarise.record import Record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP, PHONE = (1440, 900), (390, 844)

needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path: apt-get install chromium"),
]


@contextmanager
def launched_browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        # Chromium has no sandbox for the superuser.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield launched
        launched.close()


@dataclass
class Reader:
    """A page that is open, with everything that it complained of or asked the network for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.address}{place}")
        self.page.wait_for_selector("body[data-ready]")

    def marked(self, item: str) -> str:
        return "".join(self.page.locator(f'#source mark[data-items~="{item}"]').all_text_contents())

    def listed(self) -> int:
        return self.page.locator("#list li").count()


def page_of(records: Path, *options: str) -> Path:
    page = records.with_suffix(f".{len(options)}.html")
    result = CliRunner().invoke(app, ["report", str(records), "-o", str(page), *options])
    assert result.exit_code == 0, result.output
    return page


def reader_of(browser: Browser, page: Path, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Reader:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        permissions=["clipboard-read", "clipboard-write"],
    )
    reader = Reader(context.new_page(), page.as_uri())
    note = reader.complaints.append
    reader.page.on("console", lambda message: note(f"console: {message.text}"))
    reader.page.on("pageerror", lambda error: note(f"error: {error}"))
    reader.page.on("dialog", lambda dialog: note(f"dialog: {dialog.message}"))
    reader.page.on("request", lambda request: None if request.url.startswith(page.as_uri()) else note(request.url))
    return reader


def place_of(record: Record) -> str:
    return f"#{record.document.sha256[:10]}"
