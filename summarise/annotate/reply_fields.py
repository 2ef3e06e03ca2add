"""Read what a reply states about itself: issuer, numbers, handling class, dates and the co-bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.annotate.date_resolution import full_dates
from summarise.annotate.document_number import document_number
from summarise.annotate.issuer import issuing_body
from summarise.annotate.page import Page
from summarise.annotate.signature import find_signature
from summarise.lazy_pattern import lazy_pattern
from summarise.record import ReplyFields

__all__ = ["Issue", "issue_of", "reply_fields"]

_INDEX_NUMBER = lazy_pattern(
    r"索 *引 *(?:编 *)?[号码]码?\s*[:|]?[\s|:•·*-]*([\dA-Za-z][\dA-Za-z/\-._]{3,49}(?: ?/ ?[\dA-Za-z-]{4,30})?)"
)
_CUT_INDEX_NUMBER = lazy_pattern(r"^ *号[:|] *([\dA-Za-z-]{2,20}/[\dA-Za-z/-]{4,30})", re.MULTILINE)
"""A label of which the page kept the last character."""
_BARE_INDEX_NUMBER = lazy_pattern(r"^[•·\-*| ]*([\dA-Z][\dA-Z-]{5,20}/(?:19|20)\d\d-\d{3,8})[| ]*$", re.MULTILINE)
_CLASS = lazy_pattern(
    r"(?:类 *别(?:标记)?|办[理复]结果|办理情况(?=[:|])|办复类别|答复类别|办理类别|办理结果类别|分类"
    r"|类型)[\s:|(]*\(?([A-DＡ-Ｄ]\d?)(?![A-Za-z\d])|\(([A-D]\d?)类?\)"
    r"|(?<![A-Za-z\d])([A-D]\d?) ?\)?类(?![\u4e00-\u9fff—\d-])|^([A-D]):(?=解决|采纳|同意|留作)"
    r"|(?:号|\d{3,}) {2,}\(?([A-D])\)?$|(?:答复|函) +([A-D])$"
    r"|号 *\|? *([A-D]\d?)(?![A-Za-z\d])|^[\[【]?([A-D]\d?)[\]】]?$"
)
_CLASS_LETTER = lazy_pattern("[A-DＡ-Ｄ]")
_PUBLISHED = lazy_pattern(r"(?:发(?:\([a-zà-ǜ]{1,6}\))?[布佈]|公开|公示|发表)(?:日期|时间|于)[\s:|]*")
_PUBLISHED_BEHIND = lazy_pattern(r"[日\d] ?发布(?![\u4e00-\u9fff])")
"""Said behind the day: 2024年6月20日发布."""
_DATED = lazy_pattern(
    r"(?:(?:更新|上传|录入|编稿)(?:日期|时间)|著录日期|(?<![成文印发复案结档布开示表])时间|(?<![成文发复结布开示交])日期)[\s:|]*"
)
"""Dates of a header that do not say that the page was published then; a letter without a date of its own has them."""
_WRITTEN = lazy_pattern(
    r"(?:成文(?:日期|时间)|生成(?:日期|时间)|制发(?:日期|时间)|发文(?:日期|时间)|答复(?:日期|时间)|(?:办结|签发)(?:日期|时间)|印发(?:日期|时间))[\s:|]*"
)
_BELOW = 200
"""Characters below a letter that may say when it was published."""
_HEADER_LINE = 120
_CLASS_REACH = 80
"""Characters of the opening that may state the class."""
_DATE_REACH = 24
_DAY_IN_A_RUN = lazy_pattern(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_GAP = 4
"""Characters that may stand between a label and its date."""
_LONGEST_DATE = 11
_LOOSE_LINE = 80
_LOOSE_LABEL = 12


@dataclass(frozen=True, slots=True)
class Issue:
    """The body that issued a reply, "" if not stated; the days of issue and of publication, None if not stated."""

    issuer: str
    issued: date | None
    published: date | None


def issue_of(page: Page) -> Issue:
    """Return who issued the reply and when, from the signature, else from titles, header and the end of the page.

    Without a signed or written date, the date of publication is also the date of issue.
    """
    signature = find_signature(page.folded, page.units, page.letter)
    bare = _bare_dates(page)
    published = _labelled_date(page.head, _PUBLISHED) or _published_behind(page)
    published = published or _labelled_date(page.closing[:_BELOW], _PUBLISHED)
    told = _labelled_date(page.head, _WRITTEN) or (bare[0] if bare else None)
    issued = signature.day or told or published or _labelled_date(page.head, _DATED) or _loose_date(page)
    return Issue(issuing_body(page, signature.body), issued, published)


def reply_fields(page: Page, issue: Issue, lead: str, partners: Sequence[str]) -> ReplyFields:
    """Return what a page states about its reply.

    Args:
        page: the page.
        issue: who issued the reply, and when.
        lead: the body that leads the handling, "" if none does.
        partners: the bodies that handle the proposal together with it.

    """
    return ReplyFields(
        title=page.as_written(page.titles[0]) if page.titles else "",
        issuer=page.as_written(issue.issuer),
        document_number=document_number(page),
        index_number=_index_number(page),
        handling_class=_handling_class(page),
        issued_on=issue.issued.isoformat() if issue.issued else "",
        published_on=issue.published.isoformat() if issue.published else "",
        lead_body=page.as_written(lead),
        co_bodies=tuple(page.as_written(body) for body in partners if body),
    )


def _index_number(page: Page) -> str:
    """Return the 索引号 (index number) in the page's header; "" if there is none."""
    return page.first(_INDEX_NUMBER) or page.first(_CUT_INDEX_NUMBER) or page.first(_BARE_INDEX_NUMBER)


def _handling_class(page: Page) -> str:
    """Return the handling class (A to D, also with a digit) that header, opening or closing state; "" if none does."""
    for area in (page.head, page.opening[:_CLASS_REACH], page.last_lines, page.closing):
        for line in area.split("\n"):
            if len(line) > _HEADER_LINE or not _CLASS_LETTER.search(line):
                continue
            if found := _CLASS.search(line.strip(" *#|")):
                return next(group for group in found.groups() if group)
    return ""


def _labelled_date(part: str, label: re.Pattern[str]) -> date | None:
    for match in label.finditer(part):
        days = full_dates(part[match.end() : match.end() + _DATE_REACH])
        if days and days[0][0] <= _GAP:
            return days[0][2]
        if run := _DAY_IN_A_RUN.match(part, match.end()):
            days = full_dates(f"{run[1]}年{run[2]}月{run[3]}日")
            return days[0][2] if days else None
    return None


def _published_behind(page: Page) -> date | None:
    """Return the day in front of 发布 in a line of the header."""
    for line in page.head.split("\n"):
        if (said := _PUBLISHED_BEHIND.search(line)) and (days := full_dates(line[: said.start() + 1])):
            return days[-1][2]
    return None


def _bare_dates(page: Page) -> list[date]:
    """Return the dates of a header whose labels the page did not keep: written first, then published; [] for fewer."""
    lines = (line.strip("•·-*| ") for line in page.head.split("\n"))
    found = [(line, days) for line in lines if len(line) <= _LONGEST_DATE and len(days := full_dates(line)) == 1]
    alone = [days[0][2] for line, days in found if days[0][0] == 0 and days[0][1] == len(line)]
    return alone if len(alone) > 1 else []


def _loose_date(page: Page) -> date | None:
    """Return a date in the head without a label, as a line of its own or before 来源."""
    for line in page.head.split("\n"):
        days = full_dates(line) if len(line) <= _LOOSE_LINE else []
        if (
            days
            and not re.search(r"届|次会议|成文|生成|提交", line)
            and (len(line[: days[0][0]].strip(" |*")) <= _LOOSE_LABEL or "来源" in line[days[0][1] :])
        ):
            return days[0][2]
    return None
