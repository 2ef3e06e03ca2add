"""Recognise quantities that say how big each thing is, not how many there are: 240升垃圾桶500只, 超亿元企业3家."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["COUNTED", "is_size_of_each", "is_size_of_what_is_built", "is_worth_of_each"]

COUNTED = r"(?:[约近超各共]|不少于|至少)?(?:\d[\d.]*|[一二两三四五六七八九十]+)[万千百]?余?"
"""Pattern of the number of things."""
_KIND = lazy_pattern(r"的?规格(?!化)|型(?![号材钢煤砂])(?=[\u4e00-\u9fff])")
_HOLDS = frozenset("升 毫升 L ml mL 立方米 吨 匹 瓦 千瓦 兆瓦 kW kw KW MW mw 千伏安 kVA 马力".split())
_BOUGHT = lazy_pattern(
    rf"的?(?![建改修新购配安用])(?:[\u4e00-\u9fff]{{1,8}}?[桶车机箱罐柜袋瓶炉器船艇灯缸盒仪泵]|[\u4e00-\u9fff]{{0,6}}?(?:空调|设备|机组))"
    rf"{COUNTED}[台辆只个座套艘具口组盏]"
)
_VEHICLE = lazy_pattern(
    r"的?[\u4e00-\u9fff]{0,6}?(?:客车|中巴|大巴|校车|公交车?|[\u4e00-\u9fff]车(?=\d)|面包车|商务车|轿车|巴士|观光车)"
    rf"(?:{COUNTED}[辆台]|[、和及与]{COUNTED}座|[，。；)）]|$)"
)
_BUILT = lazy_pattern(rf"的?(?![建改修新购配安用])[\u4e00-\u9fff]{{1,8}}?{COUNTED}[个座处口所栋]")
_ACROSS = ("宽", "高", "深", "厚", "粗")
_WIDTHS = frozenset("米 厘米 毫米 m cm mm".split())
_WIDEST = 20
"""Maximum of a width, a height or a depth: 2米高围挡300米, but 800米高架桥."""
_BUILDS = lazy_pattern("建|修|设")
_SIZES = _HOLDS | frozenset("平方米 层".split())
_ENTERPRISE = r"(?:企业|项目|产业|集群|园区|村|平台|公司|集团|品牌|单品)"
_WORTH_COUNTED = lazy_pattern(rf"级?的?{_ENTERPRISE}(?:总?数量?)?(?:达到?|突破|增至|增加到|发展到)?{COUNTED}[家个户]")
_WORTH_NAMED = lazy_pattern(rf"级?的?[\u4e00-\u9fff]{{0,6}}?{_ENTERPRISE}(?:{COUNTED}[家个户]|(?=[，。；、)]|$))")
_WORTH = lazy_pattern(rf"(?:产值|营收|收入|销售额|市值|总投资|规模)[\u4e00-\u9fff]{{0,2}}$|{COUNTED}[家个户]$")
"""Words in front of a sum that says how big an enterprise or a project is: 年产值超10亿元企业5家, 3家超亿元企业."""
_SPENT = lazy_pattern(
    r"(?:投[资入]|资金|经费|贷款|补[助贴]|奖[励补]|安排|拨付?|下达|落实|筹[集措资]?|争取|发放|减[税免费负])[^，]{0,3}$"
)
"""Words in front of a sum that is paid: 安排资金2亿元."""
_INVESTED = ("投资", "投资额")


def is_size_of_each(found: InClause) -> bool:
    """Return True if a quantity is the size of each of the things that another number counts, or of their kind.

    Examples are 240升 in 240升垃圾桶500只, 660升 in 660升规格, 35座 in 35座客车, 12米 in 12米宽道路 and 12米公交车.
    """
    unit, after = found.quantity.unit, found.after
    if unit == "座":
        return _VEHICLE.match(after) is not None
    if unit in _WIDTHS:
        return found.quantity.value <= _WIDEST and (after.startswith(_ACROSS) or _VEHICLE.match(after) is not None)
    if unit == "层":
        return after.startswith("楼")
    return unit in _HOLDS and (_KIND.match(after) or _BOUGHT.match(after)) is not None


def is_worth_of_each(found: InClause) -> bool:
    """Return True if a sum is the worth of each enterprise or project (超亿元企业3家); False if it is paid for them."""
    if found.quantity.unit != "元":
        return False
    if _SPENT.search(found.clause):
        return found.clause.endswith(_INVESTED) and _WORTH_COUNTED.match(found.after) is not None
    named = found.quantity.comparator != "=" or _WORTH.search(found.clause)
    return (_WORTH_NAMED if named else _WORTH_COUNTED).match(found.after) is not None


def is_size_of_what_is_built(found: InClause) -> bool:
    """Return True if a quantity is the size of each thing that is built: 200立方米 in 建200立方米水池1口."""
    return found.quantity.unit in _SIZES and bool(_BUILDS.search(found.clause) and _BUILT.match(found.after))
