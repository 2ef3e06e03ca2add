"""Splits a text that holds several letters, each recognised by its salutation or title and its phrase of receipt."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern
from summarise.load.receipt import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarise.document import Document

__all__ = ["letters_in"]

_RECEIPT: Final = lazy_pattern(
    rf"{RECEIPT}|(?:汇报|函告|报告|告知|说明)如下|(?:提案|建议|议案)[^。]{{0,6}}已?收到|交由?我[^，。]{{1,8}}[办辦]理"
)
_OF_RECEIPTS: Final = lazy_pattern("悉|如下|收到|交由?我")
"""Matches words of which every phrase of receipt contains one. Few other lines do, so this is a fast first check."""
_SALUTATION: Final = lazy_pattern(
    r"^(?:尊敬的|敬爱的)?[^。；！？，:：]{0,160}(?:代表|委[员員]|先生|女士|同志|政协|人大|委员会|工委|办公室|局|厅|政府)"
    r"(?:们|团|同志)?(?:[（(][^）)]{1,12}[）)])?(?:[，,]?(?:您|你们?)好[！!]?)?[:：]"
)
_TITLE: Final = lazy_pattern(
    r"^[^。；]{0,90}(?:提案|建议|建議|议案|代表|委员|来信|第\s*\d+\s*号)[^。；]{0,60}(?:答[复復覆]|回[复復]|[复復]函|函[复復]|意见|情况|函)"
    r"(?:[（(][^）)]{0,20}[）)])?$"
)
_IN_ORDER: Final = lazy_pattern(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]")
"""Matches a number before a title. Headings inside a letter have one and may look like the title of a reply."""
_OF_ONE_PROPOSAL: Final = lazy_pattern(r"第\s*[A-Z]?\d+\s*号")
_BARE_RECEIPT: Final = lazy_pattern(
    r"^(?:您|你)们?(?:好[！!，,])?[^。]{0,20}(?:提出|反映|关于|的)[^。]{0,120}(?:收悉|收到)"
)
_DAY: Final = lazy_pattern(
    r"^[^。]{0,30}(?:(?:19|20)\d\d|二[〇零○O0][〇零○O0一二三四五六七八九]{2})\s*年[^。]{1,12}[日号][^。]{0,4}$"
)
_TAIL: Final = lazy_pattern(
    r"^[（(]?(?:(?:再次)?感谢|联系(?:单位|人|电话)|抄[送报]|附件?|电话|经办人|承办人|主题词|此[复函致]|特此|敬礼|第?\s*\d+\s*页)|\d{6,}"
)
_ENDS: Final = ("。", "！", "；", "？", ".", "!", ";", "?")
_LONGEST_HEAD: Final = 90
_LONGEST_SALUTATION: Final = 180
_REACH: Final = 8
"""Maximum number of lines between the salutation or title of a letter and its phrase of receipt."""
_HEAD_LINES: Final = 8
_ALIKE: Final = 0.8
"""Share of the shorter text that must equal the beginning of the other for both to be the same letter."""
_LEAST: Final = 60
"""Least number of characters after the phrase of receipt of a letter."""


class _Line(NamedTuple):
    start: int
    text: str


def letters_in(document: Document) -> tuple[Document, ...]:
    """Return each letter in the text as a document of its own, with the sources `source#1`, `source#2` and so on.

    The result is the unchanged document if it holds one letter, the same letter twice, or a letter with fewer than 60
    characters of body. Doubtful spans are moved to the offsets of the new texts.
    """
    received = [found.start() for found in _OF_RECEIPTS.finditer(document.text)]
    if not received or "\n" not in document.text[received[0] : received[-1]]:
        return (document,)
    lines = _lines(document.text)
    starts = _starts(lines)
    if len(starts) < 2:  # noqa: PLR2004 - one letter
        return (document,)
    ends = [*starts[1:], len(document.text)]
    texts = [document.text[start:end].strip("\n") for start, end in zip([0, *starts[1:]], ends, strict=True)]
    if _has_one_twice(texts) or any(len(_body(text)) < _LEAST for text in texts):
        return (document,)
    caveats = tuple(caveat for caveat in document.caveats if caveat.kind != "several_letters")
    found, at = [], 0
    for number, text in enumerate(texts, start=1):
        at = document.text.index(text, at)
        doubtful = tuple(
            replace(one, start=one.start - at, end=one.end - at)
            for one in document.doubtful
            if at <= one.start < at + len(text)
        )
        name = f"{document.source}#{number}"
        found.append(replace(document, source=name, text=text, caveats=caveats, doubtful=doubtful))
        at += len(text)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_Line(at, line.strip(" \t\u3000*#>")))
        at += len(line) + 1
    return found


def _starts(lines: Sequence[_Line]) -> list[int]:
    """Return the offset at which each letter begins, including the titles above its salutation or phrase of receipt."""
    starts: list[int] = []
    last = -1
    for index, line in enumerate(lines):
        if not (_OF_RECEIPTS.search(line.text) and _RECEIPT.search(line.text)):
            continue
        opening = _opening(lines, index, last)
        if opening is not None:
            starts.append(lines[_first_of_head(lines, opening, last)].start)
        if opening is not None or not starts:
            last = index
    return starts


def _opening(lines: Sequence[_Line], receipt: int, last: int) -> int | None:
    """Return the index of the line with the salutation or title that belongs to a phrase of receipt.

    Return None if there is no such line after line `last`; the phrase then belongs to the previous letter.
    """
    for index in range(receipt, max(last, receipt - _REACH - 1), -1):
        text = lines[index].text
        if _SALUTATION.match(text) and (index == receipt or len(text) <= _LONGEST_SALUTATION):
            return index
    for index in range(receipt - 1, max(last, receipt - _REACH - 1), -1):
        text = lines[index].text
        if len(text) > _LONGEST_HEAD + 30 or not _TITLE.match(text):
            continue
        if not _IN_ORDER.match(text) or _OF_ONE_PROPOSAL.search(text) or "悉" in lines[receipt].text:
            return index
    dated = receipt > 0 and receipt - 1 > last and _DAY.match(lines[receipt - 1].text)
    return receipt if dated and _BARE_RECEIPT.match(lines[receipt].text) else None


def _first_of_head(lines: Sequence[_Line], opening: int, last: int) -> int:
    first = opening
    while first - 1 > last and opening - first < _HEAD_LINES:
        above = lines[first - 1].text
        if len(above) > _LONGEST_HEAD or above.endswith(_ENDS) or _DAY.match(above) or _TAIL.match(above):
            break
        first -= 1
    return first


def _has_one_twice(texts: Sequence[str]) -> bool:
    """Return True if two of the texts are the same letter; other text of the page may follow it."""
    return any(
        second.startswith(first[: int(_ALIKE * min(len(first), len(second)))])
        for first, second in pairwise(sorted(map(_said, texts)))
    )


def _said(text: str) -> str:
    """Return a text from the line with the phrase of receipt, without spaces; "" if there is no such phrase."""
    found = _RECEIPT.search(text)
    return "".join(text[text.rfind("\n", 0, found.start()) + 1 :].split()) if found else ""


def _body(text: str) -> str:
    found = _RECEIPT.search(text)
    return "".join(text[found.end() :].split()) if found else ""
