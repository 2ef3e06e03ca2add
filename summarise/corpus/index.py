"""The index of a records file: letters, items and their words in SQLite. No other module of the corpus calls it.

`NAME.corpus.sqlite` beside `NAME.jsonl` is made of the records alone, and of those that people gave to the workbench.
It may be deleted at any time; it is made when it is not there, and replaced when it has other tables, or was made of
other records. What people corrected is put over it, letter by letter.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from summarise.corpus.bodies import BODIES_FILE, Bodies, read_bodies
from summarise.corpus.entries import Entry, entries_of
from summarise.corpus.index_tables import (
    INDEXES,
    ITEM_ROW,
    LETTER_ROW,
    LETTER_WORDS_ROW,
    TABLES,
    VERSION,
    WORDS_ROW,
    item_rows,
    letter_row,
    letter_words_row,
)
from summarise.corpus.versions import Fingerprint, newest_of_each
from summarise.errors import InputError, OutputError
from summarise.own_file import holds_signs, keep_aside_unless
from summarise.record import Record
from summarise.records_file import added_path, read_records_with_places
from summarise.reference import Reference

__all__ = ["Corpus", "SearchTooLong", "corpus_path", "index_state", "is_current", "opened_corpus"]

_SECONDS = 2.0
_SIGNS = (b"SQLite format 3\0", b"CREATE TABLE source(state text)")


class SearchTooLong(InputError):
    """A search took longer than two seconds; it is to be narrowed."""


class Corpus:
    """An index that is open for reading."""

    def __init__(self, connection: sqlite3.Connection, records: Path, bodies: Bodies) -> None:
        self._connection = connection
        self._files = (records, added_path(records))
        self.records = records
        self.bodies = bodies
        self.take_verdicts({})

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def select(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of a select.

        Raises:
            SearchTooLong: it took longer than two seconds.

        """
        with _bounded(self._connection):
            rows = self._connection.execute(statement, values)
            names = [column[0] for column in rows.description]
            return [dict(zip(names, row, strict=True)) for row in rows]

    def gather(self, ids: str, values: Sequence[Any]) -> int:
        """Keep the numbers of the items that a select gives, as the temporary table `found`; how many comes back.

        Raises:
            SearchTooLong: it took longer than two seconds.

        """
        with _bounded(self._connection), self._connection:
            self._connection.execute("create temp table if not exists found(id integer primary key)")
            self._connection.execute("delete from found")
            return self._connection.execute(f"insert into found {ids}", values).rowcount

    def count(self, pair: str) -> int:
        """Return how many items hold a pair of characters, in their own words, their commitment's or their letter's."""
        match = f'"{pair}"'
        [row] = self.select(
            "select count(*) as number from (select rowid from words where words match ? union "
            "select id from item where holder in (select rowid from words where words match ?) union "
            "select id from item where letter in (select rowid from letter_words where letter_words match ?))",
            (match, match, match),
        )
        return int(row["number"])

    def letters_with(self, pair: str) -> frozenset[int]:
        """Return the letters that hold a pair of characters."""
        match = f'"{pair}"'
        found = self.select(
            "select letter from item where id in (select rowid from words where words match ?) "
            "union select rowid from letter_words where letter_words match ?",
            (match, match),
        )
        return frozenset(int(row["letter"]) for row in found)

    def record(self, letter: int) -> Record:
        """Read the record of a letter from the records file.

        Raises:
            InputError: the file has changed since the index was made.

        """
        [row] = self.select("select corrected from letter where id = ?", (letter,))
        return Record.from_json(row["corrected"]) if row["corrected"] else self.engine_record(letter)

    def engine_record(self, letter: int) -> Record:
        """Read the record of a letter as its engine made it; errors as `record`."""
        [row] = self.select("select file, offset, length from letter where id = ?", (letter,))
        path = self._files[row["file"]]
        try:
            with path.open("rb") as file:
                file.seek(row["offset"])
                return Record.from_json(file.read(row["length"]))
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: was changed while it was read; start again") from error

    def take_verdicts(self, words: Mapping[str, str]) -> None:
        """Take what people found, by reference, for queries that ask for it; nothing of it is kept in the file."""
        with self._connection:
            self._connection.execute("create temp table if not exists verdict(item integer primary key, word text)")
            self._connection.execute("create temp table if not exists lost(place text, word text, why text)")
            self._connection.execute("delete from verdict")
            self._connection.execute("delete from lost")
        found = [(place, word, self.item(place)) for place, word in words.items()]
        with self._connection:
            self._connection.executemany(
                "insert into verdict values(?, ?)", [(item["id"], word) for _, word, item in found if item]
            )
            self._connection.executemany(
                "insert into lost values(?, ?, ?)",
                [
                    (place, word, "version" if item else "gone")
                    for place, word, item in found
                    if not item or item["version_of"]
                ],
            )

    def item(self, place: str) -> Mapping[str, Any] | None:
        """Return the item of a reference: its number, its letter and the letter that represents that; None for none."""
        named = Reference.parse(place)
        if named is None:
            return None
        start, _, turn = named.place[1:].partition("-")
        found = self.select(
            "select item.id, item.letter, version_of from letter join item on item.letter = letter.id "
            "where text = ? and kind = ? and start = ? and turn = ?",
            (named.text, named.place[0], int(start), int(turn or 1)),
        )
        return found[0] if found else None

    def lost_verdicts(self) -> list[dict[str, str]]:
        """Return findings that no row shows: their promise is gone, or a newer version of the letter replaces it."""
        return self.select("select place, word, why from lost order by place")

    def stamps(self) -> dict[str, tuple[int, str]]:
        """Letters that were corrected, by their text's name: the letter and the stamp that `correct` was given."""
        rows = self.select("select id, text, stamp from letter where stamp <> ''")
        return {row["text"]: (int(row["id"]), row["stamp"]) for row in rows}

    def letter(self, text: str) -> int | None:
        """Return the letter of a text, by the first ten digits of its hash."""
        return next((int(row["id"]) for row in self.select("select id from letter where text = ?", (text,))), None)

    def correct(self, letter: int, record: Record | None, stamp: str) -> None:
        """Put what people made of a record over it, None for the engine's own again.

        Raises:
            OutputError: the index cannot be written.

        """
        made = record or self.engine_record(letter)
        [row] = self.select("select offset, length from letter where id = ?", (letter,))
        entry = entries_of(made, row["offset"], row["length"], self.bodies)
        try:
            connection = sqlite3.connect(corpus_path(self.records), timeout=20)
            try:
                with connection:
                    _replace(connection, letter, entry, made.to_json() if record else None, stamp)
            finally:
                connection.close()
        except sqlite3.DatabaseError as error:
            raise OutputError(f"{corpus_path(self.records)}: the index cannot be written ({error})") from error


def corpus_path(records: Path) -> Path:
    """Return the place of a records file's index."""
    return records.with_name(f"{records.name.removesuffix('.jsonl')}.corpus.sqlite")


def opened_corpus(records: Path) -> Corpus:
    """Open the index of a records file, made again where it has to be.

    Raises:
        InputError: the records or the table of bodies cannot be read.
        OutputError: the index cannot be written.

    """
    bodies = read_bodies(records.with_name(BODIES_FILE))
    path = corpus_path(records)
    state = index_state(records, bodies)
    if not is_current(records, state):
        _make(path, records, bodies, state)
    return Corpus(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False), records, bodies
    )


def index_state(records: Path, bodies: Bodies) -> str:
    """Return what an index of these records would be made of: size and time of the files, and the table of bodies.

    Raises:
        InputError: there are no records.

    """
    try:
        stamps = [(found.st_size, found.st_mtime_ns) for found in (records.stat(),)]
    except OSError as error:
        raise InputError(f"{records}: cannot be read: {error.strerror}", kind="missing") from error
    added = added_path(records)
    stamps += [(found.st_size, found.st_mtime_ns) for found in (added.stat(),)] if added.is_file() else []
    return json.dumps([stamps, dict(bodies.known)], ensure_ascii=False, sort_keys=True)


def is_current(records: Path, state: str) -> bool:
    """True if there is an index of these records as `index_state` has them."""
    path = corpus_path(records)
    if not path.is_file():
        return False
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma user_version").fetchone() != (VERSION,):
            return False
        return bool(connection.execute("select state from source").fetchone() == (state,))
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _make(path: Path, records: Path, bodies: Bodies, state: str) -> None:
    """Write a new index beside the old one, then put it in its place."""
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {TABLES}")
            connection.execute("begin")
            _fill(connection, records, bodies)
            connection.execute("insert into source values(?)", (state,))
            connection.execute("insert into words(words) values('optimize')")
            connection.execute("commit")
            connection.executescript(f"{INDEXES} analyze;")
        finally:
            connection.close()
        keep_aside_unless(path, lambda existing: holds_signs(existing, *_SIGNS))
        draft.replace(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise OutputError(f"{path}: the index cannot be written ({error})") from error
    finally:
        with suppress(OSError):  # on a disk that is read-only
            draft.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, records: Path, bodies: Bodies) -> None:
    prints: list[Fingerprint] = []
    known: set[str] = set()
    number = 1
    for file, offset, length, record in _every(records):
        if record.document.sha256 in known:  # the same text in two files has the same references
            continue
        known.add(record.document.sha256)
        entry = entries_of(record, offset, length, bodies)
        connection.execute(LETTER_ROW, letter_row(len(known), entry.letter, file))
        connection.execute(LETTER_WORDS_ROW, letter_words_row(len(known), entry))
        prints.append(Fingerprint.of(len(known), entry))
        number = _put_items(connection, len(known), entry, number)
    connection.execute("insert into next values(?)", (number,))
    for letter, newest in newest_of_each(prints).items():
        connection.execute("update letter set version_of = ? where id = ?", (newest, letter))


def _every(records: Path) -> Iterator[tuple[int, int, int, Record]]:
    for number, path in enumerate((records, added_path(records))):
        if number == 0 or path.is_file():
            yield from ((number, *found) for found in read_records_with_places(path))


def _put_items(connection: sqlite3.Connection, letter: int, entry: Entry, number: int) -> int:
    """Write a letter's items and their words under numbers from `number` on; the next free one comes back."""
    for item, words in item_rows(letter, entry, number):
        connection.execute(ITEM_ROW, item)
        connection.execute(WORDS_ROW, words)
    return number + len(entry.items)


def _replace(connection: sqlite3.Connection, letter: int, entry: Entry, corrected: str | None, stamp: str) -> None:
    """Give a letter other items; the words of the old ones stay in the index and lead to no item.

    Its own words stay as they were indexed: a contentless index cannot replace a row.
    """
    [(number,)] = connection.execute("select item from next")
    connection.execute("delete from item where letter = ?", (letter,))
    connection.execute("update next set item = ?", (_put_items(connection, letter, entry, number),))
    [(version_of, file)] = connection.execute("select version_of, file from letter where id = ?", (letter,))
    connection.execute("delete from letter where id = ?", (letter,))
    connection.execute(LETTER_ROW, letter_row(letter, entry.letter, file, version_of, (corrected, stamp)))


@contextmanager
def _bounded(connection: sqlite3.Connection) -> Iterator[None]:
    """End a statement that takes too long."""
    import time  # noqa: PLC0415 - the clock of this one bound

    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupt" in str(error):
            raise SearchTooLong("the search took longer than two seconds; narrow it with another word") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
