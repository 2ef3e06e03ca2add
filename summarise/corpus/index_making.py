"""Makes the index of a records file, and updates it when records, corrections or the table of bodies change.

The index of `NAME.jsonl` is `NAME.corpus.sqlite` in the same folder. It contains these records and those that were
added in the workbench. The file may be deleted at any time; it is made again if it is missing or outdated. If only the
table of bodies has changed, it is enough in most cases to update the names of bodies.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from summarise.corpus.bodies import BODIES_FILE, Bodies, read_bodies
from summarise.corpus.entries import Entry, entries_of
from summarise.corpus.index_tables import INDEXES, ROWS, TABLES, VERSION, Kept, Written, letter_words, rows_of
from summarise.corpus.versions import Dated, newest_of_each, pairs_of_evidence
from summarise.errors import InputError, OutputError
from summarise.own_file import holds_signs, keep_aside_unless
from summarise.record import Record
from summarise.records_file import added_path, beside, read_records_with_places

__all__ = ["corpus_path", "ensure_index", "index_state", "is_current", "replace_letter"]

_SIGNS = (b"SQLite format 3\0", b"CREATE TABLE source(state text)")
_AT_ONCE = 4_000
"""Number of rows that are collected before they are written."""


def corpus_path(records: Path) -> Path:
    """Return the path of the index of a records file."""
    return beside(records, "corpus.sqlite")


def ensure_index(records: Path) -> Bodies:
    """Make the index of a records file if it is missing or outdated, and return the table of bodies that it uses.

    Raises:
        InputError: the records or the table of bodies cannot be read.
        OutputError: the index cannot be written.

    """
    bodies = read_bodies(records.with_name(BODIES_FILE))
    path = corpus_path(records)
    state = index_state(records, bodies)
    if not is_current(records, state) and not _renamed(path, bodies, state):
        _make(path, records, bodies, state)
    return bodies


def index_state(records: Path, bodies: Bodies) -> str:
    """Return a text that identifies the present input of the index, so that a changed text means an outdated index.

    It contains size and time of the records files, and the table of bodies.

    Raises:
        InputError: the records file is missing, and so is that of added records; or one cannot be read.

    """
    files = (records, added_path(records))
    try:
        if not files[1].is_file():  # a workbench that began empty has nothing but what was added there
            records.stat()
        if records.exists() and not records.is_file():
            raise InputError(f"{records}: is no file; give the file of records that `summarise run` wrote")
        stamps = [_stamp(file) if file.is_file() else None for file in files]
    except OSError as error:
        raise InputError(f"{records}: cannot be read: {error.strerror}", kind="missing") from error
    return json.dumps([stamps, dict(bodies.known)], ensure_ascii=False, sort_keys=True)


def _stamp(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_size, found.st_mtime_ns


def is_current(records: Path, state: str) -> bool:
    """Return True if the index of these records exists and was made in this state (see `index_state`)."""
    path = corpus_path(records)
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            return _state_of(connection) == state
    except sqlite3.DatabaseError:
        return False


def _state_of(connection: sqlite3.Connection) -> str:
    """Return the state that an index was made from (see `index_state`); "" if its tables have another version."""
    if connection.execute("pragma user_version").fetchone() != (VERSION,):
        return ""
    [state] = connection.execute("select state from source").fetchone()
    return str(state)


def _renamed(path: Path, bodies: Bodies, state: str) -> bool:
    """Update the names of bodies in the index; return False if the whole index must be made again.

    That is so if something else has changed, or if two letters may now be versions of one reply.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=20)) as connection:
            was = _state_of(connection)
            if not was or json.loads(was)[0] != json.loads(state)[0]:
                return False
            with connection:
                issuers = [issuer for (issuer,) in connection.execute("select distinct issuer from letter")]
                connection.executemany(
                    "update letter set normal = ? where issuer = ? and normal <> ?",
                    [(bodies.normal(issuer), issuer, bodies.normal(issuer)) for issuer in issuers],
                )
                [(alike,)] = connection.execute(_MAY_BE_VERSIONS)
                if alike:
                    connection.rollback()
                    return False
                connection.execute("update source set state = ?", (state,))
            return True
    except (OSError, sqlite3.DatabaseError, ValueError, IndexError):
        return False


_MAY_BE_VERSIONS = """
select exists(select 1 from letter where normal <> '' and proposal <> '' and issued <> ''
  group by normal, proposal, substr(issued, 1, 4) having count(*) > 1)
"""


def _make(path: Path, records: Path, bodies: Bodies, state: str) -> None:
    """Write a new index to a draft file, then replace the old index with it."""
    draft = path.with_name(f"{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.executescript(f"pragma journal_mode = off; pragma synchronous = off; {TABLES}")
            connection.execute("begin")
            _fill(connection, records, bodies)
            connection.execute("insert into source values(?)", (state,))
            for table in ("words", "heading_words", "letter_words"):
                connection.execute(f"insert into {table}({table}) values('optimize')")
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
    letters: list[Dated] = []
    rows: list[Written] = []
    known: set[str] = set()
    number = 1
    for file, offset, length, record in _every(records):
        if record.document.sha256 in known:  # the same text in two files has the same references
            continue
        known.add(record.document.sha256)
        entry = entries_of(record, offset, length, bodies)
        rows += (*rows_of(len(known), entry, Kept(file), number), letter_words(len(known), entry))
        if len(rows) > _AT_ONCE:
            _put_rows(connection, rows)
            rows.clear()
        letters.append(Dated.of(len(known), entry))
        number += len(entry.items)
    _put_rows(connection, rows)
    connection.execute("insert into next values(?)", (number,))

    def pairs(letter: int) -> frozenset[int]:
        [(file, offset, length)] = connection.execute("select file, offset, length from letter where id = ?", (letter,))
        with (records, added_path(records))[file].open("rb") as content:
            content.seek(offset)
            return pairs_of_evidence(entries_of(Record.from_json(content.read(length)), offset, length, bodies))

    for letter, newest in newest_of_each(letters, pairs).items():
        connection.execute("update letter set version_of = ? where id = ?", (newest, letter))


def _every(records: Path) -> Iterator[tuple[int, int, int, Record]]:
    for number, path in enumerate((records, added_path(records))):
        if path.is_file():
            yield from ((number, *found) for found in read_records_with_places(path))


def _put_rows(connection: sqlite3.Connection, rows: Iterable[Written]) -> None:
    """Write `rows` to the tables of the index; the rows of one table keep their order."""
    of_table: dict[str, list[tuple[Any, ...]]] = {}
    for table, values in rows:
        of_table.setdefault(table, []).append(values)
    for table, every in of_table.items():
        connection.executemany(ROWS[table], every)


def replace_letter(records: Path, letter: int, entry: Entry, corrected: str | None, stamp: str) -> None:
    """Replace what the index of these records has of letter `letter` by `entry`.

    `corrected` is the corrected record as JSON, or None for the engine's, and `stamp` identifies the correction.

    The words of the old items remain in the index, but match no item. The letter's own words also remain unchanged,
    because a contentless FTS5 table cannot replace a row.

    Raises:
        OutputError: the index cannot be written.

    """
    path = corpus_path(records)
    try:
        with closing(sqlite3.connect(path, timeout=20)) as connection, connection:
            [(number,)] = connection.execute("select item from next")
            connection.execute("update next set item = ?", (number + len(entry.items),))
            [(first, last)] = connection.execute("select first, last from letter where id = ?", (letter,))
            for table, key in (("item", "id"), ("heading", "first")):
                connection.execute(f"delete from {table} where {key} between ? and ?", (first, last))
            [(version_of, file)] = connection.execute("select version_of, file from letter where id = ?", (letter,))
            connection.execute("delete from letter where id = ?", (letter,))
            _put_rows(connection, rows_of(letter, entry, Kept(file, version_of, corrected, stamp), number))
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{path}: the index cannot be written ({error})") from error
