"""Decide the basis of a target: a level to reach, an increment, a growth or a reduction."""

from __future__ import annotations

import re

from summarise.engines.rules.clauses import OF_EACH, InClause
from summarise.engines.rules.sizes import is_size_of_what_is_built
from summarise.lazy_pattern import lazy_pattern
from summarise.record import Basis

__all__ = ["basis_of"]

_COMPARED = r"(?:不少于|不低于|至少|超过|约|近)?$"
_REDUCTION = lazy_pattern(
    rf"(?:下降|降低|减少|压减|压缩|缩短|削减|缩减|下浮|减|节约|降|压降|精简)(?:了|约|近|超|达|率达?|幅度达?)*{_COMPARED}"
)
_REDUCED_TO = lazy_pattern(r"(?:压缩|缩短|下降|降低|减少|压减)(?:到|至)$")
_COSTS_LESS = lazy_pattern(
    r"(?:降低|减少|减轻|节约|压减|削减)[^，。；\d]{2,14}(?:成本|费用|支出|负担|开支)(?:约|近|超过?|不少于|至少)*$"
)
"""Words in front of a sum by which a cost falls: 降低企业用能成本8000万元."""
_FALLS = lazy_pattern(r"(?:下降|降低|减少|压减|压缩|缩短)[^，到至]{0,6}$")
_GROWTH = lazy_pattern(
    r"(?:增长|增幅|增速|提高|提升|上升|增加|递增|上浮|扩大|增[收产效])(?:率|幅|幅度)?"
    r"(?:了|约|近|超|达到?|为|在|保持在|控制在|稳定在|不低于|不少于|超过)*$"
)
_GROWS = lazy_pattern(r"增长|增幅|增速|同比|提高(?!到|至)|提升(?!到|至)|增加(?!到|至|值)")
_RATE_OF_GROWTH = lazy_pattern(r"(?:增长|增幅|增速|增长率)[^，、]{0,8}$")
_TO = lazy_pattern(
    r"(?:形成|达到?|到|至|为|突破|[跨迈跃站登]上|保持在?|稳定在|控制在|维持在|占比|占|超过?|不低于|不少于|提升到|提高到)$"
)
_DONE_FOR = lazy_pattern(
    r"[^，。；]{2,20}?(?:建[立档设]|安装|更[新换]|维修|修缮|开通|提供|配[备送置]|办[理好]|发放|开展|解决|减[免轻]|免费|购买|落实|增[加设]|新建|改造)"
)
"""What is done for those that a number counts: 为2.4万名老人建立档案."""
_LEVEL_NOUN = lazy_pattern(
    r"(?:总[量数额值]|总?规模|首期|能力|[\u4e00-\u9fff]水量|年产|产[能值]|收入|[余限]?额|增加值|保有量|(?:覆盖|普及)?率|比重|占比|比例"
    r"|面积|人口|寿命|密度|数量|水平|存量|强度|浓度|均值|装机(?:容量)?|总?里程|库容|容积|次数|量)"
    r"(?:[^，。；、\u4e00-\u9fff]|达到?|超过?|突破|力争|实现|为|要|将|保持|提升|提高|稳定|在|至|到|均|全|约|近|不低于|不少于)*$"
)
_ADDED = lazy_pattern(
    r"新增|新建|新改|建设|改造|完成|投入|增加|(?:治理|整治|修复|实施|推广|复垦|绿化)(?!面积|率|能力|规模|量)"
)
_TOTAL = lazy_pattern(r"(?<!投资)(?<!投入)总(?!投资|投入)[\u4e00-\u9fff]{0,4}(?:[量数额值]|规模|里程|面积|产能)$")
_IN_ALL = lazy_pattern("累计(?:完成|达|改造|建成|开通|实现)?$")
_LAND_OR_LENGTH = lazy_pattern(rf"(?:占地|用地|改造面积|新建[^，。；]{{0,6}}长度?)[^，。；]{{0,8}}{_COMPARED}")
_CAPACITY = lazy_pattern(rf"(?:容纳[^，。；]{{0,8}}|[房楼舍][^，。；]{{0,4}}面积为?){_COMPARED}")
_BUILDING = lazy_pattern(rf"(?<!改造)(?:楼|宿舍|用房)(?:[一二两三四五\d]+[幢栋座])?{_COMPARED}")
"""Words of a building in front of its floor area, which is a level; its land and its length are increments."""
_SIZE = lazy_pattern(rf"(?:能力|[^改造占用]面积|库容|容量)(?:为|达到?)?{_COMPARED}")
_OF_WHAT_IS_BUILT = lazy_pattern(r"的(?![目任])[\u4e00-\u9fff]{1,12}?(?!改造|建设|整治|工程)(?:[，。；、]|$)")
"""What has the size in front of it: 的水厂 in 建设供水能力5000吨的水厂."""
_PER_ONE = lazy_pattern(r"每(?![年月周季日天晚夜旬]|学期|半年)(?:\d+万?)?[^，。；\d]*$")
_ADDED_CLASSES = lazy_pattern("新增|增加|增设|扩充")
"""Words in front of a number of classes that add classes; any other is the size of a school: 设36个班."""
_SHARES_ITS_WORDS = lazy_pattern(r"\d[\d.]*[百千万亿]*[^\d，。；、和与及]{0,8}?(?:以[上内下]|左右)?[、和与及/]$")
"""A number right in front of another one, with which it shares the words before it: 90名、 in 分别达到90名、30名."""
_KEPT_TO = tuple("不少于 不低于 不超过 不高于 不多于 不大于 低于 少于 超过 高于 至少 ≥ ≤ < >".split())
_ACT = lazy_pattern(
    r"新|建|改|增|[培轮集]训|培[育养]|举办|开展|组织|选派|引进|招|安排|争取|发放|补[贴助]|投|完成|实施|认定|扶持|处置|整治|安装|购置|配[备置]"
    r"|开[通设]|设[立置]|拿出|推出|投放|采购|检|查|[办接服]务?|区$|其中|今年|全年|每[年月周季日天]|首批|再"
)
"""Acts, and words of a period or a part: what they say of is done so often or so much, and is no state."""
_OF_ACTS = ("次", "场", "期", "元", "批", "趟")
_SHORTEST_STATE = 2
_STATE_UNITS = frozenset(["微克/立方米", "岁", "分贝", "天", "分"])


def basis_of(found: InClause) -> Basis:
    """Return the basis of the target `found`, by the words in front of the number in its clause.

    Return "increment" if there are none.
    """
    before = found.clause
    while shared := _SHARES_ITS_WORDS.search(before):
        before = before[: shared.start()]
    before = OF_EACH.sub("", before)
    costs_less = found.quantity.unit == "元" and _COSTS_LESS.search(before)
    if costs_less or (_REDUCTION.search(before) and not _REDUCED_TO.search(before)):
        return "reduction"
    if found.quantity.unit == "平方米" and _BUILDING.search(before) and not _LAND_OR_LENGTH.search(before):
        return "level"
    if sized := _of_a_size(found, before):
        return sized
    reached = _TO.search(before) and not (before.endswith("为") and _DONE_FOR.match(found.after))
    if reached and not _RATE_OF_GROWTH.search(before):
        return "growth" if found.is_relative and re.search(r"同比|年均增长", before) else "level"
    if found.is_relative:
        return _of_a_share(before)
    total = (_TOTAL.search(before) and "新增" not in before) or _IN_ALL.search(before)
    state = _LEVEL_NOUN.search(before) and not _ADDED.search(before)
    one = found.quantity.unit in _STATE_UNITS or _PER_ONE.search(before) or before.endswith("覆盖")
    return "level" if total or state or one or _is_kept_to(found, before) else "increment"


def _is_kept_to(found: InClause, before: str) -> bool:
    """Return True if a state is kept above or below a number (药品不少于300种), and nothing is said to be done."""
    if not found.written.startswith(_KEPT_TO) or found.quantity.unit.endswith(_OF_ACTS):
        return False
    is_a_limit = found.quantity.comparator in ("<", "<=") and not _ADDED.search(before)
    return len(before) >= _SHORTEST_STATE and (is_a_limit or not _ACT.search(before))


def _of_a_size(found: InClause, before: str) -> Basis | None:
    classes = found.quantity.unit == "班" or found.after.startswith(("班", "教学班"))
    if classes and not _ADDED_CLASSES.search(before):
        return "level"
    if _SIZE.search(before) and _OF_WHAT_IS_BUILT.match(found.after):
        return "level"
    if _LAND_OR_LENGTH.search(before):
        return "increment"
    return "level" if _CAPACITY.search(before) or is_size_of_what_is_built(found) else None


def _of_a_share(before: str) -> Basis:
    if _FALLS.search(before):
        return "reduction"
    return "growth" if _GROWTH.search(before) or _GROWS.search(before[-12:]) else "level"
