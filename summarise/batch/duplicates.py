"""Refuse a reply if an earlier reply of the same run has the same text or the same name."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summarise.errors import InputError
from summarise.record import Failure

__all__ = ["DUPLICATE", "Once", "without_duplicates"]

DUPLICATE: Final = "duplicate"
"""Kind of the failure for a reply whose text is identical to that of an earlier one; it is left out, and nothing is
lost."""
_SAME_NAME: Final = "same_name"


class Once:
    """The names and texts of all replies so far, in the order of the inputs."""

    def __init__(self) -> None:
        self._text_of_name: dict[str, str] = {}
        self._name_of_text: dict[str, str] = {}

    def refusal(self, name: str, text: str) -> InputError | None:
        """Remember the name and text of a reply; return an error if an earlier reply has the same one, else None.

        `text` is the SHA-256 of the reply's text. It is "" if the reply could not be read; such a reply is never
        refused.
        """
        is_repeated = name in self._text_of_name
        earlier = self._text_of_name.setdefault(name, text)
        if not text:
            return None
        if is_repeated:
            return _second_of_name(name, is_same_text=earlier == text)
        first = self._name_of_text.setdefault(text, name)
        return None if first == name else InputError(_same_text(name, first), kind=DUPLICATE)

    def text_of_duplicate(self, failure: Failure) -> str:
        """Return the SHA-256 of a reply's text if `failure` says that an earlier reply has the same text; else ""."""
        begin = _same_text(failure.source, "")
        is_duplicate = failure.message.startswith(begin)
        return self._text_of_name.get(failure.message.removeprefix(begin), "") if is_duplicate else ""


def _same_text(source: str, first: str) -> str:
    return f"{source}: the same text as {first}"


def _second_of_name(source: str, *, is_same_text: bool) -> InputError:
    if is_same_text:
        return InputError(f"{source}: an earlier reply has the same name and the same text", kind=DUPLICATE)
    return InputError(
        f"{source}: an earlier reply has the same name and another text; give each a name of its own", kind=_SAME_NAME
    )


def without_duplicates(failures: Counter[str]) -> Counter[str]:
    """Return the counts of failures by kind, without duplicates, since duplicates do not make a run fail."""
    return Counter({kind: count for kind, count in failures.items() if kind != DUPLICATE})
