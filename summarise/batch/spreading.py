"""Apply a function to many values in several processes, and yield the results in the order of the values."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from itertools import chain, islice
from typing import Final, Generic, NamedTuple, TypeVar

from summarise.batch.processes import Processes
from summarise.errors import SummariseError

__all__ = ["FEW", "spread"]

_Value = TypeVar("_Value")
_Result = TypeVar("_Result")

FEW: Final = 48
"""With fewer values than this, one process finishes before others would have started."""


def spread(work: Callable[[_Value], _Result], values: Iterable[_Value], processes: int) -> Generator[_Result]:
    """Yield `work(value)` for each value in order; with fewer than `FEW` values no other process is started.

    Args:
        work: function that may raise only `SummariseError`; it, the values, results and errors are pickled.
        values: read only as fast as the processes have room for them.
        processes: number of worker processes; with 1, the calling process does the work.

    Raises:
        SummariseError: `work` raised it for a value; the results of earlier values were yielded. Or three processes
            died while they worked on the same value.

    """
    values = iter(values)
    first = list(islice(values, FEW))
    if processes == 1 or len(first) < FEW:
        yield from map(work, chain(first, values))
        return
    workers: Processes[_Value, _Result | _Raised] = Processes(_Caught(work), _lost, processes)
    try:
        yield from _in_order(workers, chain(first, values))
    finally:
        workers.close()


def _in_order(workers: Processes[_Value, _Result | _Raised], values: Iterable[_Value]) -> Generator[_Result]:
    pending: deque[int] = deque()
    done: dict[int, _Result | _Raised] = {}
    for number, value in enumerate(values):
        workers.submit(number, value)
        pending.append(number)
        while len(pending) >= workers.room:
            yield _next(workers, pending, done)
    while pending:
        yield _next(workers, pending, done)


def _next(
    workers: Processes[_Value, _Result | _Raised], pending: deque[int], done: dict[int, _Result | _Raised]
) -> _Result:
    number = pending.popleft()
    while number not in done:
        done.update(workers.ready(None))
    result = done.pop(number)
    if isinstance(result, _Raised):
        raise result.error
    return result


class _Raised(NamedTuple):
    """An error that takes the place of a result."""

    error: SummariseError


class _Caught(Generic[_Value, _Result]):
    """Calls `work`, and returns the error if it raises one, because a worker process must not raise."""

    def __init__(self, work: Callable[[_Value], _Result]) -> None:
        self.work = work

    def __call__(self, value: _Value) -> _Result | _Raised:
        try:
            return self.work(value)
        except SummariseError as error:
            return _Raised(error)


def _lost(_value: object, reason: str) -> _Raised:
    return _Raised(SummariseError(f"the process that worked on it ended, three times ({reason})", kind="internal"))
