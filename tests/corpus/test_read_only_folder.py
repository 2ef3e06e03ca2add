"""An index that cannot be written is told by its own name, not by that of its draft."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from summarise.corpus import opened_corpus
from summarise.errors import OutputError
from tests.support.composed_run import composed_run


def test_an_index_on_a_disk_that_is_read_only_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = composed_run(tmp_path / "run", 2)

    def refuse(path: object, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match=r"records\.corpus\.sqlite: the index cannot be written"):
        opened_corpus(records)
