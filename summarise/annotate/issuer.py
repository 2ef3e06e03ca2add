"""Read which body issued a reply, from its title, a form, a contact line or the header of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.annotate.co_bodies import named_lead
from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.page import Page
from summarise.annotate.signature import body_at_the_end, body_in
from summarise.lazy_pattern import lazy_pattern

__all__ = ["issuing_body"]

_PUBLISHER = lazy_pattern(
    r"(?:(?:发布|制发|发文|公开)(?:机[构关]|单位|部门)|来源|公开主体"
    r"|(?:答复|回复|承办|办理|办复|责任)(?:单位|部门|机关)|作者)[\s:|•·】\]-]*(?:\*\*(?!\*))?([^\s|:，。；,;]{3,60})"
)
_NEXT_LABEL = lazy_pattern(
    r"(?<=[\u4e00-\u9fff]{3})(?:作者|责任编辑|编辑|浏览|发布|字体|字号|文字大小|时间|日期|主题分类|体裁|索引|主办|关键词"
    r"|(?<=[局委办厅院会府])关$).*$"
)
_ENDS_AS_BODY = lazy_pattern(rf"(?:{BODY_KIND}|[林农]场)(?:\([^()]*\))?$")
_TITLE_OF = lazy_pattern(
    rf"(?:^|—)(?:【[^】]{{2,8}}】)?(?:(?:19|20)\d\d年度?)?([^《》“”【】|:—〔\d]{{3,30}}?{BODY_KIND}):?(?:关于|对|办理|回复)"
)
_TITLE_BY = lazy_pattern(r"答复(?:函|意见)?(?:\(([\u4e00-\u9fff]{2,14})\)|[—_-]{1,2}([\u4e00-\u9fff]{2,20}))$")
"""The body at the end of a title: 关于…建议的答复（水利局）, 关于…建议的答复-水利局."""
_CONTACT = lazy_pattern(
    r"^[ *]*(?:联系单位(?:[及和]?(?:联系)?(?:人|电话))*[:： ]*)?"
    rf"([\u4e00-\u9fff]{{2,20}}{BODY_KIND})(?<![主承经]办)"
    r"[ ,，]*(?=(?:联系)?(?:电话|人)|[\d-]{7,})",
    re.MULTILINE,
)
"""The body at the beginning of a line that has a telephone number or a contact."""
_NO_PUBLISHER = lazy_pattern(r"^(?:办公室|本站|本网|原创|机关党委)$|网站?$|管理员|编辑|记者|(?:量|次数|时间|日期)$")
_OF_NO_PLACE = lazy_pattern(r"^(?:[省市县区州]?(?:人民)?政府)?办(?:公室)?$")
"""A general office without the name of a place, which publishes letters of other bodies on the site."""
_FORM_BODY = lazy_pattern(
    r"[【\[]?(?:(承办|主办|答复|办理|回复|联系|责任|办复|发文)(?:单位|机关|部门)|单位)(?:名称)?(?:\([盖公]章\))?"
    r"(?:[】\]][:： ]*|[:： ]+)"
    r"([^\s，。；|]{3,60})(?=$| )"
)
_HOST = lazy_pattern(r"政府(?:办公[室厅])?$")
"""End of the name of a government, which owns the site of the page and is called 主办单位 at its foot."""
_HOSTED = lazy_pattern(r"^[ *|]*主办(?:单位)?[:：] *([\u4e00-\u9fff]{2,16}人民政府)(?=$| )", re.MULTILINE)
_BEGINS_WITH = lazy_pattern(
    r"([\u4e00-\u9fff]{1,8}[省市州县区旗镇乡][\u4e00-\u9fff]{0,10}?(?:局|委员会|厅|政府|中心))(?=目前|根据|按照|对|现|已|将|高度)"
)


def issuing_body(page: Page, signed: str) -> str:
    """Return the body that issued the reply on `page`: `signed`, the body of its signature, unless this is "".

    Without a signature, search the rest of the page; return "" if no body is stated.
    """
    if signed:
        return signed
    body = _issuer_of(page) or _form(page) or _contact(page)
    publisher = _publisher(page)
    if body and publisher.endswith(body):
        body = publisher
    above = "" if body else _letterhead(page)
    if above.endswith(publisher):
        publisher = above
    return body or publisher or _self_named(page) or _host_of(page)


def _issuer_of(page: Page) -> str:
    """Return the body that the title names: at its beginning, in brackets at its end, or on the line above it."""
    for title in page.titles:
        found = _TITLE_OF.search(title)
        if found and "关于" not in found[1] and "届" not in found[1]:
            return found[1]
    behind = (body_in(found[1] or found[2]) for title in page.titles if (found := _TITLE_BY.search(title)))
    return next(filter(None, behind), "") or body_in(page.above_the_title())


def _form(page: Page) -> str:
    """Return the body in the last lines of the letter or below it, alone on a line or in a form (承办单位：…)."""
    last = page.last_lines.split("\n")
    if alone := next(filter(None, (body_in(line) or body_at_the_end(line.strip("*#| ")) for line in last)), ""):
        return alone
    lines = (*last, *page.closing.split("\n"))
    return next(filter(None, (_of_a_form(line.strip(" *#|")) for line in lines)), "")


def _of_a_form(line: str) -> str:
    found = _FORM_BODY.match(line)
    if not found or not _ENDS_AS_BODY.search(found[2]) or found[2][-1] in "处科股室":
        return ""
    host = found[1] == "主办" and _HOST.search(found[2])
    return "" if host or "主办、" in found[2] else found[2]


def _letterhead(page: Page) -> str:
    """Return the nearest body that is alone on a line above the letter."""
    named = (body_in(line.strip(" *#|•")) for line in reversed(page.head.split("\n")))
    return next((body for body in named if body and not _NO_PUBLISHER.search(body)), "")


def _self_named(page: Page) -> str:
    """Return the body with whose name the answer begins (青岚县水利局根据…)."""
    found = _BEGINS_WITH.match(page.answer_begins)
    return found[1] if found else ""


def _host_of(page: Page) -> str:
    """Return the government that owns the site of the page, from the page's foot; "" if none is named."""
    found = _HOSTED.search(page.closing) or _HOSTED.search(page.last_lines)
    return found[1] if found else ""


def _contact(page: Page) -> str:
    found = _CONTACT.search(page.closing)
    return found[1] if found else ""


def _publisher(page: Page) -> str:
    """Return the body that the header names as publisher or as in charge.

    An office without the name of a place (such as 办公室) is returned only if no other body is named.
    """
    found = [*_publishers(page)]
    named = (body for body in found if not _OF_NO_PLACE.match(body))
    return next(named, "") or named_lead(page) or next(iter(found), "")


def _publishers(page: Page) -> Iterator[str]:
    for label in _PUBLISHER.finditer(page.head):
        found = _NEXT_LABEL.sub("", label[1])
        found = found if "(" in found and found.endswith(")") else found.strip("()")
        if _ENDS_AS_BODY.search(found) and not _NO_PUBLISHER.search(found):
            yield found
