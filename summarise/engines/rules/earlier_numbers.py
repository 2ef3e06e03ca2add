"""Carry the name of what an earlier number counts over to a later number of the same list, whole or thing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter

from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.engines.rules.clauses import REACH, InClause
from summarise.engines.rules.kinds_of_names import is_attribute, is_doer, is_only_verbs, is_process
from summarise.engines.rules.named_elsewhere import heading_topic
from summarise.engines.rules.phrase import Cut, phrase_next_to
from summarise.engines.rules.sizes import is_size_of_each, is_worth_of_each
from summarise.engines.rules.whose_number import thing_before
from summarise.lazy_pattern import lazy_pattern

__all__ = ["EarlierNumbers"]

_SHARE_REACH = 60
_TAIL_OF_ALL = lazy_pattern(
    r"(?:(?:[片园灌库城]区|基地|流域)[^，。]{0,6}?)?(?:装机|产值|产能|面积|覆盖率|治理率|占比|比例)$"
)
"""An attribute behind the last of several things that applies to all of them, such as 产值."""
_BETWEEN = lazy_pattern("[、和及与]")
_RATE = lazy_pattern("[率量额值]$|比例$|面积$|规模$|班额$")
_OF_NO_COUNT = ("元", "%", "平方米", "公里", "米", "亩", "吨", "千瓦", "百分点", "倍", "小时", "天", "年")
"""Endings of units that measure a property and do not count things."""
_FURTHEST = 4
"""Maximum number of earlier quantities in a list that are searched for the name of what is counted."""
_LONGEST_LIST = 40
"""Maximum number of quantities of a sentence that are searched for one in the same unit."""
_LONGEST_OWNER = 12
_SHARES = frozenset(("%", "个百分点", "‰", "成"))
_OF_ALL = lazy_pattern("全[省市县区镇乡]")


_TO_DO = lazy_pattern(
    r"(?:持续|进一步|着力|大力|切实|全面)*(?:加[强大快]|补齐|强化|提[升高]|优化|完善|推[进动]|扩大|规范|深化|健全|做[强优实]|夯实|落实|压实|突出|聚焦|坚持|狠?抓|增强|改善|保障|破解)"
)
"""A heading that says what is to be done, and names no thing that has an attribute: 补齐短板."""


class EarlierNumbers:
    """The quantities of one document, each with the words next to it; `cue_text` is its normalised text."""

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._text, self._cue_text = annotated.document.text, cue_text
        self._sentences = {sentence.number: sentence for sentence in annotated.sentences}
        self._quantities: dict[int, list[Quantity]] = defaultdict(list)
        self._said_next_to: dict[int, str] = {}
        self._cuts: dict[int, list[Cut]] = defaultdict(list)
        for quantity in annotated.quantities:
            self._quantities[quantity.sentence].append(quantity)
            found = InClause.of(cue_text, self._sentences[quantity.sentence], quantity)
            if not (is_size_of_each(found) or is_worth_of_each(found)):
                self._cuts[quantity.sentence].append(Cut(quantity.start, quantity.end, is_number=True))
        for day in annotated.dates:
            insort(self._cuts[day.sentence], Cut(day.start, day.end, is_number=False))

    def said(self, sentence: Sentence, found: InClause) -> str:
        """Return the words next to a number that name what it counts; "" if they only say that something is done."""
        number = found.quantity.number
        if number not in self._said_next_to:
            said = phrase_next_to(self._text, self._cue_text, sentence, self._cuts[sentence.number], found)
            names_none = is_only_verbs(said) or is_doer(said, found.quantity.unit) or _lists(said, found)
            self._said_next_to[number] = "" if names_none else said
        return self._said_next_to[number]

    def first_of_a_pair(self, sentence: Sentence, found: InClause) -> InClause | None:
        """Return the number in front of a slash (90万千瓦 in 90万千瓦/180万千瓦时), which counts the same thing.

        Otherwise return None.
        """
        if not found.before.endswith("/"):
            return None
        before = next(self._before(sentence, found.quantity.start), None)
        joined = before is not None and before.end == found.quantity.start - 1
        return InClause.of(self._cue_text, sentence, before) if before and joined else None

    def shared_out(self, sentence: Sentence, found: InClause, said: str) -> str:
        """Return the n-th of several things for the n-th number behind 分别 (甲、乙分别达到3个和5个).

        Return "" if there is none.
        """
        at = self._cue_text.rfind(
            "分别", max(sentence.start, found.quantity.start - _SHARE_REACH), found.quantity.start
        )
        if at < 0:
            return ""
        things = _BETWEEN.split(said)
        quantities = self._quantities[sentence.number]
        first = bisect_right(quantities, at, key=attrgetter("start"))
        number = bisect_left(quantities, found.quantity.start, key=attrgetter("start")) - first
        if len(things) < 2 or number >= len(things):  # noqa: PLR2004 - one thing is not shared out
            return ""
        return things[number] + ("" if number == len(things) - 1 else _shared_tail(things))

    def goes_on(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the nearest earlier number in the same unit that names a thing.

        Return "" if there is none.
        """
        alike = (q for q in self._before(sentence, found.quantity.start) if _alike(q.unit, found.quantity.unit))
        said = (self._said_of(sentence, quantity) for quantity in islice(alike, _FURTHEST))
        return next(filter(_names_a_thing, said), "") or self._from_the_sentence_before(sentence, found)

    def whole(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the number before 其中, for its parts in the same unit; "" if there is none."""
        turn = self._cue_text.rfind("其中", max(sentence.start, found.quantity.start - REACH), found.quantity.start)
        if turn < 0:
            return self._whole_without_a_turn(sentence, found)
        whole = next(self._before(sentence, turn), None)
        if whole is None or whole.unit != found.quantity.unit or whole.unit.endswith("元"):
            return ""
        said = self._said_of(sentence, whole)
        if is_process(said):
            said = self.goes_on(sentence, InClause.of(self._cue_text, sentence, whole))
        return said if len(said) <= _LONGEST_OWNER and not is_attribute(said) else ""

    def owner(self, sentence: Sentence, found: InClause) -> str:
        """Return the things that were counted before and have this attribute.

        If there are none, return the topic of the heading.
        """
        counts = (q for q in self._before(sentence, found.quantity.start) if not q.unit.endswith(_OF_NO_COUNT))
        said = (self._said_of(sentence, quantity) for quantity in islice(counts, _FURTHEST))
        things = (name for name in said if name and not is_attribute(name))
        owner = next(things, "") or thing_before(found)
        topic = heading_topic(sentence)
        owner = (owner or ("" if _TO_DO.match(topic) else topic)).removesuffix("总数").removesuffix("数量")
        return owner if len(owner) <= _LONGEST_OWNER and not re.search(r"\d", owner) else ""

    def _said_of(self, sentence: Sentence, quantity: Quantity) -> str:
        return self.said(sentence, InClause.of(self._cue_text, sentence, quantity))

    def _before(self, sentence: Sentence, end: int) -> Iterator[Quantity]:
        """Yield the last quantities of the sentence that end before offset `end`, the nearest first."""
        quantities = self._quantities[sentence.number]
        behind = bisect_right(quantities, end, key=attrgetter("end"))
        return (quantities[at] for at in reversed(range(max(0, behind - _LONGEST_LIST), behind)))

    def _from_the_sentence_before(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the last number in the same unit in the previous sentence of the paragraph, or ""."""
        before = self._sentences.get(sentence.number - 1)
        if before is None or before.paragraph != sentence.paragraph or sentence.marker:
            return ""
        alike = (q for q in reversed(self._quantities[before.number][-_FURTHEST:]) if q.unit == found.quantity.unit)
        return next(filter(None, (self._said_of(before, quantity) for quantity in alike)), "")

    def _whole_without_a_turn(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of a whole in the sentence before, such as 全县…, of which an area's number is a part.

        Otherwise return "".
        """
        said = self._from_the_sentence_before(sentence, found)
        return _OF_ALL.sub("", said) if _OF_ALL.match(said) else ""


def _shared_tail(things: Sequence[str]) -> str:
    """Return the words behind the last of several things that belong to all: 产量 for 大豆、玉米产量."""
    if tail := _TAIL_OF_ALL.search(things[-1]):
        return tail.group()
    sizes = {len(thing) for thing in things[:-1]}
    if len(sizes) > 1 or not _RATE.search(things[-1]) or any(_RATE.search(thing) for thing in things[:-1]):
        return ""
    return things[-1][sizes.pop() :]


def _lists(said: str, found: InClause) -> bool:
    """Return True if a phrase lists by name what a number counts (南湖、东山2处), and says no kind."""
    return "、" in said and "分别" not in found.clause and len(_BETWEEN.split(said)) == found.quantity.value


def _names_a_thing(said: str) -> bool:
    return bool(said) and not (is_process(said) or said.startswith(("低于", "高于")))


def _alike(unit: str, other: str) -> bool:
    return unit == other or (unit in _SHARES and other in _SHARES)
