from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from summarise.batch import Batch, Entry, Inputs, OutputPaths, Progress, RunOptions, opened
from summarise.batch.processes import Processes
from summarise.batch.running import AHEAD
from summarise.document import Document
from summarise.record import Record
from tests.support.composed_replies import composed_reply
from tests.support.hanging import SURELY_HANGS
from tests.support.owned import failures_in, write_replies
from tests.support.places import ROOT
from tests.support.worked_on import double, environment, fallible, fatal, fatal_once, held_until

COUNT = 120
FAILING = (3, 17, 18, 90)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_replies(tmp_path / "in", COUNT, failing=FAILING)


def run(folder: Path, output: Path, work: Callable[[Document], Record], processes: int) -> Progress:
    paths = OutputPaths.beside(output)
    with opened(paths, "owned 1") as sink:
        return Batch(work, sink, RunOptions(processes=processes)).run(Inputs([str(folder)], BytesIO()))


def written(output: Path) -> tuple[bytes, bytes]:
    return output.read_bytes(), output.with_name("records.failures.jsonl").read_bytes()


@pytest.fixture
def undisturbed(folder: Path, tmp_path: Path) -> tuple[bytes, bytes]:
    output = tmp_path / "one" / "records.jsonl"
    progress = run(folder, output, fallible, 1)
    assert (progress.records, progress.failed) == (COUNT - len(FAILING), len(FAILING))
    return written(output)


@pytest.mark.parametrize("processes", [2, 5])
def test_the_number_of_processes_changes_no_byte(
    folder: Path, tmp_path: Path, undisturbed: tuple[bytes, bytes], processes: int
) -> None:
    output = tmp_path / "records.jsonl"
    run(folder, output, fallible, processes)
    assert written(output) == undisturbed
    again = run(folder, output, fallible, processes)
    assert again.reused == COUNT
    assert written(output) == undisturbed


def test_a_reply_whose_process_dies_is_done_again_and_nothing_is_lost(
    folder: Path, tmp_path: Path, undisturbed: tuple[bytes, bytes]
) -> None:
    output, mark = tmp_path / "records.jsonl", tmp_path / "died"
    (folder / "00050.txt").write_text((folder / "00050.txt").read_text() + "致命。")
    alone = tmp_path / "alone" / "records.jsonl"
    run(folder, alone, fallible, 1)
    run(folder, output, fatal_once(mark), 2)
    assert mark.exists()
    assert written(output) == written(alone)
    assert written(output) != undisturbed


def test_a_reply_that_ends_every_process_fails_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "00050.txt").write_text("致命。")
    output = tmp_path / "records.jsonl"
    progress = run(folder, output, fatal, 2)
    assert progress.records == COUNT - len(FAILING) - 1
    (failure,) = [
        one for one in failures_in(output.with_name("records.failures.jsonl")) if one.source.endswith("50.txt")
    ]
    assert failure.kind == "internal"
    assert "code -9" in failure.message


def test_a_process_sees_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-of-this-test")
    workers: Processes[int, dict[str, str]] = Processes(environment, lambda *_: {}, 1)
    workers.submit(1, 1)
    (result,) = workers.ready(None)
    workers.close()
    assert result[1].keys() - {"LC_CTYPE"} == {"PYTHONPATH"}


def test_no_more_is_read_ahead_than_the_window_holds(tmp_path: Path) -> None:
    """The first reply is held until one far behind it is done; meanwhile many could be read."""
    ahead: list[int] = []

    def entries() -> Iterator[Entry]:
        for number in range(4000):
            ahead.append(number - batch.progress.written)
            yield Entry(str(number), partial(Document, str(number), f"第{number}件。"))

    paths = OutputPaths.beside(tmp_path / "records.jsonl")
    with opened(paths, "owned 1") as sink:
        batch = Batch(held_until(tmp_path / "mark", "第0件", "第300件"), sink, RunOptions(processes=2))
        progress = batch.run(entries())
    assert progress.records == 4000
    assert 300 < max(ahead) <= 2 * 16 * 2 * (AHEAD + 1) + 1


def test_tasks_beyond_number_come_back_once_each() -> None:
    workers: Processes[int, int] = Processes(double, lambda *_: -1, 3)
    for number in range(1000):
        workers.submit(number, number)
    found: list[tuple[int, int]] = []
    while len(found) < 1000:
        found += workers.ready(None)
    workers.close()
    assert sorted(found) == [(number, 2 * number) for number in range(1000)]


# -- the program ----------------------------------------------------------------------------------------------------


def write_letters(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(composed_reply(number)[1].text)
    return folder


def start(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "summarise", "run", str(folder), "-o", str(output), "--processes", "2"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def finish(folder: Path, output: Path) -> None:
    process = start(folder, output)
    _, told = process.communicate(timeout=SURELY_HANGS)
    assert process.returncode == 0, told


def workers_of(pid: int) -> list[int]:
    children: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):  # it may just have ended
            children += map(int, (thread / "children").read_text().split())
    return [child for child in children if is_alive(child) and is_worker(child)]


def is_worker(pid: int) -> bool:
    try:
        return b"--worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + SURELY_HANGS
    while not what():
        assert time.monotonic() < until
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found under /proc")
@pytest.mark.parametrize("asked_by", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_leaves_no_process_and_goes_on_to_the_same_bytes(
    tmp_path: Path, asked_by: signal.Signals
) -> None:
    folder = write_letters(tmp_path / "in", 400)
    alone, output = tmp_path / "alone" / "records.jsonl", tmp_path / "records.jsonl"
    finish(folder, alone)
    for share in (0.1, 0.5):
        process = start(folder, output)
        wait_for(lambda: output.exists() and output.stat().st_size > share * alone.stat().st_size)  # noqa: B023
        children = workers_of(process.pid)
        assert len(children) >= 2
        process.send_signal(asked_by)
        _, told = process.communicate(timeout=SURELY_HANGS)
        assert process.returncode == (130 if asked_by is signal.SIGINT else -9), told
        assert b"Traceback" not in told
        wait_for(lambda: not any(map(is_alive, children)))  # noqa: B023
        assert output.stat().st_size < alone.stat().st_size
    finish(folder, output)
    assert written(output) == written(alone)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found under /proc")
def test_processes_that_are_killed_under_a_run_change_no_byte(tmp_path: Path) -> None:
    folder = write_letters(tmp_path / "in", 400)
    alone, output = tmp_path / "alone" / "records.jsonl", tmp_path / "records.jsonl"
    finish(folder, alone)
    process = start(folder, output)
    for share in (0.1, 0.3, 0.6):
        wait_for(lambda: output.exists() and output.stat().st_size > share * alone.stat().st_size)  # noqa: B023
        for child in workers_of(process.pid):
            os.kill(child, signal.SIGKILL)
    _, told = process.communicate(timeout=SURELY_HANGS)
    assert process.returncode == 0, told
    assert written(output) == written(alone)


def kill_at_random(rounds: int, seed: int, folder: Path) -> int:
    """Runs that are killed, and whose processes are killed, at random sizes of the output; each is then finished."""
    dice, deaths = random.Random(seed), 0
    alone = folder.with_name("alone") / "records.jsonl"
    write_letters(folder, 200)
    finish(folder, alone)
    for number in range(rounds):
        output = folder.with_name(f"round-{number}") / "records.jsonl"
        for share in sorted(dice.uniform(0, 0.7) for _ in range(2)):
            process = start(folder, output)
            wait_for(lambda: output.exists() and output.stat().st_size > share * alone.stat().st_size)  # noqa: B023
            for child in dice.sample(found := workers_of(process.pid), dice.randint(0, len(found))):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            if dice.random() < 0.7:
                process.kill()
            process.communicate(timeout=SURELY_HANGS)
            deaths += process.returncode == -9
        finish(folder, output)
        assert written(output) == written(alone)
    return deaths


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found under /proc")
def test_runs_in_processes_that_are_killed_at_random_lose_and_double_nothing(tmp_path: Path) -> None:
    assert kill_at_random(3, 11, tmp_path / "in") > 0


@pytest.mark.slow
def test_sixty_runs_in_processes_that_are_killed_at_random_lose_and_double_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    deaths = kill_at_random(60, 12, tmp_path / "in")
    record_property("tried", f"60 rounds, {deaths} deaths of the run, its processes killed besides")
