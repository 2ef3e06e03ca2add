"""How long the review page takes to open and to filter in a real browser.

Usage: python eval/page_load.py PAGE.html [CHROMIUM]

Prints milliseconds: opening (navigation to the list drawn), the search index made ready, and each filter from the
event to the end of the next frame.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
FILTERED = """([id, value]) => new Promise((done) => {
  const e = document.getElementById(id);
  const begin = performance.now();
  if (e.type === "checkbox") e.click();
  else { e.value = value; e.dispatchEvent(new Event(e.tagName === "INPUT" ? "input" : "change")); }
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
})"""
STEPS = (
    ("search one character", "q", "水"),
    ("search three words", "q", "学位 2025年 幼儿园"),
    ("search nothing", "q", "无此字句"),
    ("search cleared", "q", ""),
    ("with targets", "targets", ""),
    ("with warnings", "warnings", ""),
    ("with warnings, off", "warnings", ""),
    ("one field", "field", "water"),
    ("all fields", "field", ""),
    ("order by deadline", "sort", "byDeadline"),
    ("order of the file", "sort", "byFile"),
)


def main() -> None:
    """Open the page, filter it, print the times."""
    page_file = Path(sys.argv[1]).resolve()
    chromium = sys.argv[2] if len(sys.argv) > 2 else shutil.which("chromium")  # noqa: PLR2004 - the second argument
    with sync_playwright() as driver:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=chromium, args=sandbox)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        begin = time.perf_counter()
        page.goto(page_file.as_uri())
        page.wait_for_selector("body[data-ready]")
        page.evaluate(FRAME)
        print(f"{page_file.stat().st_size / 1e6:.1f} MB, {page.locator('#count').inner_text()}")
        print(f"{(time.perf_counter() - begin) * 1000:7.0f}  open")
        page.wait_for_selector("body[data-searchable]")
        print(f"{(time.perf_counter() - begin) * 1000:7.0f}  search index ready")
        print_steps(page, "", STEPS)
        page.goto(page_file.as_uri() + (page.locator("#list a").nth(7).get_attribute("href") or ""))
        print_steps(page, " beside an open reply", STEPS[:4])
        browser.close()


def print_steps(page: Page, where: str, steps: tuple[tuple[str, str, str], ...]) -> None:
    """Take each step once and print how long it took, and how many replies it left."""
    for name, control, value in steps:
        taken = page.evaluate(FILTERED, [control, value])
        print(f"{taken:7.0f}  {name}{where}: {page.locator('#count').inner_text()}")


if __name__ == "__main__":
    main()
