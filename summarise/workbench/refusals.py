"""Tells in Chinese, for the page, why an act was refused, an error occurred, or a gold label is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from summarise.errors import NotGrounded, SummariseError
from summarise.language import in_chinese
from summarise.review.fold import Moved
from summarise.workbench.calls import Refused

__all__ = ["question", "reason", "refusing"]

_REASONS = {
    "body_not_in_evidence": "本句和它所接的上一句里没有这个单位",
    "deadline_out_of_scope": "这个日期已过，或不在本句、本点、上面的标题里",
    "indicator_not_in_evidence": "指标要用本句、本点或标题里的词",
    "target_outside_commitment": "这个数字所在的句子不是承诺",
    "not_the_reply": "这句是版面或提案方的话，不属于答复",
    "ungrounded": "原文没有这样写，或这一项已经不在了",
    "summary_replaced": "概括与原文不符",
    "topic_replaced": "议题要用原文的词",
    "not_a_reply": "不像是一件提案或建议的答复",
    "empty": "文件是空的，或没有能看见的文字",
    "scanned": "是扫描件，里面没有文字",
    "encoding": "读不出文字的编码",
    "binary": "不是文字文件",
    "too_large": "文件太大",
    "unsupported": "这种格式读不了",
    "unsafe": "文件不安全，没有打开",
    "unreadable": "文件损坏，读不出来",
    "missing": "没有找到文件",
    "service_unavailable": "模型服务没有回应，请稍后再试",
    "service_rejected": "模型服务拒绝了请求，请看密钥和额度",
    "budget_exhausted": "已到设定的费用上限",
}


def reason(error: SummariseError) -> str:
    """Return the reason of an error in Chinese, with the words that its message quotes.

    If there is no text for this kind of error, the message itself is translated.
    """
    said = _REASONS.get(error.kind)
    if said is None:
        return in_chinese(error.message)
    words = "、".join(dict.fromkeys(re.findall(r"“([^”]{1,60})”", error.message)))
    return f"{said}：“{words}”" if words else said


@contextmanager
def refusing() -> Iterator[None]:
    """Turn errors about an act that a person wants to write into refusals.

    Raises:
        Refused: the act is incomplete (400), the value that it replaces has changed (409), or the text does not support
            the result (422).

    """
    try:
        yield
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Refused(400, "bad_request", f"这个操作不完整：{'.'.join(map(str, first['loc']))}") from error
    except Moved as moved:
        raise Refused(409, "moved", "这里刚被改过，请看现在的结果", now=moved.now) from moved
    except NotGrounded as error:
        raise Refused(422, error.kind, reason(error)) from error


_QUESTIONS = (
    ("rarely stands beside another label", "标题、提案很少再带别的标签"),
    ("begins or ends with white space", "这一句首尾有空白"),
    ("has no visible text", "这一句没有能看见的字"),
    ("in a sentence that is no commitment", "目标所在的句子没有标为承诺"),
    ("the comparator is", "数字前后的“以上、约、不超过”等词与比较符号不一致"),
    ("the unit", "单位与数字里写的不一致"),
    ("the quote begins with", "数字不应包括开头的“达、到、为”"),
    ("states a year but has no day", "时限写了年份，却没有算出日期"),
    ("the last day of the year before", "“…年前”应到上一年的最后一天"),
    ("are of different years", "时限的文字和日期不是同一年"),
    ("proposal.topic", "议题太长"),
    ("proposal.number", "提案编号不全是数字"),
    ("is not written so in the text", "这一项在原文里不是这样写的"),
)


def question(doubt: str, quote: str) -> str:
    """Return a doubt about gold labels in Chinese for the page; `quote` is the text that it concerns, "" for none."""
    said = next((words for part, words in _QUESTIONS if part in doubt), in_chinese(doubt))
    return f"“{quote}”：{said}" if quote else said
