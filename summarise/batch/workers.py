"""Threads that work on numbered tasks; results come back in the order in which they are ready."""

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

    A task is begun only once the caller has taken care of the results before it (`stored`): tasks under way and results
    that would be lost with the process are never more than there are threads.

    The threads end with the program: one that hangs in a call keeps nobody waiting.
    """

    is_free = False
    """A result may have cost something: it is to be kept as soon as it is there."""

    def __init__(self, work: Callable[[_Task], _Result], count: int) -> None:
        self._work, self._count = work, count
        self.room = count * _QUEUED
        """Tasks that are read and not yet done."""
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
        """Hand a task to the next free thread."""
        self._tasks.put((number, task))

    def ready(self, timeout: float | None) -> list[tuple[int, _Result]]:
        """Wait for the first result, and return it with all others that are ready; empty after `timeout` or `wake`."""
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
        """Let the threads of `count` results go on."""
        self._permits.release(count)

    def drop_waiting(self) -> list[int]:
        """Take back the tasks that no thread has begun, and return their numbers."""
        taken = []
        try:
            while task := self._tasks.get_nowait():
                taken.append(task[0])
        except Empty:
            pass
        return taken

    def close(self) -> None:
        """Let the threads end, without the tasks that none has begun; one that works ends when it is done."""
        self.drop_waiting()
        self._permits.release(self._count)
        for _ in range(self._count):
            self._tasks.put(None)

    def wake(self) -> None:
        """End a wait early; safe in a signal handler."""
        self._ready.put(None)
