"""A query as a condition of SQL, over items one by one or over promises with all of their targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from summarise.corpus.bigrams import phrase
from summarise.corpus.index import Corpus
from summarise.corpus.query import VERDICTS, Due, Query
from summarise.due import DUE_SOON, NO_DEADLINE, NOT_DUE, OVERDUE, SOON
from summarise.wording import NOT_LOOKED_AT

__all__ = ["FROM", "WORD", "conditions"]

FROM = "from item join letter on letter.id = item.letter"
WORD = (
    "coalesce((select word from verdict where verdict.item = item.id), "
    "(select word from verdict where verdict.item = item.holder), '待核实')"
)
"""What a person found of an item, or of the commitment that holds it."""
_LATER = (
    "exists(select 1 from letter later where later.issued > letter.issued and later.version_of is null and "
    "later.normal = letter.normal and later.normal <> '') or "
    "exists(select 1 from letter later where later.issued > letter.issued and later.version_of is null and "
    "later.proposal = letter.proposal and later.proposal <> '' and later.session = letter.session)"
)
_Part = tuple[Any, ...]
"""A condition, and the values of its marks."""


def conditions(
    corpus: Corpus, query: Query, today: date, *, whole: bool = False, without: Collection[str] = ()
) -> tuple[str, tuple[Any, ...]]:
    """Return the query as SQL, and the values in it.

    Args:
        corpus: the index.
        query: what to find.
        today: the day that decides what is due.
        whole: whether rows are promises, which a deadline of one of their targets lets in as well.
        without: names of texts (ten digits) of which nothing is to be told.

    """
    parts: list[_Part] = [("item.head",)] if whole else []
    if without:
        parts.append((f"letter.text not in ({_marks(len(without))})", *without))
    if query.reference:
        found = corpus.item(str(query.reference))
        parts.append(("item.id = ?", found["id"] if found else 0))
    else:
        parts += [("letter.version_of is null",), *_of_words(query, whole=whole), *_of_letter(corpus, query)]
        parts += [*_of_item(query), *_of_deadlines(query, today, whole=whole)]
    return " and ".join(part[0] for part in parts), tuple(value for part in parts for value in part[1:])


_OWN = "select rowid from words where words match ?"
_HELD = "select id from item where holder in (select rowid from words where words match ?)"
_SHARED = "select id from item where letter in (select rowid from letter_words where letter_words match ?)"


def _matching(whole: bool) -> str:
    """Items whose own words match, or those of their letter; where items are rows, those of their commitment too."""
    return " union all ".join((_OWN, _SHARED) if whole else (_OWN, _SHARED, _HELD))


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _of_words(query: Query, *, whole: bool) -> Iterator[_Part]:
    times = 2 if whole else 3
    for group in query.all_of:
        words = " OR ".join(phrase(word) for word in group)
        yield f"item.id in ({_matching(whole)})", *(words,) * times
    for word in query.none_of:
        yield f"item.id not in ({_matching(whole)})", *(phrase(word),) * times


def _of_letter(corpus: Corpus, query: Query) -> Iterator[_Part]:
    for body in query.bodies:
        named = f"coalesce(item.holder, item.id) in ({_OWN})"
        yield f"(instr(letter.normal, ?) or {named})", corpus.bodies.normal(body), f"body : ({phrase(body)})"
    yield from (("instr(letter.session, ?)", session) for session in query.sessions)
    yield from (("instr(letter.number, ?)", number) for number in query.numbers)
    yield from (("substr(letter.issued, 1, 4) = ?", year) for year in query.years)


def _of_item(query: Query) -> Iterator[_Part]:
    if query.kinds:
        yield f"item.kind in ({_marks(len(query.kinds))})", *query.kinds
    else:
        yield ("item.kind <> 'm'",)
    if query.certainties:
        yield f"item.certainty in ({_marks(len(query.certainties))})", *query.certainties


def _of_deadlines(query: Query, today: date, *, whole: bool) -> Iterator[_Part]:
    day, soon = today.isoformat(), (today + SOON).isoformat()
    spans = {OVERDUE: Due(last=_before(today)), DUE_SOON: Due(day, soon), NOT_DUE: Due(first=day)}
    for due in (*query.due, *(spans[state] for state in query.states if state in spans)):
        yield _within(due, whole=whole)
    for state in query.states:
        if state in VERDICTS:
            yield f"{WORD} = ?", state
        elif state == "已核实":
            yield f"{WORD} <> ?", NOT_LOOKED_AT
        elif state == NO_DEADLINE:
            yield _within(Due(is_none=True), whole=whole)
        elif state not in spans:
            yield (f"({_LATER})" if state == "有后续答复" else f"not ({_LATER})",)


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _within(due: Due, *, whole: bool) -> _Part:
    """Whether an item, or with `whole` it or one of its targets, has such a deadline."""
    if due.is_none:
        return ("item.due = ''" if not whole else "item.first = '9999-12-31'",)
    values = (due.first or "0", due.last or "9999-12-30")
    if not whole:
        return "item.due >= ? and item.due <= ?", *values
    held = "exists(select 1 from item part where part.holder = item.id and part.due >= ? and part.due <= ?)"
    return f"item.first <= ? and (item.due >= ? and item.due <= ? or {held})", values[1], *values, *values
