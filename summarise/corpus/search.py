"""Searches a corpus for items, sorts them by deadline, and counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from summarise.corpus.entries import Item, entries_of
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import KINDS
from summarise.corpus.matches import matches
from summarise.corpus.query import Query
from summarise.due import state_of

__all__ = ["Found", "Hit", "search"]

_OF_ITEM = ("place", "local", "kind", "what", "amount", "unit", "responsible", "certainty", "due", "holder")
_KEPT = 64
"""Maximum number of letters whose items are kept in memory while rows are read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One promise or measure that a search found, with facts about its letter.

    The fields without a description are those of `Item` and `Letter` in `summarise.corpus.entries`.
    """

    place: str
    """Reference of the item."""
    local: str
    """Id of the item in its record."""
    kind: str
    """c for a commitment, t for a target, m for a measure."""
    what: str
    amount: str
    unit: str
    responsible: str
    certainty: str
    due: str
    holder: str
    letter: int
    """Number of the letter in the index."""
    text: str
    source: str
    title: str
    issuer: str
    issued: str
    number: str
    proposal: str
    session: str
    url: str
    state: str
    """State of the deadline in Chinese (past, near, or to come); "" for a measure."""
    verdict: str = ""
    """A person's verdict on a promise; "" for a measure."""

    @property
    def said(self) -> str:
        """The summary of the item; for a target, its indicator and its number."""
        return f"{self.what}：{self.amount}" if self.kind == "t" else self.what


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search: the requested rows, and counts of all rows found."""

    hits: tuple[Hit, ...]
    total: int
    """Number of all rows found."""
    facets: Mapping[str, Mapping[str, int]]
    """Number of rows by value of 单位 (body), 时限 (year), 力度 (certainty), 状态 (state) and 核实 (verdict).

    A row may count for several values (see `Matches.facets`). The most frequent value comes first. The mapping is empty
    if more than 20,000 rows were found.
    """


def search(corpus: Corpus, query: Query, today: date, *, rows: slice = slice(0, 50)) -> Found:
    """Return the items that match a query, earliest deadline first and items without a date last.

    Args:
        corpus: the index.
        query: the conditions on items; measures are left out unless the query includes their kind.
        today: the date that decides which deadlines are near or past.
        rows: which rows of the result to return, from 0.

    Raises:
        InputError: the search took longer than two seconds, or the records were changed during it.

    """
    found = matches(corpus, query, today, rows)
    items = lru_cache(_KEPT)(lambda letter: _items(corpus, letter))
    hits = tuple(_hit(row, items(row["letter"]), today) for row in found.rows)
    return Found(hits, found.total, found.facets)


def _items(corpus: Corpus, letter: int) -> Mapping[tuple[str, int, int], Item]:
    """Return the items of a letter's record by kind, start and turn."""
    entry = entries_of(corpus.record(letter), 0, 0, corpus.bodies)
    return {(item.kind, item.start, item.turn): item for item in entry.items}


def _hit(row: Mapping[str, Any], items: Mapping[tuple[str, int, int], Item], today: date) -> Hit:
    item = items[KINDS[row["kind"]], row["start"], row["turn"]]
    values = {name: row[name] for name in Hit.__dataclass_fields__ if name in row}
    values |= {name: getattr(item, name) for name in _OF_ITEM}
    if item.kind == "m":
        return Hit(**values, state="")
    return Hit(**values, state=state_of(item.due, today), verdict=row["word"])
