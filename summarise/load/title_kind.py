"""Recognises texts that are not valid replies by title or mark: templates, forms, covering notes, void letters."""

from __future__ import annotations

from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["unlike_by_title"]

_OPENING: Final = 200
"""Number of characters at the beginning, and at the end, in which titles and marks are looked for."""
_TITLES: Final = 6
_LONGEST_TITLE: Final = 80
_ANSWER: Final = "(?:[答回批][复復覆]|[复復]函|[复復]文)"
_SAMPLE: Final = "(?:参考)?(?:格式|(?<!示)范文|(?<!示)范本|范例|模板|样本|样例|样式|样稿|文本)"
_TEMPLATE: Final = lazy_pattern(
    rf"{_ANSWER}[^，。、的\n]{{0,8}}{_SAMPLE}(?![^\n]{{0,30}}(?:提案|建议|议案)[^\n]{{0,8}}{_ANSWER})"
    rf"|[（(【\[〔]\s*(?:参考)?{_SAMPLE}\s*[\d一二三四五六]?\s*[）)】\]〕]"
    rf"|^\s*{_SAMPLE}\s*[\d一二三四五六]?\s*[:：]"
)
_FORM: Final = lazy_pattern(
    r"(?:征[询求]意见|意见征[询求]|意见反馈|反馈意见|(?:办理|答[复覆])[^，。\n]{0,6}反馈|满意[度率](?:测评|评价|调查)?)[表单]\s*$"
)
_NOTE: Final = lazy_pattern(
    r"(?:交办|转办|分办|督办|催办)(?:工作)?(?:通知书?|单|函|件)\s*$|(?:交办|转办|分办|督办|催办)[^，。\n]{1,50}的(?:通知|函)\s*$"
)
_IS_ANSWER: Final = lazy_pattern(rf"{_ANSWER}(?:意见|情况)?的?函?\s*(?:[（(【〔][^\n]*)?$")
_VOID_WORDS: Final = "(?:作废|作廢|废止|廢止|失效|撤销|撤銷|撤回)"
_VOID: Final = lazy_pattern(
    rf"(?:(?<![基根样文])本|此)(?:{_ANSWER}|[函件]|(?<!此)文|文(?!件)|信(?![息用]))[^。，；\n]{{0,8}}{_VOID_WORDS}"
)
"""Matches a statement that this reply is void. 本文件 means the reply itself; 此文件 is a document named before."""
_MARK: Final = lazy_pattern(
    rf"[【（(\[〔]\s*(?:已|现已|已经)?{_VOID_WORDS}\s*[】）)\]〕]|^\s*(?:已|现已){_VOID_WORDS}\s*$"
)


def unlike_by_title(text: str) -> str:
    """Return why the title or a mark such as （作废） shows that a text is not a valid reply; "" if neither does."""
    titles = _titles(text)
    marks = [mark for line in titles if (mark := _MARK.search(line))]
    if void := _VOID.search(text[:_OPENING]) or _VOID.search(text[-_OPENING:]) or (marks[0] if marks else None):
        return f"a reply that no longer holds: it says “{void[0].strip()}”"
    if any(_TEMPLATE.search(line) for line in titles):
        return "a template, as its title says"
    if not any(_IS_ANSWER.search(line) for line in titles):
        if any(_FORM.search(line) for line in titles):
            return "a form that asks what a reply is worth, as its title says"
        if any(_NOTE.search(line) for line in titles):
            return "a note that hands a proposal on, as its title says"
    return ""


def _titles(text: str) -> list[str]:
    """Return the first lines of a text, up to the first salutation or sentence."""
    found: list[str] = []
    for line in text[:_OPENING].split("\n")[: 2 * _TITLES]:
        if len(line) > _LONGEST_TITLE or line.rstrip().endswith(("：", ":", "。")):
            break
        if line.strip():
            found.append(line)
    return found[:_TITLES]
