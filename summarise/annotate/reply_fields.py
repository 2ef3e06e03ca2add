"""Read what a reply states about itself: issuer, numbers, handling class, dates and co-bodies."""

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
"""An index number behind 号, the only character of its label that the page kept."""
_BARE_INDEX_NUMBER = lazy_pattern(r"^[•·\-*| ]*([\dA-Z][\dA-Z-]{5,20}/(?:19|20)\d\d-\d{3,8})[| ]*$", re.MULTILINE)
_CLASS = lazy_pattern(
    r"(?:类 *别(?:标记)?|办[理复]结果|办理情况(?=[:|])|办复类别|答复类别|办理类别|办理结果类别|分类"
    r"|类型|分类标识|^别(?=:))[\s:|(【]*\(?([A-DＡ-Ｄ]\d?)(?![A-Za-z\d])|\(([A-D]\d?)类?\)"
    r"|(?<![A-Za-z\d])([A-D]\d?) ?\)?类(?![\u4e00-\u9fff—\d-])|^([A-D]):(?=解决|采纳|同意|留作)"
    r"|(?:号|\d{3,}) {2,}\(?([A-D])\)?$|(?:答复|函) +([A-D])$"
    r"|号 *\|? *([A-D]\d?)(?![A-Za-z\d])|^[\[【]?([A-D]\d?)[\]】]?$"
)
_BOXED = lazy_pattern(r"[□☐☑☒√✓✔■●] *[A-D](?![A-Za-z])|(?<![A-Za-z])[A-D]\d? *类? *[(（]? *[□☐☑☒√✓✔■●]")
_BOX_OR_CLASS = lazy_pattern(r"[□☐☑☒√✓✔■●]|(?<![A-Za-z\d])[A-D]\d?(?![A-Za-z\d])")
_TICKS = frozenset("☑☒√✓✔■●")
_EMPTY_BOXES = frozenset("□☐")
_CLASS_LETTER = lazy_pattern("[A-DＡ-Ｄ]")
_PUBLISHED = lazy_pattern(r"(?:发(?:\([a-zà-ǜ]{1,6}\))?[布佈]|公开|公示|发表)(?:日期|时间|于)[\s:|]*")
_PUBLISHED_BEHIND = lazy_pattern(r"[日\d] ?发布(?![\u4e00-\u9fff])")
"""The word 发布 behind a date: 2024年6月20日发布."""
_DATED = lazy_pattern(
    r"(?:(?:更新|上传|录入|编稿)(?:日期|时间)|著录日期|(?<![成文印发复案结档布开示表])时间|(?<![成文发复结布开示交])日期)[\s:|]*"
)
"""Labels of dates in a header that do not mean publication; used if the letter has no date of its own."""
_WRITTEN = lazy_pattern(
    r"(?:成文(?:日期|时间)|生成(?:日期|时间)|制发(?:日期|时间)|发文(?:日期|时间)|答复(?:日期|时间)|(?:办结|签发)(?:日期|时间)|印发(?:日期|时间))[\s:|】\]]*"
)
_BELOW = 200
"""Number of characters below a letter that are searched for the date of publication."""
_HEADER_LINE = 120
_CLASS_REACH = 80
"""Number of characters of the opening that are searched for the handling class."""
_DATE_REACH = 24
_DAY_IN_A_RUN = lazy_pattern(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_GAP = 4
"""Maximum number of characters between a label and its date."""
_LONGEST_DATE = 11
_LOOSE_LINE = 80
_LOOSE_LABEL = 12


@dataclass(frozen=True, slots=True)
class Issue:
    """The body that issued a reply ("" if not stated), and the dates of issue and publication (None if not stated)."""

    issuer: str
    issued: date | None
    published: date | None


def issue_of(page: Page) -> Issue:
    """Return the issuer and the dates, from the signature, or else from titles, header and the end of the page.

    If the letter has no date of its own, the date of publication is also the date of issue. What is stated nowhere is
    "" (issuer) or None (dates).
    """
    signature = find_signature(page.folded, page.units, page.letter)
    bare = _bare_dates(page)
    published = _labelled_date(page.head, _PUBLISHED) or _published_behind(page)
    published = published or _labelled_date(page.closing[:_BELOW], _PUBLISHED)
    told = _labelled_date(page.head, _WRITTEN) or _labelled_date(page.closing[:_BELOW], _WRITTEN)
    told = told or (bare[0] if bare else None)
    issued = signature.day or told or published or _labelled_date(page.head, _DATED) or _loose_date(page)
    return Issue(issuing_body(page, signature.body), issued, published)


def reply_fields(page: Page, issue: Issue, lead: str, partners: Sequence[str]) -> ReplyFields:
    """Return what a page states about its reply.

    Args:
        page: the page.
        issue: who issued the reply, and when.
        lead: the body in charge of the proposal; "" if none is known.
        partners: the bodies that took part in handling the proposal.

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
    """Return the handling class (A to D, sometimes with a digit) from header, opening or closing.

    Return "" if there is none.
    """
    for area in (page.head, page.opening[:_CLASS_REACH], page.last_lines, page.closing):
        for line in area.split("\n"):
            if len(line) > _HEADER_LINE or not _CLASS_LETTER.search(line):
                continue
            ticked = _ticked_class(line)
            if ticked is not None:
                return ticked
            if found := _CLASS.search(line.strip(" *#|")):
                return next(group for group in found.groups() if group)
    return ""


def _ticked_class(line: str) -> str | None:
    """Return the class that is ticked in a row of boxes (□A ☑B □C); "" if none is, or if it cannot be told which.

    Return None if the line has no boxes beside classes. The boxes stand before their classes or behind them.
    """
    if not _BOXED.search(line):
        return None
    signs = [found[0] for found in _BOX_OR_CLASS.finditer(line)]
    boxes = [at for at, sign in enumerate(signs) if sign in _TICKS | _EMPTY_BOXES]
    before, behind = signs[::2], signs[1::2]
    if len(before) != len(behind) or boxes not in ([*range(0, len(signs), 2)], [*range(1, len(signs), 2)]):
        return ""
    pairs = zip(behind, before, strict=True) if boxes[0] else zip(before, behind, strict=True)
    ticked = [letter for box, letter in pairs if box in _TICKS]
    return ticked[0] if len(ticked) == 1 else ""


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
    """Return the date in front of 发布 in a line of the header; None if there is none."""
    for line in page.head.split("\n"):
        if (said := _PUBLISHED_BEHIND.search(line)) and (days := full_dates(line[: said.start() + 1])):
            return days[-1][2]
    return None


def _bare_dates(page: Page) -> list[date]:
    """Return the dates on header lines without a label: first the date of writing, then that of publication.

    Return [] if there are fewer than two.
    """
    lines = (line.strip("•·-*| ") for line in page.head.split("\n"))
    found = [(line, days) for line in lines if len(line) <= _LONGEST_DATE and len(days := full_dates(line)) == 1]
    alone = [days[0][2] for line, days in found if days[0][0] == 0 and days[0][1] == len(line)]
    return alone if len(alone) > 1 else []


def _loose_date(page: Page) -> date | None:
    """Return a date in the header without a label, on a line of its own or before 来源; None if there is none."""
    for line in page.head.split("\n"):
        days = full_dates(line) if len(line) <= _LOOSE_LINE else []
        if (
            days
            and not re.search(r"届|次会议|成文|生成|提交", line)
            and (len(line[: days[0][0]].strip(" |*")) <= _LOOSE_LABEL or "来源" in line[days[0][1] :])
        ):
            return days[0][2]
    return None
