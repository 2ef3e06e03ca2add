"""Which quantities of a promise are numbers to be reached."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarise.engines.rules.bodies import US
from summarise.engines.rules.clauses import InClause

__all__ = ["is_target"]

_PAST = re.compile(
    r"已(?!纳入|列入)|(?<![由从])目前|尚未|暂不|截[至止]|累计|现有|共有|原有|原来|此前|去年|上年|前期|同期|(?<![由从])现状|现为|原为|现行|近[两三几]年|以来|曾"
    r"|年均完成|正在"
)
_AIMED = re.compile(r"将|力争|计划|确保|达到")
_PARAMETER = re.compile(
    r"(?:补助|补贴|奖励|资助|奖补|贴息|补偿|贷款|授信|额度|限额|罚款|收费|缴费|标准|工资|待遇|津贴|给予|一次性|最高|上限"
    r"|每[人户亩名家个辆吨张件公套台户平]|按照?|人均|单户|注册资[本金]|年龄|学历|工龄|面积不|比例为|折扣|利率|首付|包月|单个"
    r"|单家|支持比例|支持|每家)[^，。；]{0,16}$"
)
_GOVERNED = re.compile(r"力争|确保|计划|达到|突破|新增|完成")
_GOAL_OF_MONEY = re.compile(
    r"(?:争取|安排|投入|筹措|筹集|落实|到位|投资|下达|拨付|发放|统筹|设立|规模|总额|达到?|突破|实现)[^，。；]{0,24}$"
)
_EFFECT = re.compile(
    r"(?:建成|投产|达产|投运|投用|实施|完成|竣工|建设完成|投入使用|全部建成)(?:后|之后)"
    r"|(?:预计|可|将可|能够?)(?:新增|增加|满足|服务|覆盖|容纳|提供|解决|惠及|减少|带动|节约|实现|达)"
    r"|惠及|受益|满足[^，。]{0,12}需求|据测算|预测|年均可|缓解"
)
_UNDERTAKEN = re.compile(r"力争|确保|计划")
_SPECIFICATION = re.compile(
    r"(?:宽|高|厚|深|直径|管径|半径|口径|坡度|间距|净宽|路基|容量为|单价|电压|距离?|相距|长约|位于|占地约?)"
    r"(?:度|为|约|达|不小于|不低于|不少于)?$"
)
_LONGEST_SPECIFICATION = 8
_QUALIFIED_UNITS = frozenset(
    ("元", "岁", "周岁", "年", "平方米", "千瓦", "米", "人", "户", "公里", "亩", "吨", "兆瓦", "立方米")
)
_FROM = re.compile(r"(?:由|从|较|比)[^，。；]{0,30}$")
_CHANGES_TO = re.compile(
    r"^[^，。；]{0,16}(?:提高|增加|提升|扩大|下降|降低|缩短|压缩|减少|上升|增长|扩容|扩展|调整|增至|降至|减至|升至|压减)"
    r"(?:到|至|为)?"
)
_PROCEDURE_UNITS = frozenset(["个工作日", "工作日", "天", "日", "小时", "分钟", "秒", "个月"])
_SHORTENED = re.compile(r"缩短|压缩|压减|控制|减少|提速|降|不超过|提高|延长|达到|限时|办结|以内")
_RULE = re.compile(r"(?:规定|要求|标准|办法|条例|规范|细则|《[^》]*》)[^，。；]{0,30}$")
_REACHED = re.compile(r"力争|确保|达到|完成")
_LISTED = re.compile(r"^(?:方面|措施|举措|建议|问题|环节|重点)")
_WISH = re.compile(r"(?:您|你们?|委员|代表|提案|建议)(?:中)?(?:提出|建议|提到|反映)")
_TAKEN_UP = re.compile(rf"{US}|将|拟|计划")
_REACH = 60
"""Characters that the proposal's or a rule's word reaches in front of a number."""


def is_target(found: InClause) -> bool:
    """Whether a quantity of a promised sentence is one to be reached, and not one of the figures beside it."""
    return not any(excluded(found) for excluded in _EXCLUSIONS)


def _is_past(found: InClause) -> bool:
    return bool(_PAST.search(found.clause)) and not _AIMED.search(found.clause)


def _counts_the_list(found: InClause) -> bool:
    return bool(_LISTED.match(found.after))


def _specifies(found: InClause) -> bool:
    """宽4.5米: how a thing is made, not how much of it."""
    return bool(_SPECIFICATION.search(found.before[-_LONGEST_SPECIFICATION:]))


def _is_denied(found: InClause) -> bool:
    """没有…的计划, 不再新增20个, 不同意安排500万元: what is not to be."""
    rest = re.split(r"[，；。]", found.after)[0]
    return bool(_DENIED.search(found.clause) or _DROPPED.search(rest))


def _is_built_on(found: InClause) -> bool:
    """在新增300个的基础上, 总结20个站点的经验: what the new work starts from."""
    return bool(_BUILT_ON.match(found.after))


def _is_wished(found: InClause) -> bool:
    """Whether the proposal speaks, and the replying side has not taken over since."""
    near = found.before[-_REACH:]
    wishes = list(_WISH.finditer(near))
    return bool(wishes) and not _TAKEN_UP.search(near[wishes[-1].end() :])


def _is_where_it_starts(found: InClause) -> bool:
    """由81%提高到98%: the first number is the case now."""
    return bool(_FROM.search(found.clause) and _CHANGES_TO.match(found.after))


def _is_procedure(found: InClause) -> bool:
    """Terms of a procedure, unless it is to be made shorter or longer."""
    if found.quantity.unit == "年":
        return not re.search(r"缩短|压缩|延长|提前", found.clause)
    return found.quantity.unit in _PROCEDURE_UNITS and not _SHORTENED.search(found.clause + found.after[:12])


def _qualifies(found: InClause) -> bool:
    """500万元以上项目, 年收入500万元的村: the number says which things are meant."""
    if re.match(r"的[，、]", found.after):
        return True
    if re.match(r"的(?![目任要标规建])[\u4e00-\u9fff]", found.after) and re.search(r"\d|对", found.clause):
        return True
    if found.quantity.unit not in _QUALIFIED_UNITS:
        return False
    return bool(re.search(r"以[上下内]$", found.written) and re.match(r"的?[^，。；、:)）]", found.after))


def _is_parameter(found: InClause) -> bool:
    """A rate, a ceiling, an eligibility line, unless the sentence sets it as its goal."""
    if not _PARAMETER.search(found.clause) or _GOVERNED.search(found.clause):
        return False
    return not (found.quantity.unit == "元" and _GOAL_OF_MONEY.search(found.clause))


def _is_effect(found: InClause) -> bool:
    """建成后可新增…: what a project will bring, not what is undertaken."""
    return bool(_EFFECT.search(found.before[-40:])) and not _UNDERTAKEN.search(found.clause)


def _is_quoted_rule(found: InClause) -> bool:
    return bool(_RULE.search(found.before[-40:])) and not _REACHED.search(found.clause)


_DENIED = re.compile(
    r"不(?:再|会|予|同意|拟|安排|支持|纳入|新增|新建)|暂不|没有|未(?:能|有|予)|无(?:法|力)|难以|取消|叫停|停工|原(?:计划|定)"
)
_DROPPED = re.compile(r"(?:的)?(?:计划|打算)?[^，]{0,6}(?:取消|停工|终止|搁置|不属实|没有落实)|^的(?:计划|打算)$")
_BUILT_ON = re.compile(r"[^，。；]{0,24}(?:基础上|的?经验)")
_EXCLUSIONS: tuple[Callable[[InClause], bool], ...] = (
    _is_past,
    _is_denied,
    _is_built_on,
    _counts_the_list,
    _specifies,
    _is_wished,
    _is_where_it_starts,
    _is_procedure,
    _qualifies,
    _is_parameter,
    _is_effect,
    _is_quoted_rule,
)
