"""The paths of the files of one output; none of them may be the same file as another or as an input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from summarise.errors import OutputError, UsageError
from summarise.printable import with_escapes

__all__ = ["OutputPaths", "refuse_conflicts"]


@dataclass(frozen=True, slots=True)
class OutputPaths:
    """The paths of one output: `records.jsonl`, `records.failures.jsonl`, `records.manifest.json` and others."""

    records: Path
    failures: Path
    manifest: Path
    journal: Path
    aside: Path
    lock: Path

    @classmethod
    def beside(cls, records: Path, failures: Path | None = None) -> OutputPaths:
        """Return the paths for a records file; `failures` replaces the usual path of the failures file.

        Raises:
            UsageError: two of the paths are the same file, a path names a folder or the standard output, or a name is
                not in UTF-8.

        """
        for path in filter(None, (records, failures)):
            _refuse_no_name(path)
        name = records.name.removesuffix(".jsonl")
        paths = cls(
            records=records,
            failures=failures or records.with_name(f"{name}.failures.jsonl"),
            manifest=records.with_name(f"{name}.manifest.json"),
            journal=records.with_name(f"{records.name}.journal"),
            aside=records.with_name(f"{name}.aside.jsonl"),
            lock=records.with_name(f"{records.name}.lock"),
        )
        refuse_conflicts(paths.named())
        return paths

    @property
    def journal_before(self) -> Path:
        """Path at which version 0.1 kept the journal."""
        return self.records.with_name(f"{self.records.name.removesuffix('.jsonl')}.journal")

    @property
    def lock_before(self) -> Path:
        """Path at which version 0.1 kept the lock file."""
        return self.records.with_name(f"{self.records.name.removesuffix('.jsonl')}.lock")

    @property
    def has_failures_elsewhere(self) -> bool:
        """True if the failures file does not have its default name, so that another output may use the same file."""
        return self.failures != self.records.with_name(f"{self.records.name.removesuffix('.jsonl')}.failures.jsonl")

    def named(self) -> Mapping[str, Path]:
        """Return each path by a phrase for what the file holds, such as "the records"."""
        return {
            "the records": self.records,
            "the failures": self.failures,
            "the manifest": self.manifest,
            "the journal": self.journal,
            "the lines kept aside": self.aside,
            "the lock": self.lock,
        }

    def all(self) -> tuple[Path, ...]:
        """Return all paths."""
        return tuple(self.named().values())

    def make_folders(self) -> None:
        """Create the folders of the records and failures files, if they are missing.

        Raises:
            OutputError: a folder cannot be created, or files cannot be written in it.

        """
        for folder in {self.records.parent, self.failures.parent}:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{folder}: the folder cannot be made ({error.strerror})") from error
            if not os.access(folder, os.W_OK | os.X_OK):
                raise OutputError(f"{folder}: the folder cannot be written in; choose another place for the output")


def _refuse_no_name(path: Path) -> None:
    if path == Path("-"):
        raise UsageError("-: records and what belongs to them go to files here; name one")
    if path.name in {"", ".."}:
        raise UsageError(f"{path}: is a folder; name a file in it")
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = with_escapes(str(path))
        raise UsageError(f"{shown}: this name is not in UTF-8; give the output another name") from None


def refuse_conflicts(written: Mapping[str, Path], read: Iterable[Path] = ()) -> None:
    """Check that no file to be written is also an input or another output; symbolic and hard links are resolved.

    Args:
        written: output paths by a phrase for what the file holds, which the error message uses.
        read: paths of inputs; folders among them are ignored.

    Raises:
        UsageError: two paths lead to the same file.

    """
    held: dict[object, str] = {}
    for what, path in written.items():
        place = _place(path)
        if place in held:
            raise UsageError(f"{path}: {held[place]} and {what} cannot go to the same file; give one another name")
        held[place] = what
    for path in read:
        if (what := held.get(_place(path), "")) and not path.is_dir():
            raise UsageError(f"{path}: is an input, so {what} cannot go there; give the output another name")


def _place(path: Path) -> object:
    """Return a value that identifies a file: its device and inode number if it exists, else its real path."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return os.path.normcase(os.path.realpath(path))
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.normcase(os.path.realpath(path))
