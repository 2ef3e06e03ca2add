"""Makes the Chinese text that a page shows for a reply that could not be summarised."""

from __future__ import annotations

from summarise.language import in_chinese, named_in_chinese
from summarise.record import Failure

__all__ = ["failure_note", "without_source"]

_ANY = "x"
"""Replaces the file's name in a message, so that a translation is computed only once for all files."""


def without_source(failure: Failure) -> str:
    """Return the failure's message without the name of the source at its beginning."""
    return failure.message.removeprefix(f"{failure.source}: ")


def failure_note(failure: Failure) -> tuple[str, str]:
    """Return the failure's kind and its message in Chinese; the message does not include the name of the source."""
    said = in_chinese(f"{_ANY}: {without_source(failure)}").removeprefix(f"{_ANY}：").removeprefix(f"{_ANY}: ")
    return named_in_chinese("failure", failure.kind), said
