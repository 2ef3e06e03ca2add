"""Computes the automatic numbers of OpenDocument lists and headings, which the file does not store as text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.load.numbering import attribute, formatted
from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree import ElementTree as ET

__all__ = ["Lists", "number_in"]

_KINDS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "01": "decimalZero",
}
"""Word's names of number formats by the first number in OpenDocument's name, such as 一 in `一, 二, 三, ...`."""
_LEVELS: Final = 10
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = ""
    before: str = ""
    behind: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""


@dataclass(slots=True)
class _Count:
    """The present number at each level of a list."""

    style: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class Lists:
    """The list styles of an OpenDocument file, with the current count of each list.

    `levels` has the levels, from 0, of each list style by name, and `outline` those of headings. `of_paragraphs` has
    the list style of each paragraph style. `by_id` and `last` have the counts by list and by list style, `heads` those
    of headings. `open` are the lists that are being read, the innermost last.
    """

    levels: Mapping[str, Mapping[int, _Level]]
    outline: Mapping[int, _Level]
    of_paragraphs: Mapping[str, str]
    by_id: dict[str, _Count] = field(default_factory=dict)
    last: dict[str, _Count] = field(default_factory=dict)
    heads: _Count = field(default_factory=_Count)
    open: list[_Count] = field(default_factory=list)

    @classmethod
    def of(cls, roots: Iterable[ET.Element]) -> Lists:
        """Return the lists that the XML trees `roots` define, with heading numbers and lists of paragraph styles."""
        levels: dict[str, dict[int, _Level]] = {}
        outline: dict[int, _Level] = {}
        of_paragraphs: dict[str, str] = {}
        for element in (e for root in roots for e in root.iter()):
            name = local(element)
            if name == "list-style":
                levels[attribute(element, "name") or ""] = _levels(element)
            elif name == "outline-style":
                outline = _levels(element)
            elif name == "style" and (listed := attribute(element, "list-style-name")):
                of_paragraphs[attribute(element, "name") or ""] = listed
        return cls(levels, outline, of_paragraphs)

    def of_heading(self, heading: ET.Element) -> str:
        """Advance the heading numbers and return the printed number of a heading outside lists; "" if it has none."""
        level = number_in(attribute(heading, "outline-level"), 1) - 1
        if not 0 <= level < _LEVELS or attribute(heading, "is-list-header") == "true":
            return ""
        return _counted(self.heads, self.outline, level, None)

    @contextmanager
    def inside(self, element: ET.Element) -> Iterator[None]:
        """Make `next` count the items of this list element until the block ends, one level deeper if a list is open."""
        if self.open:  # one level deeper in the same list
            count = self.open[-1]
            style = attribute(element, "style-name")
            self.open.append(_Count(style or count.style, count.counts))
        else:
            self.open.append(self._begun(element))
        try:
            yield
        finally:
            self.open.pop()

    def _begun(self, element: ET.Element) -> _Count:
        style = attribute(element, "style-name") or self._style_within(element)
        goes_on = self.by_id.get(attribute(element, "continue-list") or "")
        if goes_on is None and attribute(element, "continue-numbering") == "true":
            goes_on = self.last.get(style)
        count = _Count(style, goes_on.counts) if goes_on else _Count(style)
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "id":
                self.by_id[value] = count
        self.last[style] = count
        return count

    def _style_within(self, element: ET.Element) -> str:
        paragraph = next((e for e in element.iter() if local(e) in {"p", "h"}), None)
        return self.of_paragraphs.get(attribute(paragraph, "style-name") or "", "") if paragraph is not None else ""

    def next(self, item: ET.Element) -> str:
        """Advance the innermost open list (see `inside`) by one item and return its printed number; "" for a bullet."""
        start = attribute(item, "start-value")
        levels = self.levels.get(self.open[-1].style, {})
        level = min(len(self.open), _LEVELS) - 1
        return _counted(self.open[-1], levels, level, number_in(start, 1) if start else None)


def _counted(count: _Count, levels: Mapping[int, _Level], level: int, start: int | None) -> str:
    own = levels.get(level)
    if own is None:
        return ""
    before = count.counts[level]
    count.counts[level] = start if start is not None else own.start if before is None else before + 1
    count.counts[level + 1 :] = [None] * (_LEVELS - level - 1)
    if not own.kind:
        return ""
    if own.pattern:
        label = own.pattern
        for above in range(level + 1):
            label = label.replace(f"%{above + 1}%", _number(count, levels, above))
        return label.strip()
    shown = range(max(level - own.shown + 1, 0), level + 1)
    numbers = [number for above in shown if (number := _number(count, levels, above))]
    return f"{own.before}{'.'.join(numbers)}{own.behind}".strip()


def _number(count: _Count, levels: Mapping[int, _Level], level: int) -> str:
    own = levels.get(level, _Level())
    number = count.counts[level]
    return formatted(own.start if number is None else number, own.kind) if own.kind else ""


def _levels(element: ET.Element) -> dict[int, _Level]:
    found = {}
    for item in element:
        if local(item) not in {"list-level-style-number", "outline-level-style"}:
            continue
        written = (attribute(item, "num-format") or "").split(",")[0].strip()
        found[number_in(attribute(item, "level"), 1) - 1] = _Level(
            _KINDS.get(written, "decimal") if written else "",
            attribute(item, "num-prefix") or "",
            attribute(item, "num-suffix") or "",
            number_in(attribute(item, "start-value"), 1),
            number_in(attribute(item, "display-levels"), 1),
            attribute(item, "num-list-format") or "",
        )
    return found


def number_in(text: str | None, default: int = 1) -> int:
    """Return the whole number in `text`, an attribute's value; `default` if it is None, negative or above a million."""
    return int(text) if text and text.isdecimal() and int(text) <= _MOST else default
