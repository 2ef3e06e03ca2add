"""The cache on disk: plain text, private, shared, never a pickle, never a silent loss."""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import diskcache
import pytest

from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.engines.service.open_store import open_known_store
from summarise.errors import OutputError
from tests.support.streams import ENCODING

KEY = "k" * 40


class _Planted:
    """A pickle that leaves a trace when it is loaded."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (f"open({str(self.trace)!r}, 'w').close()",)


def test_what_is_stored_is_found_by_another_process(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "cache")
    store.put(KEY, {"text": "茶"})
    store.close()
    program = (
        "import sys, pathlib; from summarise.engines.service.embedded_store import EmbeddedStore as A; "
        "print(A(pathlib.Path(sys.argv[1])).get(sys.argv[2]))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "cache"), KEY],
        capture_output=True,
        encoding=ENCODING,
        check=True,
    )
    assert found.stdout.strip() == "{'text': '茶'}"


def test_the_folder_is_private(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "cache")
    store.put(KEY, {"text": "x"})
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "cache").iterdir())
    store.close()


def test_a_planted_pickle_is_never_loaded(tmp_path: Path) -> None:
    folder, trace = tmp_path / "cache", tmp_path / "trace"
    EmbeddedStore(folder).close()
    planter = diskcache.Cache(str(folder), disk=diskcache.Disk)
    planter.set(KEY, _Planted(trace))
    planter.set(("a", "tuple"), "value")
    planter.close()
    store = EmbeddedStore(folder)
    assert store.get(KEY) is None
    assert store.damaged == 1
    store.put(KEY, {"text": "new"})
    assert store.get(KEY) == {"text": "new"}
    assert store.clear() == 2
    store.close()
    assert not trace.exists()
    assert pickle.loads(pickle.dumps("x")) == "x"  # the trace would be left: pickles work here
    pickle.loads(pickle.dumps(_Planted(trace)))
    assert trace.exists()


def test_a_planted_file_name_is_neither_read_nor_removed(tmp_path: Path) -> None:
    folder, precious = tmp_path / "cache", tmp_path / "precious.txt"
    precious.write_text("keep")
    store = EmbeddedStore(folder)
    store.put(KEY, {"text": "x"})
    with sqlite3.connect(folder / "cache.db") as connection:
        connection.execute("UPDATE Cache SET mode = 3, filename = ?", (str(precious),))
    connection.close()
    assert store.get(KEY) is None
    store.put(KEY, {"text": "y"})
    store.clear()
    store.close()
    assert precious.read_text() == "keep"


def test_a_changed_row_is_noticed(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "300盏"})
    with sqlite3.connect(tmp_path / "cache.db") as connection:
        connection.execute("UPDATE Cache SET value = replace(value, '300', '900')")
    connection.close()
    assert store.get(KEY) is None
    assert store.damaged == 1
    store.close()


def test_a_damaged_byte_that_leaves_no_text_is_noticed_and_stops_nothing(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "300盏"})
    store.put("other", {"text": "5座"})
    with sqlite3.connect(tmp_path / "cache.db") as connection:
        (value,) = connection.execute("SELECT CAST(value AS BLOB) FROM Cache WHERE key = ?", (KEY,)).fetchone()
        damaged = value.replace("盏".encode(), b"\xe7\x9b\xff")
        connection.execute("UPDATE Cache SET value = CAST(? AS TEXT) WHERE key = ?", (damaged, KEY))
    connection.close()
    assert (store.get(KEY), store.damaged, store.get("other")) == (None, 1, {"text": "5座"})
    store.add(KEY, {"text": "300盏"})
    assert store.get(KEY) == {"text": "300盏"}
    store.close()


def test_an_answer_under_the_key_of_another_is_none(tmp_path: Path) -> None:
    """Whole in itself, it would be taken for the answer about another letter."""
    other = KEY[:-1] + "j"
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "300盏"})
    store.put_all({other: {"text": "5座"}})
    with sqlite3.connect(tmp_path / "cache.db") as connection:
        for old, new in ((KEY, "between"), (other, KEY), ("between", other)):
            connection.execute("UPDATE Cache SET key = ? WHERE key = ?", (new, old))
    connection.close()
    assert (store.get(KEY), store.get(other), store.damaged) == (None, None, 2)
    store.add(KEY, {"text": "300盏"})
    assert store.get(KEY) == {"text": "300盏"}
    store.close()


def test_what_version_0_1_stored_is_still_found(tmp_path: Path) -> None:
    body = '{"text":"300盏"}'
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "5座"})
    with sqlite3.connect(tmp_path / "cache.db") as connection:
        connection.execute("UPDATE Cache SET value = ?", (hashlib.sha256(body.encode()).hexdigest()[:16] + body,))
    connection.close()
    assert store.get(KEY) == {"text": "300盏"}
    store.close()


@pytest.mark.parametrize("size", [0, 100])
def test_a_damaged_database_is_set_aside_and_done_again(tmp_path: Path, size: int) -> None:
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "x"})
    store.close()
    whole = (tmp_path / "cache.db").read_bytes()
    (tmp_path / "cache.db").write_bytes(whole[:size] + b"\0garbage\0" * 400)
    for name in ("cache.db-wal", "cache.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    store = EmbeddedStore(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, {"text": "y"})
    assert store.get(KEY) == {"text": "y"}
    assert store.damaged == 1
    store.close()
    assert (tmp_path / "damaged-1" / "cache.db").exists()


def test_damage_that_is_found_while_a_row_is_added_sets_the_database_aside_once(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.put(KEY, {"text": "茶" * 20_000})  # goes on over pages that only whoever reads the text looks at
    store.close()
    with sqlite3.connect(tmp_path / "cache.db") as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    whole = (tmp_path / "cache.db").read_bytes()
    pages = [whole[at : at + size] for at in range(0, len(whole), size)]
    inner = "茶".encode() * (size // 6)
    leaf = b"\x0d"
    broken = [b"\xff\xff\xff\x7f" + page[4:] if inner in page and page[:1] != leaf else page for page in pages]
    assert broken != pages
    (tmp_path / "cache.db").write_bytes(b"".join(broken))
    store = EmbeddedStore(tmp_path)
    store.add(KEY, {"text": "y"})
    assert store.get(KEY) == {"text": "y"}
    assert store.damaged == 1
    store.close()
    assert not (tmp_path / "damaged-2").exists()


def test_nothing_is_evicted(tmp_path: Path) -> None:
    diskcache.Cache(str(tmp_path), size_limit=1000, eviction_policy="least-recently-stored", cull_limit=10).close()
    store = EmbeddedStore(tmp_path)
    for number in range(60):
        store.put(f"{number:040}", {"text": "字" * 500})
    assert all(store.get(f"{number:040}") for number in range(60))
    assert store.info().entries == 60
    store.close()


def test_threads_share_a_store(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)

    def work(start: int) -> None:
        for number in range(start, start + 20):
            store.put(f"{number:040}", {"n": number})

    threads = [threading.Thread(target=work, args=(index * 20,)) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.get(f"{number:040}") for number in range(160)] == [{"n": number} for number in range(160)]
    store.close()


def test_what_is_added_by_several_threads_at_one_time_is_written_once_and_the_first_stays(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    begin = threading.Barrier(8)

    def work(worker: int) -> None:
        begin.wait()
        for number in range(20):
            store.add(f"{number:040}", {"by": worker})
            found = store.get(f"{number:040}")
            assert found is not None
            seen[worker, number] = found["by"]

    seen: dict[tuple[int, int], int] = {}
    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    assert len(seen) == 160
    for number in range(20):
        assert len({seen[worker, number] for worker in range(8)}) == 1


def test_a_fault_of_the_disk_is_told_to_all_whose_rows_were_in_the_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EmbeddedStore(tmp_path)
    begins, goes_on = threading.Event(), threading.Event()
    told: list[str] = []

    def full(*_: object) -> None:
        begins.set()
        goes_on.wait()
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "_transact", full)

    def work(key: str) -> None:
        try:
            store.put(key, {})
        except OutputError as error:
            told.append(error.message)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    threads[0].start()
    begins.wait()
    for thread in threads[1:]:
        thread.start()
    goes_on.set()
    for thread in threads:
        thread.join()
    store.close()
    assert len(told) == 4
    assert all("disk is full" in message for message in told)


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cache folder cannot be used"):
        EmbeddedStore(tmp_path / "file")


def test_a_folder_without_a_store_is_looked_at_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with open_known_store(tmp_path) as store:
        assert store is None
    assert [found.name for found in tmp_path.iterdir()] == ["notes.txt"]
