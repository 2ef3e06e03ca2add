"""The index of a records file: letters, items and their words in SQLite. The only module of the corpus that knows it.

`NAME.corpus.sqlite` beside `NAME.jsonl` is made of the records alone. It may be deleted at any time; it is made when it
is not there, and replaced when another version of this module made it, or other records.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarise.corpus.bigrams import indexed
from summarise.corpus.bodies import BODIES_FILE, Bodies, read_bodies
from summarise.corpus.entries import Item, Letter, entries_of
from summarise.corpus.versions import Fingerprint, newest_of_each
from summarise.errors import InputError, OutputError
from summarise.record import Record
from summarise.records_file import read_records_with_places

__all__ = ["Corpus", "corpus_path", "opened_corpus"]

_VERSION = 1
"""Of the tables below; a file of another version is made anew."""
_LETTER = tuple(Letter.__dataclass_fields__)
_ITEM = tuple(Item.__dataclass_fields__)
_WORDS = ("quote", "heading", "indicator", "topic", "body")
_TABLES = f"""
create table source(size integer, modified integer, bodies text);
create table letter(id integer primary key, version_of integer, {", ".join(_LETTER)});
create table item(id integer primary key, letter integer, {", ".join(_ITEM)});
create virtual table words using fts5({", ".join(_WORDS)}, content='', tokenize="unicode61 remove_diacritics 0");
"""
_INDEXES = """
create index item_letter on item(letter);
create index item_place on item(place);
create index letter_text on letter(text);
create index letter_proposal on letter(proposal, normal);
pragma user_version = {version};
"""
_SECONDS = 2.0


class Corpus:
    """An index that is open for reading."""

    def __init__(self, connection: sqlite3.Connection, records: Path, bodies: Bodies) -> None:
        self._connection = connection
        self.records = records
        self.bodies = bodies

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def select(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of a select.

        Raises:
            InputError: it took longer than two seconds; the words are to be narrowed.

        """
        with _bounded(self._connection):
            rows = self._connection.execute(statement, values)
            names = [column[0] for column in rows.description]
            return [dict(zip(names, row, strict=True)) for row in rows]

    def count(self, pair: str) -> int:
        """Return how many items hold a pair of characters."""
        [row] = self.select("select count(*) as number from words where words match ?", (f'"{pair}"',))
        return int(row["number"])

    def letters_with(self, pair: str) -> frozenset[int]:
        """Return the letters that hold a pair of characters."""
        found = self.select(
            "select distinct letter from item where id in (select rowid from words where words match ?)", (f'"{pair}"',)
        )
        return frozenset(int(row["letter"]) for row in found)

    def record(self, letter: int) -> Record:
        """Read the record of a letter from the records file.

        Raises:
            InputError: the file has changed since the index was made.

        """
        [row] = self.select("select offset, length from letter where id = ?", (letter,))
        with self.records.open("rb") as file:
            file.seek(row["offset"])
            line = file.read(row["length"])
        try:
            return Record.from_json(line)
        except ValueError as error:
            raise InputError(f"{self.records}: was changed while it was read; start again") from error


def corpus_path(records: Path) -> Path:
    """Return the place of a records file's index."""
    return records.with_name(f"{records.name.removesuffix('.jsonl')}.corpus.sqlite")


def opened_corpus(records: Path) -> Corpus:
    """Open the index of a records file, made anew where it has to be.

    Raises:
        InputError: the records or the table of bodies cannot be read.
        OutputError: the index cannot be written.

    """
    bodies = read_bodies(records.with_name(BODIES_FILE))
    path = corpus_path(records)
    state = _state(records, bodies)
    if not _is_current(path, state):
        _make(path, records, bodies, state)
    return Corpus(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False), records, bodies
    )


def _state(records: Path, bodies: Bodies) -> tuple[int, int, str]:
    """What the index was made of: size and time of the records, and the table of bodies."""
    try:
        found = records.stat()
    except OSError as error:
        raise InputError(f"{records}: cannot be read: {error.strerror}", kind="missing") from error
    return found.st_size, found.st_mtime_ns, json.dumps(dict(bodies.known), ensure_ascii=False, sort_keys=True)


def _is_current(path: Path, state: tuple[int, int, str]) -> bool:
    if not path.is_file():
        return False
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma user_version").fetchone() != (_VERSION,):
            return False
        return bool(connection.execute("select size, modified, bodies from source").fetchone() == state)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _make(path: Path, records: Path, bodies: Bodies, state: tuple[int, int, str]) -> None:
    """Write a new index beside the old one, then put it in its place."""
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLES}")
            connection.execute("begin")
            _fill(connection, records, bodies)
            connection.execute("insert into source values(?, ?, ?)", state)
            connection.execute("insert into words(words) values('optimize')")
            connection.execute("commit")
            connection.executescript(_INDEXES.format(version=_VERSION) + "analyze;")
        finally:
            connection.close()
        draft.replace(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise OutputError(f"{path}: the index cannot be written ({error})") from error
    finally:
        draft.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, records: Path, bodies: Bodies) -> None:
    letter_row = f"insert into letter(id, {', '.join(_LETTER)}) values({_marks(1 + len(_LETTER))})"
    item_row = f"insert into item(id, letter, {', '.join(_ITEM)}) values({_marks(2 + len(_ITEM))})"
    words_row = f"insert into words(rowid, {', '.join(_WORDS)}) values({_marks(1 + len(_WORDS))})"
    prints: list[Fingerprint] = []
    known: dict[str, int] = {}
    number = 0
    for offset, length, record in read_records_with_places(records):
        text = record.document.sha256
        if text in known:  # the same text in two files has the same references; the later record stands
            _remove(connection, known[text])
            prints = [one for one in prints if one.letter != known[text]]
        entry = entries_of(record, offset, length, bodies)
        identity = len(known) + 1 if text not in known else known[text]
        known[text] = identity
        connection.execute(letter_row, (identity, *_values(entry.letter, _LETTER)))
        prints.append(Fingerprint.of(identity, entry))
        for item, words in entry.items:
            number += 1
            connection.execute(item_row, (number, identity, *_values(item, _ITEM)))
            connection.execute(words_row, (number, *(indexed(words[column]) for column in _WORDS)))
    for letter, newest in newest_of_each(prints).items():
        connection.execute("update letter set version_of = ? where id = ?", (newest, letter))


def _remove(connection: sqlite3.Connection, letter: int) -> None:
    """Take a letter out; its words stay in the index and lead to no item."""
    connection.execute("delete from item where letter = ?", (letter,))
    connection.execute("delete from letter where id = ?", (letter,))


def _values(entry: Letter | Item, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in names)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


@contextmanager
def _bounded(connection: sqlite3.Connection) -> Iterator[None]:
    """End a statement that goes on for too long."""
    import time  # noqa: PLC0415 - the clock of this one bound

    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" in str(error):
            raise InputError("the search took longer than two seconds; narrow it with another word") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
