"""Recognise Chinese numerals that are part of a word or mean "a": 统一, 四位一体, 一条龙, 三级, 十四五, 一个."""

from __future__ import annotations

from summarise.annotate.comparators import comparator_after, comparator_before
from summarise.annotate.measure_words import COUNTS, UNITS
from summarise.annotate.numeral import Numeral
from summarise.lazy_pattern import lazy_pattern

__all__ = ["ONE_COUNTS", "is_at_least_one", "is_idiom", "may_count"]

# Chinese numerals are words far more often than counts; these measure words make a count of one digit likely.
_COUNTING_WORDS = """
个 家 项 名 座 所 条 台 套 户 张 辆 处 盏 栋 幢 间 位 份 篇 部 场 支 艘 件 亩 公里 成 倍 吨 元
根 口 人 对 组 路 天 小时 个月 个工作日 个学期 个百分点 % ‰ 平方米 班 床 株 年 万 次 折
米 斤 例 册 匹 卷 只 宗 幅 扇 杆 枚 架 棵 款 片 瓶 盆 盒 笔 粒 羽 袋 起 趟 轮 遍 颗 门 眼
"""
_ARTICLE_WORDS = "所 座 条 家 处 栋 幢 辆 台 套 艘 支 间 成 倍 个百分点"
_COUNTING = frozenset(_COUNTING_WORDS.split())
_OF_PLACES = frozenset("乡镇 社区 片区 地块 窗口 席位 点位 批次 标段 路口 周岁 年一遇".split())
"""Measure words of several characters whose numeral may also be part of a name: 两社区, 三标段."""
_MAY_BE_ORDINAL = frozenset("期 批 轮 场 层 道 块 本 种 席 池 站 把 节 尾 顶 孔 村".split()) | _OF_PLACES
_ENDS_A_COUNT = lazy_pattern(r"[，。、；,;)！!\n]|$|以[上内下]|左右")
_BEFORE_A_COUNT = lazy_pattern(r"[\u4e00-\u9fff”)](?<![第其之分为成这那哪一二两三四五六七八九十百千万亿])$")
_HOLDS = lazy_pattern(r"(?:举办|举行|开展|组织|召开|开设|开办|编印|编发|刊发|印发|印制|出版|发布|推出|播出|分)$")
"""Verbs in front of a count of things that recur, such as issues and rounds: 举办四期培训班."""
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
ONE_COUNTS = frozenset(unit[0] for unit in _ARTICLES | {unit for unit in UNITS - COUNTS if len(unit) > 1})
"""The first characters of units that 一 may count; in front of other characters, 一 is part of a word."""
_WORD_BEFORE = lazy_pattern(
    r"(?<!引)进$|[唯同统第单某另每任逐专独十百千万这那哪同]$|的$|(?<!新建|改建|增设)[^\u4e00-\u9fff]一$"
)
_LONGER_THAN_A_WORD = 3
_MAKES_A_NUMBER = frozenset("近逾")
_WORD_AFTER = {
    "个": "一年体性人别方是坚不全新主大基中高最样维务自专确先走进带结",
    "条": "龙线例心款主",
    "张": "网蓝图清",
    "家": "门医庭亲人",
    "名": "义单称",
    "项": "目制",
    "座": "谈位",
    "所": "以有",
    "位": "一于",
    "处": "理于置",
    "场": "所地",
    "部": "分门委",
    "件": "事套",
    "户": "口籍",
    "人": "民大代群才普",
    "对": "一比于口照",
    "组": "织成",
    "支": "持撑部",
    "折": "合算叠旧扣不返",
    "成": "为立果效员功不",
    "间": "接隔断",
    "口": "径镇村",
    "套": "路",
    "年": "级度行",
    "元": "化素村镇乡区路街桥社",
    "班": "子",
    "份": "额",
    "台": "账阶县镇村山",
    "倍": "增",
    "天": "候",
    "次": "会全性产",
    "期": "间末望货盼工限",
    "轮": "车摩驱胎",
    "片": "区段",
    "门": "峡县湾诊",
    "只": "有要能是",
    "架": "构设",
    "款": "项",
}
_AND_A_HALF = lazy_pattern("一个半(?=小时|月(?!球)|学期|工作日)")
_LEAST_OR_MOST = (">=", "<=")


def is_idiom(folded: str, numeral: Numeral, unit: str, end: int) -> bool:
    """Return True if a numeral in Chinese characters is part of a word: 统一, 四位一体, 一条龙, 三级, 十四五.

    `folded` is the normalised text. `unit` is the measure word behind the numeral, "" if none, and ends at `end`.
    """
    start = numeral.start
    written = folded[start : numeral.end].strip("余多 ")
    if numeral.unit or _AND_A_HALF.match(folded, start):
        return False
    if not unit:
        return True
    if len(written) >= _LONGER_THAN_A_WORD or folded[start - 1 : start] in _MAKES_A_NUMBER:
        return unit == "年"
    if len(written) > 1:
        of_order = unit in ("期", "批") and not may_count(folded, start, numeral.end, unit)
        return of_order or unit in ("年", "日", "月", "届") or _continues_a_word(folded, numeral.end, end, unit)
    if written == "二" and unit in ("次", "轮"):  # 二次供水; what is counted is 两次
        return True
    measures = len(unit) > 1 and unit not in _OF_PLACES
    behind = end > numeral.end + len(unit) and unit not in ("类", "期")  # 三类以上 is a class
    compared = behind or comparator_before(folded, start)[0] < start
    return not (written != "一" and (measures or compared)) and _is_one_word(folded, numeral, written, unit, end)


def may_count(folded: str, start: int, number_end: int, unit: str) -> bool:
    """Return True if a Chinese numeral with a unit that often numbers something stands where counts stand.

    That is behind a noun and at the end of a clause (讲座十二期), or behind a verb of holding (举办四期).

    The numeral is from `start` to `number_end` in `folded`, the normalised text, and `unit` follows it.
    """
    if unit not in _MAY_BE_ORDINAL or folded[start] == "一":
        return False
    before = folded[max(0, start - 2) : start]
    if _HOLDS.search(before):
        return True
    return (
        _ENDS_A_COUNT.match(folded, number_end + len(unit)) is not None and _BEFORE_A_COUNT.search(before) is not None
    )


def _is_one_word(folded: str, numeral: Numeral, written: str, unit: str, end: int) -> bool:
    """Return True if a numeral of one character and its measure word form a word or mean "a": 统一, 一条龙, 一个."""
    start = numeral.start
    if unit == "组" and folded[start - 1 : start] in ("村", "社", "队"):
        return True
    if unit not in _COUNTING:
        return True
    of_it = folded[start - 1 : start] == "的" and (unit == "成" or written != "一")  # 一体的三条路线 counts
    if _WORD_BEFORE.search(folded[max(0, start - 3) : start]) and not of_it:
        return True
    if written == "一" and is_at_least_one(folded, start, numeral.end, unit, end):
        return _continues_a_word(folded, numeral.end, end, unit)
    if written == "一" and (unit not in _ARTICLES or folded[start - 1 : start] in ("进", "统", "唯")):
        return True
    return _continues_a_word(folded, numeral.end, end, unit)


def is_at_least_one(folded: str, start: int, number_end: int, unit: str, end: int) -> bool:
    """Return True if 一 is the number one, not "a", because a comparator is next to it: 至少一次, 一个以上.

    In `folded` (normalised text), 一 with its comparator and `unit` is from `start` to `end`; 一 ends at `number_end`.
    """
    if folded[start - 1 : start] == "跑":  # 最多跑一次 is a slogan
        return False
    compares = comparator_before(folded, start)[1] in _LEAST_OR_MOST
    return compares or (
        end > number_end + len(unit) and comparator_after(folded, number_end + len(unit), unit)[1] in _LEAST_OR_MOST
    )


def _continues_a_word(folded: str, number_end: int, end: int, unit: str) -> bool:
    following = folded[end : end + 1]
    return end - number_end <= len(unit) + 1 and bool(following) and following in _WORD_AFTER.get(unit, "")
