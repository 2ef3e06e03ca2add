"""Turns a query into an SQL condition on single items, or on promises together with their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from summarise.corpus.bigrams import phrase
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import CERTAINTIES, KINDS, NO_DAY, day_number
from summarise.corpus.query import VERDICTS, Due, Query
from summarise.due import DUE_SOON, NO_DEADLINE, NOT_DUE, OVERDUE, SOON
from summarise.wording import NOT_LOOKED_AT

__all__ = ["EVERY_ITEM", "WORD", "Scope", "conditions", "selects"]

WORD = f"coalesce((select word from verdict where verdict.item = item.id), '{NOT_LOOKED_AT}')"
"""SQL expression for the verdict of a person on an item, or on the commitment of a target; 待核实 without one."""
_Part = tuple[Any, ...]
"""A condition, and the values of its marks."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a row of the result is, and which replies are left out."""

    whole: bool = False
    """True if a row is a promise with its targets, found also by a target's deadline; false if it is a single item."""
    without: tuple[str, ...] = ()
    """Names of texts (first ten digits of the hash) whose items are left out."""


EVERY_ITEM = Scope()


def selects(corpus: Corpus, query: Query, today: date, scope: Scope, columns: str) -> tuple[str, tuple[Any, ...]]:
    """Return an SQL select of the items that a query with words finds, and the values for its placeholders.

    It reads the items that have the rarest of the words, once for each place where a word may stand, and checks there
    all else; an item with a word in two places is returned twice.
    """
    groups = query.all_of
    if len(groups) > 1:
        groups = tuple(sorted(groups, key=lambda group: corpus.number_with(_any_of(group))))
    rest, values = conditions(corpus, query, today, scope, groups[1:])
    words = _any_of(groups[0])
    # Of promises alone there is an index by number; without it each target would be read and left again.
    index = "indexed by item_head" if scope.whole and not query.kinds else "not indexed"
    parts = [f"select {columns} from {source} and {rest}" for source in _sources(query, scope.whole, index)]
    return " union all ".join(parts), (words, *values) * len(parts)


def conditions(
    corpus: Corpus,
    query: Query,
    today: date,
    scope: Scope = EVERY_ITEM,
    groups: Sequence[Sequence[str]] | None = None,
) -> tuple[str, tuple[Any, ...]]:
    """Return an SQL condition on the table `item` for a query, and the values for its placeholders.

    `today` is the day from which due and overdue are counted. `groups` are the words to ask for, all of the query's if
    it is None.
    """
    whole, without = scope.whole, scope.without
    parts: list[_Part] = [("item.holder is null",)] if whole else []
    if without:
        parts.append((f"item.letter not in (select id from letter where text in ({_marks(len(without))}))", *without))
    if query.reference:
        found = corpus.item(str(query.reference))
        parts.append(("item.id = ?", found["id"] if found else 0))
    else:
        asked = query.all_of if groups is None else groups
        # What is checked of each item that has the words: first what the item's own row decides.
        parts += [*_of_item(query), *_of_deadlines(query, today, whole=whole), _NEWEST]
        parts += [
            *_of_words(query, asked, whole=whole),
            *_of_letter(corpus, query, whole=whole),
            *_of_findings(corpus, query),
        ]
    return " and ".join(part[0] for part in parts), tuple(value for part in parts for value in part[1:])


_NEWEST = ("item.letter not in (select id from letter where version_of is not null)",)
_OWN = "select rowid from words where words match ?"
_OF_WORDS = "words cross join item {index} on item.id = words.rowid where words match ?"
_HELD = (
    "item head cross join item {index} on item.id between head.id + 1 and head.id + head.parts "
    f"where head.id in ({_OWN})"
)
_HEADED = (
    "heading cross join item {index} on item.id between heading.first and heading.last "
    "where heading.first in (select rowid from heading_words where heading_words match ?)"
)
_SHARED = (
    "letter cross join item {index} on item.id between letter.{begin} and letter.last "
    "where letter.id in (select rowid from letter_words where letter_words match ?)"
)
_IS_HEAD = " and item.holder is null"


def _sources(query: Query, whole: bool, index: str = "not indexed") -> tuple[str, ...]:
    """Tables and conditions for items whose own words match, their heading's, their letter's or their commitment's.

    The last are left out where a row is a commitment with its targets. `index` says by which index items are read.
    """
    shape = {"begin": "first" if "m" in query.kinds else "promises", "index": index}
    own, headed, shared, held = (part.format(**shape) for part in (_OF_WORDS, _HEADED, _SHARED, _HELD))
    heads = (own, f"{headed}{_IS_HEAD}", f"{shared}{_IS_HEAD}")
    return heads if whole else (own, headed, shared, held)


def _matching(query: Query, whole: bool) -> str:
    return " union all ".join(f"select item.id from {source}" for source in _sources(query, whole))


def _any_of(words: Sequence[str]) -> str:
    return " OR ".join(phrase(word) for word in words)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _of_words(query: Query, groups: Sequence[Sequence[str]], *, whole: bool) -> Iterator[_Part]:
    times = 3 if whole else 4
    for group in groups:
        yield f"item.id in ({_matching(query, whole)})", *(_any_of(group),) * times
    for word in query.none_of:
        yield f"item.id not in ({_matching(query, whole)})", *(phrase(word),) * times


def _of_letter(corpus: Corpus, query: Query, *, whole: bool) -> Iterator[_Part]:
    head = "item.id" if whole else "coalesce(item.holder, item.id)"
    for body in query.bodies:
        named = f"{head} in ({_OWN})"
        counted = _letters("instr(normal, ?)")
        yield f"({counted} or {named})", corpus.bodies.normal(body), f"body : ({phrase(body)})"
    yield from ((_letters("instr(session, ?)"), session) for session in query.sessions)
    yield from ((_letters("instr(number, ?)"), number) for number in query.numbers)
    yield from ((_letters("substr(issued, 1, 4) = ?"), year) for year in query.years)


def _letters(where: str) -> str:
    return f"item.letter in (select id from letter where {where})"


def _of_item(query: Query) -> Iterator[_Part]:
    if query.kinds:
        yield f"item.kind in ({_marks(len(query.kinds))})", *map(KINDS.index, query.kinds)
    else:
        yield ("item.kind > 0",)
    if query.certainties:
        yield f"item.certainty in ({_marks(len(query.certainties))})", *map(CERTAINTIES.index, query.certainties)


def _of_deadlines(query: Query, today: date, *, whole: bool) -> Iterator[_Part]:
    day, soon = today.isoformat(), (today + SOON).isoformat()
    spans = {OVERDUE: Due(last=_before(today)), DUE_SOON: Due(day, soon), NOT_DUE: Due(first=day)}
    spans[NO_DEADLINE] = Due(is_none=True)
    for due in (*query.due, *(spans[state] for state in query.states if state in spans)):
        yield _within(due, whole=whole, among_all=not query.all_of)


def _of_findings(corpus: Corpus, query: Query) -> Iterator[_Part]:
    """Yield what people found of an item, and whether a later reply was seen."""
    for state in query.states:
        if state == NOT_LOOKED_AT:
            yield "item.id not in (select item from verdict where word <> ?)", NOT_LOOKED_AT
        elif state == "已核实":
            yield "item.id in (select item from verdict where word <> ?)", NOT_LOOKED_AT
        elif state in VERDICTS:
            yield "item.id in (select item from verdict where word = ?)", state
        elif state in {"有后续答复", "未见后续答复"}:
            corpus.look_for_later_replies()
            yield (f"item.letter {'not ' if state == '未见后续答复' else ''}in (select letter from later)",)


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def _within(due: Due, *, whole: bool, among_all: bool) -> _Part:
    """Whether an item, or with `whole` it or one of its targets, has such a deadline.

    Where no word chooses (`among_all`), those that have one are looked up; else each that was found is looked at.
    """
    if due.is_none:
        return f"item.{'first' if whole else 'due'} = ?", NO_DAY
    span = (day_number(due.first) if due.first else -NO_DAY, day_number(due.last) if due.last else NO_DAY - 1)
    if not whole:
        return "item.due between ? and ?", *span
    if not due.first:  # the earliest day of a promise and its targets stands in its row
        return "item.first <= ?", span[1]
    if among_all:
        heads = "select id from item where holder is null and kind > 0 and due between ? and ?"
        held = f"select holder from item where holder is not null and due < {NO_DAY} and due between ? and ?"
        return f"item.id in ({heads} union {held})", *span, *span
    held = (
        "exists(select 1 from item part where part.id between item.id + 1 and item.id + item.parts "
        "and part.due between ? and ?)"
    )
    return f"item.first <= ? and (item.due between ? and ? or {held})", span[1], *span, *span
