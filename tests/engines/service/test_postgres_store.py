"""The cache in PostgreSQL: shared by machines, one payment a request, fails closed, shows no password."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from summarise.database_address import DatabaseAddress
from summarise.engines import open_engine
from summarise.engines.service.postgres_store import PostgresStore
from summarise.engines.service.postgres_tables import MIGRATIONS, migrate, version
from summarise.errors import OutputError, ServiceUnavailable
from tests.support.command_line import command
from tests.support.model_calls import DOCUMENT, settings, text_of
from tests.support.places import ROOT
from tests.support.postgres import PASSWORD, PostgresServer
from tests.support.scripted_server import ScriptedServer, answered, in_turn

psycopg = pytest.importorskip("psycopg", reason="the extra postgres is not installed")
KEY = "k" * 40


def test_what_one_machine_stores_another_finds(database: DatabaseAddress) -> None:
    with PostgresStore(database) as one, PostgresStore(database) as other:
        one.put(KEY, {"text": "茶\0\ud800"})
        assert other.get(KEY) == {"text": "茶\0\ud800"}
        one.put_all({"b": {"n": 2}, "a": {"n": 1}})
        assert list(other.keys()) == ["a", "b", KEY]
        assert other.info().entries == 3
        assert other.clear() == 3
        assert one.get(KEY) is None


def test_the_first_answer_stays(database: DatabaseAddress) -> None:
    with PostgresStore(database) as store:
        store.add(KEY, {"text": "first"})
        store.add(KEY, {"text": "second"})
        assert store.get(KEY) == {"text": "first"}
        store.put(KEY, {"text": "third"})
        assert store.get(KEY) == {"text": "third"}


def test_a_changed_row_is_noticed_and_gives_way(database: DatabaseAddress) -> None:
    with PostgresStore(database) as store:
        store.put(KEY, {"text": "300盏"})
        with psycopg.connect(database.reveal(), autocommit=True) as connection:
            connection.execute("UPDATE summarise_answers SET body = replace(body, '300', '900')")
        assert store.get(KEY) is None
        assert store.damaged == 1
        store.add(KEY, {"text": "300盏"})
        assert store.get(KEY) == {"text": "300盏"}


def test_an_answer_under_the_key_of_another_is_none_and_gives_way(database: DatabaseAddress) -> None:
    with PostgresStore(database) as store:
        store.put("other", {"text": "5座"})
        with psycopg.connect(database.reveal(), autocommit=True) as connection:
            connection.execute("UPDATE summarise_answers SET key = %s", (KEY,))
        assert (store.get(KEY), store.damaged) == (None, 1)
        store.add(KEY, {"text": "300盏"})
        assert store.get(KEY) == {"text": "300盏"}


def test_a_row_is_a_checksum_and_json(database: DatabaseAddress) -> None:
    with PostgresStore(database) as store, psycopg.connect(database.reveal()) as connection:
        store.put(KEY, {"text": "茶"})
        ((body,),) = connection.execute("SELECT body FROM summarise_answers").fetchall()
    assert body[16:] == '{"text":"茶"}'


def test_a_turn_is_for_one_machine_at_a_time(database: DatabaseAddress) -> None:
    told: list[str] = []
    with PostgresStore(database) as one, PostgresStore(database) as other:
        begun = threading.Event()

        def wait() -> None:
            begun.set()
            with other.turn(KEY):
                told.append("other")

        with one.turn(KEY):
            thread = threading.Thread(target=wait)
            thread.start()
            begun.wait()
            with other.turn("another key"):
                told.append("another key")
            thread.join(0.2)
            told.append("one")
        thread.join()
    assert told == ["another key", "one", "other"]


def test_threads_of_one_machine_take_turns_too(database: DatabaseAddress) -> None:
    inside = most = 0
    with PostgresStore(database) as store:

        def work() -> None:
            nonlocal inside, most
            with store.turn(KEY):
                inside += 1
                most = max(most, inside)
                store.get(KEY)
                inside -= 1

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1


def test_a_machine_that_dies_gives_its_turn_back(database: DatabaseAddress) -> None:
    program = (
        "import sys; from summarise.database_address import DatabaseAddress as A\n"
        "from summarise.engines.service.postgres_store import PostgresStore as S\n"
        "with S(A(sys.argv[1])).turn(sys.argv[2]):\n    print('in', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, database.reveal(), KEY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        other.kill()
        with PostgresStore(database) as store, store.turn(KEY):
            pass


def test_who_waits_for_a_turn_is_let_go_when_the_run_ends(database: DatabaseAddress) -> None:
    with PostgresStore(database) as one, one.turn(KEY):
        other = PostgresStore(database)
        threading.Timer(0.1, other.close).start()
        with pytest.raises(ServiceUnavailable, match="being stopped") as caught, other.turn(KEY):
            pass
        assert caught.value.kind == "stopped"


def test_two_machines_pay_once_for_one_request(database: DatabaseAddress) -> None:
    found: list[Any] = []
    with ScriptedServer(lambda call: answered(text_of(t=f"答{call.number}"))) as service:

        def ask() -> None:
            with open_engine(settings(service, cache=database)) as engine:
                found.append(engine.select(DOCUMENT).topic)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(service.calls) == 1
    assert found == ["答1"] * 4


def test_refresh_replaces_the_answer_for_all(database: DatabaseAddress) -> None:
    with ScriptedServer(in_turn(answered(text_of(t="旧")), answered(text_of(t="新")))) as service:
        for refresh, topic in ((False, "旧"), (True, "新"), (False, "新")):
            with open_engine(settings(service, cache=database, refresh=refresh)) as engine:
                assert engine.select(DOCUMENT).topic == topic
        assert len(service.calls) == 2


def test_an_idle_session_keeps_its_turns(database: DatabaseAddress) -> None:
    ends_idle = DatabaseAddress(f"{database.reveal()}%20-cidle_session_timeout%3D50")
    with PostgresStore(ends_idle) as one, one.turn(KEY):
        other = PostgresStore(database)
        threading.Timer(0.5, other.close).start()
        with pytest.raises(ServiceUnavailable, match="being stopped"), other.turn(KEY):
            pass


def test_a_table_of_that_name_that_another_program_made_is_left_alone(database: DatabaseAddress) -> None:
    with psycopg.connect(database.reveal(), autocommit=True) as connection:
        connection.execute("CREATE TABLE summarise_answers (note text)")
        connection.execute("INSERT INTO summarise_answers VALUES ('mine')")
        with pytest.raises(OutputError, match="name another database"):
            PostgresStore(database)
        assert connection.execute("SELECT note FROM summarise_answers").fetchall() == [("mine",)]


def test_tables_go_from_version_to_version(database: DatabaseAddress) -> None:
    later = (
        *MIGRATIONS,
        "ALTER TABLE summarise_answers ADD COLUMN note text",
        "CREATE INDEX ON summarise_answers (note)",
    )
    with PostgresStore(database) as store, psycopg.connect(database.reveal(), autocommit=True) as connection:
        store.put(KEY, {"text": "x"})
        assert version(connection) == len(MIGRATIONS)
        migrate(connection, later)
        migrate(connection, later)
        assert version(connection) == len(later)
        assert store.get(KEY) == {"text": "x"}
    with pytest.raises(OutputError, match="newer summarise"):
        PostgresStore(database)


def test_a_migration_that_fails_leaves_the_tables_as_they_were(database: DatabaseAddress) -> None:
    with PostgresStore(database), psycopg.connect(database.reveal(), autocommit=True) as connection:
        with pytest.raises(psycopg.errors.SyntaxError):
            migrate(connection, (*MIGRATIONS, "CREATE TABLE left_over (n int)", "NONSENSE"))
        assert version(connection) == len(MIGRATIONS)
        assert connection.execute("SELECT to_regclass('left_over')").fetchone() == (None,)


def test_machines_that_come_first_together_make_the_tables_once(database: DatabaseAddress) -> None:
    faults: list[Exception] = []

    def come() -> None:
        try:
            PostgresStore(database).close()
        except Exception as error:  # noqa: BLE001 - a thread's error is the test's
            faults.append(error)

    threads = [threading.Thread(target=come) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_run_s_output_shows_no_password(server: PostgresServer, tmp_path: Path) -> None:
    reply = next((ROOT / "eval" / "gold").glob("*.txt"))
    with ScriptedServer(in_turn(answered(text_of()))) as service:
        options = ["--model", "m1", "--base-url", service.base_url, "--cache", server.url]
        command(["run", str(reply), "-o", str(tmp_path / "out.jsonl"), *options], tmp_path / "log")
        shown = command(["cache", "info", "--cache", server.url], tmp_path / "log")
        assert command(["cache", "clear", "--yes", "--cache", server.url], tmp_path / "log").code == 0
        assert service.calls
    assert list(tmp_path.glob("*manifest*"))
    assert f"postgresql://keeper@127.0.0.1:{server.port}/postgres" in shown.said
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert PASSWORD not in written.decode(errors="replace") + server.log
