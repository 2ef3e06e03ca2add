"""The labels of a form that prints a proposal and its answer, such as 提案内容 and 答复内容."""

from __future__ import annotations

from summarise.annotate.line_kinds import PROPOSAL, is_prose
from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "answers_beside_its_label",
    "is_answer_label",
    "is_label_of_the_proposal",
    "is_title_of_the_proposal",
    "tells_the_result",
]

_PROPOSAL_LABEL = lazy_pattern(
    rf"^(?:[一二三四五1-5]?[、.]? ?)?[【\[(]?(?:{PROPOSAL}|来信|意见建议|代表建议|委员提案)?(?:案 ?由|案 ?据"
    rf"|(?:{PROPOSAL}|意见|来信)(?:的)?(?:内容|正文|原文|详情|全文|题目|标题|名称)|建议办法|办理建议"
    r"|提出建议|问题及建议|情况分析|存在问题及建议|分析(?:及|和)建议|具体建议)[】\])]? ?[:：|]?"
)
_RESULT = r" *\(?(?:[A-D](?![A-Za-z])|办结|满意|采纳)"
_RESULT_LABEL = lazy_pattern(rf"^(?:答复|办理|回复)(?:意见|内容|情况|结果)[:： |]{_RESULT}")
_ANSWER_LABEL = lazy_pattern(
    r"^[【\[(]?(?:答 ?复|办理|回 ?复|承办|处理|办复|办结|复函|主办)(?:单位)?(?:意见|内容|情况|结果|答复|正文"
    r"|回复|摘要)*(?:内容|意见|结果)?[】\])]? ?[:：|]? *$"
    rf"|^(?:答复|办理|回复)(?:意见|内容|情况|结果)[:： |](?!{_RESULT})"
)
_ANSWER_BESIDE = lazy_pattern(r"^[【\[(]?(?:答复|回复|办复)(?:意见|内容|情况)?(?:[】\])]?: ?|[】\]] ?)")
_OF_A_REPLY = lazy_pattern("答 ?[复覆]|回 ?复|复 ?函")
_LONGEST_LABEL = 400
_SHORTEST_ANSWER = 6
"""Minimum number of characters of a sentence of an answer that is on the line of its label."""


def is_label_of_the_proposal(text: str) -> bool:
    """Return True if the line `text` is a label in front of the proposal's own text, such as 提案内容."""
    return len(text) <= _LONGEST_LABEL and _PROPOSAL_LABEL.match(text) is not None


def is_title_of_the_proposal(text: str) -> bool:
    """Return True if the line `text` is the proposal's title behind its label (提案标题：…), not that of the reply."""
    return is_label_of_the_proposal(text) and _OF_A_REPLY.search(text) is None


def is_answer_label(text: str) -> bool:
    """Return True if the line `text` is a label in front of the answer, such as 答复内容."""
    return _ANSWER_LABEL.match(text) is not None


def answers_beside_its_label(text: str) -> bool:
    """Return True if the line `text` contains a label and the beginning of the answer (答复:1、…)."""
    found = _ANSWER_BESIDE.match(text)
    answer = text[found.end() :] if found else ""
    return is_prose(answer) or (
        len(answer) >= _SHORTEST_ANSWER and answer.endswith("。") and not tells_the_result(text)
    )


def tells_the_result(text: str) -> bool:
    """Return True if the line `text` states the class of the answer or that it was given, such as 办理结果：B."""
    return _RESULT_LABEL.match(text) is not None
