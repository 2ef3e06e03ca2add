"""Find the clauses that state the size (cost, area, length) of a project that is not built yet."""

from __future__ import annotations

from typing import NamedTuple

from summarise.engines.rules.lexicon import Found, matcher
from summarise.engines.rules.wording import quoteless
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Sized", "size_ahead", "size_of_a_plan"]

_SIZE, _AHEAD, _BUILT = matcher("project_size"), matcher("project_ahead"), matcher("project_built")
_PLANNED = "planned"
"""Name of the lexicon entry for words that are never used of a finished project."""
_STOPS = "，；。"
_CLAUSE = lazy_pattern(f"[^{_STOPS}]+[{_STOPS}]?")
_REACH = 80
"""Maximum number of characters of a clause that are read in front of the words found in it."""
_ENDS = lazy_pattern(r"目前|现[已在正阶]|已|截|但|因|由于|待|我|资金来源")
"""Words at the beginning of a clause that no longer states the size."""
_TO_COME = lazy_pattern(r"预计|计划|将|拟|力争|确保|争取|待|年底|可$|[年月]内?$")


class Sized(NamedTuple):
    """The clauses that state a size, as offsets in the normalised sentence (`end` exclusive).

    `found` holds the words with which the size begins.
    """

    start: int
    end: int
    found: Found


def size_ahead(text: str) -> Sized | None:
    """Return the clauses of `text` with a project's size if `text` says that construction has not begun; else None."""
    text = quoteless(text)
    return _told(text) if _AHEAD.search(text) and not _is_built(text) else None


def size_of_a_plan(text: str) -> Sized | None:
    """Return the clauses of `text` with a size in words that only plans use (总投资, 设计规模).

    Return None if there are none, or if the sentence says that something is built already.
    """
    sized = _told(text)
    return sized if sized and sized.found.entry and sized.found.entry.name == _PLANNED and not _is_built(text) else None


def _told(text: str) -> Sized | None:
    found = _SIZE.search(text)
    if found is None:
        return None
    start = _clause_start(text, found)
    for clause in _CLAUSE.finditer(text, found.match.end()):
        begin = clause.start()
        if text[begin - 1] in _STOPS and _ENDS.match(clause.group()):
            return Sized(start, begin, found)
    return Sized(start, len(text), found)


def _is_built(text: str) -> bool:
    return any(
        not _TO_COME.search(text[_clause_start(text, found) : found.match.start()]) for found in _BUILT.each(text)
    )


def _clause_start(text: str, found: Found) -> int:
    at = found.match.start()
    first = max(0, at - _REACH)
    return max(first, *(text.rfind(stop, first, at) + 1 for stop in _STOPS))
