"""Threads that work on numbered tasks; results are returned in the order in which they are ready."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final, Generic, TypeVar

__all__ = ["Workers"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_QUEUED: Final = 2
"""Number of tasks, for each thread, that may be submitted and not yet done."""


class Workers(Generic[_Task, _Result]):
    """A fixed number of threads that do tasks; `work` must not raise.

    A thread begins a task only when the caller has saved enough earlier results and reported them with `stored`. So if
    the process dies, the number of lost tasks and unsaved results together is at most the number of threads.

    A thread that hangs in a call does not prevent the program from ending.
    """

    is_free = False
    """False: a result may have cost money or time, so the caller saves it as soon as it is ready."""

    def __init__(self, work: Callable[[_Task], _Result], count: int) -> None:
        self._work, self._count = work, count
        self.room = count * _QUEUED
        """Maximum number of tasks that the caller should have submitted without having received their results."""
        self._tasks: SimpleQueue[tuple[int, _Task] | None] = SimpleQueue()
        self._ready: SimpleQueue[tuple[int, _Result] | None] = SimpleQueue()
        self._permits = threading.Semaphore(count)
        for number in range(count):
            threading.Thread(target=self._serve, name=f"summarise-{number}", daemon=True).start()

    def _serve(self) -> None:
        while True:
            self._permits.acquire()
            task = self._tasks.get()
            if task is None:
                return
            self._ready.put((task[0], self._work(task[1])))

    def submit(self, number: int, task: _Task) -> None:
        """Put a task in the queue for the next free thread; its result is returned with the same `number`."""
        self._tasks.put((number, task))

    def ready(self, timeout: float | None) -> list[tuple[int, _Result]]:
        """Wait for results and return all that are ready, each with the number of its task.

        Return an empty list after `timeout` seconds (None: no limit) or after a call of `wake`.
        """
        results = []
        try:
            first = self._ready.get(timeout=timeout)
            while first is not None:
                results.append(first)
                first = self._ready.get_nowait()
        except Empty:
            pass
        return results

    def stored(self, count: int) -> None:
        """Report that the caller has saved `count` more results, so that as many further tasks may begin."""
        self._permits.release(count)

    def drop_waiting(self) -> list[int]:
        """Remove the tasks that no thread has begun, and return their numbers."""
        taken = []
        try:
            while task := self._tasks.get_nowait():
                taken.append(task[0])
        except Empty:
            pass
        return taken

    def close(self) -> None:
        """End the threads: remove waiting tasks, and let each thread end after its present task."""
        self.drop_waiting()
        self._permits.release(self._count)
        for _ in range(self._count):
            self._tasks.put(None)

    def wake(self) -> None:
        """Make a call of `ready` that is waiting return now; this may be called in a signal handler."""
        self._ready.put(None)
