"""Decide which quantities of a commitment are targets."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarise.column_heads import THERE
from summarise.engines.rules.adding_up import adds_up_a_promise
from summarise.engines.rules.changes import DOES_AWAY, blanks, goes_on_changing, starts_a_change, without_base
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.lexicon import Matcher, matcher
from summarise.engines.rules.orders import TELLS
from summarise.engines.rules.prescribed import is_prescribed
from summarise.engines.rules.sizes import COUNTED, is_size_of_each, is_worth_of_each
from summarise.engines.rules.wishes import is_wished
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_standing", "is_target"]

_PAST, _AIMED = matcher("target_past"), matcher("target_aimed")
_PARAMETER, _GOVERNED, _GOAL_OF_MONEY = (matcher(f"target_{kind}") for kind in ("parameter", "governed", "money"))
_EFFECT, _CHANGED = matcher("target_effect"), matcher("target_changed")
_SHORTENED, _RULE, _REACHED = (matcher(f"target_{kind}") for kind in ("procedure", "rule", "reached"))
_DENIED, _DROPPED = matcher("target_denied"), matcher("target_dropped")
_HEAD_OF_WHAT_IS_THERE = lazy_pattern(
    rf"(?![^:]*(?:\d年|[今明]年|年[底末]|目标|预[计期]|[拟应]))[^，。；:]*{THERE}[^，。；:]*:$"
)
"""A column heading in a table row that means existing things, such as 完成数(张):.

It does not count if the heading or a cell in front of it names a year; then the year decides.
"""
_YEAR_OF_ROW = lazy_pattern(r"(?:^| )(?:19|20)\d\d年?[^|:]{0,4} \|")
_UNDERTAKEN = lazy_pattern(r"力争|确保|计划")
"""Modal verbs that turn an expected effect into an aim of the replying side."""
_SPECIFICATION = lazy_pattern(
    r"(?:宽|(?<![提增])高|厚|深|直径|管径|半径|口径|坡度|间距|路基|容量为|单价|电压|距离?|相距|长约|位于|Φ|φ)[度为约达]?"
    r"(?:不小于|不低于|不少于)?$"
)
"""Words in front of a number that describes how a thing is made: 路面宽4.5米."""
_LONGEST_SPECIFICATION = 8
_QUALIFIED_UNITS = frozenset(
    ("元", "岁", "周岁", "年", "平方米", "千瓦", "米", "人", "户", "公里", "亩", "吨", "兆瓦", "立方米")
)
_PROCEDURE_UNITS = frozenset(["个工作日", "工作日", "天", "日", "小时", "分钟", "秒", "个月"])
_LASTING = ("时间", "时长", "时限", "周期", "天数", "耗时")
_OF_A_THING = lazy_pattern(r"的(?![目任要标规建])[\u4e00-\u9fff]")
_OF_WORK = lazy_pattern(r"的[^，。；、]{0,8}(?:任务|工程|建设|改造|整治)")
"""Words behind a number that say that the thing itself is to be built: 2个村8000亩的园区建设任务."""
_IS_A_RULE = lazy_pattern(r"\d|对")
_GOES_ON = lazy_pattern(r"的?[^，。；、:)）]")
_IS_COUNTED = lazy_pattern(rf"的?[\u4e00-\u9fff]{{1,8}}?{COUNTED}[家个处所座户片条栋]")
"""A thing and how many of it there are, behind the size of each: 百间以上(民宿集群3个)."""
_OF_A_REACH = lazy_pattern(
    r"[^，。；、]{0,8}?(?:覆盖率|服务半径|辐射范围)|范围(?!达|扩)|以?内的?(?!完|建)[^，。；]|[远处]的?"
)
"""Words behind a distance that only says where something is: 500米站点覆盖率, 道路两侧80米范围内."""
_REACHES = frozenset(("米", "公里", "分钟", "小时"))
_UP_TO_NOW = lazy_pattern(
    r"(?:年来|以来|[年月日底]止|截[至止][^，。；]{2,16})，((?:(?!明年|今后|下一?步|20\d\d年|下半年|年底前|剩余|其余|再(?![次生]))[^。；]){0,120})$"
)
_A_TERM = lazy_pattern(r"起，?[至到][^，。；]{4,14}止，")  # its last day may lie ahead
_UNDER_WAY = lazy_pattern("(?:正在|已)(?!纳入|列入|同意|安排|明确|批复|申报|签约|落实)")
_DONE_BY_NOW = lazy_pattern(
    r"[^，。；]{0,16}，(?:现|目前)?已(?:于[^，。；]{2,12}?)?(?:安装|建设|改造|全部|基本)?(?:完成|完毕|建成|竣工)(?:[，。；]|$)"
)
_ORDERED = lazy_pattern(rf"已经?(?={TELLS}|督促|部署|商请)")  # what is ordered is yet to be done
_RECIPIENTS = frozenset(("人", "人次", "户", "名", "家", "家次"))
_BUILT_TO = lazy_pattern(
    r"(?:按照?[^，。；]{0,20})?标准(?:[化地厂]|[^，。；]{0,4}(?:新?建|改[建造]|扩建|落实|配[备置]))"
    r"|(?:补[贴助]|奖励|资助)性|按[时期需](?!照)|(?:排放|国[一二三四五六]|[一二三四五六]类)标准"
    r"|(?:资助|补[贴助]|奖励|贷款|授信|缴费|收费|支持|工资|津贴)[^，。；\d]{0,6}率"
)
"""Phrases that are not about a prescribed number: "build to the standard", 补贴性培训, 资助率, 排放标准 of vehicles."""
_EACH_IS_BUILT = lazy_pattern(r"每[个所座栋幢村处站][^，。；元补奖罚]{0,10}$")
"""Words such as 每个文化站 in front of a number that is the size of each new thing: 每个文化站建筑面积600平方米."""
_THINGS = frozenset(("个", "座", "处", "所", "台", "套", "条", "根", "盏", "块", "辆", "部"))
_BUILDS = lazy_pattern(r"(?:[新自改扩续配]建|建[设成]|安装|设置|打造|落实)$")
"""Verbs of building directly in front of a number: 支持居民自建60个."""
_COUNTED = _THINGS | {"家", "项", "名"}
_OF_A_RATE = lazy_pattern("[每按限]|标准|最高|人均|户均|单[户家个]")  # 支持技改项目90个 has none of it
_HELPS_BUILD = lazy_pattern("支持(?:新建|建设|创建|打造|培育|设立|申报)")
"""Words of support for what is to be built: 支持建设创新中心6个."""
_RATES = frozenset(("元", "%", "倍", "岁", "周岁", "年"))  # and of conditions for receiving a payment
_WORDS, _MOST_IN_WORDS = "一两二三四五六七八九十", 10
_ADDS = lazy_pattern(
    "新[增建设购]|增[加设配]|建[设成]|配[备置]|安装|购置|开[展办通]|举办|引进|培育|打造|改造|招[聘录]|选派"
)
_LISTED_UNITS = frozenset(("个", "家", "所", "处", "座", "条", "种", "名", "部", "项", "类"))
_SAID_BEFORE = lazy_pattern(r"(?:上述|以上|前述|提[出到]的|这|该)$")
_OF_A_LIST = lazy_pattern(
    r"(?:(?<![存现])在|(?<!方)向|由|联合|会同)[^，。；在向由]{2,100}(?:等|、[^，。；、建设造改修装增配]{2,20})$"
)
"""A list of names in front of a number that only counts the names: who acts, or where it is done."""
_OF_COUNTS = lazy_pattern(r"\d[万千百]?余?[个家所处座条种名部项类公平米亩户人台套辆盏张块根间株棵只艘床本栋幢]")
"""A number in a list, so that each part of it has a number of its own: 在小区新增车位50个、充电桩20个."""
_IN_EACH = lazy_pattern(r"[^，。；]{0,8}(?:分别|各[建设安新配])")
_BETTERS = lazy_pattern(r"(?:提[高升]|改善|保护|优化)[^，。；、]{0,8}$")
_WHOSE = lazy_pattern(r"[^，。；、]{1,10}的[^，。；、]")
_PAID_TO = lazy_pattern(r"(?:补贴|补助|津贴|救助金?|奖金)$")
_LISTED = lazy_pattern(r"^(?:方面|措施|举措|建议|问题|环节|重点(?:[，。；、]|工作|任务|方面|领域|环节|$))")
_SERVES = lazy_pattern(r"(?:派驻|下派|分派)到?(?:全[市县区镇])?[^，。；]{0,4}$")
"""Verbs of sending in front of a number of places: 9名医生派驻到14个村."""
_OWN_ACT = lazy_pattern(
    r"[^，。；\d]{0,6}(?:造林|植树|新[建增设]|改造|修建|扩建|建[设成]|安装|铺设|购置|清淤|整治|治理)"
)
"""A clause with an act of its own behind one that states an effect: 造林 in 惠及群众500人，造林300亩."""
_PLAN = lazy_pattern(r"的(?:计划|打算)$")
_BUILT_ON = lazy_pattern(r"[^，。；]{0,24}(?:基础上|的?经验)")


def is_target(found: InClause) -> bool:
    """Return True if `found`, a quantity of a commitment, is to be reached.

    Return False for past, denied, quoted or descriptive ones.
    """
    return not any(excluded(found) for excluded in _EXCLUSIONS)


def is_standing(found: InClause) -> bool:
    """Return True if the quantity `found` states a past or present value.

    Examples are 目前9个, 5个正在施工, and the 81% in 由81%提高到98%.
    """
    return _is_past(found) or _is_where_it_starts(found) or _goes_on(found) or _is_a_base(found)


def _is_a_base(found: InClause) -> bool:
    """Return True if 每 precedes the quantity, so that another number refers to it: 每10万人拥有16台."""
    return found.before.endswith("每")


def _goes_on(found: InClause) -> bool:
    """Return True if the rest of the clause says that the quantity exists now, not as an aim: 5个正在施工."""
    rest, *_ = re.split("[，。；]", found.after)
    return bool(_UNDER_WAY.search(rest)) and not _AIMED.search(found.clause + rest)


def _is_past(found: InClause) -> bool:
    multiple = found.quantity.unit == "倍" and found.clause.endswith("的")  # 增加到目前的2倍
    if multiple or _AIMED.search(found.clause):
        return False
    past = _PAST.search(without_base(_ORDERED.sub(blanks, found.clause)))
    if past and adds_up_a_promise(found, past.match):
        return False
    return past is not None or _is_headed_as_there(found) or _is_told_of_the_past(found)


def _is_told_of_the_past(found: InClause) -> bool:
    """Return True if the quantity is in a report (三年来，培训60名) or said to be completed: 申请1套，已于8月装好."""
    led = _UP_TO_NOW.search(found.before)
    told = led is not None and not (_AIMED.search(led[1]) or _A_TERM.search(found.before))
    return told or _DONE_BY_NOW.match(found.after) is not None


def _is_headed_as_there(found: InClause) -> bool:
    return _HEAD_OF_WHAT_IS_THERE.match(found.clause) is not None and not _YEAR_OF_ROW.search(found.before)


def _counts_the_list(found: InClause) -> bool:
    return bool(_LISTED.match(found.after)) and DOES_AWAY.search(found.clause) is None


def _specifies(found: InClause) -> bool:
    """Return True if the quantity describes how a thing is made, not how much of it: 宽4.5米."""
    return bool(_SPECIFICATION.search(found.before[-_LONGEST_SPECIFICATION:]))


def _is_denied(found: InClause) -> bool:
    """Return True if the text says that this will not be done: 没有…的计划, 不再新增20个, 不同意安排500万元."""
    if _DENIED.search(found.clause):
        return True
    rest, *_ = re.split("[，。；]", found.after)
    return bool(_DROPPED.match(rest) or _PLAN.match(rest))


def _is_built_on(found: InClause) -> bool:
    """Return True if the quantity is what the new work starts from: 在新增300个的基础上, 总结20个站点的经验."""
    return bool(_BUILT_ON.match(found.after))


def _is_where_it_starts(found: InClause) -> bool:
    """Return True if the quantity is a present value: 81% in 由81%提高到98%, 14个 in 由9个增至14个，年内再建6个."""
    return starts_a_change(found.clause, found.after) or goes_on_changing(found)


def _is_procedure(found: InClause) -> bool:
    """Return True if the quantity is a time limit of a procedure; False if that is to become shorter or longer."""
    if found.clause.endswith(("之日起", "受理后")):
        return True
    if found.quantity.unit == "年":
        return not re.search(r"缩短|压缩|延长|提前", found.clause)
    lasts = found.quantity.comparator in ("<=", "<") and found.clause.endswith(_LASTING)  # 响应时间不超过15分钟
    if lasts or found.clause.endswith("天数"):  # 优良天数320天 counts days, and is no time limit
        return False
    return found.quantity.unit in _PROCEDURE_UNITS and not _SHORTENED.search(found.clause + found.after[:12])


def _qualifies(found: InClause) -> bool:
    """Return True if the quantity says which things are meant: 500万元以上项目, 年收入500万元的村."""
    if found.after.startswith("的"):
        if found.after.startswith(("的，", "的、")):
            return True
        if _OF_A_THING.match(found.after) and _IS_A_RULE.search(found.clause) and not _OF_WORK.match(found.after):
            return True
    if found.quantity.unit in _REACHES and _OF_A_REACH.match(found.after):
        return True
    if not found.written.endswith(("以上", "以下", "以内")):
        return False
    goes_on = _GOES_ON if found.quantity.unit in _QUALIFIED_UNITS else _IS_COUNTED
    return goes_on.match(found.after) is not None


def _is_parameter(found: InClause) -> bool:
    """Return True if the quantity is a rate, a ceiling or a condition; False if the sentence sets it as a goal."""
    if not _PARAMETER.search(_BUILT_TO.sub("", found.clause)) or _is_set_by(_GOVERNED, found):
        return False
    if found.quantity.unit != "元" and (_EACH_IS_BUILT.search(found.clause) or _HELPS_BUILD.search(found.clause)):
        return False
    if found.quantity.unit in _COUNTED and (_BUILDS.search(found.clause) or not _OF_A_RATE.search(found.clause)):
        return False
    if (
        found.quantity.comparator in (">=", ">") and found.quantity.unit not in _RATES
    ):  # 每个窗口不少于2名 is to be reached
        return False
    if found.quantity.unit in _RECIPIENTS and _PAID_TO.search(found.clause):  # 发放补贴300户 counts who is paid
        return False
    return not (found.quantity.unit == "元" and _GOAL_OF_MONEY.search(found.clause))


def _refers(found: InClause) -> bool:
    """Return True if a small number in words says which things are meant, or is an article.

    Examples: 推进三个项目, 建设一所学校.
    """
    written, quantity = found.written, found.quantity
    if _is_meant(found):
        return True
    if written[0] not in _WORDS or quantity.value > _MOST_IN_WORDS or found.is_relative or quantity.unit == "次":
        return False
    return _GOES_ON.match(found.after) is not None if quantity.value == 1 else not _ADDS.search(found.clause)


def _is_meant(found: InClause) -> bool:
    """Return True if the quantity counts who acts, where, or whose property is improved, and not what is to be done.

    Examples are 由甲局、乙局3家单位筹资, 上述11个品种 and 改善4条河流的环境.
    """
    if found.quantity.unit not in _LISTED_UNITS:
        return False
    if _SAID_BEFORE.search(found.clause):
        return True
    names = _OF_A_LIST.search(found.clause)
    if names and not _OF_COUNTS.search(names[0]) and not _IN_EACH.match(found.after):
        return True
    return bool(_BETTERS.search(found.clause)) and _WHOSE.match(found.after) is not None


def _is_effect(found: InClause) -> bool:
    """Return True if the quantity is an expected effect of a project, not something that is promised: 建成后可新增…."""
    effect = _EFFECT.search(found.before[-40:])
    if effect is None or _UNDERTAKEN.search(found.clause):
        return False
    here = found.clause.endswith(found.before[-40:][effect.match.start() :])
    return here or "后" in effect.match.group() or not _OWN_ACT.match(found.clause)


def _says_where(found: InClause) -> bool:
    """Return True if the quantity counts the places that are served: 14个村 in 9名医生派驻到14个村."""
    return bool(_SERVES.search(found.clause)) and not _is_set_by(_REACHED, found)


def _is_quoted_rule(found: InClause) -> bool:
    return bool(_RULE.search(_BUILT_TO.sub("", found.before[-40:]))) and not _is_set_by(_REACHED, found)


def _is_set_by(words: Matcher, found: InClause) -> bool:
    """Return True if the clause of a quantity sets it, by one of `words` or by a verb of change."""
    return bool(words.search(found.clause) or _CHANGED.search(found.clause))


_EXCLUSIONS: tuple[Callable[[InClause], bool], ...] = (
    _is_past,
    _is_denied,
    _is_built_on,
    _counts_the_list,
    _specifies,
    is_wished,
    _is_where_it_starts,
    _is_a_base,
    _is_procedure,
    _qualifies,
    is_size_of_each,
    is_worth_of_each,
    is_prescribed,
    _is_parameter,
    _refers,
    _is_effect,
    _says_where,
    _is_quoted_rule,
)
