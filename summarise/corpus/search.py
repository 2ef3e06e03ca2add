"""Rows of a corpus that a query finds, in the order of their deadlines, with counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from summarise.corpus.bigrams import phrase
from summarise.corpus.index import Corpus
from summarise.corpus.query import Query

__all__ = ["SOON", "Found", "Hit", "search", "state_of"]

SOON = timedelta(days=90)
"""How far ahead a deadline is near."""
_COLUMNS = (
    "item.id, item.place, item.local, item.kind, item.what, item.amount, item.unit, item.responsible, item.certainty, "
    "item.due, item.holder, item.letter, letter.text, letter.source, letter.title, letter.issuer, letter.normal, "
    "letter.issued, letter.number, letter.proposal, letter.session, letter.url"
)
_LATER = (
    "exists(select 1 from letter later where later.issued > letter.issued and later.version_of is null and "
    "((later.normal = letter.normal and later.normal <> '') or (later.proposal = letter.proposal and "
    "later.proposal <> '' and later.session = letter.session)))"
)


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


@dataclass(frozen=True, slots=True)
class Found:
    """The first rows, how many there are, and how they spread."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    """By 单位, 时限 (year), 力度 and 状态: a value and its rows, most first."""


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
    where, values = _conditions(corpus, query, today)
    source = f"from item join letter on letter.id = item.letter where {where}"
    first, last = rows.start or 0, rows.stop
    order = "order by item.due = '', item.due, item.id limit ? offset ?"
    found = corpus.select(f"select {_COLUMNS} {source} {order}", (*values, last - first, first))
    hits = tuple(_hit(row, today) for row in found)
    [count] = corpus.select(f"select count(*) as number {source}", values)
    spread = _facets(corpus, source, values, today) if facets else {}
    return Found(hits, int(count["number"]), spread)


def state_of(due: str, today: date) -> str:
    """Return what code knows of a deadline: 未到期, 即将到期, 已到期 or 无确定时限."""
    if not due:
        return "无确定时限"
    if due < today.isoformat():
        return "已到期"
    return "即将到期" if due <= (today + SOON).isoformat() else "未到期"


def _hit(row: Mapping[str, Any], today: date) -> Hit:
    values = {name: row[name] for name in Hit.__dataclass_fields__ if name in row}
    return Hit(**values, state=state_of(row["due"], today) if row["kind"] != "m" else "")


def _conditions(corpus: Corpus, query: Query, today: date) -> tuple[str, tuple[Any, ...]]:
    """The query as SQL: parts that all hold, and the values in them."""
    if query.reference:
        return "item.place = ?", (str(query.reference),)
    parts = [("letter.version_of is null",), *_of_words(query), *_of_letter(corpus, query), *_of_item(query, today)]
    return " and ".join(part[0] for part in parts), tuple(value for part in parts for value in part[1:])


_Part = tuple[str, ...]
"""A condition, and the values of its marks."""


def _of_words(query: Query) -> Iterator[_Part]:
    if words := _words(query):
        yield "item.id in (select rowid from words where words match ?)", words
    for word in query.none_of:
        yield "item.id not in (select rowid from words where words match ?)", phrase(word)


def _of_letter(corpus: Corpus, query: Query) -> Iterator[_Part]:
    for body in query.bodies:
        yield "(instr(letter.normal, ?) or instr(item.responsible, ?))", corpus.bodies.normal(body), body
    yield from (("instr(letter.session, ?)", session) for session in query.sessions)
    yield from (("instr(letter.number, ?)", number) for number in query.numbers)
    yield from (("substr(letter.issued, 1, 4) = ?", year) for year in query.years)


def _of_item(query: Query, today: date) -> Iterator[_Part]:
    if query.kinds:
        yield f"item.kind in ({', '.join('?' * len(query.kinds))})", *query.kinds
    else:
        yield ("item.kind <> 'm'",)
    if query.certainties:
        yield f"item.certainty in ({', '.join('?' * len(query.certainties))})", *query.certainties
    for due in query.due:
        if due.is_none:
            yield ("item.due = ''",)
        else:
            yield "item.due <> '' and item.due >= ? and item.due <= ?", due.first, due.last or "9999"
    yield from (_state(state, today) for state in query.states)


def _words(query: Query) -> str:
    groups = [" OR ".join(phrase(word) for word in group) for group in query.all_of]
    return " AND ".join(f"({group})" for group in groups)


def _state(state: str, today: date) -> tuple[str, ...]:
    day, soon = today.isoformat(), (today + SOON).isoformat()
    return {
        "无确定时限": ("item.due = ''",),
        "已到期": ("item.due <> '' and item.due < ?", day),
        "即将到期": ("item.due >= ? and item.due <= ?", day, soon),
        "未到期": ("item.due >= ?", day),
        "有后续答复": (_LATER,),
        "未见后续答复": (f"not {_LATER}",),
    }[state]


def _facets(corpus: Corpus, source: str, values: tuple[Any, ...], today: date) -> Mapping[str, Mapping[str, int]]:
    rows = corpus.select(
        f"select letter.issuer as body, item.due as due, item.certainty as certainty, count(*) as number {source} "
        "group by letter.issuer, item.due, item.certainty",
        values,
    )
    facets: dict[str, dict[str, int]] = {"单位": {}, "时限": {}, "力度": {}, "状态": {}}
    for row in rows:
        for name, value in (
            ("单位", row["body"]),
            ("时限", row["due"][:4] or "无"),
            ("力度", row["certainty"]),
            ("状态", state_of(row["due"], today)),
        ):
            if value:
                facets[name][value] = facets[name].get(value, 0) + row["number"]
    return {name: dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))) for name, found in facets.items()}
