"""Turns a query into an SQL condition on single items, or on promises together with their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from summarise.corpus.bigrams import phrase
from summarise.corpus.index import Corpus
from summarise.corpus.index_tables import CERTAINTIES, KINDS, NO_DAY, day_number, marks
from summarise.corpus.query import HITS, SUPERSEDED, VERDICTS, Due, Query
from summarise.corpus.short_names import full_names
from summarise.due import DUE_SOON, NO_DEADLINE, NOT_DUE, OVERDUE, SOON
from summarise.wording import NOT_LOOKED_AT

__all__ = ["EVERY_ITEM", "WORD", "Scope", "conditions", "in_the_promise", "selects"]

WORD = f"coalesce((select word from verdict where verdict.item = item.id), '{NOT_LOOKED_AT}')"
"""SQL expression for a person's verdict on an item, or on the commitment that a target belongs to; 待核实 if none."""
_Part = tuple[Any, ...]
"""An SQL condition, followed by the values for its placeholders."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Settings of a search: whether a row is a single item or a promise, and which replies are left out."""

    whole: bool = False
    """True: a row is a promise with its targets, and a target's deadline can match. False: a row is a single item."""
    without: tuple[str, ...] = ()
    """Names of the replies whose items are left out.

    A name is the first ten digits of the SHA-256 of the reply's text.
    """


EVERY_ITEM = Scope()


def selects(corpus: Corpus, query: Query, today: date, scope: Scope, columns: str) -> tuple[str, tuple[Any, ...]]:
    """Return an SQL select of the items in `corpus` that match a query with words, and the values for its placeholders.

    The select looks up the rarest word of the query in the index and checks the other conditions on the items found. An
    item is returned twice if the word is in two places, such as its own text and its heading.

    `today` and `scope` have the same meaning as in `conditions`; `columns` are the selected columns, in SQL.
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
    """Return an SQL condition on the table `item` of `corpus` for a query, and the values for its placeholders.

    `today` decides which deadlines are near or past. `scope` says whether the condition is on single items or on
    promises, and which replies are left out. `groups` replaces the query's groups of words (`Query.all_of`); None means
    all of them.
    """
    whole, without = scope.whole, scope.without
    parts: list[_Part] = [("item.holder is null",)] if whole else []
    if without:
        parts.append((f"item.letter not in (select id from letter where text in ({marks(without)}))", *without))
    if query.reference:
        found = corpus.item(str(query.reference))
        parts.append(("item.id = ?", found["id"] if found else 0))
    else:
        asked = query.all_of if groups is None else groups
        # What is checked of each item that has the words: first what the item's own row decides.
        parts += [*_of_item(query), *_of_deadlines(query, today, whole=whole)]
        parts.append(_OLDER if SUPERSEDED in query.states else _NEWEST)
        parts += [
            *_of_words(query, asked, whole=whole),
            *_of_hits(query, whole=whole),
            *_of_letter(corpus, query, whole=whole),
            *_of_findings(corpus, query),
        ]
    return " and ".join(part[0] for part in parts), tuple(value for part in parts for value in part[1:])


_NEWEST = ("item.letter not in (select id from letter where version_of is not null)",)
_OLDER = ("item.letter in (select id from letter where version_of is not null)",)
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
_UNTITLED = "letter_words match '{issuer proposal} : (' || ? || ')'"
"""Condition on the words of a letter that leaves out the topic and the title of its proposal."""


def _sources(query: Query, whole: bool, index: str = "not indexed") -> tuple[str, ...]:
    """Return the SQL sources of items that contain the first group of words, one source for each place of the words.

    The places are the item itself, its heading, its letter and its commitment. The last place is left out if a row is a
    promise with its targets (`whole`). `index` is the SQL clause that names the index for reading items.
    """
    shape = {"begin": "first" if "m" in query.kinds else "promises", "index": index}
    own, headed, shared, held = (part.format(**shape) for part in (_OF_WORDS, _HEADED, _SHARED, _HELD))
    heads = (own, f"{headed}{_IS_HEAD}", f"{shared}{_IS_HEAD}")
    return heads if whole else (own, headed, shared, held)


def _matching(query: Query, whole: bool) -> str:
    return " union all ".join(f"select item.id from {source}" for source in _sources(query, whole))


def _any_of(words: Sequence[str]) -> str:
    return " OR ".join(phrase(word) for word in words)


def _of_words(query: Query, groups: Sequence[Sequence[str]], *, whole: bool) -> Iterator[_Part]:
    times = 3 if whole else 4
    for group in groups:
        yield f"item.id in ({_matching(query, whole)})", *(_any_of(group),) * times
    for word in query.none_of:
        yield f"item.id not in ({_matching(query, whole)})", *(phrase(word),) * times


def in_the_promise(query: Query, *, whole: bool) -> _Part:
    """Return the condition that each group of words is in a promise, its heading or the body's name.

    Words of the topic or the title of the proposal, which all promises of a letter share, do not count. `whole` has the
    same meaning as in `Scope`.
    """
    found = _matching(query, whole).replace("letter_words match ?", _UNTITLED)
    parts = [f"item.id in ({found})"] * len(query.all_of)
    values = [_any_of(group) for group in query.all_of for _ in range(3 if whole else 4)]
    return f"({' and '.join(parts) or 'true'})", *values


def _of_hits(query: Query, *, whole: bool) -> Iterator[_Part]:
    if query.hits and query.all_of:
        where, *values = in_the_promise(query, whole=whole)
        yield f"{'not ' if query.hits == HITS[1] else ''}{where}", *values


def _of_letter(corpus: Corpus, query: Query, *, whole: bool) -> Iterator[_Part]:
    head = "item.id" if whole else "coalesce(item.holder, item.id)"
    for body in query.bodies:
        named = f"{head} in ({_OWN})"
        full = full_names(corpus, body)
        counted = _letters(f"instr(normal, ?) or normal in ({marks(full)})")
        words = _any_of([body, *(name for name, _ in full)])
        yield (
            f"({counted} or {named})",
            corpus.bodies.normal(body),
            *(normal for _, normal in full),
            f"body : ({words})",
        )
    yield from ((_letters("instr(session, ?)"), session) for session in query.sessions)
    yield from ((_letters("instr(number, ?)"), number) for number in query.numbers)
    yield from ((_letters("substr(issued, 1, 4) = ?"), year) for year in query.years)


def _letters(where: str) -> str:
    return f"item.letter in (select id from letter where {where})"


def _of_item(query: Query) -> Iterator[_Part]:
    if query.kinds:
        yield f"item.kind in ({marks(query.kinds)})", *map(KINDS.index, query.kinds)
    else:
        yield ("item.kind > 0",)
    if query.certainties:
        yield f"item.certainty in ({marks(query.certainties)})", *map(CERTAINTIES.index, query.certainties)


def _of_deadlines(query: Query, today: date, *, whole: bool) -> Iterator[_Part]:
    day, soon = today.isoformat(), (today + SOON).isoformat()
    spans = {OVERDUE: Due(last=_before(today)), DUE_SOON: Due(day, soon), NOT_DUE: Due(first=day)}
    spans[NO_DEADLINE] = Due(is_none=True)
    for due in (*query.due, *(spans[state] for state in query.states if state in spans)):
        yield _within(due, whole=whole, among_all=not query.all_of)


def _of_findings(corpus: Corpus, query: Query) -> Iterator[_Part]:
    """Yield conditions on the verdicts that people gave, and on whether a later reply exists."""
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
    """Return the condition that an item has a deadline within `due`; with `whole`, a target's deadline counts too.

    With `among_all`, the query has no words: the items with such a deadline are looked up in an index. Otherwise each
    item that the words found is checked.
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
