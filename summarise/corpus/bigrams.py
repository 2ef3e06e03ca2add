"""Writes text as pairs of neighbouring characters, so that a full-text index finds Chinese words without a dictionary.

A run of letters, digits and Chinese characters becomes its overlapping pairs, followed by its last character: 充电桩
becomes `充电 电桩 桩`. The single character marks the end of a run, and anything between two runs counts as one gap. A
phrase of pairs therefore matches a text if, and only if, the text has the same characters in the same order. Both the
index and the queries are written in this way.
"""

from __future__ import annotations

import re

from summarise.annotate.folding import fold

__all__ = ["NUMBERED", "indexed", "numbered", "phrase", "plain"]

NUMBERED = "\ue000"
"""Begins the token of a proposal's number."""
_RUN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return a text in a normal form, in which texts are compared.

    The form has half-width characters, simplified script and lower case. Only letters, digits and Chinese characters
    are kept; anything between two runs of them becomes one blank.
    """
    return " ".join(_RUN.findall(fold(text).lower()))


def numbered(number: str) -> str:
    """Return the token by which the index has a proposal's number, "" for none.

    It begins with a sign that `plain` removes, so that no word of a text or of a query is like it.
    """
    return f"{NUMBERED}{number.lstrip('0') or number}" if number else ""


def indexed(text: str) -> str:
    """Return the tokens that the index holds for a text, separated by blanks."""
    return " ".join(token for run in plain(text).split() for token in _pairs(run, is_last=True))


def phrase(words: str) -> str:
    """Return a query for SQLite's FTS5 that matches texts with these words next to each other; "" if there are none.

    The match may begin and end inside a longer run of characters of the text.
    """
    if words.startswith(NUMBERED):
        return f'"{words}"'
    runs = plain(words).split()
    if not runs:
        return ""
    tokens = [token for run in runs[:-1] for token in _pairs(run, is_last=True)]
    last = runs[-1]
    if len(last) > 1:
        return '"' + " ".join([*tokens, *_pairs(last, is_last=False)]) + '"'
    return '"' + " ".join([*tokens, last]) + '" *'


def _pairs(run: str, *, is_last: bool) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*pairs, run[-1]] if is_last else pairs
