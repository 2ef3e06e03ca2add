"""Replies that an output takes only once: the errors for a second reply with the text or the name of an earlier one."""

from __future__ import annotations

from collections import Counter
from typing import Final

from summarise.errors import InputError

__all__ = ["DUPLICATE", "SAME_TEXT", "second_of_name", "second_of_text", "without_duplicates"]

DUPLICATE: Final = "duplicate"
"""Kind of failure of a reply that an earlier one repeats word for word: it is left out, and nothing is lost."""
_SAME_NAME: Final = "same_name"
SAME_TEXT: Final = "the same text as "
"""In the message of a duplicate, what stands between its name and that of the earlier reply."""


def second_of_text(source: str, first: str) -> InputError:
    """Return the error for the reply `source`, whose text is that of the earlier reply `first`."""
    return InputError(f"{source}: the same text as {first}", kind=DUPLICATE)


def second_of_name(source: str, *, is_same_text: bool) -> InputError:
    """Return the error for a reply whose name an earlier reply has; with another text it is not a duplicate."""
    if is_same_text:
        return InputError(f"{source}: an earlier reply has the same name and the same text", kind=DUPLICATE)
    return InputError(
        f"{source}: an earlier reply has the same name and another text; give each a name of its own", kind=_SAME_NAME
    )


def without_duplicates(failures: Counter[str]) -> Counter[str]:
    """Return the counts of failures by kind without the duplicates, which do not make a run fail."""
    return Counter({kind: count for kind, count in failures.items() if kind != DUPLICATE})
