"""Addresses as people paste them."""

from __future__ import annotations

import pytest

from summarise.engines.base_url import mended_base_url
from summarise.engines.model_settings import ModelSettings
from summarise.errors import UsageError


@pytest.mark.parametrize(
    "written",
    [
        "https://api.service.test/v1",
        " https://api.service.test/v1/ ",
        "“https://api.service.test/v1”",
        "https://api.service.test/v1/chat/completions",
        "HTTPS://api.service.test/v1\n",
        "https://api.service.test/v1/#models",
        "https：／／api。service．test／v1",
        "https:/api.service.test/v1",
        r"https:\\api.service.test\v1",
    ],
)
def test_what_was_pasted_with_an_address_is_left_out(written: str) -> None:
    assert mended_base_url(written) == "https://api.service.test/v1"


def test_a_query_stays() -> None:
    pasted = "https://relay.test/openai/chat/completions?api-version=2024-10-21"
    assert mended_base_url(pasted) == "https://relay.test/openai?api-version=2024-10-21"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("api.service.test/v1", "write it as https://api.service.test/v1"),
        ("localhost:11434/v1", "write it as http://localhost:11434/v1"),
        ("127.0.0.1:8000", "write it as http://127.0.0.1:8000"),
        ("ftp://api.service.test", "must begin with http"),
        ("https://api.service.test/v 1", "blank"),
        ("", "must begin with http"),
    ],
)
def test_an_address_that_says_too_little_is_refused_with_a_hint(written: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        mended_base_url(written)


def test_blanks_around_the_name_of_a_model_are_left_out() -> None:
    assert ModelSettings(" qwen-plus\n").model == "qwen-plus"
