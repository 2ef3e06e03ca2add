"""Tell what a phrase next to a number can be: a process, an attribute, a general noun, or only a verb."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = ["DONE", "is_attribute", "is_general", "is_only_verbs", "is_process", "names_nothing"]

_ATTRIBUTE = lazy_pattern(
    r"(?:覆盖|治理|处理|收集|转化|完成|合格|达标|收缴|办结|漏损|利用)率|比例|占比|面积|投资"
    r"|[^，。]{0,3}(?:规模|容量|能力|产能|产值|里程|库容|水量)|床位数?|[首一二三四]期"
)
DONE = r"(?:续建|改?扩建|改建|改造(?:提升)?|提升改造|更换|维修|修缮|整治|清淤|疏浚|硬化|加装|投产|开工)"
"""Pattern of processes that are done to a thing."""
_PROCESS = lazy_pattern(DONE)
_GENERAL = lazy_pattern(
    r"小区|项目|行业|乡镇|路口|站点|单位|社区|城市|村|学校|小学|中学|场地|机组|企业|终端|管道|红绿灯|泊位|片区|点位|户"
)
_ONLY_VERBS = lazy_pattern(
    r"(?:目前|已|下一?步|接下来|今后|分别|(?:19|20)\d\d年的?|再|先行|首批|累计|合计|全年|每年|年均|年底前?|[一二两三四五]年|力争|重点|全部|其余|其他|剩余|目前有|达到?|到)*"
    r"(?:补齐|选择|选|招录|招聘|扩展|扩大|推广|覆盖|制修订|完成|办|举办|开展|实施|安排|切块|发放|补|建|装|目标)?"
)


def is_attribute(said: str) -> bool:
    """Return True for an attribute such as 覆盖率, which means nothing without the thing that it belongs to.

    总投资 and 建筑面积 are clear alone.
    """
    return _ATTRIBUTE.fullmatch(said) is not None


def is_process(said: str) -> bool:
    """Return True for what is done to a thing, without the thing: 改造."""
    return _PROCESS.fullmatch(said) is not None


def is_general(said: str) -> bool:
    """Return True for a general noun such as 项目, to which the verb must be added to say what is counted."""
    return _GENERAL.fullmatch(said) is not None


def is_only_verbs(said: str) -> bool:
    """Return True for a phrase that only says that something is done, or when, and names no thing."""
    return _ONLY_VERBS.fullmatch(said) is not None


def names_nothing(indicator: str) -> bool:
    """Return True if an indicator does not say what is counted.

    It is then empty, a process (改造) or a general noun (项目).
    """
    return not indicator or is_general(indicator) or is_process(indicator)
