"""The calibration that ships, and the program that fits it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.calibration import PARTS, main
from eval.real.__main__ import labelled_replies
from summarise.confidence import default_calibration


def test_it_is_fitted_to_the_replies_on_which_no_rule_was_made() -> None:
    assert default_calibration().replies == sum(reply.part in PARTS for reply in labelled_replies())


def test_a_folder_without_the_texts_fits_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "rules.json"
    assert main([str(tmp_path), "--write"], kept) == 2
    assert not kept.exists()
    assert "0 labelled replies are too few" in capsys.readouterr().err
