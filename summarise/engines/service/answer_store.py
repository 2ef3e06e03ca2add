"""The interface of a store of answers, and the text in which one entry is stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, Self

from summarise.redaction import redacted

__all__ = ["AnswerStore", "StoreInfo", "packed", "unpacked"]

_MARK = 16
"""Number of characters of a checksum."""


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """The folder or database address of a store, its number of entries, and its size in bytes."""

    place: str
    entries: int
    size: int


class AnswerStore(Protocol):
    """Stores JSON objects by key, each with a checksum; a damaged object, or that of another key, counts as missing.

    Any method raises OutputError if the store cannot be read or written.
    """

    damaged: int
    """Number of damaged entries and files found since the store was opened."""

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the object stored under a key; None if there is none or it is damaged."""
        ...

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key`, replacing an existing one; it is on disk when the call returns."""
        ...

    def add(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key` unless an undamaged one exists; it is on disk when the call returns."""
        ...

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Store all `values` under their keys in one transaction, so that either all or none are stored."""
        ...

    def turn(self, key: str) -> AbstractContextManager[bool]:
        """Return a context manager that keeps other machines from requesting the same key while the block runs.

        Its value is True if another machine may have stored an answer in the meantime. A store that only one process
        uses does not block anybody.
        """
        ...

    def keys(self) -> Iterator[str]:
        """Return the keys of all entries."""
        ...

    def clear(self) -> int:
        """Remove all entries; return how many there were."""
        ...

    def info(self) -> StoreInfo:
        """Return the location of the store, its number of entries and its size."""
        ...

    def hasten(self) -> None:
        """From now on, let operations fail at once instead of waiting for a store that has gone away."""
        ...

    def close(self) -> None:
        """Close the connections of this process."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def packed(key: str, value: dict[str, Any]) -> str:
    """Return the text stored under `key` for the object `value`: a checksum, then JSON with secrets redacted.

    The checksum has 16 characters and covers the key as well: an answer is right only for what was asked.
    """
    body = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        body.encode()
    except UnicodeEncodeError:  # half a pair, which no store takes
        body = json.dumps(value, sort_keys=True, separators=(",", ":"))
    body = redacted(body)
    return _checksum(f"{key}\n{body}") + body


def unpacked(key: str, text: str) -> dict[str, Any] | None:
    """Return the object from a text that `packed` returned for `key`.

    Return None if the checksum is that of another key or text, or if the text holds no object. The checksum of an
    entry that version 0.1 stored does not cover the key.
    """
    mark, body = text[:_MARK], text[_MARK:]
    if mark != _checksum(f"{key}\n{body}") and mark != _checksum(body):
        return None
    value = json.loads(body)
    return value if isinstance(value, dict) else None


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
