"""Records that the same code has already made of the same text, kept beside the answers that they were made from."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Final

from pydantic import ValidationError

from summarise.document import Document
from summarise.engines.service.answer_store import AnswerStore
from summarise.record import SCHEMA_VERSION, Evidence, Figure, Record, Usage

__all__ = ["COPIED", "Finished"]

COPIED: Final = ("source", "media_type", "url", "text_from")
"""What a record repeats of its document besides the text, and what decides nothing else in it."""
_NOT_IN_A_KEY: Final = frozenset({*COPIED, "text"})
_LAYOUT: Final = "record 2"
"""Changes when keys are built differently."""
_LINE: Final = "line"
_TOGETHER: Final = 32
"""Records that are stored at a time: one that is lost with the process is made again from its stored answers."""


class Finished:
    """Finds and keeps records by their text and the engine's fingerprint.

    Args:
        store: holds them; `close` closes it too.
        fingerprint: the engine's.
        is_read: False to do everything again.
        book: is told what a record that was found once cost.

    """

    def __init__(
        self,
        store: AnswerStore,
        fingerprint: str,
        *,
        is_read: bool = True,
        book: Callable[[Usage], None] = lambda _: None,
    ) -> None:
        self._store, self._fingerprint, self._is_read, self._book = store, fingerprint, is_read, book
        self._lock = threading.Lock()
        self._kept: dict[str, dict[str, str]] = {}

    def record(self, document: Document, make: Callable[[Document], Record], more: str = "") -> Record:
        """Find the record of a document, or make it; one for which another engine stood in is not kept.

        `more` is what else determines the record, such as the calibration.
        """
        if (found := self.find(document, more)) is not None:
            self._book(found.provenance.usage)
            return found
        record = make(document)
        if record.provenance.fallback is None:
            self.keep(document, record.to_json(), more)
        return record

    def find(self, document: Document, more: str = "") -> Record | None:
        """Return the record of a document that was made before, None where there is none."""
        return self._found(self._key(document, more), document) if self._is_read else None

    def _key(self, document: Document, more: str) -> str:
        other = {one.name: getattr(document, one.name) for one in fields(document) if one.name not in _NOT_IN_A_KEY}
        other["caveats"] = [asdict(caveat) for caveat in document.caveats]
        determining = f"{_LAYOUT} {SCHEMA_VERSION} {self._fingerprint} {json.dumps(other, default=str)} {more}"
        return hashlib.sha256(determining.encode()).hexdigest()[:40]

    def _found(self, key: str, document: Document) -> Record | None:
        stored = self._kept.get(key) or self._store.get(key)
        if stored is None:
            return None
        try:
            record = Record.model_validate_json(stored[_LINE])  # twice as fast as from values
        except (ValidationError, KeyError, TypeError):
            return None
        if record.schema_version != SCHEMA_VERSION or not _is_of(record, document):
            return None
        told = {name: getattr(document, name) for name in COPIED}
        return record.model_copy(update={"document": record.document.model_copy(update=told)})

    def keep(self, document: Document, line: str, more: str = "") -> None:
        """Keep the record of a document, as its line of JSON."""
        key = self._key(document, more)
        with self._lock:
            self._kept[key] = {_LINE: line}
            if len(self._kept) < _TOGETHER:
                return
            full, self._kept = self._kept, {}
        self._store.put_all(full)

    def store_rest(self) -> None:
        """Store what is not stored yet."""
        with self._lock:
            rest, self._kept = self._kept, {}
        self._store.put_all(rest)

    def close(self) -> None:
        """Store what is not stored yet, and close the store."""
        try:
            self.store_rest()
        finally:
            self._store.close()


def _is_of(record: Record, document: Document) -> bool:
    """True if a record quotes this text and no other."""
    text = document.text
    spans: list[Evidence | Figure] = [target.evidence for target in record.numeric_targets]
    for measure in record.measures_taken:
        spans += (*measure.evidence, *measure.figures)
    for commitment in record.commitments:
        spans += commitment.evidence
    return (
        record.document.sha256 == document.sha256
        and record.document.characters == len(text)
        and all(text[span.start : span.end] == span.quote for span in spans)
    )
