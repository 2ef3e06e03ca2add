"""Make the output line of one reply: its record, or the failure that says why there is no record."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from summarise.batch.journal import Line, key_of
from summarise.document import Document
from summarise.errors import SummariseError
from summarise.record import Failure, Record
from summarise.redaction import redacted
from summarise.row import failure_of, record_or_failure

__all__ = [
    "Made",
    "failed",
    "failure_line",
    "finished_line",
    "is_doubtful",
    "lost",
    "make",
    "stand_in_reason",
]

_WITHOUT_FALLBACK = (b'"fallback":null,"review":null}}', b'"fallback":null}}')
"""How a record in schema 1.1 or 1.0 ends if no substitute engine made it."""


def stand_in_reason(line: Line) -> str:
    """Return why a substitute engine made a record; "" if the chosen engine made it, or if the line is a failure."""
    if not line.is_record or line.data.endswith(_WITHOUT_FALLBACK):
        return ""
    return str(json.loads(line.data)["provenance"]["fallback"])


_OF_LITTLE_USE = frozenset({"answer_truncated", "answer_invalid"})


def is_doubtful(made: Made) -> bool | None:
    """Return True if a model's answer was empty, cut off, invalid or repaired; False for its other records.

    Return None if the rules made the record, or if the reply failed for another reason.
    """
    if made.failure is not None:
        return True if made.failure.kind in _OF_LITTLE_USE else None
    data = made.line.data
    if b'"engine":"model"' not in data:
        return None
    is_empty = b'"measures_taken":[]' in data and b'"commitments":[]' in data
    return is_empty or b'"kind":"answer_mended"' in data


@dataclass(frozen=True, slots=True)
class Made:
    """The output line of a finished reply; `failure` has the content of a failure's line, and is None for a record."""

    line: Line
    failure: Failure | None = None


def make(summarise: Callable[[Document], Record], document: Document) -> Made | SummariseError:
    """Return the line for the reply `document`: a record made by `summarise`, or a failure.

    An error that stops the run is returned, not raised.
    """
    try:
        made = record_or_failure(document.source, lambda: document, lambda one: summarise(one).to_json().encode())
    except SummariseError as error:
        return error
    if isinstance(made, Failure):
        return failure_line(made)
    return Made(Line(made, key_of(document.source, document.sha256), is_record=True))


def failed(source: str, sha256: str, error: Exception) -> Made:
    """Return the line of the failures file for `error`, which the reply named `source` caused.

    `sha256` is the hash of the reply's text, "" if the text was not read.
    """
    return failure_line(failure_of(source, sha256, error))


def finished_line(document: Document, record: str) -> Made:
    """Return the line of the output for a finished record of `document`, which is given as JSON."""
    return Made(Line(record.encode(), key_of(document.source, document.sha256), is_record=True))


def failure_line(failure: Failure) -> Made:
    """Return the line of a failure, with the secrets that this process knows removed from its text."""
    data = redacted(failure.to_json()).encode("utf-8", "backslashreplace")
    return Made(Line(data, key_of(failure.source, failure.sha256), is_record=False), failure)


def lost(document: Document, reason: str) -> Made:
    """Return the failure of `document`, during which three worker processes died.

    `reason` says how the last of them ended.
    """
    message = f"{document.source}: the process that worked on it ended, three times ({reason})"
    return failed(document.source, document.sha256, SummariseError(message, kind="internal"))
