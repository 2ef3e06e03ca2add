"""Read what a reply states about itself: issuer, numbers, handling class, dates and the co-bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.annotate.date_resolution import full_dates
from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.page import Page
from summarise.annotate.signature import body_in, find_signature
from summarise.record import ReplyFields

__all__ = ["Issue", "issue_of", "lead_body", "reply_fields"]

_DOCUMENT_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,12}(?:\([\u4e00-\u9fffA-Z]{1,4}\))?(?:字|函|复|提|建"
    r"|办)?:? ?[〔\[【(（<](?:19|20)\d\d[〕\]】)）>] ?(?:第 ?)?[A-Za-z\u4e00-\u9fff]?\d+(?:-\d+)? ?号"
    r"|(?<![^\n])[\u4e00-\u9fff]{2,10}〔(?:19|20)\d\d〕 ?号(?=\n|\()"
    r"|(?<![^\n])[〔\[](?:19|20)\d\d[〕\]] ?\d+ ?号(?![^\n])"
    r"|(?<![^\n])[\u4e00-\u9fff]{2,8}(?:函|字|复)(?:19|20)\d\d(?:年|-)第?\d+号(?![^\n])"
    r"|[(（〔](?:19|20)\d\d[)）〕][\u4e00-\u9fff]{1,8}字第?\d+号"
    r"|(?<![^\n])[\u4e00-\u9fff]{2,8}(?:函|字|复)〔?(?:19|20)\d{3,6}(?=号?(?:$| {2,}\(?[A-D]\)?)))",
    re.MULTILINE,
)
"""As written; one that is alone on its line is read without the signs that the page lost (路函20219)."""
_INDEX_NUMBER = re.compile(r"索 *引 *(?:编 *)?号(?:码)?\s*[:|]?[\s|:]*([\w/\-.]{5,50})")
_BARE_INDEX_NUMBER = re.compile(r"^[•·\-*| ]*([\dA-Z]{6,20}/(?:19|20)\d\d-\d{3,8})[| ]*$", re.MULTILINE)
_CLASS = re.compile(
    r"(?:类 *别(?:标记)?|办理结果|办复类别|答复类别|办理类别|办理结果类别|分类"
    r"|类型)[\s:|(]*\(?([A-DＡ-Ｄ]\d?)(?![A-Za-z\d])|\(([A-D]\d?)类?\)"
    r"|(?<![A-Za-z\d])([A-D]\d?) ?\)?类(?![\u4e00-\u9fff—-])|^([A-D]):(?=解决|采纳|同意|留作)"
    r"|(?:号|\d{3,}) {2,}\(?([A-D])\)?$|号 *\|? *([A-D]\d?)(?![A-Za-z\d])|^[\[【]?([A-D]\d?)[\]】]?$"
)
_CLASS_LETTER = re.compile("[A-DＡ-Ｄ]")
_PUBLISHED = re.compile(r"(?:发(?:\([a-zà-ǜ]{1,6}\))?[布佈]|公开|公示|发表)(?:日期|时间|于)[\s:|]*")
_PUBLISHED_BEHIND = re.compile(r"[日\d] ?发布(?![\u4e00-\u9fff])")
"""Said behind the day: 2024年6月20日发布."""
_DATED = re.compile(
    r"(?:(?:更新|上传|录入|编稿)(?:日期|时间)|著录日期|(?<![成文印发复案结档布开示表])时间|(?<![成文发复结布开示])日期)[\s:|]*"
)
"""Dates of a header that do not say that the page was published then; a letter without a date of its own has them."""
_WRITTEN = re.compile(
    r"(?:成文(?:日期|时间)|生成(?:日期|时间)|制发(?:日期|时间)|发文(?:日期|时间)|答复(?:日期|时间)|办结(?:日期|时间)|印发(?:日期|时间))[\s:|]*"
)
_PUBLISHER = re.compile(
    r"(?:发布(?:机构|单位)|制发机构|发文(?:机关|机构|单位)|信息来源|答复单位|承办单位|公开主体"
    r"|来源)[\s:|]*([\u4e00-\u9fff()]{3,30})"
)
_NEXT_LABEL = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:作者|责任编辑|编辑|浏览|发布|字体|字号|时间|日期).*$")
_LEAD = re.compile(r"(?:主办单位|主办)[\s:|]+([\u4e00-\u9fff()]{2,30})")
_LEAD_BEHIND = re.compile(
    r"^[ *]*主办单位[:： ]*\n?([\u4e00-\u9fff()]{2,30})[ *]*\n+[ *]*(?:办复|答复|办理|承办人|联系|经办|协办|会办)",
    re.MULTILINE,
)
"""Said of the letter below it; the host of a page stands before its number and its rights."""
_HANDLER = re.compile(r"承办单位[\s:|]+([\u4e00-\u9fff()]{2,30})")
_OWN_LEAD = re.compile(r"由我(?:局|委|厅|部|办|中心|镇|街道)(?:牵头)?主办")
_TITLE_OF = re.compile(rf"^(?:【[^】]{{2,8}}】)?([^《》“”【】]{{3,30}}?{BODY_KIND})(?:关于|对)")
_TITLE_BY = re.compile(r"答复(?:函|意见)?(?:\(([\u4e00-\u9fff]{2,14})\)|[—_-]{1,2}([\u4e00-\u9fff]{2,20}))$")
"""The body at the end of a title: 关于…建议的答复（水利局）, 关于…建议的答复-水利局."""
_CONTACT = re.compile(
    r"^[ *]*(?:联系单位(?:[及和]?(?:联系)?(?:人|电话))*[:： ]*)?"
    rf"([\u4e00-\u9fff]{{2,20}}{BODY_KIND})"
    r"[ ,，]*(?=(?:联系)?(?:电话|人)|[\d-]{7,})",
    re.MULTILINE,
)
"""The body that a line with a telephone number begins with."""
_NO_PUBLISHER = ("办公室", "本站", "本网", "原创", "发布时间", "发布日期", "作者", "打印", "浏览次数", "字体")
_FORM_BODY = re.compile(
    r"(?:承办|主办|答复|办理|回复|联系)单位(?:名称)?(?:\([盖公]章\))?[:： ]+([\u4e00-\u9fff()]{3,30})$"
)
_BEGINS_WITH = re.compile(
    r"([\u4e00-\u9fff]{1,8}[省市州县区旗镇乡][\u4e00-\u9fff]{0,10}?(?:局|委员会|厅|政府|中心))(?=目前|根据|按照|对|现|已|将|高度)"
)
_BELOW = 200
"""Characters below a letter that may say when it was published."""
_PERSON = re.compile(r"管理员|编辑|记者|(?:量|次数|时间|日期)$")
_HEADER_LINE = 120
_HEADER_WORDS = 60
_CLASS_REACH = 80
"""Characters of the opening that may state the class."""
_DATE_REACH = 24
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
    published = _labelled_date(page.head, _PUBLISHED) or _published_behind(page) or (bare[-1] if bare else None)
    published = published or _labelled_date(page.closing[:_BELOW], _PUBLISHED)
    told = _labelled_date(page.head, _WRITTEN) or (bare[0] if bare else None)
    issued = signature.day or told or published or _labelled_date(page.head, _DATED) or _loose_date(page)
    body = signature.body or _issuer_of(page) or _form(page) or _contact(page) or _letterhead(page)
    publisher = _publisher(page)
    if not signature.body and body and publisher.endswith(body):
        body = publisher
    return Issue(body or publisher or _self_named(page), issued, published)


def _issuer_of(page: Page) -> str:
    """Return the body that the title names: in front, in brackets at its end, or on the line above."""
    for title in page.titles:
        found = _TITLE_OF.match(title)
        if found and "关于" not in found[1] and "届" not in found[1]:
            return found[1]
    behind = (body_in(found[1] or found[2]) for title in page.titles if (found := _TITLE_BY.search(title)))
    return next(filter(None, behind), "") or body_in(page.above_the_title())


def _form(page: Page) -> str:
    """Return the body on one of the letter's last lines, alone or as a form names it (承办单位：…)."""
    if alone := next(filter(None, map(body_in, page.last_lines.split("\n"))), ""):
        return alone
    lines = (*page.last_lines.split("\n"), *page.closing.split("\n"))
    named = (
        found[1] for line in lines if (found := _FORM_BODY.match(line.strip(" *#|"))) and found[1][-1] not in "处科股室"
    )
    return next(filter(None, map(body_in, named)), "")


def _letterhead(page: Page) -> str:
    """Return a body that is on a line of its own above the letter, the nearest one."""
    named = (body_in(line.strip(" *#|•")) for line in reversed(page.head.split("\n")))
    return next((body for body in named if body and body not in _NO_PUBLISHER), "")


def _self_named(page: Page) -> str:
    """Return the body with which the answer begins (青岚县水利局根据…)."""
    found = _BEGINS_WITH.match(page.answer_begins)
    return found[1] if found else ""


def _contact(page: Page) -> str:
    found = _CONTACT.search(page.closing)
    return found[1] if found else ""


def _publisher(page: Page) -> str:
    found = _NEXT_LABEL.sub("", page.first(_PUBLISHER))
    found = found if "(" in found and found.endswith(")") else found.strip("()")
    named = found and found not in _NO_PUBLISHER and not _PERSON.search(found)
    return found if named else page.first(_LEAD) or page.first(_HANDLER)


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
        document_number=_document_number(page),
        index_number=_index_number(page),
        handling_class=_handling_class(page),
        issued_on=issue.issued.isoformat() if issue.issued else "",
        published_on=issue.published.isoformat() if issue.published else "",
        lead_body=page.as_written(lead),
        co_bodies=tuple(page.as_written(body) for body in partners if body),
    )


def lead_body(page: Page, issuer: str) -> str:
    """Return the body that leads the handling; "" if none is named and the issuer does not say that it leads."""
    behind = _LEAD_BEHIND.search(f"{page.last_lines}\n{page.closing}")
    return page.first(_LEAD) or (behind[1] if behind else "") or (issuer if _OWN_LEAD.search(page.opening) else "")


def _document_number(page: Page) -> str:
    """Return the reply's own document number, from a short line above the body; "" if there is none.

    A number that follows words such as 根据 belongs to another document.
    """
    limit = len(page.head) + len(page.opening)
    for match in _DOCUMENT_NUMBER.finditer(page.folded, 0, limit):
        before = page.folded[page.folded.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "关于" in match[1] or match[1].startswith("第"):
            continue
        if len(before) < _HEADER_WORDS and not re.search(r"[根据按照依]", before[-12:]):
            return re.sub(r"\s", "", page.plain.written(match.start(1), match.end(1)))
    return ""


def _index_number(page: Page) -> str:
    """Return the 索引号 (index number) in the page's header; "" if there is none."""
    return page.first(_INDEX_NUMBER) or page.first(_BARE_INDEX_NUMBER)


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
            and not re.search(r"届|次会议|成文|生成", line)
            and (len(line[: days[0][0]].strip(" |*")) <= _LOOSE_LABEL or "来源" in line[days[0][1] :])
        ):
            return days[0][2]
    return None
