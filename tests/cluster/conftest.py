"""A source of `COUNT` replies, which each module sets, and what one machine makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spread_replies import alone, rows, write_lines


@pytest.fixture(scope="module")
def lines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "replies.jsonl"
    write_lines(path, rows(request.module.COUNT))
    return path


@pytest.fixture(scope="module")
def records(lines: Path) -> bytes:
    return alone(lines, lines.parent)
