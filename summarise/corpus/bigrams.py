"""Text as pairs of neighbouring characters, for an index that finds every Chinese word without a dictionary.

A run of letters, digits and Chinese characters is written as its overlapping pairs and its last character: 充电桩
becomes `充电 电桩 桩`. The last character ends a run: whatever is between two runs counts as one gap. So a phrase of
pairs matches where, and only where, the same characters stand in the same order. Index and query share this module.
"""

from __future__ import annotations

import re

from summarise.annotate.folding import fold

__all__ = ["indexed", "phrase", "plain"]

_RUN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text as it is compared: one width and script, lower case, each gap one blank, none at the ends."""
    return " ".join(_RUN.findall(fold(text).lower()))


def indexed(text: str) -> str:
    """Return the tokens that the index holds for a text, separated by blanks."""
    return " ".join(token for run in plain(text).split() for token in _pairs(run, is_last=True))


def phrase(words: str) -> str:
    """Return a query of SQLite's FTS5 that matches where these words are in one piece, "" for words of no character.

    The last run may go on in the text; the first may begin inside one.
    """
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
