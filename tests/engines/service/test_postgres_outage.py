"""The cache in PostgreSQL while its database restarts, stays away or takes nothing."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from summarise.database_address import DatabaseAddress
from summarise.engines import open_engine
from summarise.engines.service.postgres_store import PostgresStore
from summarise.errors import OutputError, ServiceUnavailable
from tests.support.command_line import command
from tests.support.model_calls import DOCUMENT, settings, text_of
from tests.support.postgres import PASSWORD, PostgresServer, free_port
from tests.support.scripted_server import ScriptedServer, answered, in_turn

psycopg = pytest.importorskip("psycopg", reason="the extra postgres is not installed")
KEY = "k" * 40
IMPATIENT = 0.5
"""Seconds for which a store of these tests waits for a database that stays away."""


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_database_that_stops_and_starts_is_waited_for(
    server: PostgresServer, database: DatabaseAddress, mode: str
) -> None:
    with PostgresStore(database) as one, PostgresStore(database) as other:
        one.put(KEY, {"text": "kept"})
        with one.turn(KEY):
            server.stop(mode)
            starting = threading.Timer(0.3, server.start)
            starting.start()
            assert one.get(KEY) == {"text": "kept"}
            starting.join()
            assert other.get(KEY) == {"text": "kept"}
            other.close()  # who waits is let go, and has not got the turn that was taken again
            with pytest.raises(ServiceUnavailable), other.turn(KEY):
                pass


def test_an_answer_that_is_paid_for_while_the_database_restarts_is_stored(
    server: PostgresServer, database: DatabaseAddress
) -> None:
    def restart_before(_: object) -> Any:
        server.stop("immediate")
        server.start()
        return answered(text_of())

    with ScriptedServer(restart_before) as service:
        for _ in range(2):
            with open_engine(settings(service, cache=database, timeout=60.0)) as engine:
                assert engine.select(DOCUMENT).measures
        assert len(service.calls) == 1


def test_a_database_that_stays_away_stops_the_run_before_a_call(server: PostgresServer) -> None:
    store = PostgresStore(DatabaseAddress(server.url), patience=IMPATIENT)
    server.stop()
    try:
        with pytest.raises(OutputError, match="what was not looked up is not asked") as caught, store.turn(KEY):
            pass
        with pytest.raises(OutputError, match="cannot be used"):
            store.get(KEY)
    finally:
        server.start()
    assert PASSWORD not in caught.value.message
    assert store.get(KEY) is None
    store.close()


def test_the_patience_with_a_database_that_stays_away_is_spent_once(
    server: PostgresServer, database: DatabaseAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = PostgresStore(database, patience=IMPATIENT), PostgresStore(database, patience=IMPATIENT)
    attempts: list[str] = []
    connect = psycopg.connect

    def counted(address: str, **more: Any) -> Any:
        attempts.append(address)
        return connect(address, **more)

    monkeypatch.setattr(psycopg, "connect", counted)
    server.stop()
    try:
        with pytest.raises(OutputError, match="waited"):
            store.get(KEY)
        assert len(attempts) > 2
        time.sleep(IMPATIENT)
        attempts.clear()
        for _ in range(3):
            with pytest.raises(OutputError, match="waited"):
                store.put(KEY, {"text": "x"})
        with pytest.raises(OutputError, match="waited"):
            other.get(KEY)
        assert len(attempts) == 4  # the other's connection has ended, and is opened once more
    finally:
        server.start()
    store.put(KEY, {"text": "x"})
    assert other.get(KEY) == {"text": "x"}
    store.close()
    other.close()


def test_a_store_that_is_to_hasten_waits_for_no_database(server: PostgresServer, database: DatabaseAddress) -> None:
    store = PostgresStore(database, patience=60.0)
    server.stop()
    try:
        threading.Timer(0.2, store.hasten).start()
        with pytest.raises(OutputError, match="waited 0 s"):
            store.get(KEY)
        with pytest.raises(OutputError, match="waited 0 s"):
            store.put_all({KEY: {"text": "x"}})
    finally:
        server.start()
    store.put_all({KEY: {"text": "x"}})
    assert store.get(KEY) == {"text": "x"}
    store.close()


def test_a_store_that_is_to_hasten_opens_a_connection_that_has_ended_again(
    server: PostgresServer, database: DatabaseAddress
) -> None:
    with PostgresStore(database) as store:
        store.put(KEY, {"text": "kept"})
        server.stop("immediate")
        server.start()
        store.hasten()
        assert store.get(KEY) == {"text": "kept"}


def test_a_database_that_takes_no_answers_is_noticed_before_a_call(database: DatabaseAddress) -> None:
    PostgresStore(database).close()
    read_only = DatabaseAddress(f"{database.reveal()}%20-cdefault_transaction_read_only%3Don")
    with ScriptedServer(in_turn(answered(text_of()))) as service:
        with open_engine(settings(service, cache=read_only)) as engine, pytest.raises(OutputError, match="read-only"):
            engine.select(DOCUMENT)
        assert service.calls == []
        with open_engine(settings(service, cache=database)) as engine:
            assert engine.select(DOCUMENT).measures
        with open_engine(settings(service, cache=read_only)) as engine:
            assert engine.select(DOCUMENT).measures
        assert len(service.calls) == 1
    with PostgresStore(database) as store:
        assert not any(key.startswith("trial") for key in list(store.keys()))


def test_no_database_gives_one_helpful_line(tmp_path: Path) -> None:
    address = f"postgresql://me:{PASSWORD}@127.0.0.1:{free_port()}/answers"
    done = command(["cache", "info", "--cache", address], tmp_path / "log")
    assert done.code == 2
    assert len(done.said.splitlines()) == 1
    assert "127.0.0.1" in done.said
    assert "see that it runs and lets you in" in done.said
    assert PASSWORD not in done.said


def test_a_wrong_password_and_an_unknown_database_are_told_without_it(server: PostgresServer) -> None:
    for wrong in (server.url.replace(PASSWORD, "another-word-9"), server.url.replace("/postgres", "/nowhere")):
        with pytest.raises(OutputError, match=r"authentication failed|does not exist") as caught:
            PostgresStore(DatabaseAddress(wrong))
        assert PASSWORD not in caught.value.message
        assert "another-word-9" not in caught.value.message
