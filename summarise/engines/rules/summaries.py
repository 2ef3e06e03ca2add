"""Summarise a long sentence by some of its whole clauses, in order, with … for each gap."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarise.engines.rules.acts import states_an_act
from summarise.engines.rules.labels import Judged
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern
from summarise.selection import LONGEST_OF_THE_RULES

__all__ = ["summary_of"]

_KEEPS = matcher("keeps")
_CLAUSE = lazy_pattern(r"[^，；:]*[，；:]*")
_LONGEST_LEAD = 8
_PAUSES = "，；:、 "
_LEFT_OUT = "…"


class _Clause(NamedTuple):
    start: int
    end: int
    text: str

    def holds(self, start: int, end: int) -> bool:
        """Return True if the clause overlaps the span from `start` to `end` (exclusive)."""
        return self.start < end and start < self.end


def summary_of(source: str, one: Judged, held: Iterable[tuple[int, int]], part: tuple[int, int] | None = None) -> str:
    """Return a summary of at most `LONGEST_OF_THE_RULES` characters; "" if none is needed or possible.

    No summary is needed for a short sentence. None is possible if the clauses that must be kept are too long.

    Args:
        source: the document text as it is written.
        one: the sentence.
        held: offsets in the document (start, exclusive end) of numbers and dates that must be in the summary.
        part: offsets in `one.text` of the part that the item is about; None for all of it.

    """
    text = one.text.rstrip("。；; ")
    if len(text) <= LONGEST_OF_THE_RULES:
        return ""
    first, last = part or (0, len(text))
    clauses = [
        _Clause(found.start(), found.end(), found.group())
        for found in _CLAUSE.finditer(text, first, min(last, len(text)))
        if found.group()
    ]
    if not clauses:
        return ""
    spans = [(one.wording.offset(start), one.wording.offset(end)) for start, end in held]
    kept_words = {at for at, clause in enumerate(clauses) if _KEEPS.search(clause.text)}
    needed = _holding(clauses, spans) | kept_words | _with_the_act(one, clauses)
    if _length(clauses, needed) > LONGEST_OF_THE_RULES:
        return ""
    kept = _filled(clauses, needed)
    whole = len(kept) == len(clauses)
    return "" if whole and part is None else _written(source, one, clauses, sorted(kept), len(text))


def _holding(clauses: Sequence[_Clause], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the indices of the clauses that overlap a span."""
    ends = [clause.end for clause in clauses]
    found: set[int] = set()
    for start, end in spans:
        at = bisect_right(ends, start)
        while at < len(clauses) and clauses[at].start < end:
            found.add(at)
            at += 1
    return found


def _with_the_act(one: Judged, clauses: Sequence[_Clause]) -> set[int]:
    """Return the indices of the clause with the promising or reporting words, and of the next clause with an act."""
    found = one.marks.promise if one.label in ("commitment", "both") else one.marks.report
    at = next((at for at, clause in enumerate(clauses) if found and clause.holds(*found.match.span())), 0)
    acts = (other for other in range(at, len(clauses)) if states_an_act(clauses[other].text))
    return {at, next(acts, at)}


def _filled(clauses: Sequence[_Clause], needed: set[int]) -> set[int]:
    """Return the needed clauses with further clauses that fit into the length limit, the introductory ones first."""
    kept = set(needed)
    first = min(needed)
    order = sorted(range(len(clauses)), key=lambda at: (at < first and len(clauses[at].text) > _LONGEST_LEAD, at))
    for at in order:
        if at not in kept and _length(clauses, kept | {at}) <= LONGEST_OF_THE_RULES:
            kept.add(at)
    return kept


def _length(clauses: Sequence[_Clause], kept: set[int]) -> int:
    gaps = sum(1 for at in kept if at - 1 not in kept) + (len(clauses) - 1 not in kept)
    return sum(len(clauses[at].text) for at in kept) + gaps


def _written(source: str, one: Judged, clauses: Sequence[_Clause], kept: Sequence[int], length: int) -> str:
    """Return the kept clauses in the original characters of the text, with … for each gap."""
    written = _LEFT_OUT if clauses[kept[0]].start else ""
    for before, at in zip([kept[0] - 1, *kept[:-1]], kept, strict=True):
        if at != before + 1:
            written = written.rstrip(_PAUSES) + _LEFT_OUT
        start, end = one.wording.place(clauses[at].start), one.wording.place(clauses[at].end - 1) + 1
        written += source[start:end].replace("*", "")
    written = written.rstrip("，；:、 ,;：")
    return written if clauses[kept[-1]].end >= length else written + _LEFT_OUT
