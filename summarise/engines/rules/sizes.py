"""Recognise quantities that say how big each thing is, not how many there are: 240升垃圾桶500只, 超亿元企业3家."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_size_of_each", "is_size_of_what_is_built"]

_COUNTED = r"(?:[约近超各共]|不少于|至少)?(?:\d[\d.]*|[一二两三四五六七八九十]+)[万千百]?余?"
_KIND = lazy_pattern(r"的?规格|型号?(?=[\u4e00-\u9fff])")
_ALONG = lazy_pattern(
    r"(?:宽|厚|粗|高(?![速标质压铁等效中新端龄校山度])|深(?![化入度圳])|长(?![期效度江城输途]))的?[\u4e00-\u9fff]"
)
_LENGTHS = frozenset("米 公里 千米 厘米 毫米 m km cm mm".split())
_HOLDS = frozenset("升 毫升 L ml mL 立方米 吨 千瓦 兆瓦 kW kw KW MW mw 千伏安 kVA 马力".split())
_NOUN = r"的?(?![建改修新购配安用])[\u4e00-\u9fff]{1,8}?"
_BOUGHT = lazy_pattern(rf"{_NOUN}(?:[桶车机箱罐柜袋瓶炉器船艇灯缸盒仪]|设备|机组){_COUNTED}[台辆只个座套艘具口组]")
_BUILT = lazy_pattern(rf"{_NOUN}{_COUNTED}[个座处口所栋]")
_BUILDS = lazy_pattern("建|修|设")
_VEHICLE = lazy_pattern(r"的?[\u4e00-\u9fff]{0,6}?(?:客车|中巴|大巴|校车|公交车?|面包车|商务车|轿车|巴士|观光车)")
_STOREYS = lazy_pattern(rf"的?[\u4e00-\u9fff]{{0,6}}?(?:楼|房|建筑){_COUNTED}[栋幢座]")
_OWNER = (
    r"[\u4e00-\u9fff]{0,6}?(?:企业|项目|产业|集群|园区"
    r"|乡镇|[强大][市县区镇村]|村|平台|商场|街区|龙头|公司|集团|产品|品牌|市场|单品)"
)
_OWNER_COUNTED = lazy_pattern(rf"级?的?{_OWNER}(?:总数|数量?)?(?:达到?|突破|增至|增加到|发展到)?{_COUNTED}[家个户]")
_OWNER_ALONE = lazy_pattern(rf"级?的?{_OWNER}(?=[，。；、)]|$)")
_COUNT_IN_FRONT = lazy_pattern(rf"{_COUNTED}[家个户](?:[\u4e00-\u9fff]{{0,6}}(?:产值|营收|收入|销售额|投资|市值))?$")


_LIMITS = ("以上", "以下", "以内")
_NOUN_COUNTED = lazy_pattern(rf"{_NOUN}{_COUNTED}[家个处所座户片条栋]")


def is_size_of_each(found: InClause) -> bool:
    """Return True if a quantity is the size of each of the things that another number counts, or of one kind of them.

    Examples are 240升 in 240升垃圾桶500只, 12米 in 12米宽道路, 35座 in 35座客车 and 超亿元 in 超亿元企业3家.
    """
    unit, after = found.quantity.unit, found.after
    if _KIND.match(after) or (unit in _LENGTHS and _ALONG.match(after)):
        return True
    if found.written.endswith(_LIMITS) and _NOUN_COUNTED.match(after):  # 百间以上民宿集群3个
        return True
    if unit == "座":
        return _VEHICLE.match(after) is not None
    if unit == "层":
        return _STOREYS.match(after) is not None
    if unit == "元":
        counted = _COUNT_IN_FRONT.search(found.clause) and _OWNER_ALONE.match(after)
        return bool(counted) or _OWNER_COUNTED.match(after) is not None
    return unit in _HOLDS and _BOUGHT.match(after) is not None


def is_size_of_what_is_built(found: InClause) -> bool:
    """Return True if a quantity is the size of each thing that is built: 200立方米 in 建200立方米水池1口."""
    if found.quantity.unit not in _HOLDS and found.quantity.unit != "平方米":
        return False
    return _BUILDS.search(found.clause) is not None and _BUILT.match(found.after) is not None
