"""A store of records that this version of the code already made, so that the same text is not summarised twice."""

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
"""Fields that a record copies from its document, besides the text; they affect nothing else in the record."""
_NOT_IN_A_KEY: Final = frozenset({*COPIED, "text"})
_LAYOUT: Final = "record 2"
"""Changes when keys are built differently."""
_LINE: Final = "line"
_TOGETHER: Final = 32
"""Records that are stored at a time: one that is lost with the process is made again from its stored answers."""


class Finished:
    """Finds and keeps records by their text and the engine's fingerprint.

    Args:
        store: keeps the records; `close` closes it too.
        fingerprint: text that identifies the engine and its settings.
        is_read: False if stored records are to be ignored and every record made again.
        book: called for each stored record that is used, with the tokens and calls that it cost when it was made.

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
        """Return the stored record of a document, else make and store it.

        A record for which the rules replaced a failed model is not stored.

        Args:
            make: makes the record.
            more: everything else that determines the record, such as the calibration.

        """
        if (found := self.find(document, more)) is not None:
            self._book(found.provenance.usage)
            return found
        record = make(document)
        if record.provenance.fallback is None:
            self.keep(document, record.to_json(), more)
        return record

    def find(self, document: Document, more: str = "") -> Record | None:
        """Return the stored record of a document, with the source and address of this document; None if there is none.

        `more` is as in `record`. The result is always None if `is_read` is False.
        """
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
        """Keep the record of a document; `line` is the record as JSON, `more` is as in `record`.

        Records are written to the store in groups; `store_rest` writes those that are waiting.
        """
        key = self._key(document, more)
        with self._lock:
            self._kept[key] = {_LINE: line}
            if len(self._kept) < _TOGETHER:
                return
            full, self._kept = self._kept, {}
        self._store.put_all(full)

    def store_rest(self) -> None:
        """Write the records that wait to be stored."""
        with self._lock:
            rest, self._kept = self._kept, {}
        self._store.put_all(rest)

    def close(self) -> None:
        """Write the records that wait to be stored, then close the store."""
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
