"""Tell a date of the replying side's own act from one of a plan or a request of others: 2026年3月印发的方案."""

from __future__ import annotations

from summarise.annotated import DateExpression
from summarise.engines.rules.clauses import NEAR
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_of_others", "is_of_our_act"]

_OF_OTHERS = lazy_pattern(
    r"[^，。；:]{0,30}?(?:基础上|的(?:要求|建[议议]|意[见见]|提案|部署|精神)"
    r"|(?:要求|建[议议]|意[见见]|提案)(?=[，。；:]|$))"
    r"|(?:(?!完成|落实|实施|贯彻|推进|执行)[^，。；:]){0,10}(?:提出|印发|下发|出台|发布|颁布|制[定订])的"
)
"""Words behind a date that belongs to a plan or a request of others."""
_ON_OTHERS = lazy_pattern(
    r"(?:对(?!此)|[按据您贵]|围绕|落实|针对|结合|关于|代表|委员|提[出案]|建[议议]|要求)[^，。；:]*$"
)
"""Words in front of such a date: 对您提出的2026年底前…."""
_WE = lazy_pattern(
    r"(?:^|[，。；])(?:下一?步|下一?阶段|接下来)?，?我(?:[局市县区委办厅部院省州]|们)(?:将|计划|拟|力争|确保|争取)?[在于到至]?$"
)
"""Words in front of a date of the replying side's own act."""


def is_of_others(text: str, begin: int, found: DateExpression) -> bool:
    """Return True if a date belongs to a plan or a request: 在2025年工作基础上, 按照2026年底前完成的建议.

    `text` is the normalised text of the document, and the sentence begins at offset `begin`.
    """
    before = text[max(begin, found.start - NEAR) : found.start]
    return _OF_OTHERS.match(text, found.end) is not None or _ON_OTHERS.search(before) is not None


def is_of_our_act(text: str, begin: int, found: DateExpression) -> bool:
    """Return True if a date inside a sentence says by when the replying side acts: 我局计划2025年底前完成….

    `text` is the normalised text of the document, and the sentence begins at offset `begin`.
    """
    before = text[max(begin, found.start - NEAR) : found.start]
    limits = text[found.end - 1] in "前底末内"
    return (limits or _WE.search(before) is not None) and not is_of_others(text, begin, found)
