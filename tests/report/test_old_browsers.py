"""Browsers of the offices are years old, and some show pages in an older engine still unless a page asks otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.places import ROOT

SHEETS = sorted((ROOT / "summarise").rglob("*.css"))
PAGES = sorted(path for path in (ROOT / "summarise").rglob("*.html*"))
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")
_YOUNG_UNIT = re.compile(r"\b(\d+)[dsl](v[hw])\b")
_WITHOUT_FALL_BACK = re.compile(r"light-dark\(|color-mix\(|oklch\(|:has\(|@layer|@container|\binset:|subgrid")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_what_an_old_browser_does_not_know_stands_behind_what_it_knows(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert not _WITHOUT_FALL_BACK.search(text)
    before = ("", "")
    for name, value in _DECLARATION.findall(text):
        if _YOUNG_UNIT.search(value):
            assert before == (name, _YOUNG_UNIT.sub(r"\1\2", value).strip())
        before = (name, value.strip())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_page_asks_for_the_newer_engine_before_its_content(page: Path) -> None:
    head = page.read_text(encoding="utf-8").partition("</head>")[0]
    assert '<meta name="renderer" content="webkit">' in head


def test_the_pages_and_sheets_were_found() -> None:
    assert len(PAGES) >= 3
    assert {"page.css", "workbench.css"} <= {path.name for path in SHEETS}
