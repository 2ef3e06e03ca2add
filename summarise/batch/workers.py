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
"""Tasks that are read and not yet done, for each thread."""


class Workers(Generic[_Task, _Result]):
    """A fixed number of threads; `work` must not raise.

    A thread begins a task only when the caller has saved enough earlier results and said so with `stored`: if the
    process ends, it loses no more tasks in progress and unsaved results together than there are threads.

    A thread that hangs in a call does not keep the program from ending.
    """

    is_free = False
    """A result may have cost something, so the caller saves it as soon as it is ready."""

    def __init__(self, work: Callable[[_Task], _Result], count: int) -> None:
        self._work, self._count = work, count
        self.room = count * _QUEUED
        """How many tasks the caller should have submitted and not yet got back at most."""
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
        """Queue a task, with the number that its result will carry, for the next free thread."""
        self._tasks.put((number, task))

    def ready(self, timeout: float | None) -> list[tuple[int, _Result]]:
        """Wait for results and return all that are ready, each with the number of its task.

        The list is empty after `timeout` seconds (None: no limit) or after a call of `wake`.
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
        """Allow as many further tasks to begin as the caller has saved results (`count`)."""
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
        """Let the threads end: waiting tasks are removed, and a thread that works ends after its task."""
        self.drop_waiting()
        self._permits.release(self._count)
        for _ in range(self._count):
            self._tasks.put(None)

    def wake(self) -> None:
        """Make a waiting call of `ready` return now; safe in a signal handler."""
        self._ready.put(None)
