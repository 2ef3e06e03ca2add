"""The tables of the index, and the rows in which an entry is stored.

Each item has one row of integers; its words are read from the records file. The items of one letter have consecutive
numbers, as do the items below one heading, and a commitment with its targets. A letter, a heading or a commitment
therefore refers to its items by their first and last number, and its words are indexed only once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sized
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from summarise.corpus.bigrams import indexed
from summarise.corpus.entries import Entry, Item, Letter

__all__ = [
    "CERTAINTIES",
    "INDEXES",
    "KINDS",
    "NO_DAY",
    "ROWS",
    "TABLES",
    "VERSION",
    "Kept",
    "Written",
    "day_number",
    "day_of",
    "letter_words",
    "marks",
    "rows_of",
]

VERSION = 6
"""Version of these tables. An index with another version is made again."""
KINDS = ("m", "c", "t")
"""Kinds of items: measure, commitment, target. The tables store the place in this tuple, from 0."""
CERTAINTIES = ("", "firm", "effort", "explore")
"""Certainties of commitments; "" for other items. The tables store the place in this tuple, from 0."""
NO_DAY = 9_999_999
"""Stands for "no deadline". It is larger than any day number, so that items without a deadline are sorted last."""
_FIRST_DAY = date(2000, 1, 1).toordinal()
"""Day number 0. Counted from this day, present dates fit into two bytes."""
_KEPT = ("id", "version_of", "file", "corrected", "stamp", "first", "promises", "last")
"""Columns of the table `letter` that do not come from an entry.

They hold the letter's number and newer version, the file of its record, the correction with its stamp, and the numbers
of the first item, the first promise and the last item.
"""
_LETTER = tuple(Letter.__dataclass_fields__)
_FTS = "content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 0\""
TABLES = f"""
create table source(state text);
create table next(item integer);
create table letter(id integer primary key, version_of integer, file integer, corrected text, stamp text,
  first integer, promises integer, last integer, {", ".join(_LETTER)});
create table item(id integer primary key, letter integer, holder integer, parts integer, kind integer, start integer,
  turn integer, certainty integer, due integer, first integer);
create table heading(first integer primary key, last integer);
create virtual table words using fts5(said, body, {_FTS});
create virtual table heading_words using fts5(section, {_FTS});
create virtual table letter_words using fts5(topic, issuer, proposal, {_FTS});
"""
"""SQL that creates the tables.

In the table `item`, `holder` is the commitment that a target belongs to, and `parts` is the number of a commitment's
targets, whose rows follow it.
"""
INDEXES = f"""
create index item_due on item(due, id, letter, first) where holder is null and kind > 0;
create index item_head on item(id, due, letter, certainty, first) where holder is null and kind > 0;
create index item_part_due on item(due, holder) where holder is not null and due < {NO_DAY};
create index letter_version on letter(id) where version_of is not null;
create index letter_text on letter(text);
create index letter_proposal on letter(proposal, normal);
create index letter_normal on letter(normal, issued);
pragma user_version = {VERSION};
"""
"""SQL that creates the indexes; it runs after all rows are written."""
_COLUMNS = {
    "letter": (*_KEPT, *_LETTER),
    "item": ("id", "letter", "holder", "parts", "kind", "start", "turn", "certainty", "due", "first"),
    "heading": ("first", "last"),
    "words": ("rowid", "said", "body"),
    "heading_words": ("rowid", "section"),
    "letter_words": ("rowid", "topic", "issuer", "proposal"),
}
ROWS = {
    table: f"insert into {table}({', '.join(names)}) values({', '.join('?' * len(names))})"
    for table, names in _COLUMNS.items()
}
"""SQL statements that insert one row, by the name of the table."""

Written = tuple[str, tuple[Any, ...]]
"""The name of a table, and the values of one row in it."""


class Kept(NamedTuple):
    """What the index stores about a letter besides its words: which file has it, its newer version, its correction."""

    file: int
    """0 if the record is in the records file, 1 if it is in the file of added replies."""
    version_of: int | None = None
    """Number of the newer version of this letter, which searches show instead; None if there is none."""
    corrected: str | None = None
    """The record that people corrected, as JSON; None if there is none."""
    stamp: str = ""
    """Identifies the version of the correction; "" without a correction."""


def day_number(day: str) -> int:
    """Return the number of days from 2000-01-01 to an ISO date; return `NO_DAY` for ""."""
    return date.fromisoformat(day).toordinal() - _FIRST_DAY if day else NO_DAY


def day_of(number: int) -> str:
    """Return the ISO date for a number from `day_number`; return "" for `NO_DAY`."""
    return "" if number == NO_DAY else date.fromordinal(number + _FIRST_DAY).isoformat()


def rows_of(number: int, entry: Entry, kept: Kept, first: int) -> Iterator[Written]:
    """Yield the rows for letter `number`, its headings and its items, from `entry` and `kept`.

    `first` is the number of the first item. The words of the letter itself are in a row from `letter_words`.
    """
    last = first + len(entry.items) - 1
    promises = first + sum(item.kind == "m" for item in entry.items)
    values = tuple(getattr(entry.letter, name) for name in _LETTER)
    yield "letter", (number, kept.version_of, kept.file, kept.corrected, kept.stamp, first, promises, last, *values)
    yield from _items(number, entry, first)
    for section, items in groupby(enumerate(entry.items, start=first), key=lambda one: one[1].section):
        under = [place for place, _ in items]
        if section:
            yield "heading", (under[0], under[-1])
            yield "heading_words", (under[0], indexed(section))


def _items(number: int, entry: Entry, first: int) -> Iterator[Written]:
    places: dict[str, int] = {}
    parts: dict[str, int] = {}
    for item in entry.items:
        parts[item.holder] = parts.get(item.holder, 0) + 1
    for place, item in enumerate(entry.items, start=first):
        places[item.place] = place  # a target comes behind the commitment that holds it
        yield "item", (place, number, places.get(item.holder), parts.get(item.place, 0), *_values(item))
        if item.said:
            yield "words", (place, indexed(item.said), indexed(item.named))


def _values(item: Item) -> tuple[int | None, ...]:
    """Return kind, start, turn, certainty, due and first as integers; `first` is None for a target of a commitment."""
    first = None if item.holder else day_number(item.first)
    codes = KINDS.index(item.kind), item.start, item.turn, CERTAINTIES.index(item.certainty)
    return *codes, day_number(item.due), first


def letter_words(number: int, entry: Entry) -> Written:
    """Return the row that indexes the words in `entry` of letter `number` itself: topic, title, issuer, proposal."""
    return "letter_words", (number, *map(indexed, entry.words[:2]), entry.words[2])


def marks(values: Sized) -> str:
    """Return the question marks of a statement for so many values: `?, ?` for two."""
    return ", ".join("?" * len(values))
