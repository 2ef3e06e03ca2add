"""Mask personal data, and names of persons if requested, without changing the length, before text is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.annotated import AnnotatedDocument
from summarise.lazy_pattern import lazy_pattern

__all__ = ["masked", "persons_in"]

_PERSONAL = lazy_pattern(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"  # e-mail
    r"|(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"  # identity number
    r"|(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"  # mobile phone
    r"|(?<!\d)0\d{2,3}[-—－ ]\d{7,8}(?:[-—－转]\d{1,5})?(?!\d)"  # telephone with area code
    r"|(?<=电话[：:])\s*\d{7,8}(?!\d)"
)
_MAY_BE_PERSONAL = lazy_pattern(r"[@＠]|(?:\d[-—－ ]?){7}")
"""A sign or a row of digits that all personal data have; it is searched first, for speed."""
_NAME = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*|[\u4e00-\u9fff] +[\u4e00-\u9fff]"
_SIGNED = lazy_pattern(
    r"(?:联\s*系\s*人|经\s*办\s*人|承\s*办\s*人(?:员)?|签\s*发\s*人|签\s*发|拟\s*稿\s*人?|审\s*核\s*人|负\s*责\s*人|领衔代表|第一提案人|提案人|提案者)"
    rf"(?:姓名|及电话|及联系电话)?\s*[：:][ \t　]*((?:{_NAME})(?:\s*[、，,/]\s*(?:{_NAME}))*)"
)
_ADDRESSED = lazy_pattern(
    rf"^[\s　]*(?:尊敬的)?((?:{_NAME})(?:[、，,\s　]+(?:{_NAME}))*)[\s　]*(?:等\d*[名位]?)?(?:政协)?(?:委员|代表)[：:]",
    re.MULTILINE,
)
_BETWEEN = lazy_pattern(r"[、，,/　]|\s{2,}")
_IS_A_BODY = lazy_pattern(
    r"(?:会|委|局|厅|组|部|院|校|所|界别|界|党派|集团|公司|中心|支部|民革|民盟|民建|民进|农工|致公|九三|台盟)$"
)
_LONGEST = 12


def masked(text: str, persons: Iterable[str] = ()) -> str:
    """Return the text with letters and digits of phone numbers, identity numbers and e-mail addresses replaced by *.

    Each Chinese character of the names in `persons` is replaced by 某. The length of the text does not change.
    """
    if _MAY_BE_PERSONAL.search(text):
        text = _PERSONAL.sub(lambda found: re.sub(r"[A-Za-z0-9]", "*", found.group()), text)
    for name in persons:
        text = text.replace(name, re.sub(r"[\u4e00-\u9fff]", "某", name))
    return text


def persons_in(annotated: AnnotatedDocument) -> tuple[str, ...]:
    """Return names of proposers, contacts and signers in `annotated`, the longest first, without names of bodies."""
    text = annotated.document.text
    written = [*annotated.metadata.proposal.proposers]
    for pattern in (_SIGNED, _ADDRESSED):
        for found in pattern.finditer(text):
            written += _BETWEEN.split(found[1])
    names = {name.strip() for name in written}
    persons = {name for name in names if 2 <= len(name) <= _LONGEST and not _IS_A_BODY.search(name)}  # noqa: PLR2004 - a surname alone stands in many words
    return tuple(sorted(persons, key=lambda name: (-len(name), name)))
