"""Readers of hostile formats run apart: what becomes of one file touches neither the program nor the next file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from summarise import own_process
from summarise.errors import InputError, ReadingGivenUp
from summarise.load import formats, isolation, load_bytes, readings
from summarise.load.isolation import read_apart
from summarise.load.limits import CHILD_CPU_SECONDS, RECOGNISER_CPU_SECONDS
from summarise.load.reader_protocol import RECOGNISER
from tests.support.hanging import SURELY_HANGS
from tests.support.places import ROOT


def read(function: str, data: bytes = b"", seconds: float = 60.0, *, alone: bool = False) -> str:
    return read_apart("tests.support.misbehaving_readers", function, data, "x", seconds, alone=alone)


@pytest.mark.posix("limits of memory and processor time")
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize(
    ("function", "message"),
    [("crash", "code -6"), ("leave", "code 3"), ("hang", "more than 2 s"), ("eat", "memory"), ("hoard", "memory")],
)
def test_a_reader_that_crashes_hangs_or_eats_memory_is_stopped(function: str, message: str, *, alone: bool) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(function, seconds=2.0 if function == "hang" else 60.0, alone=alone)
    assert caught.value.kind == "unsafe"
    assert read("echo", "后面的文件".encode()) == "后面的文件"


@pytest.mark.parametrize("alone", [False, True])
def test_a_reader_that_answers_without_end_is_stopped(*, alone: bool) -> None:
    with pytest.raises(InputError, match="its reader stopped"):
        read("endless", alone=alone)


def test_a_reader_that_prints_still_answers() -> None:
    assert read("chatter", b"text") == "text"


@pytest.mark.posix("limits of memory and processor time")
def test_a_reader_that_computes_for_ever_is_stopped_by_the_system() -> None:
    assert 0 < int(read("processor_seconds_left")) <= CHILD_CPU_SECONDS + 1


@pytest.mark.posix("limits of memory and processor time")
def test_a_recogniser_has_wider_bounds_and_is_another_process() -> None:
    module = "tests.support.misbehaving_readers"
    left = int(read_apart(module, "processor_seconds_left", b"", "x", entry=RECOGNISER))
    assert CHILD_CPU_SECONDS + 1 < left <= RECOGNISER_CPU_SECONDS + 1
    with pytest.raises(InputError, match="memory"):
        read_apart(module, "eat", b"", "x", entry=RECOGNISER)
    assert read_apart(module, "process", b"", "x", entry=RECOGNISER) != read("process")


@pytest.mark.posix("forks of a reader and sessions")
def test_one_reader_reads_file_after_file_and_is_followed_when_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_idle", [])
    first = read("process")
    assert read("process") == first
    read("grow")
    assert read("process") != first


def test_a_file_that_is_read_while_others_wait_takes_one_more_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_idle", [])
    isolation.start_reader()
    isolation.start_reader()
    assert len(isolation._idle) == 1  # noqa: SLF001 - nothing else knows the readers
    started = isolation._idle[0].pid  # noqa: SLF001
    assert read("process") == str(started)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("关于充电桩的提案答复".encode("gbk"), "text in another encoding"),
        ("关于充电桩的提案答复\0".encode(), "text with a NUL"),
        ("关于\\*充电桩\\*的提案答复".encode(), "Markdown"),
        ("标题,答复\n甲,关于充电桩的提案答复\n".encode(), "a table"),
        (b'{"text": "reply"}', "JSON"),
        (b"<html><body><p>reply</p></body></html>", "a page"),
        (b"PK\x03\x04 no package", "a package"),
        (b"%PDF-1.7 no PDF", "a PDF file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "a mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file"),
    ],
)
def test_no_file_is_parsed_in_the_program_itself(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "read_apart", lambda *_, **__: f'["text/plain", "", []]\n{name}')
    assert load_bytes(data, "x").text == name


def test_text_in_which_there_is_nothing_to_parse_needs_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(formats, "read_apart")
    assert load_bytes("关于充电桩的提案答复\r\n共 3 < 5 处".replace("<", "＜").encode(), "x").text.endswith("5 处")


def test_a_reader_of_its_own_process_sees_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    assert "sk-canary" in os.environ.values()
    assert "sk-canary" not in read("environment")


@pytest.mark.posix("forks of a reader and sessions")
def test_what_one_file_leaves_behind_in_its_reader_is_gone_with_the_next() -> None:
    assert [read("remember", word, alone=True) for word in (b"one", b"two")] == ["one", "two"]


@pytest.mark.posix("forks of a reader")
def test_a_fork_finds_read_what_every_pdf_file_needs() -> None:
    lines = read("warmed", alone=True).split("\n")
    assert lines[1] == "一、已完成的工作。2024年，改造小区12个、道路3.5公里，安排资金1.2亿元，惠及居民3万户。"
    assert lines[-2:] == ["项目 | 数量（个）", "车位 | 数量（个）：800"]


def test_files_read_at_the_same_time_get_their_own_texts() -> None:
    found: dict[int, str] = {}

    def work(number: int) -> None:
        for _ in range(5):
            found[number] = read("echo", str(number).encode() * 70_000)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: str(number) * 70_000 for number in range(8)}


def test_a_server_that_died_while_it_waited_says_nothing_of_the_next_file() -> None:
    assert read("echo", b"one") == "one"
    os.kill(isolation._idle[-1].pid, signal.SIGKILL)  # noqa: SLF001 - nothing else knows the process
    assert read("echo", b"two") == "two"


def test_a_process_that_cannot_start_is_not_the_file_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "_command", lambda _: [sys.executable, "-c", "raise SystemExit(1)"])
    monkeypatch.setattr(isolation, "_idle", [])
    with pytest.raises(InputError, match="the file may be sound") as caught:
        read("echo", b"one")
    assert caught.value.kind == "unreadable"


@pytest.mark.parametrize(
    "answer", [b"", b"9", b"1not json", b"0\xff", b"1[1]", b'1["unsafe"', b"1{}", b"1" + b"[" * 9999]
)
def test_an_answer_that_is_none_counts_as_a_crash(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    monkeypatch.setattr(isolation._Server, "ask", lambda *_: answer)  # noqa: SLF001 - what a reader may say
    with pytest.raises(InputError, match="its reader stopped") as caught:
        read("echo")
    assert caught.value.kind == "unsafe"


@pytest.mark.parametrize("kind", ['"stopped"', '"invented"', "[]", "null"])
def test_a_reader_cannot_choose_how_its_file_is_dealt_with(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(isolation._Server, "ask", lambda *_: f'1[{kind}, "x"]'.encode())  # noqa: SLF001
    with pytest.raises(InputError, match="answered nonsense") as caught:
        read("echo")
    assert caught.value.kind == "unsafe"


def test_reading_can_be_given_up_from_outside() -> None:
    with readings() as give_up:
        threading.Timer(0.5, give_up).start()
        with pytest.raises(ReadingGivenUp):
            read("hang")
    assert read("echo", b"again") == "again"


_BUSY = "threading.Thread(target=read, daemon=True).start()\nwhile isolation._idle: time.sleep(0.01)"
_FORKED = f"{_BUSY}\nwhile len(living_in_session(leader)) < 2: time.sleep(0.01)"


@pytest.mark.posix("forks of a reader and sessions")
@pytest.mark.parametrize(("last", "alone", "alive"), [("", "False", 1), (_BUSY, "False", 1), (_FORKED, "True", 2)])
def test_readers_end_with_the_program_however_it_ends(last: str, alone: str, alive: int) -> None:
    program = f"""
import os, threading, time
from summarise.load import isolation
from summarise.load.isolation import read_apart
from test_isolation import living_in_session
def read(): read_apart("tests.support.misbehaving_readers", "hang", b"", "x", alone={alone})
read_apart("tests.support.misbehaving_readers", "echo", b"", "x")
leader = isolation._idle[0].pid
{last}
print(leader, len(living_in_session(leader)), flush=True)
os._exit(0)
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "load"), str(ROOT)))}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    leader, living = map(int, done.stdout.split())
    assert living == alive
    patience = time.monotonic() + SURELY_HANGS
    while living_in_session(leader):
        assert time.monotonic() < patience
        time.sleep(0.05)


def living_in_session(leader: int) -> list[str]:
    """Processes of the session that a server leads, itself included, but for the dead that nobody has buried."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *rest = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(rest[2]) == leader and state not in "ZX":
            found.append(stat.parent.name)
    return found
