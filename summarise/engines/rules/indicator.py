"""What a target counts, in words of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.phrase import SHORTEST, phrase_next_to, without_head, without_tail

__all__ = ["indicator_of"]

_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_ABOUT = re.compile(r"^关于|的?(?:建议|问题|意见|提案)?$|方面$")
_OF_THE_LETTER = re.compile(r"工作|举措|措施|情况|打算|计划|下一步|下步|成效|答复")
"""Headings that say where a letter stands, not what about."""
_ATTRIBUTE = re.compile(
    r"(?:规划)?总?(?:面积|规模|容量|床位数?|泊位数?|库容|里程|产能|产值|投资|覆盖率|治理率|转化率|完成率|合格率|收缴率|比例|占比)"
    r"|(?:建筑|占地|用地)面积|概算投资|设计[^，]{0,4}容量|日?供水能力|出水量|[首一二三四]期"
)
"""What names no thing by itself: the thing that has it stands before."""
_PROCESS = re.compile(r"(?:续建|改扩?建|扩建|改造(?:提升)?|提升改造|更换|维修|修缮|整治|清淤|疏浚|硬化|加装|投产|开工)")
_OF_NO_COUNT = ("元", "%", "平方米", "公里", "米", "亩", "吨", "千瓦", "百分点", "倍", "小时", "天", "年")
"""Endings of units that measure what something has, and count no things."""
_WHEN = re.compile(r".{0,4}(?:前|内|底|末|起|以来)再?")
_FURTHEST = 4
"""Quantities of a list back to the one that says what is counted."""
_LONGEST_OWNER = 12


def indicator_of(annotated: AnnotatedDocument, sentence: Sentence, cue_text: str, found: InClause) -> str:
    """The noun behind the number (1家创新联合体), else the phrase before it without verbs (新增高新技术企业50家).

    A number that only goes on (三年内达到40家) counts what the one before it in the same unit counts, a part (其中城区
    2万个) what the whole counts, an attribute (面积3000平方米) belongs to the thing before it.
    """
    return _InSentence(annotated, sentence, cue_text).counted_by(found)


class _InSentence:
    """A sentence and its quantities."""

    def __init__(self, annotated: AnnotatedDocument, sentence: Sentence, cue_text: str) -> None:
        self.annotated, self.sentence, self.cue_text = annotated, sentence, cue_text
        self.quantities = [quantity for quantity in annotated.quantities if quantity.sentence == sentence.number]

    def counted_by(self, found: InClause) -> str:
        said = self._said(found)
        if said and (whole := self._whole(found)) and said[-1] not in whole:
            return said + whole
        if said and _PROCESS.fullmatch(said):
            kept = self._goes_on(found)
            return kept if kept.startswith(said) else said + kept
        if said and _ATTRIBUTE.fullmatch(said):
            return self._owner(found) + said
        if said:
            return said
        text = self.annotated.document.text
        return (
            self._goes_on(found)
            or _subject_before(text, self.sentence, self.cue_text, found)
            or _heading(self.sentence)
            or _opening(text, self.sentence)
        )

    def _said(self, found: InClause) -> str:
        return phrase_next_to(self.annotated, self.sentence, self.cue_text, found)

    def _at(self, quantity: Quantity) -> InClause:
        return InClause.of(self.cue_text, self.sentence, quantity)

    def _before(self, end: int) -> Iterator[Quantity]:
        """The quantities that end before a place, the nearest first."""
        return (quantity for quantity in reversed(self.quantities) if quantity.end <= end)

    def _goes_on(self, found: InClause) -> str:
        """What the nearest number before in the same unit counts that says so."""
        alike = (q for q in self._before(found.quantity.start) if q.unit == found.quantity.unit)
        return next(filter(None, (self._said(self._at(quantity)) for quantity in islice(alike, _FURTHEST))), "")

    def _whole(self, found: InClause) -> str:
        """What the number before 其中 counts, for its parts in the same unit."""
        turn = self.cue_text.rfind("其中", self.sentence.start, found.quantity.start)
        whole = next(self._before(turn), None) if turn >= 0 else None
        if whole is None or whole.unit != found.quantity.unit or found.is_relative or whole.unit.endswith("元"):
            return ""
        said = self._said(self._at(whole))
        return said if len(said) <= _LONGEST_OWNER and not _ATTRIBUTE.fullmatch(said) else ""

    def _owner(self, found: InClause) -> str:
        """The things counted before, to which an attribute belongs; without any, what the heading is about."""
        counts = (q for q in self._before(found.quantity.start) if not q.unit.endswith(_OF_NO_COUNT))
        said = (self._said(self._at(quantity)) for quantity in islice(counts, _FURTHEST))
        things = (name for name in said if name and not _ATTRIBUTE.fullmatch(name))
        owner = next(things, "") or _heading(self.sentence)
        return owner if len(owner) <= _LONGEST_OWNER else ""


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
            start = cue_text.find(body, sentence.start)
            return without_tail(text[start : start + len(body)])
    return ""
