"""The journal beside an output: it lists the lines that this program wrote, with the reply and the settings of each."""

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
    """Return the first 16 bytes of a line's SHA-256, which identify the line."""
    return hashlib.sha256(line).digest()[:16]


def key_of(source: str, sha256: str) -> bytes:
    """Return 16 bytes that identify a reply by its name `source` and by `sha256`, the SHA-256 of its text in hex."""
    return hashlib.sha256(f"{sha256} {source}".encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Line:
    """A finished reply as one line of the output: its record, or its failure."""

    data: bytes
    """One line of JSON without its line feed."""
    key: bytes
    """Identifies the reply; see `key_of`."""
    is_record: bool
    """False for a failure."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Identifies what a line was made from: a reply and the engine's settings."""

    is_record: bool
    """False for a failure."""
    key: bytes
    """Identifies the reply; see `key_of`."""
    settings: bytes
    """First 8 bytes of the SHA-256 of the engine's fingerprint."""


class Journal:
    """The list of lines that this program wrote; a line that is not in it is damaged or from another program.

    A line is entered before it is written, so that each written line has an entry. If an entry is damaged, its reply is
    summarised again.

    Raises:
        OutputError: the file cannot be opened or written.

    """

    def __init__(self, path: Path, fingerprint: str, before: Path | None = None) -> None:
        """Open the journal at `path`; if there is none, move the one at `before` there, or create an empty one.

        `before` is the path that an earlier version of the program used. `fingerprint` identifies the engine and its
        settings.
        """
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
        """Return the origin of the line with this digest, or None if the line is not in the journal."""
        return self._entries.get(digest)

    def is_current(self, digest: bytes) -> bool:
        """Return True if the line with this digest was made with the present settings."""
        entry = self._entries.get(digest)
        return entry is not None and entry.settings == self.settings

    def enter(self, lines: Sequence[Line]) -> None:
        """Add entries for lines that are about to be written; the entries are on disk when this returns."""
        entries = {digest_of(line.data): Origin(line.is_record, line.key, self.settings) for line in lines}
        fresh = {digest: entry for digest, entry in entries.items() if self._entries.get(digest) != entry}
        if fresh:
            self._file.append([_written(*item) for item in fresh.items()])
            self._entries.update(fresh)

    def keep_only(self, digests: Container[bytes]) -> None:
        """Delete the entries of all lines whose digest is not in `digests`."""
        kept = {digest: entry for digest, entry in self._entries.items() if digest in digests}
        if len(kept) == len(self._entries):
            return
        self._file.close()  # an open file cannot be replaced on every system
        replace_file(self.path, b"".join(_written(*item) + b"\n" for item in kept.items()))
        self._file, self._entries = AppendedFile(self.path), kept

    def require_place(self) -> None:
        """Raise OutputError if another program removed, replaced or changed the file since it was opened."""
        self._file.require_place()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _take_over(before: Path | None, path: Path) -> None:
    """Move the journal that an earlier version wrote at `before` to `path`, if there is none at `path`."""
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
