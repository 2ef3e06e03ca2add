"""Processes that work on numbered tasks, with the methods of `Workers`; for results that cost nothing to make again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Final, Generic, TypeVar

from summarise.batch.worker_process import packed, read_message
from summarise.own_process import command, environment

__all__ = ["Processes", "available"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_CHUNK: Final = 16
"""Tasks that a process gets at a time."""
_QUEUED: Final = 2
"""Chunks that are read and not yet done, for each process."""
_TRIES: Final = 3
"""Processes that may end over a task before it is given up."""

_BREATH: Final = 2.0
"""Seconds that a thread gets to see that its process has ended."""


def available() -> int:
    """Return the number of processors that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes(Generic[_Task, _Result]):
    """A fixed number of worker processes; one that ends is started again, and all end when this program ends.

    Args:
        work: returns the result of a task, in a worker process; it must not raise. It is pickled, and so are tasks
            and results.
        lost: returns the result of a task on which three processes ended, from the task and how the last one ended.
        count: number of processes.

    When a process ends, each task that it had is done again on its own, so that a task cannot spoil the others.

    """

    is_free = True
    """A result costs nothing to make again, so the caller need not save it before its turn."""

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
        """Wait for a task, and take more that wait; a short queue is shared among the processes."""
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
        """Queue a task, with the number that its result will carry, for the next free process."""
        self._tasks.put((number, task))

    def ready(self, timeout: float | None) -> list[tuple[int, _Result]]:
        """Wait for results and return all that are ready, each with the number of its task.

        The list is empty after `timeout` seconds (None: no limit) or after a call of `wake`.
        """
        results = []
        with suppress(Empty):
            results += self._ready.get(timeout=timeout)
            while True:
                results += self._ready.get_nowait()
        return results

    def stored(self, count: int) -> None:
        """Do nothing: only `Workers` needs to know how many results the caller has saved."""

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
        """Make a waiting call of `ready` return now; safe in a signal handler."""
        self._ready.put([])


class _Lane:
    """The place of one process, which is started when it is needed."""

    def __init__(self, work: bytes) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """The process's number, while there is one."""
        process = self._process
        return process.pid if process is not None else None

    def answers(self, tasks: list[Any]) -> list[Any]:
        """Return results of tasks.

        Raises:
            EOFError, OSError: the process ended, or none can be started.

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
                self._process = _started()
                _write(self._process, self._work)
            return self._process

    def end(self) -> str:
        """End the process, and say how it ended; only for the thread that speaks with it."""
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
        """End the process for good; who speaks with it sees that it ended."""
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


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the interpreter itself, with fixed code
        command("--worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=environment(),
        # Ctrl-C is for the program, which lets its processes end.
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
