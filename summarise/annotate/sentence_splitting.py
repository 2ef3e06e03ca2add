"""Split a text into units; a unit ends with 。！？； or at the end of a line. Headings are units too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from summarise.annotate.markers import SECTION_MARKER, marker_at
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Unit", "find_units"]

_LINE = lazy_pattern(r"[^\n\r\v\f\x85\u2028\u2029]+")
_END = lazy_pattern(
    r"[。！？；…!?;](?:(?<=[。！？；…])(?<!……)[。！？；…]*(?<=[。！？；])"
    r"|(?<=[\u4e00-\u9fff%”’」』)）】》][!?;])[!?;]*(?![A-Za-z&#/=]))[”’」』)）】》\"']*"
)
_LETTER = lazy_pattern(r"[^\W_]")
_SECTION = lazy_pattern(r"\s(?=" + SECTION_MARKER + ")")
_SALUTATION = lazy_pattern(
    r"^(?:尊敬的|敬爱的)?[^，。；:\n]{1,40}?(?:代表团?|委员|政协|[委办局会])(?:\([^)]*\))?:(?=\s*\S)"
)
_INNER_SALUTATION = lazy_pattern(r"(?<=[\s|])(?=(?:尊敬的|敬爱的)?[\u4e00-\u9fff*、×○ ]{1,30}(?:代表|委员):)")
_PARTED_NAME = lazy_pattern(r"[、,，][\u4e00-\u9fff] *$")
"""The first character of a name of two characters that is printed with a space in it."""
_RECEIPT = lazy_pattern(
    r"(?:答复|函复|回复|复函|答复意见|办理情况|有关情况|情况汇报|情况报告|情况说明)(?:汇报|报告|说明|回复|答复"
    r"|函告|通报)?如下 ?[:。]"
)
_HEADING_REACH = 36
_MIN_REST = 8
_MOST_LEADS = 4
_MIN_HEAD = 4
_WHITE = lazy_pattern(r"\s+")
_SIGN = lazy_pattern(r"[，。；:！？、]")


class Unit(NamedTuple):
    """A sentence or heading without white space at its ends, from `start` to `end` (exclusive).

    `line` counts from 0.
    """

    start: int
    end: int
    line: int


def find_units(folded: str) -> list[Unit]:
    """Return the units of a text in order; they cover all visible characters and do not overlap.

    `folded` is the text, normalised by `fold`.
    """
    units: list[Unit] = []
    for number, line in enumerate(_LINE.finditer(folded)):
        for start, end in _at_signs(folded, line.start(), line.end()):
            text = folded[start:end]
            parts = text.split(maxsplit=1)
            if len(parts) == 1 and ":" not in text and "如下" not in text:  # nothing in it that could be set apart
                begin = start + text.index(parts[0])
                units.append(Unit(begin, begin + len(parts[0]), number))
            elif parts:
                units.extend(_visible(folded, _at_headings(folded, start, end), number))
    return units


def _visible(folded: str, pieces: Iterable[tuple[int, int]], line: int) -> Iterator[Unit]:
    for start, end in pieces:
        text = folded[start:end]
        if visible := text.strip():
            begin = start + len(text) - len(text.lstrip())
            yield Unit(begin, begin + len(visible), line)


def _at_signs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = looked = start
    for match in _END.finditer(folded, start, end):
        if _LETTER.search(folded, looked, match.start()):
            yield at, match.end()
            at = match.end()
        looked = match.end()
    if at < end:
        yield at, end


def _at_headings(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split off a salutation, a receipt and numbered headings that share a line with other text; yield all parts."""
    at = start
    for match in _SECTION.finditer(folded, start, end):
        yield from _lead(folded, at, match.end())
        at = match.end()
    yield from _lead(folded, at, end)


def _lead(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split off a title, a salutation and a receipt, and then a heading, from the beginning of a line; yield all parts.

    At most `_MOST_LEADS` parts are split off before the heading.
    """
    for _ in range(_MOST_LEADS):
        cut = _lead_end(folded[start:end])
        if cut is None:
            break
        yield start, start + cut
        start += cut
    if (cut := _heading_end(folded[start:end])) is not None:
        yield start, start + cut
        start += cut
    yield start, end


def _lead_end(text: str) -> int | None:
    """Return the end of the first part of a line: text in front of a salutation, a salutation, or a receipt.

    Return None if the line has no salutation and no receipt.
    """
    if "代表:" in text or "委员:" in text:
        inner = _INNER_SALUTATION.search(text)
        if (
            inner
            and len(text[: inner.start()].strip(" |")) >= _MIN_REST
            and not _PARTED_NAME.search(text[: inner.start()])
        ):
            return max(inner.start(), text[: text.index(":", inner.start())].rfind(" ") + 1)
    for pattern, sign in ((_SALUTATION, ":"), (_RECEIPT, "如下")):
        found = pattern.search(text) if sign in text else None
        if found and len(text) - found.end() >= _MIN_REST:
            return found.end()
    return None


def _heading_end(text: str) -> int | None:
    """Return where the text behind a numbered heading without punctuation begins; None if there is no such heading.

    White space must separate the heading from the text.
    """
    lead = len(text) - len(text.lstrip())
    marker = marker_at(text, lead)
    if marker is None or marker.rank > 4:  # noqa: PLR2004 - 一是 and 首先 never stand alone
        return None
    for match in _WHITE.finditer(text, marker.end, marker.end + _HEADING_REACH + 8):
        head = text[marker.end : match.start()].strip()
        if head[-1:].isdigit() or (head[-1:] in "年月" and text[match.end() : match.end() + 1].isdigit()):
            continue  # the unit of a number follows, or the month of a year
        if len(head) >= _MIN_HEAD and len(text) - match.end() >= _MIN_REST and not _SIGN.search(head):
            return match.end()
    return None
