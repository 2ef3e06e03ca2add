"""Comparator words on both sides of a number."""

from __future__ import annotations

import re

from summarise.record import Comparator

__all__ = ["comparator_after", "comparator_before"]

# Word → comparator, and whether the word belongs to the quote. 突破 and 控制在 are verbs: they compare from outside.
_BEFORE: tuple[tuple[str, Comparator, bool], ...] = (
    ("不少于", ">=", True),
    ("不低于", ">=", True),
    ("不小于", ">=", True),
    ("至少", ">=", True),
    ("起码", ">=", True),
    ("≥", ">=", True),
    ("不超过", "<=", True),
    ("不超", "<=", True),
    ("不高于", "<=", True),
    ("不大于", "<=", True),
    ("不多于", "<=", True),
    ("至多", "<=", True),
    ("最多", "<=", True),
    ("≤", "<=", True),
    ("控制在", "<=", False),
    ("超过", ">", True),
    ("超出", ">", True),
    ("超", ">", True),
    ("逾", ">", True),
    ("多于", ">", True),
    ("高于", ">", True),
    ("大于", ">", True),
    ("上", ">=", True),
    ("突破", ">", False),
    (">", ">", True),
    ("低于", "<", True),
    ("少于", "<", True),
    ("小于", "<", True),
    ("不足", "<", True),
    ("不到", "<", True),
    ("接近", "<", True),
    ("将近", "<", True),
    ("近", "<", True),
    ("<", "<", True),
    ("大约", "~", True),
    ("约", "~", True),
    ("大概", "~", True),
)
_FIRST_BY_LAST = {word[-1]: [entry for entry in _BEFORE if entry[0][-1] == word[-1]] for word, _, _ in _BEFORE}
_PART_OF_A_WORD = {
    "约": "节合预条特签公违简制解大",
    "近": "附邻靠最临新远接将",
    "超": "赶反高入",
    "上": "以线网市马晚早路",
    "逾": "",
}
"""Characters before a comparator that make another word of it: 节约5万元 is no approximation."""

_LINK = re.compile(r"(?:达到了?|达|到|为|了|至|有| )?$")
_AFTER = re.compile(r"[ (]?(?:含)?(及以上|以上|及以下|以下|以内|之内|左右|上下)(?:\(含\)|\))?")
_SUFFIX: dict[str, Comparator] = {
    "及以上": ">=",
    "以上": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    "之内": "<=",
    "左右": "~",
    "上下": "~",
}
_LIMIT = re.compile(r"^内(?=[^容部外涵在地需存蒙河江环阁政径饰])")


def comparator_before(folded: str, start: int) -> tuple[int, Comparator | None]:
    """Where the quote begins, and what the words in front of the number say."""
    head = folded[max(0, start - 8) : start]
    link = _LINK.search(head)
    cut = head[: link.start()] if link and link.group() else head
    for candidate in (head, cut):
        for word, comparator, quoted in _FIRST_BY_LAST.get(candidate[-1:], ()):
            if word == "上" and folded[start] not in "百千万":
                continue
            if candidate.endswith(word) and not _belongs_to_a_word(candidate, word):
                begin = start - len(head) + len(candidate) - len(word)
                return (begin if quoted else start), comparator
    return start, None


def _belongs_to_a_word(head: str, word: str) -> bool:
    before = head[: -len(word)][-1:]
    if word == "上" and before:
        return True if before in _PART_OF_A_WORD["上"] else False
    return bool(before) and before in _PART_OF_A_WORD.get(word, "")


def comparator_after(folded: str, end: int, unit: str) -> tuple[int, Comparator | None]:
    """Where the quote ends, and what the words behind the unit say."""
    found = _AFTER.match(folded, end)
    if found and not folded.startswith("学历", found.end()):
        return found.end(), _SUFFIX[found[1]]
    if unit in ("天", "日", "小时", "分钟", "个工作日", "工作日", "个月", "%") and _LIMIT.match(folded[end : end + 2]):
        return end + 1, "<="
    return end, None
