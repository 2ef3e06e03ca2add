from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import summarise
from summarise import errors
from tests.support.one_reply import REPLY
from tests.support.places import ROOT


def test_three_lines_turn_a_file_into_a_record(tmp_path: Path) -> None:
    path = tmp_path / "reply.txt"
    path.write_text(REPLY, encoding="utf-8")
    record = summarise.summarise_file(path)
    assert record.proposal.number == "12"


def test_every_public_name_can_be_imported() -> None:
    for name in summarise.__all__:
        assert getattr(summarise, name) is not None


def test_every_error_is_public() -> None:
    assert set(errors.__all__) <= set(summarise.__all__)
    assert summarise.BudgetExhausted is errors.BudgetExhausted


def test_the_package_alone_imports_nothing_but_its_version() -> None:
    probe = "import sys, summarise; print([name for name in sys.modules if name.startswith('summarise.')])"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout.strip() == b"['summarise.version']"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarize'"):
        _ = summarise.summarize
