"""Cut the names of bodies out of the text around them, and decide whether a phrase is such a name."""

from __future__ import annotations

from summarise.engines.rules.bodies import IS_BODY
from summarise.engines.rules.lexicon import matcher
from summarise.engines.rules.word_lists import by_first
from summarise.lazy_pattern import lazy_pattern

__all__ = ["bare_name", "coordinators", "is_a_body", "is_a_party", "party"]

_GENERIC_VERB = lazy_pattern(
    r"^.*(?:需|会同|联合|配合|鼓励|引导|指导|支持|督促|推动|加强|强化|完善|开展|推进|落实|按照|根据|结合|通过|组织|协调|做好|建立|加大"
    r"|继续|积极|进一步|要求|其中|建议|联动|协同|商请|协助|下一步|接下来|对接|方便|便于)(?!中心|部|办|指挥|小组|专班|领导|委)"
)
_RUNS_ON = lazy_pattern(
    r"(?<=[局委厅部办府司会社联])(?:研究|制定|编制|修订|出台|落实|推[动进]|开展|完善|[做抓]好|加[快强大]|建立|探索|建设|实施|争取|安排|优化|对接"
    r"|共同|深入|[转印下]发|召开|检查|督促|指定)(?!院|所|中心|办|处|小组|专班|管理|集团|公司).*$"
)
"""A verb behind the name of a body, with its object, which the expression for names matched too (市税务局研究城镇…)."""
_ACTS_ON = """
提高 提升 改造 整治 新建 改建 扩建 修建 修缮 修复 维修 更换 整修 清理 清运 培育 引进 招引 举办 走访 慰问 增设
增加 新增 扩大 盘活 整合 购置 配备 选派 聘请 邀请 帮助 解决 发放 补助 奖励 兑现 拆除 种植 投入 打造 搭建 设立
成立 组建 出资 申报 申请 支持 鼓励 引导 帮扶 提供
""".split()
"""Verbs that are in no name of a body, or only in that of an office for them (改造办)."""
_ACTS_ON_WHAT = lazy_pattern(
    rf"(?<=[局委厅部办府司会社联])(?<!社会)(?:再次|再|共同|联合|逐步|适时|进一步|积极)?(?:{by_first(_ACTS_ON)})"
    r"(?!中心|站|办|处|所|科|室|队).+$(?<!办)(?<!办公室)(?<!小组)(?<!专班)(?<!委员会)(?<!指挥部)(?<!工作组)(?<!协会)(?<!促进会)"
)
"""Such a verb behind the name of a body, with its object: 市住建局改造农村小学."""
_LED_IN = lazy_pattern(r"^(?:经(?![济信开贸发促合营管])|后期|请|待|如|(?:计划|拟|将)?由|年内|今后)")
_PARTIES = lazy_pattern(r"(?:[二三四]|双)方$")
_FIELD = matcher("named_by_field")
_PHRASE = lazy_pattern(r"[已被]|列入|纳入|未能|完成了?|深入|[开前]往")
"""Words that occur in clauses but not in names of bodies."""
_TAKES_PART = lazy_pattern("(?<=.)(?:牵头|负责|主导|配合|主办|协办)$")
_NOBODY = lazy_pattern(
    r"政府|企业|公司|部门|单位|集团|.*行政主管部门"
    r"|(?:[省市县乡镇]{1,3}级(?:以上)?(?:地方)?(?:各级)?|乡镇|各级)人民政府"
)
"""General words such as 部门, which name no particular body, and phrases of laws for any body in charge."""
_ONLY_COORDINATED = lazy_pattern(r"(?:协调|督促).*$")
"""Words such as 协调 with the bodies behind them, which do not act themselves."""
_NO_NAME = lazy_pattern(
    r"我[们省市县区镇乡局]|^(?:集镇|城镇|村镇|我|下一|分|其|该|各方|相关|有关|专人|专业|上级|多|统一|政府$|市场$|国家$)"
    r"|[的是在向]|^一方面|^(?:中心|主)城区$|(?:要求|原则|方式|规定|情况|实际|资金|项目|计划|建设|工作|问题)$"
)
_SEPARATORS = lazy_pattern(r"以及|[、和及与]")


def coordinators(names: str) -> str:
    """Return the part of `names`, a list of bodies, in front of 协调 or 督促; all of it if it has no such word.

    The bodies behind such a word do not act themselves.
    """
    return _ONLY_COORDINATED.sub("", names)


def bare_name(part: str) -> str:
    """Return the body's name in `part` without verbs and adverbs before it, and without verbs and objects behind it."""
    return _LED_IN.sub("", _GENERIC_VERB.sub("", _RUNS_ON.sub("", _ACTS_ON_WHAT.sub("", _TAKES_PART.sub("", part)))))


def is_a_body(name: str, *, listed: bool) -> bool:
    """Return True if a phrase names a public body, by its last characters or its field (财政, 公安).

    If `listed` is True, the phrase is in a list of bodies; then any phrase that `is_a_party` accepts is enough.
    """
    if len(name) == 1 or _PHRASE.search(name) or _NOBODY.fullmatch(name):
        return False
    return bool(IS_BODY.search(name) or _FIELD.match(name)) or (listed and is_a_party(name))


def party(part: str) -> str:
    """Return the name in `part` of the body or person that gets work to do, without verbs and adverbs around it."""
    return _LED_IN.sub("", _PARTIES.sub("", coordinators(_TAKES_PART.sub("", part))))


def is_a_party(name: str) -> bool:
    """Return True if a text may be the name of a body or person; False for a phrase or a word such as 有关."""
    return len(name) > 1 and not _NO_NAME.search(name) and not _SEPARATORS.fullmatch(name)
