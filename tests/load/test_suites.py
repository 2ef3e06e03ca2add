"""Letters saved by programs that we did not write give the records of the plain text; a part of the whole matrix."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from eval.fixtures.rich import RichLetter, rich_letters, to_docx, to_html
from eval.suite_programs import SUITES
from eval.suites import measure_suite
from summarise.load import load, load_bytes
from tests.support.places import ROOT

SAMPLES = ROOT / "eval" / "fixtures" / "samples"
LETTERS = [
    letter for letter in rich_letters() if letter.name in {"garden", "school", "water", "baiteng-veterans-2024-9"}
]


@pytest.mark.browser
@pytest.mark.parametrize(
    "name", ["docx, LibreOffice", "doc, LibreOffice", "html, chromium's DOM", "pdf, chromium", "pdf, LibreOffice"]
)
def test_a_letter_saved_by_another_program_gives_the_same_record(name: str) -> None:
    row = measure_suite(name, LETTERS)
    if row.reason:
        pytest.skip(row.reason)
    assert (row.letters, row.same, row.false_targets, row.refused) == (len(LETTERS), len(LETTERS), 0, 0), row.differing


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_the_rich_forms_hold_the_letter_and_nothing_else(letter: RichLetter) -> None:
    assert load_bytes(to_docx(letter), "x.docx").text == letter.text
    assert load_bytes(to_html(letter), "x.html").text == letter.text


@pytest.mark.parametrize("kind", ["doc", "pdf"])
def test_a_letter_that_another_program_saved_once_is_read_line_by_line(kind: str) -> None:
    letter = next(letter for letter in LETTERS if letter.name == "garden")
    text = load(Path(SAMPLES / f"garden-rich-libreoffice.{kind}")).text
    assert text == letter.text


def test_a_program_that_fails_is_the_reason_of_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folder: Path, _: object) -> None:
        subprocess.run(
            [sys.executable, "-c", "raise SystemExit('no display')"], cwd=folder, check=True, capture_output=True
        )

    monkeypatch.setitem(SUITES, "failing", ((), fails))
    row = measure_suite("failing", LETTERS)
    assert (row.letters, row.reason) == (0, "failed: CalledProcessError no display")


def test_every_row_of_the_matrix_says_what_it_needs() -> None:
    assert all(isinstance(needs, tuple) for needs, _ in SUITES.values())
