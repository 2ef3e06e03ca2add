"""The documentation as a site: it builds without a warning, loads nothing from elsewhere, and axe finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

from tests.support.page_reader import launched_browser, needs_chromium
from tests.support.places import ROOT

pytestmark = needs_chromium


def built(folder: Path) -> list[Path]:
    """The pages of the site, built as `make docs` builds it."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(page for page in folder.rglob("*.html") if page.name != "404.html")


def test_axe_finds_nothing_on_any_page_and_nothing_is_asked_of_another_host(tmp_path: Path) -> None:
    pages = built(tmp_path / "site")
    assert len(pages) > 10
    found: list[str] = []
    asked: list[str] = []
    options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
    with launched_browser() as browser:
        for width in (1280, 390):
            window = browser.new_page(viewport={"width": width, "height": 900})
            window.on("request", lambda request: asked.append(request.url))
            for page in pages:
                window.goto(page.as_uri())
                for one in Axe().run(window, options=options).response["violations"]:
                    found += [f"{page.name} {width}: {one['id']} {node['html'][:120]}" for node in one["nodes"]]
    assert not found, "\n".join(found)
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
