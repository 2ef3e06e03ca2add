"""Read the session of the congress or CPPCC committee to which a proposal was made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.lazy_pattern import lazy_pattern

__all__ = ["proposal_session"]

_SESSION = lazy_pattern(
    r"((?:[\u4e00-\u9fff]{2,9}?)?(?:政协|人大|人民代表大会|人民政治协商会议)?[\u4e00-\u9fff]{0,10}?"
    r"第?[十一二三四五六七八九\d]{1,3} ?届(?:[\u4e00-\u9fff]{0,10}?)"
    r"第?[一二三四五六七八九十\d]{1,3} ?次(?:全体)?(?:会议|全会))"
)
_OF_A_SESSION = lazy_pattern(r"届[\u4e00-\u9fff]{0,10}?第?[一二三四五六七八九十\d]{1,3} ?次(?:全体)?(?:会议|全会)")
_CONGRESS = lazy_pattern(
    r"([\u4e00-\u9fff]{2,10}第?[十一二三四五六七八九]{1,3} ?届(?:人民代表大会|[省市县区旗州]?政协)(?=上|期间|中|第\d)|"
    r"(?:政协|中国人民政治协商会议)[\u4e00-\u9fff]{2,10}第?[十一二三四五六七八九]{1,3} ?届委员会"
    r"(?=上|期间|中|第\d|(?:19|20)\d\d年))"
)
_SHORT = lazy_pattern(
    r"((?:[\u4e00-\u9fff]{0,6}(?:政协|人大))?[十一二三四五六七八九]{1,3}届(?:政协|人大)?[一二三四五六七八九十]{1,3}次)"
    r"(?=第?[\d《(]|提案|建议)"
)
"""A session without the word 会议, as in short titles: 六届四次第109号."""
_LABELLED = lazy_pattern(r"(?:会议)?届次[\s:|]+([\u4e00-\u9fff]{6,30}会议)")
_BEFORE_ITS_YEARS = 33
"""Maximum number of characters of a session's name in front of 届."""
_BEFORE_A_SESSION = lazy_pattern(
    r"^.*?(?:关于对|关于|现?[就将]|答复|办理|召开的|对|向|您们?在|你们?在|在|您们?|的|了|提出|于(?![都洪田]))+(?=[\u4e00-\u9fff]*届)"
)
_YEAR_SIGN = lazy_pattern(r"^年度?(?=[\u4e00-\u9fff]{2})")


def proposal_session(sources: Iterable[str]) -> str:
    """Return the session that `sources`, parts of a page, name; "" if none does.

    If several names are found, prefer one that begins with a place, and then the longest.
    """
    parts = list(sources)
    if labelled := next(filter(None, (_LABELLED.search(part) for part in parts if "届次" in part)), None):
        return labelled[1]
    found: list[str] = []
    for read in (_session, _congress, _short):
        found = found or list(filter(None, map(read, parts)))
    return max(found, key=lambda one: (not one.startswith("第"), len(one)), default="")


def _session(text: str) -> str:
    at = 0
    while of_one := _OF_A_SESSION.search(text, at):
        found = _SESSION.search(text, max(at, of_one.start() - _BEFORE_ITS_YEARS))
        if found is None:
            break
        words, at = _own_words(found[1]), found.end()
        if re.search(r"政协|人大|人民|会议", words):
            return re.sub(r"\s", "", words)
    return ""


def _congress(text: str) -> str:
    """Return the congress or committee to which a proposal was made, if only that is named and no session."""
    found = _CONGRESS.search(text)
    return re.sub(r"\s", "", _own_words(found[1])) if found else ""


def _short(text: str) -> str:
    found = _SHORT.search(text)
    return _own_words(found[1]) if found else ""


def _own_words(found: str) -> str:
    once = _BEFORE_A_SESSION.sub("", found)
    return _YEAR_SIGN.sub("", once if once == found else _BEFORE_A_SESSION.sub("", once))
