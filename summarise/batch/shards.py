"""One of several runs that share the same inputs, and the positions by which their outputs are joined."""

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
"""For each line: number of its file among the inputs, number of its reply in the file, True for a record."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Run `number` (from 1) of `of` runs that share the inputs; the name of a reply decides which run processes it."""

    number: int
    of: int

    @classmethod
    def parse(cls, written: str) -> Shard:
        """Parse a shard written as `NUMBER/OF`, such as `3/16`.

        Raises:
            UsageError: the text has another form, or the number is larger than the number of runs.

        """
        found = re.fullmatch(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", written)
        if found is None or int(found[1]) > int(found[2]):
            raise UsageError(f"--shard is the number of this run and of all runs, such as 3/16, not {written!r}")
        return cls(int(found[1]), int(found[2]))

    def has(self, name: str) -> bool:
        """Return True if this run must process the reply or file of this name; every machine gives the same result."""
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.of == self.number - 1


@dataclass(slots=True)
class Told:
    """Records the position of each output line among all inputs while a shard runs; `merge` needs the positions."""

    shard: Shard
    _places: list[tuple[int, int]] = field(default_factory=list)
    _kinds: list[bool] = field(default_factory=list)

    def noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries unchanged, and record the position of each."""
        for entry in entries:
            self._places.append(entry.place)
            yield entry

    def watching(self, sink: Sink) -> Sink:
        """Return a sink that passes all lines to `sink`, and stores for each whether it is a record or a failure."""
        return _Watched(sink, self._kinds)

    def described(self) -> dict[str, Any]:
        """Return the description of the shard for the manifest: which shard it is (`number`, `of`), and its `places`.

        The places are a text with one entry for each line, such as `3.0r 3.4f`: the number of the file, the number of
        the reply in the file, and r for a record or f for a failure.
        """
        lines = zip(self._places, self._kinds, strict=False)
        places = [f"{file}.{number}{'r' if is_record else 'f'}" for (file, number), is_record in lines]
        return {"number": self.shard.number, "of": self.shard.of, "places": " ".join(places)}


@dataclass(slots=True)
class _Watched:
    inner: Sink
    kinds: list[bool]

    def find(self, key: bytes) -> Line | None:
        """Call `find` of the inner sink."""
        return self.inner.find(key)

    def put(self, lines: Sequence[Line]) -> None:
        """Pass the lines to the inner sink, and record for each whether it is a record."""
        self.inner.put(lines)
        self.kinds.extend(line.is_record for line in lines)

    def keep(self, lines: Sequence[Line]) -> None:
        """Pass the lines to the inner sink."""
        self.inner.keep(lines)

    def finish(self) -> LeftOver:
        """Call `finish` of the inner sink."""
        return self.inner.finish()
