"""The journal beside an output: which lines this program wrote, for which text, under which settings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarise.batch.appending import AppendedFile, replace_file
from summarise.batch.ownership import is_journal, refuse_strange
from summarise.errors import OutputError

__all__ = ["Journal", "Line", "Origin", "digest_of", "key_of"]

_ENTRY = re.compile(rb"([rf]) ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{16})")


def digest_of(line: bytes) -> bytes:
    """Return what a line is recognised by: 16 bytes that change with any of its bits."""
    return hashlib.sha256(line).digest()[:16]


def key_of(source: str, sha256: str) -> bytes:
    """Return what a reply is recognised by: its name and its text, in 16 bytes."""
    return hashlib.sha256(f"{sha256} {source}".encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Line:
    """A finished reply as it is written: one line of JSON without its line feed."""

    data: bytes
    key: bytes
    is_record: bool
    """False for a failure."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A line's origin."""

    is_record: bool
    key: bytes
    settings: bytes


class Journal:
    """Lines that were finished; a line that is not entered here is damaged, torn or somebody else's.

    A line is entered before it is written, so that a written line is never without its entry.
    A damaged entry costs no more than doing its reply again.

    Raises:
        OutputError: the file cannot be opened or written.

    """

    def __init__(self, path: Path, fingerprint: str, before: Path | None = None) -> None:
        """Open the journal; where there is none yet, one that is at `before` is taken over."""
        self.path = path
        _take_over(before, path)
        refuse_strange(path, is_journal, whole=True)
        self.settings = hashlib.sha256(fingerprint.encode()).digest()[:8]
        self._file = AppendedFile(path)
        self._entries: dict[bytes, Origin] = {}
        self._read()

    def _read(self) -> None:
        content = self._file.read(0, self._file.size)
        whole = content.rfind(b"\n") + 1
        if whole != len(content):
            self._file.cut(whole)
        for line in content[:whole].splitlines():
            if found := _ENTRY.fullmatch(line):
                kind, digest, key, settings = found.groups()
                self._entries[bytes.fromhex(digest.decode())] = Origin(
                    kind == b"r", bytes.fromhex(key.decode()), bytes.fromhex(settings.decode())
                )

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, digest: bytes) -> Origin | None:
        """Return the origin of a line, None for one that is unknown."""
        return self._entries.get(digest)

    def is_current(self, digest: bytes) -> bool:
        """True if a line was made under the present settings."""
        entry = self._entries.get(digest)
        return entry is not None and entry.settings == self.settings

    def enter(self, lines: Sequence[Line]) -> None:
        """Vouch for lines that are about to be written."""
        entries = {digest_of(line.data): Origin(line.is_record, line.key, self.settings) for line in lines}
        fresh = {digest: entry for digest, entry in entries.items() if self._entries.get(digest) != entry}
        if fresh:
            self._file.append([_written(*item) for item in fresh.items()])
            self._entries.update(fresh)

    def keep_only(self, digests: Container[bytes]) -> None:
        """Forget the lines that are nowhere any more."""
        kept = {digest: entry for digest, entry in self._entries.items() if digest in digests}
        if len(kept) == len(self._entries):
            return
        self._file.close()  # an open file cannot be replaced on every system
        replace_file(self.path, b"".join(_written(*item) + b"\n" for item in kept.items()))
        self._file, self._entries = AppendedFile(self.path), kept

    def require_place(self) -> None:
        """Raise OutputError where the file was removed or replaced meanwhile."""
        self._file.require_place()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _take_over(before: Path | None, path: Path) -> None:
    """What an earlier version left under its own name goes on under the new one."""
    try:
        if before is not None and before.is_file() and not path.exists():
            content = before.read_bytes()
            if content and is_journal(content):
                before.rename(path)
    except OSError as error:
        raise OutputError(
            f"{before}: the journal of an earlier version cannot be taken over ({error.strerror})"
        ) from error


def _written(digest: bytes, entry: Origin) -> bytes:
    kind = "r" if entry.is_record else "f"
    return f"{kind} {digest.hex()} {entry.key.hex()} {entry.settings.hex()}".encode()
