"""Printed lines back into paragraphs: page furniture out, broken lines rejoined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarise.load.characters import collapse, visible
from summarise.load.glyphs import PrintedLine

__all__ = ["Margins", "paragraphs"]

_EDGE: Final = 0.12  # share of the page's height in which running heads and page numbers stand
_EDGE_WIDTH: Final = 40  # characters of a page number at most
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·•~\s]*第?\s*\d{1,3}\s*页?\s*(?:(?:[/／,，]|共|of)\s*共?\s*\d{1,3}\s*页?)?[-—–－·•~\s]*"
)
_MARKER: Final = re.compile(
    r"[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|附件|抄送|联系人"
)
_ENDED: Final = "。！？；：”）.!?;:）"
_TITLE_SIZE: Final = 1.15  # times the body's type
_LOOSE: Final = 2.2  # ems that a full line may stop short of the margin, for a character that may not begin a line
_INDENT: Final = 0.8
_UNBROKEN: Final = re.compile(r"[\x21-\x7e]{1,40}")
_WORD: Final = re.compile(r"[A-Za-z0-9,.)]$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end."""

    left: float
    right: float


def paragraphs(pages: list[list[PrintedLine]], heights: list[float]) -> list[str]:
    """Return the paragraphs of a document printed on pages of these heights, in reading order."""
    kept = _without_running_heads(pages, heights)
    lines = [line for page in kept for line in page]
    if not lines:
        return []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    margins = _margins(lines, body)
    leading = _leading(lines)
    texts = [lines[0].text]
    for before, line in pairwise(lines):
        if _continues(before, line, margins, body, leading):
            spaced = _WORD.search(texts[-1]) and re.match("[A-Za-z]", line.text)
            texts[-1] += (" " if spaced else "") + line.text
        else:
            texts.append(line.text)
    return [text for text in (collapse(visible(text)) for text in texts) if text]


def _without_running_heads(pages: list[list[PrintedLine]], heights: list[float]) -> list[list[PrintedLine]]:
    seen: Counter[tuple[bool, str]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        seen.update({_mark(line, height) for line in page if _at_edge(line, height)})
    kept = []
    for page, height in zip(pages, heights, strict=True):
        outer = {id(line) for line in _outermost(page)}
        kept.append(
            [
                line
                for line in page
                if not (
                    _at_edge(line, height)
                    and (
                        (id(line) in outer and _PAGE_NUMBER.fullmatch(line.text[:_EDGE_WIDTH]))
                        # Left and right pages may have heads of their own.
                        or (seen[_mark(line, height)] > 1 and seen[_mark(line, height)] >= 0.4 * len(pages))
                    )
                )
            ]
        )
    return kept


def _outermost(page: list[PrintedLine]) -> list[PrintedLine]:
    by_place = sorted(page, key=lambda line: line.top)
    return by_place[:2] + by_place[-2:]


def _at_edge(line: PrintedLine, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _mark(line: PrintedLine, height: float) -> tuple[bool, str]:
    return line.top > height / 2, re.sub(r"\d+", "#", line.text)


def _margins(lines: list[PrintedLine], body: float) -> dict[int, Margins]:
    by_column: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if 0.9 * body <= line.size <= _TITLE_SIZE * body:
            by_column[line.column].append(line)
    margins = {}
    for column, members in by_column.items():
        starts = Counter(round(line.left / body * 2) for line in members)
        often = max(2, len(members) // 12)
        common = [start for start, count in starts.items() if count >= often] or list(starts)
        ends = sorted(line.right for line in members)
        margins[column] = Margins(min(common) * body / 2, ends[-1 - len(ends) // 20])
    return margins


def _leading(lines: list[PrintedLine]) -> float:
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    return steps[len(steps) // 2] if steps else 0.0


def _continues(
    before: PrintedLine, line: PrintedLine, margins: dict[int, Margins], body: float, leading: float
) -> bool:
    if abs(before.size - line.size) > 0.1 * body or max(before.cells, line.cells) > 1:
        return False
    near = before.page != line.page or before.column != line.column or line.top - before.top <= 1.6 * leading
    own, other = margins.get(line.column), margins.get(before.column)
    if own is None or other is None:
        return near and before.size > _TITLE_SIZE * body
    if before.size > _TITLE_SIZE * body:
        return near and before.page == line.page and _centred(before, own, body) and _centred(line, own, body)
    if line.left > own.left + _INDENT * body or not near:
        return False
    if _MARKER.match(line.text) and before.text[-1] in _ENDED:
        return False
    # A line that ends with a sentence is full only if nothing more fits on it.
    slack = 0.9 if before.text[-1] in "。！？" else _LOOSE
    # A number or a Latin word is not broken, so a line may stop short by its width.
    whole = _UNBROKEN.match(line.text)
    if whole and before.text[-1] not in _ENDED:
        slack += 1 + len(whole[0]) / 2
    return before.right >= other.right - slack * body


def _centred(line: PrintedLine, margins: Margins, body: float) -> bool:
    return abs((line.left + line.right) - (margins.left + margins.right)) < 4 * body
