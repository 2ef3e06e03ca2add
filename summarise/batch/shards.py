"""One of several runs that share the same inputs, and the positions by which their outputs are joined."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarise.batch.aside import LeftOver
from summarise.batch.inputs import Entry
from summarise.batch.journal import Line
from summarise.batch.sinks import Sink
from summarise.errors import UsageError

if TYPE_CHECKING:
    from hashlib import _Hash as Hash

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
class _Lines:
    """The lines that were written: the digest of all, and for each whether it is a record."""

    digest: Hash = field(default_factory=hashlib.sha256)
    kinds: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """Records while a shard runs what `merge` must know of it: which inputs it saw, and which lines it wrote where."""

    shard: Shard
    _places: list[tuple[int, int]] = field(default_factory=list)
    _lines: _Lines = field(default_factory=_Lines)
    _names: int = 0
    _seen: Hash = field(default_factory=hashlib.sha256)

    def is_mine(self, name: str) -> bool:
        """Return True if the shard must process the reply or file of this name; record that it saw the name."""
        self._names += 1
        self._seen.update(name.encode("utf-8", "surrogatepass") + b"\0")
        return self.shard.has(name)

    def noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries unchanged, and record the position of each."""
        for entry in entries:
            self._places.append(entry.place)
            yield entry

    def watching(self, sink: Sink) -> Sink:
        """Return a sink that passes all lines to `sink`, and records their kinds and their digest."""
        return _Watched(sink, self._lines)

    def described(self) -> dict[str, Any]:
        """Return the description of the shard for the manifest.

        `number` and `of` say which shard it is. `names` is the number of files and replies that it saw, those of the
        other shards included, and `seen` the digest of their names: both are equal in all shards of the same inputs.
        `lines` is the digest of all lines that it wrote. `places` is a text with one entry for each line, such as
        `3.0r 3.4f`: the number of the file, the number of the reply in the file, and r for a record or f for a failure.
        """
        lines = zip(self._places, self._lines.kinds, strict=False)
        places = [f"{file}.{number}{'r' if is_record else 'f'}" for (file, number), is_record in lines]
        return {
            "number": self.shard.number,
            "of": self.shard.of,
            "names": self._names,
            "seen": self._seen.hexdigest(),
            "lines": self._lines.digest.hexdigest(),
            "places": " ".join(places),
        }


@dataclass(slots=True)
class _Watched:
    inner: Sink
    lines: _Lines

    def find(self, key: bytes) -> Line | None:
        """Call `find` of the inner sink."""
        return self.inner.find(key)

    def put(self, lines: Sequence[Line]) -> None:
        """Pass the lines to the inner sink, and record their kinds and their digest."""
        self.inner.put(lines)
        for line in lines:
            self.lines.digest.update(line.data + b"\n")
            self.lines.kinds.append(line.is_record)

    def keep(self, lines: Sequence[Line]) -> None:
        """Pass the lines to the inner sink."""
        self.inner.keep(lines)

    def finish(self) -> LeftOver:
        """Call `finish` of the inner sink."""
        return self.inner.finish()
