"""The Chinese text that a page shows for a reply that failed."""

from __future__ import annotations

from summarise.language import in_chinese, named_in_chinese
from summarise.record import Failure

__all__ = ["failure_note", "without_source"]

_ANY = "x"
"""In the place of the file's name: one sentence is put into Chinese once, for however many files."""


def without_source(failure: Failure) -> str:
    """Return the failure's message without the name of the source at its beginning."""
    return failure.message.removeprefix(f"{failure.source}: ")


def failure_note(failure: Failure) -> tuple[str, str]:
    """Return the failure's kind and its message, both in Chinese, the message without the name of the source."""
    said = in_chinese(f"{_ANY}: {without_source(failure)}").removeprefix(f"{_ANY}：").removeprefix(f"{_ANY}: ")
    return named_in_chinese("failure", failure.kind), said
