"""Find the signature of a letter: which body signed, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarise.annotate.advertising import GAMBLING
from summarise.annotate.date_resolution import full_dates
from summarise.annotate.letter import Letter
from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.sentence_splitting import Unit
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Signature", "body_at_the_end", "body_in", "find_signature"]

_BODY = lazy_pattern(
    rf"^[\u4e00-\u9fff()·、“”]{{2,40}}(?:{BODY_KIND}|园区|馆|社|[一-九]中|中学|小学|幼儿园|[林农]场|海关|妇联|残联|工商联|科协)$"
)
_OFFICE_OF_IT = lazy_pattern(r"(?<=[局委厅部会])办公室$")
_PRINTED = lazy_pattern(r"^(?P<body>[\u4e00-\u9fff()]{4,30}?)(?:办公室|综合科|党政办)? +.*(?:印发|印制)$")
_NO_SIGNATURE = lazy_pattern(
    r"^(?:主办|承办|协办|会办|抄送|抄报|联系|电话|附件|来源|发布|技术支持|版权|分享|打印|关闭|上一|下一|首页"
    r"|网站|备案|填表|地址)|人大网|网站$|(?:政府|人大|政协)[^局委办]{0,4}(?:政府|人大|政协)|[:：]|代表|委员$|政协(?:.*委员会)?$|人大.*委员会$|提案委|[主承协经]办$|[的了我]|^[一二三四五六七八九十]+是"
)
_TRAILING_DAY = lazy_pattern(r"\(?(?:(?:19|20)\d\d(?: ?[年.\-/]|\d{2,4}$)|二[零0][零0一二三四五六七八九]{2} ?年).*$")
_DIGITS = lazy_pattern(r"^\(?(?P<year>(?:19|20)\d\d) ?年?(?P<rest>\d{2,4}) ?日?\)?$")
_YEAR_MISPRINTED = lazy_pattern(r"^\(?((?:19|20)\d\d) ?\D? ?(\d{1,2} ?月 ?(?:\d{1,2}(?= ?日)|\d\d)) ?日?\)?$")
"""A date whose 年 is missing or mistyped: 2023月4月8日, 20234月8日, 20234月8."""
_ADVERTISING = rf"(?:{GAMBLING}|体育|娱乐|官网|下载)"
_ADVERTISED = lazy_pattern(rf"[_【】A-Za-z\d].{{0,40}}{_ADVERTISING}|{_ADVERTISING}.{{0,40}}[_【】A-Za-z\d ]")
_ENDS_A_BODY = tuple("局会厅部室府处心")
_UNDER_ADVERTISING = lazy_pattern(
    r"^[^\s，。；:/]{4,50} ?[^\s，。；:/]{0,14}(?:局|委员会|厅|部|办公室|政府|办事处|中心)$"
)
"""The name of a body in which a hacked page replaced the place by advertising; it is returned as written."""
_SEAL = lazy_pattern(r"\(?[盖公]章\)?")
_OPENNESS = lazy_pattern(r"^\(?(?:此件)?(?:依申请|主动|不予)?公开(?:发布)?\)?(?=[\u4e00-\u9fff]{4})")
"""A note on the signature line that says whether the letter is public, such as 主动公开."""
_PAGE_GOES_ON = lazy_pattern(r"^(?:抄送|抄报|附件|上一[篇条则]|下一[篇条则]|【?打印|相关|版权|扫一扫|分享)")
_AT_THE_END = lazy_pattern(r" ([\u4e00-\u9fff()]{4,30}) +(?:19|20)\d\d ?年[ \d月日]{0,12}$")
_FOOTER = lazy_pattern(r"^(?:关于(?:本站|我们)|网站(?:声明|地图|标识)|版权|技术支持|联系我们)|ICP ?备|公网安备")
"""Words of a page's foot, which names the owner of the site."""
_LABEL = lazy_pattern(r"(?:^| )(?:主办|承办|协办|主管|抄送|抄报|来源|维护)(?:单位)?[:：]$")
"""A label of another body than the one that signs, at the end of a line."""
_OTHER_DAY = lazy_pattern(r"发布|浏览|时间|更新|上一|下一")
_LONGEST_LINE = 60
_DAY_REACH = 3
"""Number of lines, from the line with the body on, in which the date is searched for."""
_SHORTEST = 4
"""Minimum number of characters of the name of a body that signs together with another one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The body that signed ("" if there is none) and the date of the signature (None if there is none)."""

    body: str
    day: date | None


def find_signature(folded: str, units: Sequence[Unit], letter: Letter) -> Signature:
    """Return the first body and the first date in the lines behind the letter's body.

    `folded` is text normalised by `fold`; `units` are its sentences and headings. A date of publication is ignored. A
    date above the signing body is used only if no date is right below it. Once a body or date is found, the search ends
    at a copy list or at text of the web page.
    """
    body, day, label = "", None, False
    above: date | None = None
    below = _DAY_REACH
    for unit in units[letter.end :]:
        line = folded[unit.start : unit.end].strip("*#| ?")
        if _FOOTER.search(line) or ((body or day) and _PAGE_GOES_ON.match(line)):
            break
        labelled, label = label, _LABEL.search(line) is not None
        if labelled:
            continue
        if printed := _PRINTED.match(line):
            body, day = body or printed["body"], day or above or _day_in(line)
            continue
        if not body and (body := body_in(line) or body_at_the_end(line)):
            above, day = day, None
        below -= bool(body and above)
        if below < 0:
            break
        day = day or (None if _OTHER_DAY.search(line) else _day_in(line))
        if line.endswith(("印发", "印制")):  # an office that prints signs for its bureau
            body = _OFFICE_OF_IT.sub("", body)
        if body and day:
            break
    return Signature(body, day or above)


def body_at_the_end(line: str) -> str:
    """Return the body between the text and the date of a line that ends with a date; "" if there is none.

    Such a line occurs if a page has the whole letter in one table cell.
    """
    found = _AT_THE_END.search(line) if " " in line and len(line) <= _LONGEST_LINE else None
    return body_in(found[1]) if found else ""


def body_in(line: str) -> str:
    """Return the body (bureau, government …) that a line names; "" if the line has words other than a date or seal."""
    together = line.split()
    if len(together) > 1 and all(len(one) >= _SHORTEST and _BODY.match(one) for one in together):
        line = together[0]  # bodies that sign together
    if line[:1] == "(" and line[-1:] == ")":
        line = line[1:-1]
    name = _OPENNESS.sub("", _SEAL.sub("", _TRAILING_DAY.sub("", line)).replace(" ", ""))
    named = _BODY.match(name) and not _NO_SIGNATURE.search(name) and not re.search(r"[，。]", line)
    if named:
        return name
    return line if line[-1:] in _ENDS_A_BODY and _ADVERTISED.search(line) and _UNDER_ADVERTISING.match(line) else ""


def _day_in(line: str) -> date | None:
    if len(line) > _LONGEST_LINE:
        return None
    return next((found for _, _, found in full_dates(line)), None) or _day_without_signs(line)


def _day_without_signs(line: str) -> date | None:
    """Return the date on a line with missing or mistyped separators (2023816, 2023年816); None if it is ambiguous."""
    if misprinted := _YEAR_MISPRINTED.match(line):
        line = f"{misprinted[1]}年{misprinted[2]}日"
        return next((found for _, _, found in full_dates(line)), None)
    found = _DIGITS.match(line)
    if found is None:
        return None
    year, rest = found["year"], found["rest"]
    parted = (full_dates(f"{year}年{rest[:cut]}月{rest[cut:]}日") for cut in (1, 2))
    days = {day for dates in parted for _, _, day in dates}
    return days.pop() if len(days) == 1 else None
