"""Recognise from a file's content whether this program wrote it; no other file is replaced, cut or removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from summarise.own_file import refuse_anothers

__all__ = [
    "DOCUMENTS",
    "FAILURES",
    "RECORDS",
    "REQUESTS",
    "LineKind",
    "is_journal",
    "is_lock",
    "is_manifest",
    "refuse_strange",
    "starts_as_ours",
]

_LONGEST: Final = 16 * 1024 * 1024  # bytes of a first line; a record has at most some millions
_ENTRY: Final = re.compile(rb"[0-9a-f]{32} [0-9a-f]{32} [0-9a-f]{16}")
_IN_JOURNALS: Final = b"0123456789abcdef r\n\0"
_DAMAGED: Final = 0.1  # share of a journal's bytes that may be other ones
_LONGEST_LOCK: Final = 1024


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line that this program writes, with the signs by which such a line is recognised."""

    begin: bytes
    """The bytes that each line starts with."""
    names: tuple[bytes, ...]
    """Names of JSON fields that each line holds."""

    def is_ours(self, line: bytes) -> bool:
        """Return True if a line has all signs of this kind."""
        return line.startswith(self.begin) and all(self._names_in(line))

    def is_ours_with_a_fault(self, line: bytes) -> bool:
        """Return True if a complete line has all signs of this kind, or all but one, as after slight damage."""
        signs = (line.startswith(self.begin), *self._names_in(line))
        return sum(signs) >= len(signs) - 1

    def may_be_ours(self, line: bytes) -> bool:
        """Return True if a line may be an incomplete or damaged line of this kind.

        Such a line has at least one sign or a NUL byte, or it is cut off within its first sign.
        This test suffices only for a file to which this program wrote lines according to its journal.
        """
        signs = (line.startswith(self.begin), b"\0" in line, *self._names_in(line))
        return any(signs) or starts_as_ours(line, self.begin)

    def _names_in(self, line: bytes) -> tuple[bool, ...]:
        return tuple(b'"%s":' % name in line for name in self.names)


RECORDS: Final = LineKind(b'{"schema_version":', (b"document", b"provenance"))
FAILURES: Final = LineKind(b'{"source":', (b"kind", b"message"))
REQUESTS: Final = LineKind(b'{"custom_id":', (b"method", b"body"))
DOCUMENTS: Final = LineKind(b'{"model":', (b"answer_limit",))


def is_manifest(content: bytes) -> bool:
    """Return True if the content begins like a manifest of this program."""
    return content.lstrip().startswith(b'{\n  "program": "summarise ')


def is_lock(content: bytes) -> bool:
    """Return True if the content is that of a lock file, or empty, which happens if the locking process was killed."""
    return not content or (len(content) < _LONGEST_LOCK and content.startswith(b'{"pid": '))


def is_journal(content: bytes) -> bool:
    """Return True if the content is that of a journal, even if up to a tenth of its bytes are damaged."""
    is_of_its_signs = len(content.translate(None, _IN_JOURNALS)) <= len(content) * _DAMAGED
    return is_of_its_signs and (content.startswith((b"r", b"f", b"\0")) or _ENTRY.search(content) is not None)


def starts_as_ours(torn: bytes, begin: bytes) -> bool:
    """Return True if `torn`, which lacks a line feed, may be the beginning of a line that begins with `begin`.

    NUL bytes alone are accepted too, because a power cut can leave them.
    """
    return not torn.endswith(b"\n") and (torn.startswith(begin) or begin.startswith(torn) or not torn.strip(b"\0"))


def refuse_strange(path: Path, is_ours: Callable[[bytes], bool], *, whole: bool = False) -> None:
    """Raise OutputError if a file exists that this program did not write; accept a missing or empty file.

    Args:
        path: the file that is to be written.
        is_ours: returns True if this program wrote the bytes that it is given.
        whole: if True, pass the whole content to `is_ours`; else only the first line.

    Raises:
        OutputError: another program wrote the file, it is not a regular file, or it cannot be read.

    """

    def shows_it(existing: Path) -> bool:
        with existing.open("rb") as file:
            return is_ours(file.read() if whole else file.readline(_LONGEST))

    refuse_anothers(path, shows_it)
