"""Items of a corpus that a query finds, in the order of their deadlines, with counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from summarise.corpus.conditions import FROM, WORD, conditions
from summarise.corpus.entries import Item, entries_of
from summarise.corpus.index import Corpus
from summarise.corpus.query import Query
from summarise.due import state_of

__all__ = ["Found", "Hit", "search", "spread"]

_COLUMNS = (
    "item.kind, item.start, item.turn, item.letter, letter.text, letter.source, letter.title, letter.issuer, "
    f"letter.issued, letter.number, letter.proposal, letter.session, letter.url, {WORD} as verdict"
)
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
    """By 单位, 时限 (year), 力度, 状态 and 核实: a value and its rows, most first."""


def search(corpus: Corpus, query: Query, today: date, *, rows: slice = slice(0, 50), facets: bool = True) -> Found:
    """Return what a query finds, earliest deadline first, what has none last.

    Args:
        corpus: the index.
        query: what to find; measures are left out unless it asks for them.
        today: the day that decides what is due.
        rows: which rows, by their places in the order.
        facets: whether to count how all rows spread.

    Raises:
        InputError: the search took too long.

    """
    where, values = conditions(corpus, query, today)
    source = f"{FROM} where {where}"
    first, last = rows.start or 0, rows.stop
    order = "order by item.due = '', item.due, item.id limit ? offset ?"
    found = corpus.select(f"select {_COLUMNS} {source} {order}", (*values, last - first, first))
    items = lru_cache(_KEPT)(lambda letter: _items(corpus, letter))
    hits = tuple(_hit(row, items(row["letter"]), today) for row in found)
    [count] = corpus.select(f"select count(*) as number {source}", values)
    counted = spread(corpus, source, values, today, due="item.due") if facets else {}
    return Found(hits, int(count["number"]), counted)


def _items(corpus: Corpus, letter: int) -> Mapping[tuple[str, int, int], Item]:
    """Return the items of a letter, as its record has them."""
    entry = entries_of(corpus.record(letter), 0, 0, corpus.bodies)
    return {(item.kind, item.start, item.turn): item for item, _ in entry.items}


def _hit(row: Mapping[str, Any], items: Mapping[tuple[str, int, int], Item], today: date) -> Hit:
    item = items[row["kind"], row["start"], row["turn"]]
    values = {name: row[name] for name in Hit.__dataclass_fields__ if name in row}
    values |= {name: getattr(item, name) for name in _OF_ITEM}
    if item.kind == "m":
        return Hit(**values | {"verdict": ""}, state="")
    return Hit(**values, state=state_of(item.due, today))


def spread(
    corpus: Corpus, source: str, values: Iterable[Any], today: date, *, due: str
) -> Mapping[str, Mapping[str, int]]:
    """Return how the rows of a select spread over bodies, years, firmness, states and what people found."""
    columns = f"letter.issuer as body, {due} as due, item.certainty as certainty, {WORD} as word"
    rows = corpus.select(f"select {columns}, count(*) as number {source} group by 1, 2, 3, 4", tuple(values))
    facets: dict[str, dict[str, int]] = {"单位": {}, "时限": {}, "力度": {}, "状态": {}, "核实": {}}
    for row in rows:
        for name, value in (
            ("单位", row["body"]),
            ("时限", row["due"][:4] or "无"),
            ("力度", row["certainty"]),
            ("状态", state_of(row["due"], today)),
            ("核实", row["word"]),
        ):
            if value:
                facets[name][value] = facets[name].get(value, 0) + row["number"]
    return {name: dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))) for name, found in facets.items()}
