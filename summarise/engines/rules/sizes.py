"""Recognise quantities that say how big each thing is, not how many there are: 240升垃圾桶500只, 超亿元企业3家."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_size_of_each", "is_size_of_what_is_built"]

_COUNTED = r"(?:[约近超各共]|不少于|至少)?(?:\d[\d.]*|[一二两三四五六七八九十]+)[万千百]?余?"
_KIND = lazy_pattern(r"的?规格(?!化)|型号?(?![号材钢煤砂])(?=[\u4e00-\u9fff])")
_ACROSS = lazy_pattern(
    rf"[宽厚粗高深]的[\u4e00-\u9fff]|宽(?:道路|公路|马路|路面|车道|街道|巷道|通道|便道|步道|人行道|桥梁|沟渠)"
    rf"|[宽厚粗高深](?:道路|公路|路面|通道|步道|围墙|围挡|挡墙|护栏|护坡|灯杆|路灯|沟渠|水渠|水池|水井){_COUNTED}"
)
"""Words behind a width, a height or a depth of a thing to be built: 12米宽的道路, 2米高围挡300米."""
_ALONG = lazy_pattern(rf"长的[\u4e00-\u9fff]{{1,8}}?{_COUNTED}[座条处个段根]")
"""Words behind the length of each of several things: 80米长的桥梁2座."""
_WIDTHS = frozenset("米 厘米 毫米 m cm mm".split())
_LENGTHS = _WIDTHS | {"公里", "千米", "km"}
_HOLDS = frozenset("升 毫升 L ml mL 立方米 吨 千瓦 兆瓦 kW kw KW MW mw 千伏安 kVA 马力".split())
_NOUN = r"的?(?![建改修新购配安用])[\u4e00-\u9fff]{1,8}?"
_BOUGHT = lazy_pattern(rf"{_NOUN}(?:[桶车机箱罐柜袋瓶炉器船艇灯缸盒仪]|设备|机组){_COUNTED}[台辆只个座套艘具口组]")
_BUILT = lazy_pattern(rf"{_NOUN}{_COUNTED}[个座处口所栋]")
_BUILDS = lazy_pattern("建|修|设")
_VEHICLE = lazy_pattern(
    r"的?[\u4e00-\u9fff]{0,6}?(?:客车|中巴|大巴|校车|公交车|面包车|商务车|轿车|巴士|观光车)"
    rf"(?:{_COUNTED}[辆台]|[、和及与]{_COUNTED}座|[，。；)）]|$)"
)
_STOREYS = lazy_pattern(rf"的?[\u4e00-\u9fff]{{0,6}}?(?:楼|房|建筑){_COUNTED}[栋幢座]")
_ACTS = (
    "实施|扶持|支持|建(?![筑材])|改|修|新[建增购设]|扩[建大容]|购|用于|推[进动广]|发展|培[育训植]|引[进入导]|打造|完成|落实|补|奖|开[展发办]"
    "|帮|提[升高质]|启动|谋划|储备|招|签|整[治改合]|助|设(?![计备])|支援|惠及|覆盖|带动|投|升级|给|为|向|对|扶"
    "|服务(?!业)|创[建办]|组[建织]|做|办|治理|保障|激励|拨|解决|更|装|盘活|孵|收|还|化解|筹|减"
)
"""Words of an act; with one between a sum and a count, the sum pays for the act: 投入5000万元实施水利项目12个."""
_OWNER = (
    rf"(?:(?!{_ACTS})[\u4e00-\u9fff]){{0,6}}?(?!{_ACTS})(?:企业|项目|产业|集群|园区"
    r"|乡镇|[强大][市县区镇村]|村|平台|商场|街区|龙头|公司|集团|产品|品牌|市场|单品)"
)
_OWNER_COUNTED = lazy_pattern(rf"级?的?{_OWNER}(?:总数|数量?)?(?:达到?|突破|增至|增加到|发展到)?{_COUNTED}[家个户]")
_OWNER_ALONE = lazy_pattern(rf"级?的?{_OWNER}(?=[，。；、)]|$)")
_COUNT_IN_FRONT = lazy_pattern(rf"{_COUNTED}[家个户](?:[\u4e00-\u9fff]{{0,6}}(?:产值|营收|收入|销售额|投资|市值))?$")
_SPENT = lazy_pattern(
    r"(?:(?<!总)投[资入]|安排|拨付?|下达|落实|筹[集措资]?|争取|补[助贴]|奖[励补]|融资|发放|贷款|资金|经费|出资|整合|统筹|支出|减[税免费负])"
    r"(?:[\u4e00-\u9fff]{0,4}(?:资金|经费|贷款|投资))?[\u4e00-\u9fff]{0,2}$"
)
"""Words in front of a sum that is paid: 安排资金2亿元."""
_WORTH = lazy_pattern(r"(?:产值|营收|收入|销售额|市值|总投资|规模)[\u4e00-\u9fff]{0,2}$")
"""Words in front of a sum that says how big an enterprise or a project is: 年产值超10亿元企业5家."""


_LIMITS = ("以上", "以下", "以内")
_NOUN_COUNTED = lazy_pattern(rf"的?(?:(?!{_ACTS})[\u4e00-\u9fff]){{1,8}}?{_COUNTED}[家个处所座户片条栋]")


def is_size_of_each(found: InClause) -> bool:
    """Return True if a quantity is the size of each of the things that another number counts, or of one kind of them.

    Examples are 240升 in 240升垃圾桶500只, 12米 in 12米宽道路, 35座 in 35座客车 and 超亿元 in 超亿元企业3家.
    """
    if found.written.endswith(_LIMITS) and _NOUN_COUNTED.match(found.after):  # 百间以上民宿集群3个
        return True
    return _is_worth_of_each(found) if found.quantity.unit == "元" else _is_measure_of_each(found)


def is_surely_size_of_each(found: InClause) -> bool:
    """Return True if a quantity is the size of each thing (see `is_size_of_each`), and can mean nothing else.

    Of sums, those that a word names as worth (年产值10亿元) or that have a comparator (超亿元) are sure.
    """
    if found.quantity.unit == "元":
        told = _WORTH.search(found.clause) is not None or found.quantity.comparator != "="
        return told and not _SPENT.search(found.clause) and _is_worth_of_each(found)
    return _is_measure_of_each(found)


def _is_measure_of_each(found: InClause) -> bool:
    unit, after = found.quantity.unit, found.after
    if unit == "座":
        return _VEHICLE.match(after) is not None
    if unit == "层":
        return _STOREYS.match(after) is not None
    if unit in _WIDTHS and _ACROSS.match(after):
        return True
    if unit in _LENGTHS:
        return _ALONG.match(after) is not None
    return unit in _HOLDS and (_KIND.match(after) or _BOUGHT.match(after)) is not None


def _is_worth_of_each(found: InClause) -> bool:
    """Return True if a sum is the worth of each enterprise or project; False if it is paid for them."""
    if _SPENT.search(found.clause):
        return found.clause.endswith(_INVESTED) and _PROJECTS_COUNTED.match(found.after) is not None
    counted = _COUNT_IN_FRONT.search(found.clause) and _OWNER_ALONE.match(found.after)
    return bool(counted) or _OWNER_COUNTED.match(found.after) is not None


_INVESTED = ("投资", "投资额")
_PROJECTS_COUNTED = lazy_pattern(rf"级?的?项目{_COUNTED}个")
"""Words behind the size of each project: 引进投资超5亿元项目3个."""


def is_size_of_what_is_built(found: InClause) -> bool:
    """Return True if a quantity is the size of each thing that is built: 200立方米 in 建200立方米水池1口."""
    if found.quantity.unit not in _HOLDS and found.quantity.unit != "平方米":
        return False
    return _BUILDS.search(found.clause) is not None and _BUILT.match(found.after) is not None
