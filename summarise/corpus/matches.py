"""Finds the items that match a query: one page of them sorted by deadline, their number, and counts by value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from summarise.corpus.conditions import EVERY_ITEM, WORD, Scope, conditions, in_the_promise, selects
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import CERTAINTIES, NO_DAY, day_of
from summarise.corpus.query import HITS, Query
from summarise.corpus.short_names import with_full_names
from summarise.due import DUE_SOON, NOT_DUE, state_of
from summarise.wording import NOT_LOOKED_AT

__all__ = ["Matches", "matches"]

_MOST_COUNTED = 20_000
"""Maximum number of items for which `Matches.facets` is computed."""
_COLUMNS = "item.id, item.due, item.letter, item.certainty"
_SHOWN = (
    "item.id, item.kind, item.start, item.turn, item.letter, letter.text, letter.source, letter.title, letter.issuer, "
    f"letter.issued, letter.number, letter.proposal, letter.session, letter.url, {WORD} as word"
)


@dataclass(frozen=True, slots=True)
class Matches:
    """The result of a query."""

    rows: tuple[Mapping[str, Any], ...]
    """The items of the requested page: kind, start and turn of each, and the values of its letter in the index."""
    total: int
    """Number of all items found."""
    facets: Mapping[str, Mapping[str, int]]
    """Number of items by value of 单位 (body), 时限 (year), 力度 (certainty), 状态 (state), 核实 (verdict) and 命中.

    The number of a year or a state is that of the items that the query 时限:YEAR or 状态:STATE finds among these: a
    promise with targets due in other years counts in each, and 未到期 includes 即将到期. The most frequent value comes
    first. 命中 is left out unless some items have a word of the query only in the proposal's title. The mapping is
    empty if more than 20,000 items were found.
    """
    by_title: frozenset[int] = frozenset()
    """Ids of the items of the page, and maybe others, that have a word only in the topic or title of the proposal."""


def matches(
    corpus: Corpus,
    query: Query,
    today: date,
    page: slice,
    scope: Scope = EVERY_ITEM,
) -> Matches:
    """Return the items that match a query, earliest deadline first and items without a date last.

    Args:
        corpus: the index.
        query: the conditions on items.
        today: the date that decides which deadlines are near or past.
        page: which rows of the result to return, from 0; for an empty slice `facets` is empty too.
        scope: whether a row is one item, or a commitment with all its targets; and which replies are left out.

    Raises:
        SearchTooLong: the search took longer than two seconds.

    """
    query = with_full_names(corpus, query)
    first, last = page.start or 0, page.stop
    source, given = "found as item", ()
    if query.all_of and not query.reference:  # what words choose is kept, and its page taken from there
        total = corpus.gather(*selects(corpus, query, today, scope, _COLUMNS))
    else:  # everything is walked in the order of the index, as far as the page goes
        where, given = conditions(corpus, query, today, scope)
        source = f"item where {where}"
        [counted] = corpus.select(f"select count(*) as number from {source}", given)
        total = int(counted["number"])
        if first < last and total <= _MOST_COUNTED:
            corpus.gather(f"select {_COLUMNS} from {source}", given)
    found = f"select item.id from {source} order by item.due, item.id limit ? offset ?"
    rows = corpus.select(
        f"select {_SHOWN} from ({found}) as page join item on item.id = page.id join letter on letter.id = item.letter "
        "order by item.due, item.id",
        (*given, last - first, first),
    )
    is_counted = first < last and total <= _MOST_COUNTED
    facets = _spread(corpus, today, scope.whole) if is_counted else {}
    if not query.all_of or query.reference or not rows:
        return Matches(tuple(rows), total, facets)
    named, *values = in_the_promise(query, whole=scope.whole)
    shown = [int(row["id"]) for row in rows]
    among = "select id from found" if is_counted else "select value as id from json_each(?)"
    titled = _ids(
        corpus,
        f"select id from ({among}) as item where not {named}",
        *([] if is_counted else [json.dumps(shown)]),
        *values,
    )
    if is_counted and titled:
        facets = {**facets, "命中": {HITS[0]: total - len(titled), HITS[1]: len(titled)}}
    return Matches(tuple(rows), total, facets, titled)


def _ids(corpus: Corpus, statement: str, *values: Any) -> frozenset[int]:
    return frozenset(int(row["id"]) for row in corpus.select(statement, values))


def _spread(corpus: Corpus, today: date, whole: bool) -> Mapping[str, Mapping[str, int]]:
    """Return how many items of the table `found` have each value; the result is `Matches.facets`.

    With `whole`, the deadlines of an item's targets count too.
    """
    facets: dict[str, dict[str, int]] = {"单位": {}, "时限": {}, "力度": {}, "状态": {}, "核实": {}}

    def add(name: str, value: str, number: int) -> None:
        if value:
            facets[name][value] = facets[name].get(value, 0) + number

    bodies = "(select letter, count(*) as times from found group by letter) as of_letter"
    for row in corpus.select(f"select issuer, times from {bodies} join letter on letter.id = of_letter.letter"):
        add("单位", row["issuer"], row["times"])
    for days, number in _deadlines(corpus, whole):
        for year in {day[:4] or "无" for day in days}:
            add("时限", year, number)
        for state in _states(days, today):
            add("状态", state, number)
    for row in corpus.select("select certainty, count(*) as number from found group by certainty"):
        add("力度", CERTAINTIES[row["certainty"]], row["number"])
    for row in corpus.select("select word, count(*) as number from found left join verdict on item = id group by word"):
        add("核实", row["word"] or NOT_LOOKED_AT, row["number"])
    return {name: dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))) for name, found in facets.items()}


def _deadlines(corpus: Corpus, whole: bool) -> Iterator[tuple[frozenset[str], int]]:
    """Yield sets of deadlines (ISO dates, "" for none), each with the number of items of `found` that have it.

    With `whole`, the deadlines of an item's targets belong to its set.
    """
    held: dict[int, set[int]] = {}
    if whole:
        parts = (
            "select head.id, head.due, part.due as other from found join item head on head.id = found.id "
            "join item part on part.id between head.id + 1 and head.id + head.parts "
            "where part.due <> ? and part.due <> head.due"
        )
        for row in corpus.select(parts, (NO_DAY,)):
            held.setdefault(row["id"], {row["due"]} - {NO_DAY}).add(row["other"])
    alone = Counter(row["due"] for row in corpus.select("select id, due from found") if row["id"] not in held)
    yield from ((frozenset({day_of(due)}), number) for due, number in alone.items())
    yield from ((frozenset(map(day_of, days)), 1) for days in held.values())


def _states(days: frozenset[str], today: date) -> frozenset[str]:
    """Return the states that a query finds a promise with these deadlines under: 未到期 includes 即将到期."""
    states = {state_of(day, today) for day in days}
    return frozenset(states | ({NOT_DUE} if DUE_SOON in states else set()))
