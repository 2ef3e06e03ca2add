"""What is kept of an endpoint's form of request is used again only if every value of it is one that was written."""

from __future__ import annotations

from typing import Any

import pytest

from summarise.engines.service.dialects import Dialect


@pytest.mark.parametrize("thinking", [None, False, True])
def test_a_stored_form_comes_back_as_it_was(thinking: bool | None) -> None:
    kept = Dialect("tools", "max_completion_tokens", 4096, temperature=False, stream=True, thinking=thinking)
    assert Dialect.from_dict(kept.to_dict()) == kept


@pytest.mark.parametrize(
    "odd",
    [{"name": "xml"}, {"limit_key": "n"}, {"ceiling": 0}, {"stream": "no"}, {"system": None}, {"thinking": "yes"}],
)
def test_a_stored_form_with_a_value_that_is_none_of_its_kind_is_not_used(odd: dict[str, Any]) -> None:
    assert Dialect.from_dict(Dialect("tools").to_dict() | odd) == Dialect()
