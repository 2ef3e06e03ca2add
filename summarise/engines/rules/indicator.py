"""What a target counts, in words of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.engines.rules.clauses import REACH, InClause
from summarise.engines.rules.phrase import SHORTEST, Cut, phrase_next_to, without_head, without_tail

__all__ = ["Indicators"]

_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_ABOUT = re.compile(r"^关于|的?(?:建议|问题|意见|提案)?$|方面$")
_OF_THE_LETTER = re.compile(r"工作|举措|措施|情况|打算|计划|下一步|下步|成效|答复")
"""Headings that say where a letter stands, not what about."""
_ATTRIBUTE = re.compile(
    r"(?:覆盖|治理|处理|收集|转化|完成|合格|达标|收缴|办结|漏损|利用)率|比例|占比"
    r"|[^，。]{0,3}(?:面积|规模|容量|能力|产能|产值|里程|投资|库容|水量)|床位数?|泊位数?|[首一二三四]期"
)
"""What names no thing by itself: the thing that has it stands before."""
_PROCESS = re.compile(r"(?:续建|改扩?建|扩建|改造(?:提升)?|提升改造|更换|维修|修缮|整治|清淤|疏浚|硬化|加装|投产|开工)")
_MADE = re.compile(rf"^(?:新?改?扩?建|新增|培训|{_PROCESS.pattern})+")
"""What is done to the whole, which its parts need not repeat."""
_OF_NO_COUNT = ("元", "%", "平方米", "公里", "米", "亩", "吨", "千瓦", "百分点", "倍", "小时", "天", "年")
"""Endings of units that measure what something has, and count no things."""
_WHEN = re.compile(r".{0,4}(?:前|内|底|末|起|以来)再?")
_FURTHEST = 4
"""Quantities of a list back to the one that says what is counted."""
_LONGEST_LIST = 40
"""Quantities of a sentence that are looked at for the one that this one goes on with."""
_LONGEST_OWNER = 12


class Indicators:
    """Says what the quantities of a document count.

    The noun behind the number (1家创新联合体), else the phrase before it without verbs (新增高新技术企业50家). A number
    that only goes on (三年内达到40家) counts what the one before it in the same unit counts, a part (其中城区2万个)
    what the whole counts, an attribute (面积3000平方米) belongs to the thing before it.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._text, self._cue_text = annotated.document.text, cue_text
        self._quantities: dict[int, list[Quantity]] = defaultdict(list)
        self._cuts: dict[int, list[Cut]] = defaultdict(list)
        for quantity in annotated.quantities:
            self._quantities[quantity.sentence].append(quantity)
            self._cuts[quantity.sentence].append(Cut(quantity.start, quantity.end, is_number=True))
        for day in annotated.dates:
            insort(self._cuts[day.sentence], Cut(day.start, day.end, is_number=False))

    def of(self, sentence: Sentence, found: InClause) -> str:
        """What one of a sentence's quantities counts, in the words of the sentence or its heading."""
        said = self._said(sentence, found)
        if said and (whole := _MADE.sub("", self._whole(sentence, found))) and said[-1] not in whole:
            return said + whole
        if said and _PROCESS.fullmatch(said):
            kept = self._goes_on(sentence, found)
            return kept if kept.startswith(said) else said + kept
        if said and _ATTRIBUTE.fullmatch(said):
            return self._owner(sentence, found) + said
        return (
            said
            or self._goes_on(sentence, found)
            or _subject_before(self._text, sentence, self._cue_text, found)
            or _heading(sentence)
            or _opening(self._text, sentence)
        )

    def _said(self, sentence: Sentence, found: InClause) -> str:
        return phrase_next_to(self._text, self._cue_text, sentence, self._cuts[sentence.number], found)

    def _said_of(self, sentence: Sentence, quantity: Quantity) -> str:
        return self._said(sentence, InClause.of(self._cue_text, sentence, quantity))

    def _before(self, sentence: Sentence, end: int) -> Iterator[Quantity]:
        """The quantities that end before a place, the nearest first, as far back as a list goes on."""
        quantities = self._quantities[sentence.number]
        behind = bisect_right(quantities, end, key=attrgetter("end"))
        return (quantities[at] for at in reversed(range(max(0, behind - _LONGEST_LIST), behind)))

    def _goes_on(self, sentence: Sentence, found: InClause) -> str:
        """What the nearest number before in the same unit counts that says so."""
        alike = (q for q in self._before(sentence, found.quantity.start) if q.unit == found.quantity.unit)
        return next(filter(None, (self._said_of(sentence, quantity) for quantity in islice(alike, _FURTHEST))), "")

    def _whole(self, sentence: Sentence, found: InClause) -> str:
        """What the number before 其中 counts, for its parts in the same unit."""
        turn = self._cue_text.rfind("其中", max(sentence.start, found.quantity.start - REACH), found.quantity.start)
        whole = next(self._before(sentence, turn), None) if turn >= 0 else None
        if whole is None or whole.unit != found.quantity.unit or found.is_relative or whole.unit.endswith("元"):
            return ""
        said = self._said_of(sentence, whole)
        if _PROCESS.fullmatch(said):
            said = self._goes_on(sentence, InClause.of(self._cue_text, sentence, whole))
        return said if len(said) <= _LONGEST_OWNER and not _ATTRIBUTE.fullmatch(said) else ""

    def _owner(self, sentence: Sentence, found: InClause) -> str:
        """The things counted before, to which an attribute belongs; without any, what the heading is about."""
        counts = (q for q in self._before(sentence, found.quantity.start) if not q.unit.endswith(_OF_NO_COUNT))
        said = (self._said_of(sentence, quantity) for quantity in islice(counts, _FURTHEST))
        things = (name for name in said if name and not _ATTRIBUTE.fullmatch(name))
        owner = next(things, "") or _heading(sentence)
        return owner if len(owner) <= _LONGEST_OWNER and not re.search(r"\d", owner) else ""


def _heading(sentence: Sentence) -> str:
    """What the nearest heading above is about."""
    wording = _NUMBERED.sub("", sentence.path[-1]) if sentence.path else ""
    return "" if _OF_THE_LETTER.search(wording) else _ABOUT.sub("", wording).strip(' “”"*。：:')


def _opening(text: str, sentence: Sentence) -> str:
    """The sentence's first words, up to a number if there are some; none where it begins with what was proposed."""
    opening = text[sentence.start : min(sentence.end, sentence.start + 20)]
    words = re.split(r"\d", opening)[0].strip(" ，、*")
    if "您" in words:
        return ""
    return words if len(words) > SHORTEST else opening.strip()


def _subject_before(text: str, sentence: Sentence, cue_text: str, found: InClause) -> str:
    """The subject of a clause before, for a clause that is all verb and number."""
    for clause in reversed(re.split(r"[，；、]", found.before)[:-1]):
        body = re.split(r"\d", without_head(clause).strip())[0]
        if len(body) >= SHORTEST and not _WHEN.fullmatch(body):
            start = cue_text.find(body, max(sentence.start, found.quantity.start - REACH))
            return without_tail(text[start : start + len(body)])
    return ""
