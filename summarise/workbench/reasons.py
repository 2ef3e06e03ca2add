"""Why something was refused, in the page's language."""

from __future__ import annotations

import re

from summarise.errors import SummariseError

__all__ = ["reason"]

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
    """The kind of refusal in Chinese, with the words that it is about; the message itself for a kind without one."""
    said = _REASONS.get(error.kind)
    if said is None:
        return error.message
    words = "、".join(dict.fromkeys(re.findall(r"“([^”]{1,60})”", error.message)))
    return f"{said}：“{words}”" if words else said
