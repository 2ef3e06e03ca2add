"""Remembers who has seen the engine's result of which reply, since such a person can no longer label it blind.

A person has seen it once any answer of the server had an item of the reply:

- the reply in 复核, or in a task with a draft, or the settling of such a task;
- rows in 台账 and 跟踪; there also a promise of the reply, or one that lists the reply as a later one;
- an act in 操作记录 on the record of the reply, or on its promises;
- an export, or the complete report in 评测.

Who leaves the reply in a blind task counts too, because all views show it from then on. Counts in the list of 复核 and
of a scoring do not: they show no item. 总览 and a search that is not asked yet show no item of a reply that its reader
has not seen.

The file is `NAME.opened.jsonl` beside the records, with a line `{"sha256", "by", "at"}` for each reply and person.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
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

    def add(self, name: str, texts: Iterable[str], at: str) -> int:
        """Write that the person `name` sees the engine's result of the `texts` (SHA-256); `at` is the time.

        Return how many of them the person had not seen before.
        """
        with self._lock:
            new = [sha256 for sha256 in dict.fromkeys(texts) if not self.has(name, sha256)]
            if not new:
                return 0
            file = AppendedFile(self._path)
            try:
                lines = ({"sha256": sha256, "by": name, "at": at} for sha256 in new)
                file.append([json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() for one in lines])
            finally:
                file.close()
            self._known.update((name, sha256) for sha256 in new)
            return len(new)
