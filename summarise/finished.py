"""Stores the records that this version of the code has made, so that no text is summarised twice."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, fields
from typing import Final, NamedTuple

from pydantic import ValidationError

from summarise.document import Document
from summarise.engines.service.answer_store import AnswerStore
from summarise.errors import OutputError
from summarise.record import SCHEMA_VERSION, Evidence, Figure, Record, Usage

__all__ = ["COPIED", "Finished", "Stored"]

COPIED: Final = ("source", "media_type", "url", "text_from")
"""Fields that a record copies from its document, apart from the text. No other field depends on them."""
_NOT_IN_A_KEY: Final = frozenset({*COPIED, "text"})
_LAYOUT: Final = "record 2"
"""Part of each key; it must be changed when keys are built differently."""
_LINE: Final = "line"
_TOGETHER: Final = 32
"""Number of records that are written to the store together. Records lost in a crash are made again."""


class Stored(NamedTuple):
    """A stored record, and the same as one line of JSON."""

    record: Record
    line: str


class Finished:
    """Finds and stores records by their text and the engine's fingerprint.

    Args:
        store: holds the records; `close` closes it too.
        fingerprint: text that identifies the engine and its settings.
        is_read: False to ignore stored records and make every record again.
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
        self._absent: set[str] = set()
        """Keys that `ahead` did not find, so that `record` need not look them up a second time."""

    def record(self, document: Document, make: Callable[[Document], Record], more: str = "") -> Record:
        """Return the stored record of a document; if there is none, make it and store it.

        A record for which the rules replaced a failed model is not stored. One that cannot be stored is returned as
        well: a later run makes it again from the stored answers.

        Args:
            document: the reply.
            make: makes the record.
            more: everything else that determines the record, such as the calibration.

        """
        key = self._key(document, more)
        with self._lock:
            is_absent = key in self._absent and key not in self._kept
            self._absent.discard(key)
        if self._is_read and not is_absent and (found := self._found(key, document)) is not None:
            self._book(found.record.provenance.usage)
            return found.record
        record = make(document)
        if record.provenance.fallback is None:
            with suppress(OutputError):
                self.keep(document, record.to_json(), more)
        return record

    def find(self, document: Document, more: str = "") -> Record | None:
        """Return the stored record of a document, with this document's source and address; None if there is none.

        `more` has the same meaning as in `record`. The result is always None if `is_read` is False.
        """
        found = self._found(self._key(document, more), document) if self._is_read else None
        return found.record if found is not None else None

    def ahead(self, document: Document, more: str = "") -> Stored | None:
        """Find a record as `find` does and book it; if it is None, call `record` afterwards, which makes the record.

        `more` has the same meaning as in `record`.
        """
        key = self._key(document, more)
        found = self._found(key, document) if self._is_read else None
        if found is not None:
            self._book(found.record.provenance.usage)
        else:
            with self._lock:
                self._absent.add(key)
        return found

    def _key(self, document: Document, more: str) -> str:
        other = {one.name: getattr(document, one.name) for one in fields(document) if one.name not in _NOT_IN_A_KEY}
        other["caveats"] = [asdict(caveat) for caveat in document.caveats]
        determining = f"{_LAYOUT} {SCHEMA_VERSION} {self._fingerprint} {json.dumps(other, default=str)} {more}"
        return hashlib.sha256(determining.encode()).hexdigest()[:40]

    def _found(self, key: str, document: Document) -> Stored | None:
        stored = self._kept.get(key) or self._store.get(key)
        if stored is None:
            return None
        try:
            line = stored[_LINE]
            record = Record.model_validate_json(line)  # twice as fast as from values
        except (ValidationError, KeyError, TypeError):
            return None
        if record.schema_version != SCHEMA_VERSION or not _is_of(record, document) or "\n" in line:
            return None
        told = {name: getattr(document, name) for name in COPIED}
        if all(getattr(record.document, name) == value for name, value in told.items()):
            return Stored(record, line)
        record = record.model_copy(update={"document": record.document.model_copy(update=told)})
        return Stored(record, record.to_json())

    def keep(self, document: Document, line: str, more: str = "") -> None:
        """Store the record of a document; `line` is the record as JSON, `more` has the same meaning as in `record`.

        Records are written to the store in groups; `store_rest` writes those that are not written yet.
        """
        key = self._key(document, more)
        with self._lock:
            self._kept[key] = {_LINE: line}
            if len(self._kept) < _TOGETHER:
                return
            full, self._kept = self._kept, {}
        self._store.put_all(full)

    def store_rest(self) -> None:
        """Write the records that are not written to the store yet."""
        with self._lock:
            rest, self._kept = self._kept, {}
        self._store.put_all(rest)

    def close(self) -> None:
        """Write the records that are not written yet, then close the store.

        Those that the store does not take are made again by a later run.
        """
        self._store.hasten()
        with closing(self._store), suppress(OutputError):
            self.store_rest()


def _is_of(record: Record, document: Document) -> bool:
    """Return True if a record was made from this text and all its quotes fit the text."""
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
