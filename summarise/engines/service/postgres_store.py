"""A store of answers in a PostgreSQL database that several machines share; only this module opens connections."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from summarise.database_address import DatabaseAddress
from summarise.engines.service.answer_store import StoreInfo, packed, unpacked
from summarise.engines.service.postgres_statements import ADD, GET, INFO, KEYS, PUT, STAY, try_to_write
from summarise.engines.service.postgres_tables import is_anothers, made_by_newer, migrate, version
from summarise.errors import OutputError, ServiceUnavailable, UsageError
from summarise.printable import one_line

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresStore"]

_Result = TypeVar("_Result")

_PATIENCE: Final = 120.0
"""Seconds for which the store waits for a database that has answered before and went away."""
_SHORTEST_WAIT, _LONGEST_WAIT = 0.05, 2.0
"""Shortest and longest pause, in seconds, between two attempts to reach the database."""
_FIRST_LOOK, _LONGEST_LOOK = 0.02, 1.0
"""Shortest and longest pause, in seconds, between two checks whether the lock of a request is free."""
_LONGEST_TURN: Final = 3600.0
"""Seconds after which a request is given up because another machine still holds its lock."""
_AWAY: Final = frozenset({"53300", "57P01", "57P02", "57P03", "57P05"})
"""PostgreSQL error codes of a server that is full, shutting down or starting."""
_CONNECT: Final = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "application_name": "summarise",
    "client_encoding": "UTF8",
}
"""Default connection parameters; parameters in the address have priority."""


_AWAY_SINCE: Final[dict[DatabaseAddress, float]] = {}
"""Time of the first failed operation at each database that is away; the stores of a process wait together."""


class PostgresStore:
    """An answer store in a database that several machines share.

    One connection serves all threads. It holds an advisory lock for each request in progress; the database releases the
    locks when the connection ends. If the database goes away, all operations together wait for it up to `patience`
    seconds, and later ones fail at once until it is back.

    Args:
        address: address of the database; missing tables are created.
        patience: seconds for which the store waits for a database that went away.

    Raises:
        OutputError: the database cannot be reached or used.
        UsageError: the extra `postgres` is not installed, or the address is not valid.

    """

    def __init__(self, address: DatabaseAddress, patience: float = _PATIENCE) -> None:
        self._psycopg = _imported()
        self._address, self._patience = address, patience
        self._mutex = threading.RLock()
        self._held: set[int] = set()
        self._stopping = threading.Event()
        self._connection: psycopg.Connection | None = None
        self._is_writable = False
        self.damaged = 0
        try:
            self._prepare(self._connected())
            _AWAY_SINCE.pop(address, None)
        except self._psycopg.Error as error:
            self._drop()
            raise OutputError(self._told(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the object stored under a key; None if there is none or it is damaged."""
        found = self._run(lambda open_: open_.execute(GET, (key,)).fetchone())
        if found is None:
            return None
        value = unpacked(key, found[0])
        self.damaged += value is None
        return value

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key`, replacing an existing one; it is on disk when the call returns."""
        row = _row(key, value)
        self._run(lambda open_: open_.execute(PUT, row))

    def add(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key` unless an undamaged one exists; it is on disk when the call returns."""
        row = _row(key, value)
        if self._run(lambda open_: open_.execute(ADD, row).rowcount) == 0 and self.get(key) is None:
            self._run(lambda open_: open_.execute(PUT, row))

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Store all `values` under their keys in one transaction, so that either all or none are stored."""
        rows = [
            _row(key, values[key]) for key in sorted(values)
        ]  # in one order everywhere, so that none wait in a circle

        def store(connection: psycopg.Connection) -> None:
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(PUT, rows)

        if rows:
            self._run(store)

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Keep all other machines from requesting the same key while the block runs.

        The value is always True, since another machine may have stored an answer in the meantime.

        Raises:
            OutputError: no answer could be stored, for example because the user may only read.
            ServiceUnavailable: another machine held the key for an hour, or this store was closed.

        """
        if not self._is_writable:
            self._run(try_to_write)
            self._is_writable = True
        number = _number(key)
        self._take(number)
        try:
            yield True
        finally:
            self._give_back(number)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all entries, sorted."""
        yield from self._run(lambda open_: [key for (key,) in open_.execute(KEYS).fetchall()])

    def clear(self) -> int:
        """Remove all entries; return how many there were."""
        return self._run(lambda open_: open_.execute("DELETE FROM summarise_answers").rowcount)

    def info(self) -> StoreInfo:
        """Return the address without a password, the number of entries, and the bytes of the table and its indexes."""
        entries, size = self._run(lambda open_: open_.execute(INFO).fetchone()) or (0, 0)
        return StoreInfo(str(self._address), entries, size)

    def hasten(self) -> None:
        """Stop waiting: operations fail at once if the database is away; threads in `turn` get ServiceUnavailable."""
        self._stopping.set()

    def close(self) -> None:
        """Close the connection; threads that wait in `turn` get ServiceUnavailable.

        If an answer is stored later, the connection is opened again.
        """
        self.hasten()
        with self._mutex:
            self._drop()

    # -- turns -----------------------------------------------------------------------------------------------------

    def _take(self, number: int) -> None:
        until, look = time.monotonic() + _LONGEST_TURN, _FIRST_LOOK
        while not self._run(lambda open_: self._is_taken(open_, number)):
            if self._stopping.wait(look):
                raise ServiceUnavailable("the run is being stopped", kind="stopped")
            if time.monotonic() > until:
                raise ServiceUnavailable("another machine has been asking for the same for an hour: run it again later")
            look = min(_LONGEST_LOOK, look * 1.5)

    def _is_taken(self, connection: psycopg.Connection, number: int) -> bool:
        if number in self._held:
            return False
        taken = connection.execute("SELECT pg_try_advisory_lock(%s)", (number,)).fetchone() == (True,)
        if taken:
            self._held.add(number)
        return taken

    def _give_back(self, number: int) -> None:
        """Release an advisory lock; if the connection has ended, the database has already released it."""
        with self._mutex:
            self._held.discard(number)
            if self._connection is None:
                return
            try:
                self._connection.execute("SELECT pg_advisory_unlock(%s)", (number,))
            except self._psycopg.Error:
                self._drop()

    # -- the connection --------------------------------------------------------------------------------------------

    def _run(self, work: Callable[[psycopg.Connection], _Result]) -> _Result:
        """Run `work`, which may be run twice, and wait if the database has gone away.

        Raises:
            OutputError: the database does not come back, or refuses the operation.

        """
        wait = _SHORTEST_WAIT
        while True:
            with self._mutex:
                is_stale = self._connection is not None
                try:
                    done = work(self._connection or self._connected())
                except self._psycopg.Error as error:
                    if not self._is_away(error):
                        raise OutputError(self._told(error)) from error
                    self._drop()
                    reason = error
                else:
                    _AWAY_SINCE.pop(self._address, None)
                    return done
                since = _AWAY_SINCE.setdefault(self._address, time.monotonic())
            if is_stale:  # it may have ended long ago: a new one is tried at once
                continue
            is_given_up = time.monotonic() + wait > since + self._patience
            if is_given_up or self._stopping.wait(wait):
                waited = time.monotonic() - since
                told = f"{self._told(reason)} (waited {waited:.0f} s; what was not looked up is not asked)"
                raise OutputError(told) from reason
            wait = min(_LONGEST_WAIT, wait * 2)

    def _is_away(self, error: psycopg.Error) -> bool:
        """Return True if a later attempt may succeed, because the database has gone away."""
        if not isinstance(error, self._psycopg.OperationalError | self._psycopg.InterfaceError):
            return False
        return self._connection is None or self._connection.closed or error.sqlstate in _AWAY

    def _connected(self) -> psycopg.Connection:
        """Connect to the database, and take the locks of the requests in progress again."""
        try:
            stated = self._psycopg.conninfo.conninfo_to_dict(self._address.reveal())
        except self._psycopg.ProgrammingError as error:
            raise UsageError(f"the cache's database {self._address}: {one_line(str(error))}") from None
        with self._mutex:
            more = {name: value for name, value in _CONNECT.items() if name not in stated}
            self._connection = self._psycopg.connect(self._address.reveal(), autocommit=True, **more)
            self._connection.execute("SET synchronous_commit = on")
            self._connection.execute(STAY)  # a session that ends while a call is in flight would lose its locks
            for number in self._held:
                self._connection.execute("SELECT pg_try_advisory_lock(%s)", (number,))
            return self._connection

    def _prepare(self, connection: psycopg.Connection) -> None:
        """Create the tables, or migrate them to the present version."""
        (encoding,) = connection.execute("SHOW server_encoding").fetchone() or ("",)
        if encoding != "UTF8":
            self._drop()
            raise OutputError(f"{self._address}: its encoding is {encoding}: CREATE DATABASE … ENCODING 'UTF8'")
        if is_anothers(connection):
            self._drop()
            raise OutputError(
                f"{self._address}: has a table summarise_answers without the version that this program notes: "
                "name another database"
            )
        migrate(connection)
        if made_by_newer(number := version(connection)):
            self._drop()
            raise OutputError(
                f"{self._address}: its tables (version {number}) are of a newer summarise: update this one"
            )

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(self._psycopg.Error):
                connection.close()

    def _told(self, error: psycopg.Error) -> str:
        where = f"{self._address}: the cache's database cannot be used"
        return f"{where} ({one_line(str(error), 200)}): see that it runs and lets you in, or name a folder"


def _row(key: str, value: dict[str, Any]) -> tuple[str, str]:
    return key, packed(key, value)


def _number(key: str) -> int:
    """Return the number of the advisory lock for a request, by the request's key."""
    return int.from_bytes(hashlib.sha256(f"summarise {key}".encode()).digest()[:8], signed=True)


def _imported() -> Any:
    try:
        import psycopg  # noqa: PLC0415 - of the extra `postgres`
        import psycopg.conninfo  # noqa: PLC0415
    except ImportError:
        raise UsageError("a cache in a database needs a package more: pip install 'summarise[postgres]'") from None
    return psycopg
