"""Read the document number of a reply, such as 青教函〔2024〕12号."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.annotate.page import Page
from summarise.lazy_pattern import lazy_pattern

__all__ = ["document_number"]

_YEAR = r"[〔\[【(（<] ?(?:1 ?9|2 ?0) ?\d ?\d ?[〕\]】)）>]"
_NUMBER = lazy_pattern(
    rf"(?<![\u4e00-\u9fff])((?:(?:[\u4e00-\u9fff] ){{2,10}}[\u4e00-\u9fff]?|[\u4e00-\u9fff]{{1,12}})"
    r"(?:\([\u4e00-\u9fffA-Z]{1,4}\))?(?:字|函|复|提|建"
    rf"|办)?:? ?(?:{_YEAR} ?(?:第 ?)?[A-Za-z\u4e00-\u9fff]?\d+(?:-\d+)? ?号)"
    r"|(?<![^\n])[\u4e00-\u9fff]{2,10}〔(?:19|20)\d\d〕 ?号(?=\n|\()"
    r"|(?<![^\n])[〔\[](?:19|20)\d\d[〕\]] ?\d+ ?号(?![^\n])"
    r"|(?<![^\n])[\u4e00-\u9fff]{2,8}(?:函|字|复)(?:19|20)\d\d(?:年|-)第?\d+号(?![^\n])"
    r"|[(（〔\[](?:19|20)\d\d[)）〕\]][\u4e00-\u9fff]{1,8}(?:字|函) ?第?\d+号)",
    re.MULTILINE,
)
_ALONE = lazy_pattern(
    r"^[ |*]*([\u4e00-\u9fff]{2,10}(?:(?:函|字|复|提)(?:19|20)(?:\d{3,6}|\d\d[〕\]-]\d{1,4})"
    r"|(?<=[^局厅委部府会])\n〔(?:19|20)\d\d〕\n?\d{1,4}号"
    r"|[〔\[](?:19|20)(?:\d{3,6}|\d\d[〕\]] ?\d{1,4}))号?)"
    r"(?=[ |*]*$| {2,}| \(?[A-D]\)|[A-D]类)",
    re.MULTILINE,
)
"""A document number on a line of its own, even if the page lost some of its signs: 路函20219, 路函〔20219,
路函〔2021〕9."""
_LABEL = lazy_pattern(r"^(?:发文)?[文字]号:? ?")
_LABELLED = lazy_pattern(r"[文字] *号[:： |]*$")
_RELIES = lazy_pattern(r"[根据按照依]")
_HEADER_WORDS = 60


def document_number(page: Page) -> str:
    """Return the reply's own document number, from a short line of `page` above the letter's text; "" if there is none.

    A number behind words such as 根据 belongs to another document. A number without words in front is returned only if
    no number has words in front.
    """
    bare = ""
    for pattern in (_NUMBER, _ALONE):
        for number in _numbers(page, pattern):
            if number[0] not in "〔[":
                return number
            bare = bare or number
    return bare


def _numbers(page: Page, pattern: re.Pattern[str]) -> Iterator[str]:
    for match in pattern.finditer(page.folded, 0, len(page.head) + len(page.opening)):
        before = page.folded[: match.start(1)].rpartition("\n")[2]
        if re.search("关于|根据|按照", match[1]) or match[1].startswith("第"):
            continue
        if (len(before.lstrip()) < _HEADER_WORDS or _LABELLED.search(before)) and not _RELIES.search(before[-12:]):
            label = _LABEL.match(match[1])
            written = page.plain.written(match.start(1) + (label.end() if label else 0), match.end(1))
            yield re.sub(r"\s", "", written)
