from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.fonts import has_chinese_font


def test_a_font_is_known_by_the_name_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not has_chinese_font([tmp_path, tmp_path / "none"])
    (tmp_path / "DejaVuSans.ttf").touch()
    assert not has_chinese_font([tmp_path])
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()
    assert has_chinese_font([tmp_path])
    monkeypatch.setattr("sys.platform", "win32")
    assert has_chinese_font([])
