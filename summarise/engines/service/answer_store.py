"""What a store of answers promises, whatever holds them."""

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
"""Characters of a checksum."""


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """Where the store is, how many entries it holds, and how many bytes they take."""

    place: str
    entries: int
    size: int


class AnswerStore(Protocol):
    """JSON objects by key, each with a checksum; what is damaged counts as not there.

    Any call raises OutputError where the store cannot be read or written.
    """

    damaged: int
    """Entries and files that were found damaged."""

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the object stored under a key; None where there is none that is whole."""
        ...

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Store an object, whatever was there; it is safe when this returns."""
        ...

    def add(self, key: str, value: dict[str, Any]) -> None:
        """Store an object unless there is a whole one; it is safe when this returns."""
        ...

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Store many objects in one go, all or none."""
        ...

    def turn(self, key: str) -> AbstractContextManager[bool]:
        """Keep all others who share the store out of the same turn while the block runs, as far as it can.

        The block is told whether others may have stored something while it waited.
        """
        ...

    def keys(self) -> Iterator[str]:
        """Return all keys."""
        ...

    def clear(self) -> int:
        """Remove everything; return the number of entries removed."""
        ...

    def info(self) -> StoreInfo:
        """Return the place, entries, bytes."""
        ...

    def close(self) -> None:
        """Close this process's connections."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def packed(value: dict[str, Any]) -> str:
    """Return an object as it is stored: a checksum and JSON, with nothing in it that is to be concealed."""
    body = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        body.encode()
    except UnicodeEncodeError:  # half a pair, which no store takes
        body = json.dumps(value, sort_keys=True, separators=(",", ":"))
    body = redacted(body)
    return _checksum(body) + body


def unpacked(text: str) -> dict[str, Any] | None:
    """Return what `packed` made; None where it is something else."""
    mark, body = text[:_MARK], text[_MARK:]
    if _checksum(body) != mark:
        return None
    value = json.loads(body)
    return value if isinstance(value, dict) else None


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
