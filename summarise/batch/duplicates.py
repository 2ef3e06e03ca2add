"""Replies that an output takes only once: what is said of a second one with the text or the name of an earlier one."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summarise.errors import InputError
from summarise.record import Failure

__all__ = ["DUPLICATE", "Once", "without_duplicates"]

DUPLICATE: Final = "duplicate"
"""Kind of failure of a reply that an earlier one repeats word for word: it is left out, and nothing is lost."""
_SAME_NAME: Final = "same_name"


class Once:
    """Names and texts of the replies that have come so far, in the order of the inputs."""

    def __init__(self) -> None:
        self._text_of_name: dict[str, str] = {}
        self._name_of_text: dict[str, str] = {}

    def refusal(self, name: str, text: str) -> InputError | None:
        """Return the error of a reply whose name or text an earlier one had, None for the first; both are taken then.

        `text` is its SHA-256. It is "" for a reply that could not be read, which is never refused.
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
        """Return the SHA-256 of the text that a failure says is another reply's; "" if it says no such thing."""
        begin = _same_text(failure.source, "")
        is_duplicate = failure.kind == DUPLICATE and failure.message.startswith(begin)
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
    """Return the counts of failures by kind without the duplicates, which do not make a run fail."""
    return Counter({kind: count for kind, count in failures.items() if kind != DUPLICATE})
