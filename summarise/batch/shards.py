"""One of several runs over the same inputs, and how their outputs become one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarise.batch.aside import LeftOver
from summarise.batch.inputs import Entry
from summarise.batch.journal import Line
from summarise.batch.sinks import Sink
from summarise.errors import UsageError

__all__ = ["Places", "Shard", "Told"]

Places = list[tuple[int, int, bool]]
"""Of each line: number of its file among the inputs, its number in the file, and whether it is a record."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The `number`th of `of` runs, numbered from 1; which one has a reply depends on its name alone."""

    number: int
    of: int

    @classmethod
    def parse(cls, written: str) -> Shard:
        """Read `3/16`.

        Raises:
            UsageError: it is none.

        """
        found = re.fullmatch(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", written)
        if found is None or int(found[1]) > int(found[2]):
            raise UsageError(f"--shard is the number of this run and of all runs, such as 3/16, not {written!r}")
        return cls(int(found[1]), int(found[2]))

    def has(self, name: str) -> bool:
        """True if this run does what is named so, the same on every machine."""
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1


@dataclass(slots=True)
class Told:
    """Where a shard's lines stand among all inputs, gathered while it runs, for `merge`."""

    shard: Shard
    _places: list[tuple[int, int]] = field(default_factory=list)
    _kinds: list[bool] = field(default_factory=list)

    def noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass entries on, and note their places."""
        for entry in entries:
            self._places.append(entry.place)
            yield entry

    def watching(self, sink: Sink) -> Sink:
        """Return the sink, with a note of what each line is."""
        return _Watched(sink, self._kinds)

    def described(self) -> dict[str, Any]:
        """What the manifest holds of it; a file's number and one in the file for each line, r or f for its kind."""
        lines = zip(self._places, self._kinds, strict=False)
        places = [f"{file}.{number}{'r' if is_record else 'f'}" for (file, number), is_record in lines]
        return {"number": self.shard.number, "of": self.shard.of, "places": " ".join(places)}


@dataclass(slots=True)
class _Watched:
    inner: Sink
    kinds: list[bool]

    def find(self, key: bytes) -> Line | None:
        """As the sink."""
        return self.inner.find(key)

    def put(self, lines: Sequence[Line]) -> None:
        """As the sink."""
        self.inner.put(lines)
        self.kinds.extend(line.is_record for line in lines)

    def keep(self, lines: Sequence[Line]) -> None:
        """As the sink."""
        self.inner.keep(lines)

    def finish(self) -> LeftOver:
        """As the sink."""
        return self.inner.finish()
