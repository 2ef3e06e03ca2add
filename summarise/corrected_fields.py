"""Applies an engine's corrections of the fields that code read from a letter, if the text supports them.

Code reads the fields of most letters correctly, so a correction must be better: a complete name, title or session that
occurs in the text. A part of the value that code found, or the same value with other punctuation, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from summarise.annotated import AnnotatedDocument
from summarise.lazy_pattern import lazy_pattern
from summarise.record import ProposalFields, ReplyFields
from summarise.selection import SelectedField

__all__ = ["corrected_fields"]

_LONGEST = 100
_LONGEST_NAME = 40
_BODY = lazy_pattern(
    r"(?:局|委|厅|府|会|院|办|部|处|站|中心|公司|集团|银行|学校|大学|支队|大队|总队|所|社|团|镇|乡|街道|区|县|市|联|署)$"
)
_NO_BODY = lazy_pattern(r"网站|门户|答复|回复|现将|关于|政协|(?:人大|人民代表大会)常(?:务)?委|提案委|代表工作")
"""Matches names that are not of an author: websites, and bodies to which replies are addressed."""
_LABEL = lazy_pattern(
    r"^(?:承办|主办|会办|协办|答复|发布|签发|办理|联系)(?:单位|机构|部门)?[:：]|^(?:来源|落款|届次|标题|题目|编号)[:：]"
)
_IS_REPLY = lazy_pattern(r"(?:答复|回复|复函|的函|答复函|意见函)$")
_SESSION = lazy_pattern(r"^.*?[届屆次].*?(?:会议|會議|会|會)?(?=第[\d一二三四五六七八九十百]+[号號]|$)")
_TOOK_PART = lazy_pattern(r"[会協协]办|会同|联合|配合|协同|分办|共同|商|[与和、同及]")
_NEAR = 60
"""Number of characters before a body's name in which words such as 会同 show that the body took part."""
_SPACE = lazy_pattern(r"\s+")
_SIGNS = lazy_pattern(r"[^\w]+")
_OUTER = lazy_pattern(r"《(.*)》|“([^“”]*)”|\"([^\"]*)\"")


def corrected_fields(
    annotated: AnnotatedDocument, fields: Collection[SelectedField]
) -> tuple[ReplyFields, ProposalFields, tuple[str, ...]]:
    """Return the reply's and the proposal's fields in `annotated` with valid corrections, and the refused values.

    `fields` are the values that an engine proposes. A value is refused if it has no valid form, if the text does not
    contain it, or if it does not improve the field. A value equal to that of the field is ignored.
    """
    metadata = annotated.metadata
    if not fields:
        return metadata.reply, metadata.proposal, ()
    text = _SPACE.sub("", annotated.document.text)
    found = {
        "title": metadata.proposal.title,
        "session": metadata.proposal.session,
        "number": metadata.proposal.number,
        "issuer": metadata.reply.issuer,
        "date": metadata.reply.issued_on,
    }
    corrected: dict[str, str] = {}
    bodies: list[str] = []
    refused: list[str] = []
    for field in fields:
        before = found.get(field.name, "")
        if before and _same(_bare(field.value), before):
            continue
        value = _worded(field, text)
        if not value or not _improves(field.name, value, before, text):
            refused.append(field.value)
        elif field.name == "co":
            bodies.append(value)
        elif not _same(value, before):
            corrected[field.name] = value
    return *_with(annotated, corrected, bodies), tuple(refused)


def _with(
    annotated: AnnotatedDocument, corrected: dict[str, str], bodies: list[str]
) -> tuple[ReplyFields, ProposalFields]:
    """Return the fields of reply and proposal with the corrected values and bodies."""
    reply: dict[str, object] = {}
    if "issuer" in corrected:
        reply["issuer"] = corrected["issuer"]
    if "date" in corrected:
        reply["issued_on"] = corrected["date"]
    own = {corrected.get("issuer", annotated.metadata.reply.issuer), annotated.metadata.reply.lead_body}
    if others := tuple(body for body in dict.fromkeys(bodies) if body not in own):
        reply["co_bodies"] = others
    proposal: dict[str, object] = {
        name: corrected[name] for name in ("title", "session", "number") if name in corrected
    }
    return (
        annotated.metadata.reply.model_copy(update=reply),
        annotated.metadata.proposal.model_copy(update=proposal),
    )


def _same(value: str, found: str) -> bool:
    """Return True if two values differ only in punctuation or in leading zeros."""
    return _SIGNS.sub("", value).lstrip("0") == _SIGNS.sub("", found).lstrip("0")


def _improves(name: str, value: str, found: str, text: str) -> bool:
    """Return True if a value may replace the value that code found, which is "" if it found none."""
    if not found or _same(value, found):
        return True
    if name == "date":
        return False  # the code's has resolved all other dates already
    if name == "number":
        return _is_stated_number(value, text) and not _is_stated_number(found, text)
    cut = _SPACE.sub("", found)
    if value in cut:  # shorter is better only where what goes is no part of a name
        return cut.endswith(value) and bool(re.search(r"[\W\d_a-zA-Z]", cut.removesuffix(value)))
    return True


def _is_stated_number(number: str, text: str) -> bool:
    return (
        re.search(rf"(?:第|编号[:：]?|[案议])[A-Za-z]{{0,2}}0*{re.escape(number.lstrip('0') or '0')}(?!\d)", text)
        is not None
    )


def _worded(field: SelectedField, text: str) -> str:
    """Return the value in the form of its field.

    Return "" if it has no such form or is not in the text without white space.
    """
    value = _bare(field.value)
    if not value or len(value) > _LONGEST:
        return ""
    if field.name == "date":
        return _day(value, text)
    if field.name == "number":
        return _number(value, text)
    if field.name == "session":
        value = found[0] if (found := _SESSION.match(value)) else ""
    if not value or value not in text or not _is_such(field.name, value, text):
        return ""
    return value


def _is_such(name: str, value: str, text: str) -> bool:
    """Return True if a value is of the right kind for the field, such as the name of a body."""
    if name == "title":
        return not _IS_REPLY.search(value)
    if name not in {"issuer", "co"}:
        return True
    is_body = len(value) <= _LONGEST_NAME and bool(_BODY.search(value)) and not _NO_BODY.search(value)
    return is_body and (name == "issuer" or _took_part(value, text))


def _bare(value: str) -> str:
    """Return a value without white space, without its label, and without punctuation around it."""
    bare = _LABEL.sub("", _SPACE.sub("", value)).strip("'：:，。；")
    whole = _OUTER.fullmatch(bare)
    return next(filter(None, whole.groups()), "") if whole else bare


def _number(value: str, text: str) -> str:
    digits = re.search(r"\d{1,8}(?:-\d{1,6})*", value)
    return digits[0] if digits and re.search(rf"(?<!\d)0*{digits[0].lstrip('0')}(?!\d)", text) else ""


def _took_part(value: str, text: str) -> bool:
    """Return True if a body is named anywhere as one that took part in handling the proposal."""
    return any(
        _TOOK_PART.search(text[max(0, found.start() - _NEAR) : found.start()])
        for found in re.finditer(re.escape(value), text)
    )


def _day(value: str, text: str) -> str:
    """Return the date as an ISO date if the text contains it, else ""."""
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
