"""Open the store of answers in a folder or a database."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from summarise.database_address import DatabaseAddress
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.embedded_store import DATABASE, EmbeddedStore
from summarise.engines.service.postgres_store import PostgresStore

__all__ = ["open_known_store", "open_store"]


def open_store(place: Path | DatabaseAddress) -> AnswerStore:
    """Open the store at `place`, a folder or a database; a missing folder or table is created.

    Raises:
        OutputError: the folder or the database cannot be used.
        UsageError: the extra `postgres` is not installed.

    """
    return EmbeddedStore(place) if isinstance(place, Path) else PostgresStore(place)


def open_known_store(place: Path | DatabaseAddress | None) -> AbstractContextManager[AnswerStore | None]:
    """Return a context manager with the open store; its value is None if `place` is None or a folder without a store.

    Unlike `open_store`, it creates nothing.
    """
    if place is None or (isinstance(place, Path) and _holds_none(place)):
        return nullcontext()
    return open_store(place)


def _holds_none(folder: Path) -> bool:
    """Return True if there is no such folder, or a folder without a database; False for what is no folder."""
    return not folder.exists() or (folder.is_dir() and not (folder / DATABASE).exists())
