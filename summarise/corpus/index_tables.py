"""The tables of the index, and the rows that an entry gives in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from summarise.corpus.bigrams import indexed
from summarise.corpus.entries import Entry, Item, Letter

__all__ = [
    "INDEXES",
    "ITEM_ROW",
    "LETTER_ROW",
    "LETTER_WORDS_ROW",
    "TABLES",
    "VERSION",
    "WORDS_ROW",
    "item_rows",
    "letter_row",
    "letter_words_row",
]

VERSION = 3
"""Of the tables below; a file of another version is made again."""
_LETTER = tuple(Letter.__dataclass_fields__)
_KEPT = ("id", "version_of", "file", "corrected", "stamp")
"""What the index says of a letter besides its entry."""
_ITEM = ("kind", "start", "turn", "certainty", "due", "head", "first")
"""What the index holds of an item; all else is in the record."""
_WORDS = ("quote", "heading", "indicator", "body")
_OF_LETTER = ("topic", "issuer")
"""Words that all items of a letter share, indexed once."""
TABLES = f"""
create table source(state text);
create table next(item integer);
create table letter(id integer primary key, version_of integer, file integer, corrected text, stamp text,
  {", ".join(_LETTER)});
create table item(id integer primary key, letter integer, holder integer, {", ".join(_ITEM)});
create virtual table words using fts5({", ".join(_WORDS)}, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 0");
create virtual table letter_words using fts5({", ".join(_OF_LETTER)}, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 0");
"""
INDEXES = f"""
create index item_letter on item(letter);
create index item_holder on item(holder) where holder is not null;
create index item_first on item(first, id) where head;
create index letter_text on letter(text);
create index letter_proposal on letter(proposal, normal);
create index letter_normal on letter(normal, issued);
pragma user_version = {VERSION};
"""
"""Made when the tables are full."""


def _insert(table: str, *columns: str) -> str:
    return f"insert into {table}({', '.join(columns)}) values({', '.join('?' * len(columns))})"


LETTER_ROW = _insert("letter", *_KEPT, *_LETTER)
ITEM_ROW = _insert("item", "id", "letter", "holder", *_ITEM)
LETTER_WORDS_ROW = _insert("letter_words", "rowid", *_OF_LETTER)
WORDS_ROW = _insert("words", "rowid", *_WORDS)


def letter_row(
    number: int,
    letter: Letter,
    file: int,
    version_of: int | None = None,
    correction: tuple[str | None, str] = (None, ""),
) -> tuple[Any, ...]:
    """Return the values of `LETTER_ROW`.

    Args:
        number: of the letter in the index.
        letter: what its record says.
        file: 0 for the records file, 1 for that of added replies.
        version_of: the letter that represents it, if another does.
        correction: the record as people left it, and the stamp of what they did.

    """
    return (number, version_of, file, *correction, *_values(letter, _LETTER))


def letter_words_row(number: int, entry: Entry) -> tuple[Any, ...]:
    """Return the values of `LETTER_WORDS_ROW`."""
    return (number, *map(indexed, entry.words))


def item_rows(letter: int, entry: Entry, first: int) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Yield the values of `ITEM_ROW` and of `WORDS_ROW` for each item, numbered from `first` on."""
    numbers: dict[str, int] = {}
    for number, (item, words) in enumerate(entry.items, start=first):
        numbers[item.place] = number  # a target comes behind the commitment that holds it
        values = (number, letter, numbers.get(item.holder), *_values(item, _ITEM))
        yield values, (number, *(indexed(words[column]) for column in _WORDS))


def _values(entry: Letter | Item, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)
