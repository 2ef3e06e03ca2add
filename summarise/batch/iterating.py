"""Summarise replies one after the other from Python code, as records or failures."""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from summarise.batch.inputs import Entry, Inputs
from summarise.engines import Engine
from summarise.errors import UsageError
from summarise.pipeline import summarise
from summarise.record import Failure, Record
from summarise.row import record_or_failure

__all__ = ["summarise_many"]

_AHEAD = 2
"""Number of replies, for each worker, that are in progress or finished and not yet yielded."""


def summarise_many(
    paths: str | Path | Iterable[str | Path],
    engine: Engine | None = None,
    *,
    done: Iterable[Record | Failure] = (),
    workers: int = 1,
) -> Iterator[Record | Failure]:
    """Yield a record or a failure for each reply, in the order of the inputs.

    To continue after an interruption, pass the records that an earlier call yielded as `done`. If a record in `done`
    has the source and text of a reply, that record is yielded and the engine is not called. Replies that failed in the
    earlier call are tried again.

    Args:
        paths: one or more files, folders, archives or patterns, as for `summarise run`.
        engine: an engine from `open_engine`, the same that made `done`; None for the built-in engine.
        done: records of an earlier call, as `read_records` gives them.
        workers: number of replies that are summarised at once; more than one helps if the engine waits for a model.

    Raises:
        UsageError: `workers` is less than 1.
        ServiceRejected: no call to the engine's service can succeed.
        BudgetExhausted: the next call would pass the limit of cost or tokens.
        OutputError: the cache cannot be written.
        AnswerError: of the kind `stopped`, if the engine was closed during the iteration.

    """
    if workers < 1:
        raise UsageError(f"workers is {workers}; give 1 or more")
    names = [paths] if isinstance(paths, str | Path) else list(paths)
    if engine is None:
        from summarise.engines.rules import RulesEngine  # noqa: PLC0415 - imported when used

        engine = RulesEngine()
    known = {(one.document.source, one.document.sha256): one for one in done if isinstance(one, Record)}
    inputs = Inputs([os.fspath(name) for name in names], io.BytesIO())
    return _each(inputs, engine, known, workers)


def _each(
    inputs: Iterable[Entry], engine: Engine, known: dict[tuple[str, str], Record], workers: int
) -> Iterator[Record | Failure]:
    waiting: deque[Future[Record | Failure]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for entry in inputs:
                waiting.append(pool.submit(_one, entry, engine, known))
                if len(waiting) >= _AHEAD * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _one(entry: Entry, engine: Engine, known: dict[tuple[str, str], Record]) -> Record | Failure:
    return record_or_failure(
        entry.source,
        entry.load,
        lambda document: known.get((document.source, document.sha256)) or summarise(document, engine),
    )
