"""Load replies before they are needed, so that workers need not wait for files."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from summarise.batch.inputs import Entry
from summarise.document import Document

__all__ = ["read_ahead"]


def read_ahead(entries: Iterable[Entry], readers: int, room: int) -> Generator[Entry]:
    """Yield the entries in order while `readers` threads load later ones; at most `room` entries are held at a time."""
    pool = ThreadPoolExecutor(readers, thread_name_prefix="summarise-reading")
    pending: deque[tuple[str, Future[Document]]] = deque()
    try:
        for entry in entries:
            pending.append((entry.source, pool.submit(entry.load)))
            if len(pending) >= room:
                yield _read(*pending.popleft())
        while pending:
            yield _read(*pending.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(source: str, document: Future[Document]) -> Entry:
    return Entry(source, document.result)
