"""A PostgreSQL server on the loopback, and tables of its own for each test."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from summarise.database_address import DatabaseAddress
from tests.support.postgres import PostgresServer, running_postgres

_numbers = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def database(server: PostgresServer) -> DatabaseAddress:
    """An address of tables of the test's own."""
    psycopg = pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    name = f"test_{threading.get_native_id()}_{next(_numbers)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return DatabaseAddress(f"{server.url}?options=-csearch_path%3D{name}")
