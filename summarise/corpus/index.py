"""Reads the index of a records file. A record that people corrected replaces the record of the engine."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarise.corpus.bodies import Bodies
from summarise.corpus.entries import entries_of
from summarise.corpus.index_making import corpus_path, ensure_index, replace_letter
from summarise.corpus.index_tables import KINDS
from summarise.errors import InputError, OutputError
from summarise.record import Record
from summarise.records_file import added_path
from summarise.reference import Reference

__all__ = ["Corpus", "SearchTooLong", "opened_corpus"]

_SECONDS = 2.0
_OF_THIS_RUN = """
pragma cache_size = -16000;
create temp table found(id integer primary key, due integer, letter integer, certainty integer);
create temp table verdict(item integer primary key, word text);
create temp table lost(place text, word text, why text);
create temp table later(letter integer primary key);
"""
_OF_TARGETS = """
insert or ignore into verdict select part.id, verdict.word from verdict join item head on head.id = verdict.item
join item part on part.id between head.id + 1 and head.id + head.parts
"""
_LATER = """
insert into later select id from letter where exists(select 1 from letter other where other.issued > letter.issued
  and other.version_of is null and other.normal = letter.normal and letter.normal <> '')
or exists(select 1 from letter other where other.issued > letter.issued and other.version_of is null
  and other.proposal = letter.proposal and letter.proposal <> '' and other.session = letter.session)
"""


class SearchTooLong(InputError):
    """Raised if a search takes longer than two seconds. A further word in the query makes the search faster."""


class Corpus:
    """The index of a records file, opened for reading.

    Methods identify a letter by its number in the index.
    """

    def __init__(self, connection: sqlite3.Connection, records: Path, bodies: Bodies) -> None:
        self._connection = connection
        self._files = (records, added_path(records))
        self.records = records
        self.bodies = bodies
        self._knows_later = False
        self._superseded: Mapping[str, str] | None = None
        connection.executescript(_OF_THIS_RUN)
        self.take_verdicts({})

    def close(self) -> None:
        """Close the index file."""
        self._connection.close()

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Interrupt an SQL statement that runs for more than two seconds."""
        end = time.monotonic() + _SECONDS
        self._connection.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
        try:
            with self._read_from():
                yield
        finally:
            self._connection.set_progress_handler(None, 0)

    @contextmanager
    def _read_from(self) -> Iterator[None]:
        """Translate an SQLite error into `SearchTooLong` or `OutputError`, with advice if the file is damaged."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_INTERRUPT:
                raise SearchTooLong("the search took longer than two seconds; narrow it with another word") from error
            path = corpus_path(self.records)
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise OutputError(f"{path}: the index cannot be read ({error}): delete it, it is made again") from error
            raise OutputError(f"{path}: the index cannot be read ({error})") from error

    def select(self, statement: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of an SQL select, each as a mapping from column names to values.

        `values` are the values for the placeholders of `statement`.

        Raises:
            SearchTooLong: the select took longer than two seconds.
            OutputError: the index cannot be read.

        """
        with self._bounded():
            rows = self._connection.execute(statement, values)
            names = [column[0] for column in rows.description]
            return [dict(zip(names, row, strict=True)) for row in rows]

    def gather(self, items: str, values: Sequence[Any]) -> int:
        """Fill the temporary table `found` with the items of a select, without duplicates, and return their number.

        Args:
            items: SQL select of the columns id, due, letter and certainty of items.
            values: values for its placeholders.

        Raises:
            SearchTooLong: the select took longer than two seconds.
            OutputError: the index cannot be read.

        """
        with self._bounded(), self._connection:
            self._connection.execute("delete from found")
            return self._connection.execute(f"insert or ignore into found {items}", values).rowcount

    def number_with(self, match: str) -> int:
        """Return how many items match an FTS5 query with their own words, without those of heading and letter."""
        [row] = self.select("select count(*) as number from words where words match ?", (match,))
        return int(row["number"])

    def letters_with(self, pair: str) -> frozenset[int]:
        """Return the numbers of the letters that contain a pair of characters in the words of letter or items."""
        match = f'"{pair}"'
        found = self.select(
            "select letter from item where id in (select rowid from words where words match ?) "
            "union select rowid from letter_words where letter_words match ?",
            (match, match),
        )
        return frozenset(int(row["letter"]) for row in found)

    def look_for_later_replies(self) -> None:
        """Fill the temporary table `later` with the letters that have a later letter.

        A later letter has a later date, and comes from the same body or answers the same proposal.
        """
        if not self._knows_later:
            with self._read_from(), self._connection:
                self._connection.execute("delete from later")
                self._connection.execute(_LATER)
            self._knows_later = True

    def line(self, letter: int) -> bytes:
        """Return the record of a letter as JSON in UTF-8: the corrected record if there is one, else the engine's.

        Raises:
            InputError: the records file cannot be read.

        """
        [row] = self.select("select corrected from letter where id = ?", (letter,))
        return row["corrected"].encode() if row["corrected"] else self._engine_line(letter)

    def record(self, letter: int) -> Record:
        """Return the record of a letter: the corrected one if there is one, else the engine's.

        Raises:
            InputError: the records file cannot be read, or was changed after the index was made.

        """
        return self._read(self.line(letter), letter)

    def engine_record(self, letter: int) -> Record:
        """Return a letter's record as the engine made it, without corrections; raise the same errors as `record`."""
        return self._read(self._engine_line(letter), letter)

    def _engine_line(self, letter: int) -> bytes:
        [row] = self.select("select file, offset, length from letter where id = ?", (letter,))
        path = self._files[row["file"]]
        try:
            with path.open("rb") as file:
                file.seek(row["offset"])
                return file.read(row["length"])
        except OSError as error:
            raise InputError(f"{path}: was changed while it was read; start again") from error

    def _read(self, line: bytes, letter: int) -> Record:
        try:
            return Record.from_json(line)
        except ValueError as error:
            [row] = self.select("select file from letter where id = ?", (letter,))
            path = self._files[row["file"]]
            raise InputError(f"{path}: was changed while it was read; start again") from error

    def take_verdicts(self, words: Mapping[str, str]) -> None:
        """Set the verdicts of people that later queries use, in place of all earlier ones; they are not saved.

        `words` maps the reference of a promise to its verdict.
        """
        with self._connection:
            self._connection.execute("delete from verdict")
            self._connection.execute("delete from lost")
        found = [(place, word, self.item(place)) for place, word in words.items()]
        with self._read_from(), self._connection:
            self._connection.executemany(
                "insert into verdict values(?, ?)", [(item["id"], word) for _, word, item in found if item]
            )
            self._connection.execute(_OF_TARGETS)
            self._connection.executemany(
                "insert into lost values(?, ?, ?)",
                [
                    (place, word, "version" if item else "gone")
                    for place, word, item in found
                    if not item or item["version_of"]
                ],
            )

    def item(self, place: str) -> Mapping[str, Any] | None:
        """Return the item whose reference is `place`, or None if there is none.

        The keys are `id` and `letter` (numbers in the index) and `version_of`: the number of the newer version of the
        letter that searches show instead, or None.
        """
        named = Reference.parse(place)
        if named is None:
            return None
        start, _, turn = named.place[1:].partition("-")
        found = self.select(
            "select item.id, item.letter, version_of from letter "
            "join item on item.id between letter.first and letter.last "
            "where text = ? and kind = ? and start = ? and turn = ?",
            (named.text, KINDS.index(named.place[0]), int(start), int(turn or 1)),
        )
        return found[0] if found else None

    def superseded(self) -> Mapping[str, str]:
        """Return the name of the newest version for the name of each letter that has a newer one.

        Names are the first ten digits of the SHA-256 of the texts.
        """
        if self._superseded is None:
            rows = self.select(
                "select older.text as was, newest.text as now from letter older "
                "join letter newest on newest.id = older.version_of where older.version_of is not null"
            )
            self._superseded = {row["was"]: row["now"] for row in rows}
        return self._superseded

    def lost_verdicts(self) -> list[dict[str, str]]:
        """Return the verdicts on promises that no search can find, with the keys `place`, `word` and `why`.

        `place` is the reference of the promise and `word` is the verdict. `why` is "gone" if no item has this
        reference, and "version" if searches show a newer version of the letter instead.
        """
        return self.select("select place, word, why from lost order by place")

    def stamps(self) -> dict[str, tuple[int, str]]:
        """Return (number, stamp) of each corrected letter, by the first ten digits of the SHA-256 of its text.

        The stamp is the value that was passed to `correct`.
        """
        rows = self.select("select id, text, stamp from letter where stamp <> ''")
        return {row["text"]: (int(row["id"]), row["stamp"]) for row in rows}

    def letter(self, text: str) -> int | None:
        """Return the number of the letter whose text has a hash that begins with `text` (ten digits), or None."""
        return next((int(row["id"]) for row in self.select("select id from letter where text = ?", (text,))), None)

    def correct(self, letter: int, record: Record | None, stamp: str) -> None:
        """Replace a letter's record in the index by a corrected one, or by the engine's if `record` is None.

        `stamp` identifies the version of the correction; `stamps` returns it later.

        Raises:
            OutputError: the index cannot be written.

        """
        made = record or self.engine_record(letter)
        [row] = self.select("select offset, length from letter where id = ?", (letter,))
        entry = entries_of(made, row["offset"], row["length"], self.bodies)
        self._knows_later = False
        replace_letter(self.records, letter, entry, made.to_json() if record else None, stamp)


def opened_corpus(records: Path) -> Corpus:
    """Open the index of a records file. A missing or outdated index is made first.

    Raises:
        InputError: the records or the table of bodies cannot be read.
        OutputError: the index cannot be written.

    """
    bodies = ensure_index(records)
    address = f"{corpus_path(records).resolve().as_uri()}?mode=ro"
    return Corpus(sqlite3.connect(address, uri=True, check_same_thread=False), records, bodies)
