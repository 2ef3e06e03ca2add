"""The weights and the calibration that ship, and the program that learns them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.real.at_hand import labelled_replies
from eval.training import JUDGE, main
from summarise.confidence import default_calibration


def test_it_is_fitted_to_the_replies_on_which_no_rule_was_made() -> None:
    of_these = sum(reply.part in JUDGE for reply in labelled_replies())
    assert 300 < default_calibration().replies <= of_these  # the texts of some may not be at hand


def test_a_folder_without_the_texts_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = (tmp_path / "weights.json", tmp_path / "rules.json")
    assert main([str(tmp_path), "--write"], *kept) == 2
    assert not any(path.exists() for path in kept)
    assert "0 labelled replies are too few" in capsys.readouterr().err
