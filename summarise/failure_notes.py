"""What a page says of a reply that failed, in Chinese."""

from __future__ import annotations

from summarise.language import in_chinese, named_in_chinese
from summarise.record import Failure

__all__ = ["failure_note", "without_source"]

_ANY = "x"
"""In the place of the file's name: one sentence is put into Chinese once, for however many files."""


def without_source(failure: Failure) -> str:
    """Return the message without the file's name, with which most begin."""
    return failure.message.removeprefix(f"{failure.source}: ")


def failure_note(failure: Failure) -> tuple[str, str]:
    """Return the kind of a failure and its message without the file's name."""
    said = in_chinese(f"{_ANY}: {without_source(failure)}").removeprefix(f"{_ANY}：").removeprefix(f"{_ANY}: ")
    return named_in_chinese("failure", failure.kind), said
