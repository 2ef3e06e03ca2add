"""Tell what a phrase next to a number can be: a process, an attribute, a general noun, or only a verb."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "DONE",
    "is_attribute",
    "is_doer",
    "is_general",
    "is_measure",
    "is_only_verbs",
    "is_process",
    "names_nothing",
]

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
_MEASURE = lazy_pattern(
    r"(?:校园|项目|工程)?(?:计划|规划|估算|概算|设计|预计|整体|建设)*(?:总?(?:投资|建筑面积|占地面积|用地面积|占地|面积|库容|里程|长度?|容量|规模)|全长|投入)"
)
_DOER = lazy_pattern(
    r"[^，。；的“”]{0,14}(?:[^大结格布]局|省[^，。；的“”]{2,8}厅|委|政府|妇联|残联|联合会|管委会|办事处|街道办|[市省区县]财政|公司|集团)"
    r"(?:[已将拟还再先也均]|计划|决定|承诺|同意|负责|统筹|牵头|每年|明确|批准|从|按|向)*"
)
_OF_FIRMS, _FIRMS = ("家", "户", "个"), ("公司", "集团")
_ONLY_VERBS = lazy_pattern(
    r"(?:上述|目前|已|下一?步|接下来|今后|分别|(?:19|20)\d\d年的?|再|先行|首批|累计|合计|共|全年|每年|年均|年底前?|[一二两三四五]年|力争|重点|全部|其余|其他|剩余|目前有|达到?|到|[上下]半年|[一二三四]季度)*"
    r"(?:(?:增加|提[高升]|调整|改善|好转|下降|降低|上升|扩大|缩短|压缩|压减|调增|调减)[到至为]?|新增|新建|建成|补齐|选择|选|招录|招聘|扩展|扩大|推广|覆盖|制修订|完成|办|举办|开展|实施|安排|切块|发放|补|建|装|目标)?"
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


def is_measure(said: str) -> bool:
    """Return True for a measure of a place, building or project, such as 总投资 and 占地面积."""
    return _MEASURE.fullmatch(said) is not None


def is_doer(said: str, unit: str) -> bool:
    """Return True for the name of a body that does something, and of which the number does not count any.

    An example is 县水利局计划 in 县水利局计划新建5座. With a unit such as 家, firms can be what is counted.
    """
    return not (unit in _OF_FIRMS and said.endswith(_FIRMS)) and _DOER.fullmatch(said) is not None


def is_only_verbs(said: str) -> bool:
    """Return True for a phrase that only says that something is done, or when, and names no thing."""
    return _ONLY_VERBS.fullmatch(said) is not None


def names_nothing(indicator: str) -> bool:
    """Return True if an indicator does not say what is counted.

    It is then empty, a process (改造) or a general noun (项目).
    """
    return not indicator or is_general(indicator) or is_process(indicator)
