"""Fields of a reply that an engine read otherwise than the code: taken only where the text bears them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from summarise.annotated import AnnotatedDocument
from summarise.record import ProposalFields, ReplyFields
from summarise.selection import SelectedField

__all__ = ["corrected_fields"]

_LONGEST = 100
_BODY = re.compile(
    r"(?:局|委|厅|府|会|院|办|部|处|站|中心|公司|集团|银行|学校|大学|支队|大队|总队|所|社|团|镇|乡|街道|区|县|市|联|署)$"
)
_SPACE = re.compile(r"\s+")


def corrected_fields(
    annotated: AnnotatedDocument, fields: Iterable[SelectedField]
) -> tuple[ReplyFields, ProposalFields, tuple[str, ...]]:
    """Both groups of fields with what was corrected, and the values that the text does not bear out."""
    metadata = annotated.metadata
    text = _SPACE.sub("", annotated.document.text)
    reply: dict[str, object] = {}
    proposal: dict[str, object] = {}
    bodies: list[str] = []
    refused: list[str] = []
    for field in fields:
        value = _worded(field, text)
        if not value or (field.name == "date" and metadata.reply.issued_on):
            refused.append(field.value)  # a date that the code read has resolved all others already
        elif field.name == "co":
            bodies.append(value)
        elif field.name in {"issuer", "date"}:
            reply["issuer" if field.name == "issuer" else "issued_on"] = value
        else:
            proposal[field.name] = value
    if bodies:
        reply["co_bodies"] = tuple(dict.fromkeys(bodies))
    return metadata.reply.model_copy(update=reply), metadata.proposal.model_copy(update=proposal), tuple(refused)


def _worded(field: SelectedField, text: str) -> str:
    """A value in the form of its field; "" where it is none, or does not stand in the text (without white space)."""
    value = _SPACE.sub("", field.value).strip("《》“”\"'：:，。；")
    if not value or len(value) > _LONGEST:
        return ""
    if field.name == "date":
        return _day(value, text)
    if field.name == "number":
        digits = re.search(r"\d{1,6}", value)
        return digits[0] if digits and re.search(rf"(?<!\d)0*{digits[0]}(?!\d)", text) else ""
    if value not in text:
        return ""
    if field.name in {"issuer", "co"} and not _BODY.search(value):
        return ""
    return "" if field.name == "session" and not re.search(r"[届次]", value) else value


def _day(value: str, text: str) -> str:
    """The day in ISO form, where the text holds it."""
    found = re.fullmatch(r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?", value)
    if found is None:
        return ""
    year, month, day = (int(part) for part in found.groups())
    try:
        iso = date(year, month, day).isoformat()
    except ValueError:
        return ""
    written = rf"{year}[-年./]0?{month}[-月./]0?{day}(?!\d)"
    return iso if re.search(written, text) or value in text else ""
