"""Recognise units and measure words of public administration; where several fit, the longest one is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from summarise.lazy_pattern import lazy_pattern

__all__ = ["COUNTS", "UNITS", "UNIT_BEGINS", "breaks_off", "measure_alike", "unit_at"]

_COUNTS = """
个 家 项 名 人 件 条 座 所 台 套 台套 台件 户 张 辆 家次 人次 户次 场次 班次 车次 架次 批次 件次 台次 艘次 轮次 剂次
头次 人份 次 场 期 批 处 盏 基 栋 幢 间 层 位 份 篇 部 册 卷 本 首 幅 支 只 头 匹 羽 尾 株 棵 盆 粒 颗 枚 把
根 杆 顶 块 片 面 扇 口 眼 孔 宗 起 例 笔 单 门 款 种 类 样 组 对 双 副 艘 列 节 架 门次 课时 学时 学分 学位 床位 床
张床位 泊位 车位 席 席位 班 标段 段 道 站 点位 村次 村 社区 乡镇 县 镇 棚 池 桩 窗口 端口 片区 地块 轮 遍 趟
只次 篇次 条次 路 万步 个工作日 工作日 个自然日 个小时 小时 分钟 秒 个月 天 日 周 年 年一遇 岁 周岁 个学期 学期
盒 瓶 袋 诊次 航次 托位 岗位 工位 机位 摊位 铺位 厕位 蹲位 墓穴 机架 标准机架
个百分点 百分点 个基点 基点 日历天 个日历天 倍 成 折 人天 人月 人年 工日 车公里 人公里 人次公里 客公里 吨公里 轨公里
"""
_MEASURES = """
元 美元 欧元 港元 日元 英镑 人民币 元人民币 块 角 分 吨 千克 公斤 斤 克 毫克 微克 吨标准煤 吨标煤 吨油当量 标准箱 标箱
标台 载重吨 总吨 公里 千米 米 厘米 毫米 微米 海里 延米 延长米 车道公里 皮长公里 芯公里 管程公里 单公里 双线公里
平方米 平方公里 平方千米 平方厘米 平方 平米 平 亩 公顷 亩次 公顷次 顷 分地 立方米 立方 空方 方 升 毫升 标方 标准立方米
立方米每秒 千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 吉瓦时 太瓦时 瓦 度 伏 千伏安 兆伏安 千乏 千焦 吉焦 焦 大卡 蒸吨 马力 峰瓦 分贝
摄氏度 贝可 勒克斯 帕 兆帕 毫秒 微秒 赫兹 兆赫 比特 字节
"""
_LATIN = """
km KM Km ㎞ m M m2 m² ㎡ m3 m³ ㎥ km² km2 hm² cm ㎝ mm ㎜ kg ㎏ g t L ml mL mg ㎎ μg ug kW KW kw MW mw GW gw kWp MWp GWp
kWh KWh kwh KWH MWh GWh GWH TWh kVA MVA kv Tbps Gbps Mbps ms GJ TB PB EB GB MB P EFLOPS PFLOPS MPa kPa dB °C ℃ ppm
"""
COUNTS: frozenset[str] = frozenset(_COUNTS.split())
"""Measure words for counted things, such as 个 and 人次; also units of time, and words for shares (倍, 成)."""
UNITS: frozenset[str] = frozenset((_COUNTS + _MEASURES + _LATIN).split()) | {"%", "‰"}
_TIMES = frozenset("人家户件条座所台套张辆架艘班场批处份册本卷篇项门课亩期组队栋间床位株头只列起例宗")
"""Measure words to which 次 may be added to count occurrences: 册次, 辆次."""
_OF_THE_SECOND_RANK = lazy_pattern("(?<=[条座处项所段])次(?=[干要生级日])")
"""A 次 that begins the next word instead of ending the unit: in 5条次干道 the unit is 条."""
_TWIN = lazy_pattern(r"\(([^()]{1,2})\)")


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


_BY_FIRST = {
    first: lazy_pattern(_any_of(_longest_first(units)))
    for first, units in groupby(sorted(UNITS), key=lambda unit: unit[0])
}
"""Pattern of units by their first character, with the longest unit first."""
UNIT_BEGINS = "".join(_BY_FIRST)
"""The first characters of all units."""

_SAME = {
    "平方": "平方米",
    "平米": "平方米",
    "平": "平方米",
    "㎡": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "百分点": "个百分点",
    "个小时": "小时",
    "元人民币": "元",
    "人民币": "元",
    "张床位": "张",
    "立方": "立方米",
    "㎥": "立方米",
    "m3": "立方米",
    "m³": "立方米",
    "㎞": "km",
    "㎝": "cm",
    "㎜": "mm",
    "㎏": "kg",
    "㎎": "mg",
}
"""The canonical form of a unit by each of its other forms."""

# What may stand after the stroke of a rate: 吨/日, 微克/立方米, 元/人·月, 张/千人, 吨标准煤/万元.
_RATE_PARTS = _any_of(
    _longest_first(
        (UNITS - {"分", "点", "成"})
        | set(
            "吨公里 人公里 客公里 标立方米 生 学生 学年 学期 床日 例 季 季度 月 时 d h a s"
            " 辖区 小区 街道 镇街 企业 单位 项目 餐 顿".split()
        )
    )
)
_PART = f"(?:{_RATE_PARTS})"
_RATE = lazy_pattern(
    rf"[/·](?:{_PART}|[十百千]?[万亿]?{_PART}|\({_PART}(?:[·*/×]?{_PART}){{0,3}}\)|10万(?:人口?|名|户)?(?=[，。；、)以之左]|$))"
)
_PER = lazy_pattern(rf"每(?:{_RATE_PARTS})(?=[，。、；：,;:)）\s的计每]|$|以[上内下]|左右|标准)")
"""Pattern of a rate in words, if nothing follows that it could be part of: 每千瓦时 in 0.5元每千瓦时."""
_STROKES = ("/", "·")
_MAY_GO_ON = ("/", "·", "(", "每")
_BEFORE_AN_AREA = frozenset("0123456789万余多")
_BEHIND_AN_AREA = frozenset(["", *'，。、；：,;:!?！？)） \n|”"的以左厂标仓商办写住冷园科产研'])
"""Characters that may follow 平 if it means 平方米: 10万平的厂房."""
_MASSES = frozenset("吨 公斤 千克 克 毫克 t kg g mg".split())
_SUBSTANCE = lazy_pattern("(?:二氧化碳(?:当量)?|CO[2₂]e?|标准煤|标煤|COD|氨氮|总磷|总氮)(?=/)")
_SUBSTANCES_BEGIN = frozenset("二C标氨总")
"""First characters of substances that may follow a unit of mass in a rate: 0.6吨二氧化碳/万元."""
_NO_UNITS = frozenset(["单元", "周年"])
"""Words that begin like a unit but are none: 2单元 is a place, 60周年 an anniversary."""
_RISES = lazy_pattern(r"升[至到][约近]?\d(?![\d.]*[万千]?升)")
"""升 as a verb between two numbers: 由79升至92, but not 5升至10升."""
_MORE_RATE = lazy_pattern(r"[/·](?:[A-Za-z\u4e00-\u9fff%]|\([^()\d\n]{1,12}\))")


def unit_at(folded: str, at: int) -> tuple[str, int] | None:
    """Return the longest unit that begins at `at`, in its canonical form, and its end (exclusive).

    `folded` is text normalised by `fold`. Return None if no unit begins there. 平方 and ㎡, for example, give 平方米. A
    rate (吨/日) is one unit.
    """
    pattern = _BY_FIRST.get(folded[at : at + 1])
    found = pattern.match(folded, at) if pattern else None
    if found is None:
        return None
    word, end = found.group(), found.end()
    following = folded[end : end + 1]
    if word[-1] == "次" and _OF_THE_SECOND_RANK.match(folded, end - 1):
        word, end, following = word[:-1], end - 1, "次"
    elif following == "次" and word in _TIMES and not _OF_THE_SECOND_RANK.match(folded, end):
        word, end, following = word + following, end + 1, folded[end + 1 : end + 2]
    if (word[-1] < "一" and _runs_on(following, word)) or (word == "平" and _is_no_area(folded, at, following)):
        return None
    if word + following in _NO_UNITS or (word == "升" and _RISES.match(folded, at)):
        return None
    unit = _SAME.get(word, word)
    if following in _SUBSTANCES_BEGIN and word in _MASSES and (substance := _SUBSTANCE.match(folded, end)):
        return _with_rate(folded, substance.end(), unit + substance.group())
    return _with_rate(folded, *_with_twin(folded, end, unit)) if following in _MAY_GO_ON else (unit, end)


def _with_twin(folded: str, end: int, unit: str) -> tuple[int, str]:
    """Return the end and the unit with a second measure word in brackets, if one follows, as in 台(套)."""
    twin = _TWIN.match(folded, end)
    return (twin.end(), unit + twin[0]) if twin and twin[1] in UNITS else (end, unit)


def _is_no_area(folded: str, at: int, following: str) -> bool:
    """Return True if 平 at `at` does not mean 平方米.

    It may begin another word (平台, 平均), or no number may precede it (三通一平).
    """
    return folded[at - 1 : at] not in _BEFORE_AN_AREA or following not in _BEHIND_AN_AREA


def _runs_on(following: str, word: str) -> bool:
    """Return True if a Latin unit is followed by another letter or digit, so that it is only part of a longer word."""
    if word[-1] in "23" and following.isdecimal():  # m3 in 0m3322
        return True
    return word[-1].isascii() and word[-1].isalpha() and following.isascii() and following.isalnum()


def _with_rate(folded: str, end: int, unit: str) -> tuple[str, int]:
    while part := _RATE.match(folded, end) or (_PER.match(folded, end) if unit not in COUNTS else None):
        unit, end = unit + part.group(), part.end()
    return unit, end


_OF_ONE_KIND = (
    frozenset("米 公里 千米 厘米 毫米 km m cm mm 海里".split()),
    frozenset("平方米 平方公里 平方千米 亩 公顷 顷 hm² km² km2".split()),
    frozenset("吨 公斤 千克 斤 克 毫克 t kg g mg".split()),
    frozenset("天 日 周 年 个月 小时 分钟 秒 毫秒 ms 微秒 个工作日 工作日".split()),
    frozenset("立方米 升 毫升 标方 L ml mL".split()),
    frozenset("千瓦 兆瓦 吉瓦 瓦 kW KW kw MW mw GW gw".split()),
    frozenset("千瓦时 兆瓦时 吉瓦时 太瓦时 度 kWh KWh kwh MWh GWh".split()),
    frozenset("千伏安 兆伏安 kVA MVA".split()),
    frozenset("元 角 分".split()),
)


def measure_alike(unit: str, other: str) -> bool:
    """Return True if `unit` and `other` are different units of one quantity, such as 米 and 公里."""
    return unit != other and any(unit in kind and other in kind for kind in _OF_ONE_KIND)


def breaks_off(folded: str, end: int, unit: str) -> bool:
    """Return True if `unit` is followed by / or · and something unknown, as in 元/某某.

    `unit` ends at offset `end` of `folded`, text normalised by `fold`.
    """
    return folded[end : end + 1] in _STROKES and unit not in COUNTS and _MORE_RATE.match(folded, end) is not None
