"""The Chinese words for the fixed terms of a record, which are used everywhere."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern
from summarise.record import Commitment, Evidence, Measure, Record

__all__ = [
    "BASIS",
    "CERTAINTY",
    "COMPARISONS",
    "ENGINES",
    "NOT_LOOKED_AT",
    "PROPOSAL_KINDS",
    "SETTLED",
    "VERDICTS",
    "headline",
    "title_of",
]

BASIS = {"level": "总量", "increment": "新增", "growth": "增长", "reduction": "下降"}
CERTAINTY = {"firm": "明确", "effort": "力争", "explore": "探索"}
PROPOSAL_KINDS = {"cppcc": "政协提案", "npc": "人大建议", "": "提案建议"}
ENGINES = {"rules": "规则", "model": "模型"}
NOT_LOOKED_AT = "待核实"
"""State of a promise before a person has checked whether it was kept."""
VERDICTS = ("已兑现", "部分兑现", "推进中", "未兑现", "已调整", "无法核实")
"""The verdicts that a person can give on a promise. The program never gives one."""
SETTLED = ("已兑现", "已调整")
"""Verdicts that settle a promise, so that a past deadline needs no more attention."""
COMPARISONS = {
    ">=": "不少于",
    ">": "超过",
    "<=": "不超过",
    "<": "不足",
    "~": "约",
    "=": "等于",
    "range": "区间",
}

_UNREAD = lazy_pattern(r"\*{2,}|<[^<>]{1,40}>|\s")
"""Matches what a summary leaves out of its evidence: white space and remains of markup."""
_ENDS = "。！？；…”’」』）)."
_PAUSES = "，、：,:"


def title_of(record: Record) -> str:
    """Return the title under which a reply is listed: that of the proposal, else that of the reply, else its source.

    All three are fields of `record`.
    """
    return record.proposal.title or record.reply.title or record.document.source


def headline(item: Measure | Commitment) -> str:
    """Return the summary of `item`, with … at its end if the quoted evidence goes on after the summary."""
    summary = _UNREAD.sub("", item.summary)
    if not summary or not any(_goes_on(summary, span) for span in item.evidence):
        return item.summary
    return item.summary.rstrip().rstrip(_PAUSES) + "…"


def _goes_on(summary: str, span: Evidence) -> bool:
    _, found, rest = _UNREAD.sub("", span.quote).partition(summary)
    return bool(found and rest.strip(_ENDS))
