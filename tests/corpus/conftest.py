from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from summarise.corpus import Corpus


@pytest.fixture(autouse=True)
def _close_what_was_opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python 3.13 tells of every connection that nobody closed."""
    opened: list[Corpus] = []
    begin = Corpus.__init__

    def noted(self: Corpus, *values: Any) -> None:
        begin(self, *values)
        opened.append(self)

    monkeypatch.setattr(Corpus, "__init__", noted)
    yield
    for corpus in opened:
        corpus.close()
