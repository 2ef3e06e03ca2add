"""The tables of the index, and the rows that an entry gives in them.

A row an item, its values in whole numbers; all its words are in the records. The items of a letter have numbers one
after the other, as have those that stand under one heading, and a commitment with its targets: so a heading, a letter
and a commitment name their items by a span, and their words are indexed once.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    "rows_of",
]

VERSION = 4
"""Of the tables below; a file of another version is made again."""
KINDS = ("m", "c", "t")
CERTAINTIES = ("", "firm", "effort", "explore")
NO_DAY = 9_999_999
"""Behind every deadline, so that what has none comes last."""
_FIRST_DAY = date(2000, 1, 1).toordinal()
"""Days are counted from here: two bytes hold those of a life."""
_KEPT = ("id", "version_of", "file", "corrected", "stamp", "first", "promises", "last")
"""What the index says of a letter besides its entry: whose version it is, where its record is, what people made of it,
its items, and which of them is the first promise."""
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
create virtual table letter_words using fts5(topic, issuer, {_FTS});
"""
"""`holder`: the commitment of a target, which has no row of its own in a ledger; `parts`: how many targets follow."""
INDEXES = f"""
create index item_due on item(due, id, letter) where holder is null and kind > 0;
create index item_part_due on item(due, holder) where holder is not null and due < {NO_DAY};
create index letter_version on letter(id) where version_of is not null;
create index letter_text on letter(text);
create index letter_proposal on letter(proposal, normal);
create index letter_normal on letter(normal, issued);
pragma user_version = {VERSION};
"""
"""Made when the tables are full."""
_COLUMNS = {
    "letter": (*_KEPT, *_LETTER),
    "item": ("id", "letter", "holder", "parts", "kind", "start", "turn", "certainty", "due", "first"),
    "heading": ("first", "last"),
    "words": ("rowid", "said", "body"),
    "heading_words": ("rowid", "section"),
    "letter_words": ("rowid", "topic", "issuer"),
}
ROWS = {
    table: f"insert into {table}({', '.join(names)}) values({', '.join('?' * len(names))})"
    for table, names in _COLUMNS.items()
}
"""How a row of each table is written."""

Written = tuple[str, tuple[Any, ...]]
"""A table and the values of a row in it."""


class Kept(NamedTuple):
    """What the index knows of a letter besides its record."""

    file: int
    """0 for the records file, 1 for that of added replies."""
    version_of: int | None = None
    """The letter that represents it, if another does."""
    corrected: str | None = None
    """The record as people left it."""
    stamp: str = ""
    """Of what they did."""


def day_number(day: str) -> int:
    """Return a day as the index counts it, `NO_DAY` for none."""
    return date.fromisoformat(day).toordinal() - _FIRST_DAY if day else NO_DAY


def day_of(number: int) -> str:
    """Return the day that `day_number` counted, "" for none."""
    return "" if number == NO_DAY else date.fromordinal(number + _FIRST_DAY).isoformat()


def rows_of(number: int, entry: Entry, kept: Kept, first: int) -> Iterator[Written]:
    """Yield the rows of letter `number` and of its items, which are numbered from `first` on; all but its own words."""
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
    """Return kind, start, turn, certainty, due and first; that is null for a target of a commitment."""
    first = None if item.holder else day_number(item.first)
    codes = KINDS.index(item.kind), item.start, item.turn, CERTAINTIES.index(item.certainty)
    return *codes, day_number(item.due), first


def letter_words(number: int, entry: Entry) -> Written:
    """Return the row of a letter's own words."""
    return "letter_words", (number, *map(indexed, entry.words))
