"""The tables of a shared store, and the migration of tables that an earlier version created."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import psycopg

__all__ = ["MIGRATIONS", "is_anothers", "made_by_newer", "migrate", "version"]

MIGRATIONS: Final = (
    "CREATE TABLE summarise_answers (key text PRIMARY KEY, body text NOT NULL, stored timestamptz DEFAULT now())",
)
"""SQL statements, one for each version of the tables; new ones are only appended."""

_LOCK: Final = 7_350_416_991_206_145
"""Number of the advisory lock that is held while tables are changed."""


def version(connection: psycopg.Connection) -> int:
    """Return the version of the tables: the number of migrations applied to the database; 0 for a new database."""
    if connection.execute("SELECT to_regclass('summarise_version')").fetchone() == (None,):
        return 0
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM summarise_version").fetchone() or (0,)
    return int(number)


def is_anothers(connection: psycopg.Connection) -> bool:
    """Return True if the database has a table of answers but no version of the tables, so that another made it."""
    has_table = connection.execute("SELECT to_regclass('summarise_answers')").fetchone() != (None,)
    return has_table and version(connection) == 0


def made_by_newer(number: int) -> bool:
    """Return True if `number`, a version of the tables, is higher than this program knows."""
    return number > len(MIGRATIONS)


def migrate(connection: psycopg.Connection, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Apply the `migrations` that the database at `connection` lacks, in one transaction.

    The transaction holds a lock, so that only one machine does this at a time. `migrations` are SQL texts in order.
    """
    if version(connection) >= len(migrations):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("CREATE TABLE IF NOT EXISTS summarise_version (number int PRIMARY KEY)")
        for number in range(version(connection), len(migrations)):
            connection.execute(migrations[number].encode())
            connection.execute("INSERT INTO summarise_version VALUES (%s)", (number + 1,))
