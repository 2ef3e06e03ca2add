"""Reads, checks and sets the fields of reply and proposal that people may change."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pydantic import JsonValue

from summarise.annotated import AnnotatedDocument
from summarise.attest import numbers_in, share_of_words
from summarise.errors import NotGrounded
from summarise.record import Record
from summarise.stated_fields import STATED

__all__ = ["checked_value", "field_value", "with_fields"]

_WRITTEN_DAY = re.compile(r"(\d{4})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})")
_TOPIC_SHARE = 0.6
"""Least share of a topic's characters that must come from the text; the same holds for an engine's topic."""


def field_value(record: Record, path: str) -> JsonValue:
    """Return the value of a field in a record; `path` is a key of `STATED`, such as reply.issuer.

    Raises:
        NotGrounded: the path is not one of `STATED`.

    """
    if path not in STATED:
        raise NotGrounded(f"there is no field {path}")
    value = STATED[path].of(record)
    return value if isinstance(value, str) else list(value)


def checked_value(annotated: AnnotatedDocument, path: str, value: JsonValue) -> JsonValue:
    """Return `value` without surrounding white space if the text supports it for the field `path`.

    `annotated` is the text. An empty value is always allowed.

    Raises:
        NotGrounded: the path is not one of `STATED`, the value is not a string (for some fields: a list of strings), or
            the text does not support it.

    """
    if path not in STATED:
        raise NotGrounded(f"there is no field {path}")
    values = value if isinstance(value, list) else [value]
    several = STATED[path].kind == "names"
    if isinstance(value, list) != several or not all(isinstance(one, str) for one in values):
        raise NotGrounded(f"the field {path} takes {'a list of names' if several else 'a text'}")
    text = annotated.document.text
    for one in map(str, values):
        if one and not _is_borne_out(text, annotated, path, one):
            raise NotGrounded(f"the text does not say “{one}”")
    return [str(one).strip() for one in values] if isinstance(value, list) else str(value).strip()


def _is_borne_out(text: str, annotated: AnnotatedDocument, path: str, value: str) -> bool:
    if path == "proposal.kind":
        return value in {"cppcc", "npc"}
    if STATED[path].kind == "date":
        return value in _days(text) | {found.by.isoformat() for found in annotated.dates if found.by}
    if path == "proposal.topic":
        return share_of_words(value, text) >= _TOPIC_SHARE and numbers_in(value) <= numbers_in(text)
    return _bare(value) in _bare(text)


def _days(text: str) -> set[str]:
    found: set[str] = set()
    for year, month, day in _WRITTEN_DAY.findall(unicodedata.normalize("NFKC", text)):
        try:
            found.add(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return found


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def with_fields(record: Record, fields: dict[str, JsonValue]) -> Record:
    """Return a copy of the record with the values in `fields`; keys are paths such as reply.issuer."""
    for path, value in fields.items():
        part, name = path.split(".")
        kept = tuple(value) if isinstance(value, list) else value
        record = record.model_copy(update={part: getattr(record, part).model_copy(update={name: kept})})
    return record
