"""A run of the engine that the batch tests own, over a folder of small replies, and what it wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from summarise.batch import Batch, Inputs, OutputPaths, Progress, RunOptions, opened
from summarise.document import Document
from summarise.record import Record
from tests.support.owned import Calls, records_in

COUNT = 12
"""Number of replies in the folder of the fixture `folder`."""


def run(
    inputs: Sequence[Path] | Path,
    paths: OutputPaths,
    calls: Callable[[Document], Record] | None = None,
    options: RunOptions | None = None,
    fingerprint: str = "owned 1",
) -> Progress:
    """Run over these files or folders, and return the progress."""
    names = [str(name) for name in ([inputs] if isinstance(inputs, Path) else inputs)]
    with opened(paths, fingerprint) as sink:
        batch = Batch(calls or Calls(), sink, options)
        return batch.run(Inputs(names, BytesIO(), leave_out=paths.all()))


def written(paths: OutputPaths) -> tuple[bytes, bytes]:
    """Return the contents of the records file and of the failures file."""
    return paths.records.read_bytes(), paths.failures.read_bytes()


def names(paths: OutputPaths) -> list[str]:
    """Return the names of the files of all records, in order."""
    return [Path(record.document.source).name for record in records_in(paths.records)]
