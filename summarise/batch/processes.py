"""Worker processes for numbered tasks whose results cost nothing to compute again; with the methods of `Workers`."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Final, Generic, TypeVar

from summarise.batch.worker_process import packed, read_message
from summarise.own_process import started

__all__ = ["Processes", "available"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_CHUNK: Final = 16
"""Maximum number of tasks that a process gets at a time."""
_QUEUED: Final = 2
"""Number of groups of tasks, for each process, that may be submitted and not yet done."""
_TRIES: Final = 3
"""Number of processes that may die while they work on a task, before the task is given up."""

_BREATH: Final = 2.0
"""Seconds to wait for each thread to notice that its process has ended."""


def available() -> int:
    """Return the number of processors that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes(Generic[_Task, _Result]):
    """A fixed number of worker processes; one that dies is started again, and all end when this program ends.

    Args:
        work: returns the result of a task, in a worker process; it must not raise. `work`, tasks and results are
            pickled.
        lost: returns a result for a task during which three processes died, from the task and how the last one ended.
        count: number of processes.

    When a process dies, each of its tasks is done again one at a time, so that one bad task cannot affect the others.

    """

    is_free = True
    """True: a result costs nothing to compute again, so the caller need not save it before its turn."""

    def __init__(self, work: Callable[[_Task], _Result], lost: Callable[[_Task, str], _Result], count: int) -> None:
        self._work, self._lost, self._count = packed(work), lost, count
        self.room = count * _CHUNK * _QUEUED
        self._tasks: SimpleQueue[tuple[int, _Task] | None] = SimpleQueue()
        self._ready: SimpleQueue[list[tuple[int, _Result]]] = SimpleQueue()
        self._lanes = [_Lane(self._work) for _ in range(count)]
        self._is_closed = False
        self._threads = [threading.Thread(target=self._serve, args=(lane,), daemon=True) for lane in self._lanes]
        for thread in self._threads:
            thread.start()

    @property
    def pids(self) -> list[int]:
        """Ids of the worker processes that are running."""
        return [pid for lane in self._lanes if (pid := lane.pid) is not None]

    def _serve(self, lane: _Lane) -> None:
        while (chunk := self._next_chunk()) and not self._is_closed:
            try:
                results = lane.answers([task for _, task in chunk])
                done = [(number, result) for (number, _), result in zip(chunk, results, strict=True)]
            except (EOFError, OSError):
                lane.end()
                done = [] if self._is_closed else [(number, self._alone(lane, task)) for number, task in chunk]
            self._ready.put(done)
        lane.end()

    def _next_chunk(self) -> list[tuple[int, _Task]]:
        """Wait for a task, and return it with more waiting tasks; if few wait, leave some for the other processes."""
        first = self._tasks.get()
        chunk = [] if first is None else [first]
        with suppress(Empty):
            while chunk and len(chunk) < min(_CHUNK, 1 + self._tasks.qsize() // self._count):
                if (task := self._tasks.get_nowait()) is None:
                    self._tasks.put(None)  # it is for this thread's next round, or for another
                    break
                chunk.append(task)
        return chunk

    def _alone(self, lane: _Lane, task: _Task) -> _Result:
        reason = ""
        for _ in range(_TRIES):
            try:
                (result,) = lane.answers([task])
            except (EOFError, OSError):
                reason = lane.end()
            else:
                return result  # type: ignore[no-any-return]  # pickled by `work`
        return self._lost(task, reason)

    def submit(self, number: int, task: _Task) -> None:
        """Put a task in the queue for the next free process; its result is returned with the same `number`."""
        self._tasks.put((number, task))

    def ready(self, timeout: float | None) -> list[tuple[int, _Result]]:
        """Wait for results and return all that are ready, each with the number of its task.

        Return an empty list after `timeout` seconds (None: no limit) or after a call of `wake`.
        """
        results = []
        with suppress(Empty):
            results += self._ready.get(timeout=timeout)
            while True:
                results += self._ready.get_nowait()
        return results

    def stored(self, count: int) -> None:
        """Do nothing; the method of this name of `Workers` needs `count`, the number of saved results."""

    def drop_waiting(self) -> list[int]:
        """Remove the tasks that no process has taken yet, and return their numbers."""
        taken = []
        with suppress(Empty):
            while task := self._tasks.get_nowait():
                taken.append(task[0])
        return taken

    def close(self) -> None:
        """Kill the processes, even if they are working."""
        self._is_closed = True
        self.drop_waiting()
        for _ in range(self._count):
            self._tasks.put(None)
        for lane in self._lanes:
            lane.close()
        for thread in self._threads:
            thread.join(_BREATH)  # its pipes have ended

    def wake(self) -> None:
        """Make a call of `ready` that is waiting return now; this may be called in a signal handler."""
        self._ready.put([])


class _Lane:
    """One of the worker processes and its successors; a process is started when it is needed."""

    def __init__(self, work: bytes) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """Process id, or None while no process runs."""
        process = self._process
        return process.pid if process is not None else None

    def answers(self, tasks: list[Any]) -> list[Any]:
        """Send tasks to the process and return their results.

        Raises:
            EOFError, OSError: the process died, or none can be started.

        """
        process = self._running()
        assert process.stdout is not None
        _write(process, packed(tasks))
        results: list[Any] = read_message(process.stdout.read)
        return results

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_closed:
                raise EOFError
            if self._process is None:
                self._process = started("--worker")
                _write(self._process, self._work)
            return self._process

    def end(self) -> str:
        """Kill the process and return how it ended; only the thread that sends it tasks may call this."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return "none could be started"
        _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return f"code {process.returncode}"

    def close(self) -> None:
        """Kill the process and start no other; the thread that is waiting for its results gets EOFError or OSError."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                _kill(self._process)


def _write(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin is not None
    rest = memoryview(data)
    while rest:
        rest = rest[process.stdin.write(rest) or 0 :]


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        process.kill()
    process.wait()
