"""Manages the folder for saved pages. Next to each file, a JSON file records where the file came from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from summarise.errors import OutputError
from summarise.fetch.getting import Got
from summarise.load import FETCHED, kind_of
from summarise.new_file import replacing
from summarise.own_file import keep_aside_unless

__all__ = ["Folder"]

_SUFFIXES: Final[Mapping[str, str]] = {
    "docx": ".docx",
    "doc": ".doc",
    "pdf": ".pdf",
    "ofd": ".ofd",
    "odt": ".odt",
    "rtf": ".rtf",
    "mhtml": ".mhtml",
    "zip": ".zip",
    "mail": ".eml",
    "json": ".json",
    "workbook": ".xlsx",
    "packed": ".rar",
    "picture": ".png",
}
_LONGEST: Final = 80


@dataclass(slots=True)
class Folder:
    """A folder of saved pages and files. A file is found by its address, unless it was changed after it was saved."""

    path: Path
    _saved: dict[str, tuple[str, str]] = field(default_factory=dict)

    def open(self) -> None:
        """Create the folder if it does not exist, and read its JSON files to find out what was saved before.

        Raises:
            OutputError: the folder cannot be made or read.

        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for note in sorted(self.path.glob(f"*{FETCHED}")):
                self._know(note)
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be used ({error.strerror})") from error

    def _know(self, note: Path) -> None:
        try:
            said = json.loads(note.read_bytes())
            self._saved[str(said["address"])] = (note.name.removesuffix(FETCHED), str(said["sha256"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return  # not ours, or torn: the page is fetched again

    def find(self, address: str) -> Path | None:
        """Return the file that was saved for an address; None if there is none or it was changed later."""
        name, digest = self._saved.get(address, ("", ""))
        path = self.path / name
        if not name or not path.is_file() or _digest(path) != digest:
            return None
        return path

    def save(self, got: Got, linked_from: str = "") -> Path:
        """Save a response's body under a name made from its address, then its JSON file; return the path of the body.

        An existing file of that name is renamed and kept if it was changed or was not saved by this program.

        Args:
            got: the response.
            linked_from: address of the page that links to this file, "" for none.

        Raises:
            OutputError: a file cannot be written.

        """
        path = self.path / _name(got)
        digest = hashlib.sha256(got.answer.body).hexdigest()
        note = {
            "address": got.address,
            "final_address": got.final_address,
            "linked_from": linked_from,
            "fetched_at": got.fetched_at,
            "status": got.answer.status,
            "headers": [list(pair) for pair in got.answer.headers],
            "bytes": len(got.answer.body),
            "sha256": digest,
        }
        beside = path.with_name(path.name + FETCHED)
        keep_aside_unless(path, lambda page: _digest(page) in {digest, *self._digests(path.name)})
        keep_aside_unless(beside, lambda _: bool(self._digests(path.name)))
        for place, content in ((path, got.answer.body), (beside, f"{_written(note)}\n".encode())):
            with replacing(place) as draft:
                draft.write_bytes(content)
        self._saved[got.address] = (path.name, digest)
        return path

    def _digests(self, name: str) -> list[str]:
        """Return the SHA-256 that the files with this name had when they were saved."""
        return [digest for saved, digest in self._saved.values() if saved == name]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _written(note: Mapping[str, object]) -> str:
    return json.dumps(note, ensure_ascii=False, indent=1)


def _name(got: Got) -> str:
    """Return a file name that all systems allow, made of host and path of the address and a hash of the address."""
    parts = urlsplit(got.address)
    words = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff.-]+", "_", unquote(f"{parts.hostname}{parts.path}")).strip("._")
    stem, _, suffix = words.rpartition(".")
    kind = kind_of(got.answer.body)
    known = _SUFFIXES.get(kind) or (".html" if b"<" in got.answer.body[:4096] else ".txt")
    if stem and f".{suffix.lower()}" in {
        known,
        ".htm",
        ".html",
        ".shtml",
        ".wps",
        ".xls",
        ".ods",
        ".et",
        ".csv",
        ".jpg",
    }:
        words, known = stem, f".{suffix.lower()}" if kind != "markup" else known
    digest = hashlib.sha256(got.address.encode()).hexdigest()[:8]
    return f"{words[:_LONGEST].rstrip('._')}-{digest}{known}"
