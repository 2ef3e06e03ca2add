"""The statements with which a shared store reads and writes its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import psycopg

__all__ = ["ADD", "GET", "INFO", "KEYS", "PUT", "STAY", "try_to_write"]

GET: Final = "SELECT body FROM summarise_answers WHERE key = %s"
KEYS: Final = "SELECT key FROM summarise_answers ORDER BY key"
INFO: Final = "SELECT count(*), pg_total_relation_size('summarise_answers') FROM summarise_answers"
ADD: Final = "INSERT INTO summarise_answers (key, body) VALUES (%s, %s) ON CONFLICT (key) DO NOTHING"
PUT: Final = (
    "INSERT INTO summarise_answers (key, body) VALUES (%s, %s) "
    "ON CONFLICT (key) DO UPDATE SET body = excluded.body, stored = now()"
)
STAY: Final = "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'"
"""Keeps an idle session open, since its end would release the locks of calls in flight.

A server before PostgreSQL 14 has no such setting.
"""


def try_to_write(connection: psycopg.Connection) -> None:
    """Store an entry and take it back, so that a database that takes no answers is noticed before one is paid for."""
    with connection.transaction(force_rollback=True):
        (number,) = connection.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        connection.execute(PUT, (f"trial {number}", ""))
