"""Find the thing to which an investment, a rate or another attribute belongs, if the next words do not say."""

from __future__ import annotations

import re

from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.phrase import span_without_verbs, without_verbs
from summarise.lazy_pattern import lazy_pattern

__all__ = ["in_front_of_bracket", "named_thing", "of_money", "thing_before", "whose_rate"]

_STAGE = lazy_pattern("[首一二三四五]期")
_FUNDS = ("资金", "补助", "补贴", "经费", "基金", "工资")
_FOR = lazy_pattern(
    r"(?:资金)?(?:，?(?:专项|全部|主要|专门)?用[于作]|支持|发放|(?:用于)?(?:实施|建设|新建|改造|打造)|，(?:计划|拟|将)?实施(?=[^，。；\d]{2,20}(?:项目|工程)))"
    r"(?P<what>[^，。；、:()\d]{2,24}?)(?:建设|等)?(?=[，。；、(]|$)"
)
"""What a sum behind it is paid for: 用于危桥改造."""
_PAID = lazy_pattern("投资|投入|资金|经费|拨款")
_ONLY_MONEY = lazy_pattern(
    r"(?:[^，。；]{0,10}(?:局|委|政府|集团|公司|办|财政|[省市县乡镇]级))?"
    r"(?:[向给为][^，。；]{2,8}?)?(?:共|已|再|计划|拟)?(?:筹[措集]|拨付?|安排|投入?|投|申请|落实|使用?|用|整合|切块|列支|调剂)?"
    r"(?:(?:20\d\d年)?[省市县]级[^，。；]{0,8})?(?:资金|投资|投入|经费|款)?"
)
"""Words that only say that a sum is paid, by whom, or out of which fund."""
_INVESTOR = lazy_pattern(r"(?![我该今明本])([\u4e00-\u9fff]{2,12}?)(?:拟|计划|将)(?:总?投资)$")
_NAMED_THING = lazy_pattern(r"“[^”]{2,10}”")
_PLACE_ENDS = (
    "项目|工程|小区|家园|学校|[小中]学|幼儿园|院|[公茶产校]园|馆|中心|水库|公路|大道|道路|停车场|车库|基地|广场|[水泵电]站|厂"
    "|综合体|楼|市场|通道"
)
_PLACE = f"[\u4e00-\u9fff“”]{{1,18}}(?:{_PLACE_ENDS})"
_BUILT = lazy_pattern(
    r".*(?:建[设成]|修建|新建|改建|建立|实施|谋划|规划|打造|推进|启动|作为|将|把)了?(?:[一1][所座个条处项])?(?P<thing>"
    + _PLACE
    + ")"
)
_SUBJECT = lazy_pattern("(?P<thing>" + _PLACE + r")(?:为|是|位于|选址|按|已|正在|计划|拟|于)[^，。；]*")
_THINGS = 3
"""Maximum number of clauses in front of a measure that are searched for the thing that has it."""
_LAST_OF = lazy_pattern(r"[^的]*(?:的|进行)(?=[^的]{3,}$)")
_WORK = lazy_pattern(r"(?:.*(?:推进|加强|开展|实施|抓好|深化))?([\u4e00-\u9fff]{2,10})")
"""A clause that says who does what work; the object of the work is in the group: 污水 in 市水务局推进污水(治理)."""


def of_money(text: str, said: str, found: InClause) -> str:
    """Return an indicator of money: 投资 with its purpose or the investor in front (公园投资); "" if neither is named.

    `found` is the number in its clause. `said` is the indicator so far: 投资, or a stage such as 一期, which gives
    一期投资. For any other indicator the result is "".
    """
    if _STAGE.fullmatch(said):
        return said + "投资" if "投资" in found.before else ""
    if not _ONLY_MONEY.fullmatch(said):
        return ""
    if purpose := _FOR.match(found.after):
        begin = found.quantity.start - len(found.clause)
        paid = [text[begin + one.start() : begin + one.end()] for one in _PAID.finditer(found.clause)] or [""]
        end = found.quantity.end
        what = text[end + purpose.start("what") : end + purpose.end("what")]
        return what if what.endswith(_FUNDS) else what + paid[-1]
    if said != "投资" or not (owner := _INVESTOR.match(found.clause)):
        return ""
    begin = found.quantity.start - len(found.clause)
    return text[begin + owner.start(1) : begin + owner.end(1)] + said


def whose_rate(said: str, found: InClause) -> str:
    """Return the object of the work whose rate is stated: 污水 for 推进污水治理，治理率达到55%; "" if there is none.

    `found` is the rate in its clause. `said` is the indicator so far, such as 治理率; the result is "" if it does not
    end in 率.
    """
    done = said.removesuffix("率")
    if done == said:
        return ""
    works = (clause.removesuffix(done) for clause in reversed(_clauses_before(found)) if clause.endswith(done))
    work = _WORK.fullmatch(next(works, ""))
    return without_verbs(work[1]) if work else ""


def thing_before(found: InClause) -> str:
    """Return the last name in quotation marks in the clause before that of `found` (推出“强村贷”).

    Return "" if there is none.
    """
    named = _NAMED_THING.findall("".join(_clauses_before(found)[-1:]))
    return named[-1] if named else ""


def named_thing(text: str, found: InClause) -> str:
    """Return the place, building or project that the clauses before that of `found` are about; "" if there is none.

    Examples are 小学 in 建设一所小学，占地面积…, and 青山水库 in 青山水库为新建水库，总库容….
    """
    end = found.quantity.start - len(found.clause) - 1
    for clause in reversed(_clauses_before(found)[-_THINGS:]):
        begin = end - len(clause)
        if named := _BUILT.fullmatch(clause) or _SUBJECT.fullmatch(clause):
            return text[begin + named.start("thing") : begin + named.end("thing")]
        end = begin - 1
    return ""


def in_front_of_bracket(text: str, found: InClause) -> str:
    """Return the name in front of the bracket that `found` stands in (东门停车场（180个）); else ""."""
    outside = found.before[: len(found.before) - len(found.clause)]
    if not outside.endswith("(") or ")" in found.clause:
        return ""
    begin = max(map(outside.rfind, "，。；:、)")) + 1
    first, last = span_without_verbs(outside[begin:-1])
    if of := _LAST_OF.match(outside[begin + first : begin + last]):
        first += of.end()
    at = found.quantity.start - len(found.before) + begin
    return text[at + first : at + last].strip(" “”*")


def _clauses_before(found: InClause) -> list[str]:
    return re.split("[，；]", found.before)[:-1]
