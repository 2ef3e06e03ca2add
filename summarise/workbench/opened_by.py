"""Remembers who has seen the engine's result of which reply, since such a person can no longer label it blind.

A person has seen it after any of these acts:

- opening the reply in 复核, or in a task with a draft;
- settling such a task;
- opening in 跟踪 a promise of the reply, or a promise that lists the reply as a later one;
- leaving the reply in a blind task, because all views show it from then on.

Rows in 台账, in lists and in exports do not count, though they show what the engine found.

The file is `NAME.opened.jsonl` beside the records, with a line `{"sha256", "by", "at"}` for each reply and person.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path

from summarise.batch.appending import AppendedFile
from summarise.errors import InputError
from summarise.records_file import beside

__all__ = ["OpenedBy"]


class OpenedBy:
    """The replies of a records file whose result each person has seen. An incomplete last line of the file is removed.

    Raises:
        InputError: another line is damaged, or the file cannot be read.

    """

    def __init__(self, records: Path) -> None:
        self._path = beside(records, "opened.jsonl")
        self._lock = threading.Lock()
        try:
            content = self._path.read_bytes() if self._path.exists() else b""
            whole = content[: content.rfind(b"\n") + 1]
            found = [json.loads(line) for line in whole.splitlines()]
            self._known = {(str(one["by"]), str(one["sha256"])) for one in found}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{self._path}: is no list of opened replies") from error
        if whole != content:
            file = AppendedFile(self._path)
            file.cut(len(whole))
            file.close()

    def has(self, name: str, sha256: str) -> bool:
        """Return True if the person `name` has seen the engine's result of the text `sha256`."""
        return (name, sha256) in self._known

    def add(self, name: str, sha256: str, at: str) -> None:
        """Write that the person `name` sees the engine's result of the text `sha256`; `at` is the time."""
        with self._lock:
            if self.has(name, sha256):
                return
            file = AppendedFile(self._path)
            try:
                line = json.dumps({"sha256": sha256, "by": name, "at": at}, ensure_ascii=False, separators=(",", ":"))
                file.append([line.encode()])
            finally:
                file.close()
            self._known.add((name, sha256))
