"""Text as pairs of neighbouring characters, for an index that finds every Chinese word without a dictionary.

A run of letters, digits and Chinese characters is written as its overlapping pairs and its last character: 充电桩
becomes `充电 电桩 桩`. Whatever else is between two runs counts as one gap. So a phrase of pairs matches where, and
only where, the same characters stand in the same order. Index and query share this module.
"""

from __future__ import annotations

import re

from summarise.annotate.folding import fold

__all__ = ["GAP", "indexed", "phrase", "plain"]

GAP = "\ue000"
"""The token between two runs: a character that is in no run, so that no word and no beginning of one is it."""
_RUN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Return the text as it is compared: one width and script, lower case, each gap one blank, none at the ends."""
    return " ".join(_RUN.findall(fold(text).lower()))


def indexed(text: str) -> str:
    """Return the tokens that the index holds for a text, separated by blanks."""
    return f" {GAP} ".join(" ".join(_pairs(run, is_last=True)) for run in plain(text).split())


def phrase(words: str) -> str:
    """Return a query of SQLite's FTS5 that matches where these words are in one piece, "" for words of no character.

    The last run may go on in the text; the first may begin inside one.
    """
    runs = plain(words).split()
    if not runs:
        return ""
    tokens = [token for run in runs[:-1] for token in (*_pairs(run, is_last=True), GAP)]
    last = runs[-1]
    if len(last) > 1:
        return '"' + " ".join([*tokens, *_pairs(last, is_last=False)]) + '"'
    return '"' + " ".join([*tokens, last]) + '" *'


def _pairs(run: str, *, is_last: bool) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*pairs, run[-1]] if is_last else pairs
