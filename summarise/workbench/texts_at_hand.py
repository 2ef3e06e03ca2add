"""Tells of which replies the text can be read, without reading any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from summarise.records_file import SavedTexts

__all__ = ["TextsAtHand"]


class TextsAtHand:
    """The texts in the folders `places`, and source files.

    The names in a folder are read again when its time of change differs, since asking for each file is slow.
    """

    def __init__(self, places: Iterable[SavedTexts | None]) -> None:
        self._folders = [one.folder for one in places if one]
        self._names: dict[Path, tuple[int, frozenset[str]]] = {}
        self._sources: dict[str, bool] = {}

    def has(self, sha256: str, source: str) -> bool:
        """Return True if the text with this SHA-256 was saved, or the file that it was read from still exists."""
        name = f"{sha256}.txt"
        if any(name in self._named(folder) or (folder / name).is_file() for folder in self._folders):
            return True
        if source not in self._sources:
            self._sources[source] = Path(source).is_file()
        return self._sources[source]

    def _named(self, folder: Path) -> frozenset[str]:
        try:
            changed = folder.stat().st_mtime_ns
            if folder not in self._names or self._names[folder][0] != changed:
                self._names[folder] = changed, frozenset(path.name for path in folder.iterdir())
        except OSError:
            return frozenset()
        return self._names[folder][1]
