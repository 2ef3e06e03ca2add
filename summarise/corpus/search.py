"""Items of a corpus that a query finds, in the order of their deadlines, with counts."""

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
"""Letters whose items are kept while rows are read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One promise or measure, and what its letter says of it."""

    place: str
    local: str
    kind: str
    what: str
    amount: str
    unit: str
    responsible: str
    certainty: str
    due: str
    holder: str
    letter: int
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
    verdict: str = ""
    """What a person found of a promise; "" for a measure."""

    @property
    def said(self) -> str:
        """The summary; of a target what it counts, and the number."""
        return f"{self.what}：{self.amount}" if self.kind == "t" else self.what


@dataclass(frozen=True, slots=True)
class Found:
    """The first rows, how many there are, and how they spread."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    """By 单位, 时限 (year), 力度, 状态 and 核实: a value and its rows, most first; empty for more than 20,000 rows."""


def search(corpus: Corpus, query: Query, today: date, *, rows: slice = slice(0, 50)) -> Found:
    """Return what a query finds, earliest deadline first, what has none last.

    Args:
        corpus: the index.
        query: what to find; measures are left out unless it asks for them.
        today: the day that decides what is due.
        rows: which rows, by their places in the order.

    Raises:
        InputError: the search took too long.

    """
    found = matches(corpus, query, today, rows)
    items = lru_cache(_KEPT)(lambda letter: _items(corpus, letter))
    hits = tuple(_hit(row, items(row["letter"]), today) for row in found.rows)
    return Found(hits, found.total, found.facets)


def _items(corpus: Corpus, letter: int) -> Mapping[tuple[str, int, int], Item]:
    """Return the items of a letter, as its record has them."""
    entry = entries_of(corpus.record(letter), 0, 0, corpus.bodies)
    return {(item.kind, item.start, item.turn): item for item in entry.items}


def _hit(row: Mapping[str, Any], items: Mapping[tuple[str, int, int], Item], today: date) -> Hit:
    item = items[KINDS[row["kind"]], row["start"], row["turn"]]
    values = {name: row[name] for name in Hit.__dataclass_fields__ if name in row}
    values |= {name: getattr(item, name) for name in _OF_ITEM}
    if item.kind == "m":
        return Hit(**values, state="")
    return Hit(**values, state=state_of(item.due, today), verdict=row["word"])
