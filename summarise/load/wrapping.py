"""Joins lines that were broken inside a sentence, at a fixed width or by hand."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["BARE_NUMBER", "WRITTEN_DAY", "Broken", "goes_on", "is_wrapped", "unbroken"]

_LATIN: Final = lazy_pattern("[A-Za-z]")
_NARROWEST: Final = 30  # columns; a letter set narrower is a table or a poem
_WIDEST: Final = 132
_MOST_GROUP: Final = 24
_INDENT: Final = 2  # columns
_FULL_LINES: Final = 2  # lines that reach the margin and stop inside a sentence
_SURE_LINES: Final = 4
"""The same, in a text without indented lines; a line that is cut where no author ends one counts twice."""
_STRAYS: Final = 2  # lines at the margin that a line outweighs which ends short of it without a stop
_CLOSES: Final = lazy_pattern(r"(?:特此|专此|此致|此复|此函|敬礼|谨此|以上)[^，。；]{0,6}[。！]?")
_ENDED: Final = "。！？；：!?;:”』」…"
_MOST_ABOVE: Final = 8  # lines of a title, with the number of the letter, above the salutation
_HEAD: Final = lazy_pattern(
    r"(?:[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,3}[章节条，、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．)）](?!\d)"
    r"|[①-⑳]|[-—·•●◆■▪*>#|+]|附\s*件|抄\s*[送报]|联\s*系|此\s*[致复函]|特此|专此|[^\s，。；：:]{1,12}[:：])"
)
_NUMBER_ALONE: Final = lazy_pattern(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、]|[①-⑳]"
)
BARE_NUMBER: Final = lazy_pattern(r"\s*\d{1,3}\s*")
"""Matches a line that is a number alone, which may be that of a page or a part of another."""
WRITTEN_DAY: Final = lazy_pattern(r"[\d〇○零一二三四五六七八九十]{4}\s*年.{1,4}月.{1,4}日")
"""Matches a complete date, in digits or in Chinese characters."""
_GROUP: Final = lazy_pattern(r"[“‘（《〈【〔(\[]*(?:[\x21-\x7e]+|.)[，。、；：！？”’）》〉】〕%％)\]]*")
_CLOSING: Final = lazy_pattern(r"[，。、；：！？”’）》〉】〕%％‰℃)\]]")
_OPEN_END: Final = lazy_pattern(r"[，、（《〈【〔“‘(\[－—~～至和与及或的]$")
_NEVER_LAST: Final = lazy_pattern(
    r"(?:^|[。；，、])[^。；：:]*(?:(?:[年月日底末季度]|\d|学)(?:之|以)?前|[将把拟被]|(?:\d|[一二三四五六七八九十两]年)[年月日]?(?:之|以)?内|期间)$"
    r"|[。；，](?:到|至|在|于)?(?:(?:19|20)\d\d年|今年|明年|年|当年)(?:[上下]半年|第?[一二三四]季度|年?[内底末]|\d{1,2}月[底末]?)?$"
)
"""Matches a line that ends with a date by which something happens, or with a word that its verb or object follows."""
_BEGINS_WITH_A_COUNT: Final = lazy_pattern(
    r"\d[\d,.，]*\s*(?:[个所家名人件条座处户台套项辆场次份间栋幢米吨亩元万亿千百%％‰]|公里|平方|立方)"
)
_CLAUSE_LENGTH: Final = 80
"""Characters at the end of a line in which its last clause is looked for."""
_LAST_LINES: Final = 4
"""Lines at the end of a paragraph that are looked at to tell whether its sentence goes on."""
_PAUSE: Final = lazy_pattern("[，。；]")
_CLAUSE: Final = lazy_pattern(r"[，、]")
_SALUTATION: Final = lazy_pattern(r"^(?:尊敬的)?.{1,30}(?:代表|委员|同志|先生|女士)[，,]?(?:您好|你好)?[！!：:]?$")


class Broken(NamedTuple):
    """A line of a document that may continue the line before it."""

    text: str
    """The text of the line, including white space at its beginning that is visible."""
    by_hand: bool = False
    """True if a line break, and not the end of a paragraph, precedes the line."""

    @property
    def indented(self) -> bool:
        """True if the line begins with white space of at least two columns, as the first line of a paragraph does."""
        if not self.text[:1].isspace():
            return False
        return _columns(self.text) - _columns(self.text.lstrip()) >= _INDENT


def unbroken(lines: Sequence[Broken], *, strip: bool = True) -> list[str]:
    """Return the texts of the lines, with the lines of one paragraph joined.

    If `strip` is True, white space around each result is removed. If a heading's number is alone on a line, it is then
    joined to the next line.
    """
    texts = []
    for group in _groups(lines, numbers=strip):
        parts = [lines[group[0]].text]
        for number in group[1:]:
            before, behind = parts[-1].rstrip(), lines[number].text.lstrip()
            spaced = _LATIN.match(before[-1:]) and _LATIN.match(behind[:1])
            parts[-1:] = [before, " " if spaced else "", behind]
        text = "".join(parts)
        texts.append(text.strip() if strip else text)
    return texts


def _groups(lines: Sequence[Broken], *, numbers: bool = True) -> list[list[int]]:
    """Return the indices of the lines in groups, one group for each paragraph, in their order."""
    ends = _wrapped(lines)
    if not (ends or numbers or any(line.by_hand for line in lines)):
        return [[number] for number in range(len(lines))]
    groups: list[list[int]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        follows = before is not None and (
            number - 1 in ends
            or (line.by_hand and goes_on(_end_of([lines[at].text for at in groups[-1][-_LAST_LINES:]]), line))
            or (numbers and _NUMBER_ALONE.fullmatch(before.text.strip()) and not _HEAD.match(line.text.strip()))
        )
        if follows:
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _end_of(texts: Sequence[str]) -> str:
    """Return the last lines of a paragraph as one text, in which a clause that runs over several of them is whole."""
    return "".join(text.strip() if at else text.rstrip() for at, text in enumerate(texts))


def is_wrapped(lines: Sequence[Broken]) -> bool:
    """Return True if some of the lines end at a fixed margin and continue in the next line."""
    return bool(_wrapped(lines))


def _wrapped(lines: Sequence[Broken]) -> set[int]:
    """Return the indices of lines that end at a fixed margin and continue in the next line.

    Return no indices if there is no such margin.
    """
    if any(len(line.text.rstrip()) > _WIDEST for line in lines):  # so has it columns
        return set()
    return max((_wrapped_by(lines, measure) for measure in (_columns, len)), key=len)


def _wrapped_by(lines: Sequence[Broken], measure: Callable[[str], int]) -> set[int]:
    widths = [measure(line.text.rstrip()) for line in lines]
    body = 1 + next((at for at, line in enumerate(lines[:_MOST_ABOVE]) if _SALUTATION.match(line.text.strip())), -1)
    margin = max(widths[body:], default=0)  # a title may be longer
    slack = measure("汉汉")
    narrowest, widest = (_NARROWEST, _WIDEST) if measure is _columns else (_NARROWEST // 2, _WIDEST // 2)
    if not narrowest <= margin <= widest:
        return set()
    ends = set()
    inside: list[int] = []
    stray = 0
    apart = _alone(lines)
    for number, (line, following) in enumerate(pairwise(lines)):
        if not line.text.strip() or not following.text.strip() or following.indented or " | " in line.text:
            continue
        if {number, number + 1} & apart:
            continue
        group = _GROUP.match(following.text)
        room = min(measure(group[0]), _MOST_GROUP) if group else 0
        ended = line.text.rstrip()[-1] in _ENDED
        if widths[number] + room + slack <= (margin if number >= body else max(widths)):
            stray += not (ended or _HEAD.match(line.text.lstrip()))
            continue
        if ended and _begins_anew(following.text):
            continue
        ends.add(number)
        if not ended:
            inside.append(number)
    return ends if _shows_a_margin(lines, widths, inside, stray) else set()


def _shows_a_margin(lines: Sequence[Broken], widths: Sequence[int], inside: Sequence[int], stray: int) -> bool:
    """Return True if there is evidence that lines are cut at a margin, and do not just happen to be as long.

    Args:
        lines: all lines.
        widths: the width of each line.
        inside: the indices of lines that reach the margin and stop inside a sentence.
        stray: the number of lines before other lines that end short of the margin, and yet with no stop.

    """
    if any(line.indented for line in lines):  # and what follows each of `inside` is not
        sure = inside and _CLAUSE.search(lines[inside[0]].text) and _PAUSE.search(lines[inside[0] + 1].text)
        return stray <= len(inside) if len(inside) >= _FULL_LINES else bool(sure) and not stray
    if len(inside) < _FULL_LINES:
        return False
    torn = sum(_is_torn(lines[number].text.rstrip(), lines[number + 1].text) for number in inside)
    alike = max(Counter(widths[number] for number in inside).values()) - 1
    return len(inside) + torn + alike >= _SURE_LINES + _STRAYS * stray


def _is_torn(before: str, following: str) -> bool:
    """Return True if no author ends a line between two texts: inside a number, before a comma, behind 和."""
    if _CLOSING.match(following) or _OPEN_END.search(before) or _BEGINS_WITH_A_COUNT.match(following):
        return True
    return before[-1:].isdecimal() and following[:1].isdecimal()


def _alone(lines: Sequence[Broken]) -> set[int]:
    """Return the indices of lines that continue no line and that no line continues.

    These are salutations, days, closing words and numbers of pages, which may also be parts of numbers.
    """
    patterns = (BARE_NUMBER, _SALUTATION, WRITTEN_DAY, _CLOSES)
    texts = (line.text.strip() for line in lines)
    return {number for number, text in enumerate(texts) if any(pattern.fullmatch(text) for pattern in patterns)}


def _begins_anew(text: str) -> bool:
    """Return True if a line after a full stop is a heading or signature, and not the paragraph's next sentence."""
    return bool(_HEAD.match(text)) or not _PAUSE.search(text)


class _Widths(dict[str, int]):
    """A cache of the width of each character in columns: 2 for a wide character, else 1."""

    def __missing__(self, character: str) -> int:
        self[character] = width = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def _columns(text: str) -> int:
    return sum(map(_WIDTHS.__getitem__, text))


def goes_on(before: str, line: Broken) -> bool:
    """Return True if `line` seems to continue the sentence at the end of `before`, the previous line."""
    before, text = before.rstrip(), line.text
    if not before or not text or line.indented or " | " in before or " | " in text or _SALUTATION.match(before):
        return False
    if _CLOSING.match(text):
        return True
    if before[-1] in _ENDED or _HEAD.match(text) or WRITTEN_DAY.match(text):
        return False
    awaits = _NEVER_LAST.search(before[-_CLAUSE_LENGTH:]) and _PAUSE.search(text)
    if awaits or _OPEN_END.search(before) or _BEGINS_WITH_A_COUNT.match(text):
        return True
    if before[-1].isdecimal() and re.match(r"[%％‰万亿个]|\d", text):
        return True
    in_heading = _HEAD.match(before) and "。" not in before
    return bool(not in_heading and _CLAUSE.search(before) and _PAUSE.search(text))
