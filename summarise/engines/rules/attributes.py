"""Attributes of a commitment: who is to do it, how firmly it is said, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.record import Certainty

__all__ = ["Deadlines", "Owners", "certainty_of"]

_EFFORT = r"力争|力求|努力|争取|奋力|力促|尽力|尽量|尽可能"
_EXPLORE = r"探索|研究|谋划|筹划|论证|探讨"
_MODAL = re.compile(rf"(?P<effort>{_EFFORT})|(?P<explore>{_EXPLORE})|(?P<firm>确保|计划|将(?!军)|拟|保证|预计)")
_LEAD_IN = re.compile(
    r"^(?:[^，]{2,40}(?:后|时|之前|到位)，|[^，。]{1,12}?(?:将|拟|会)(?=[力努争奋探研谋筹论])|(?:下一?步|接下来|今后|下一?阶段|未来|同时|此外|另外|并|也|还|因此|为此|对此|后续|近期|年内|今年|明年|最后)[,，]?"
    r"|(?:我们|我[局委厅部办市区县省镇]|全[市区县省])[,，]?|将|会|拟|要|计划|进一步|继续|积极|认真|持续|不断|大力|着力|深入|主动|加快|重点|逐步|适时|抓紧|充分|全力|有序|稳步|统筹|在[^，。]{2,40}(?:基础上|同时|前提下|方面)[,，]?|[^，。]{0,30}(?:情况|需要|需求|实际|要求|精神|意见|建议)[,，])"
)


def certainty_of(text: str, number_at: int | None) -> Certainty:
    """How firmly a folded sentence promises: by the word that governs its number, else by its first verb.

    `number_at` is the offset of the first target in `text`, None without one.
    """
    if number_at is not None:
        clause = text[max(text.rfind(sign, 0, number_at) for sign in "，,。；;:") + 1 : number_at]
        found = list(_MODAL.finditer(clause))
        if found and not (found[-1]["explore"] and len(clause) - found[-1].end() > 12):  # noqa: PLR2004 - far from its number
            return _name(found[-1])
        if found := list(_MODAL.finditer(text[:number_at])):
            last = found[-1]
            if last["effort"] and not re.search(r"[。；;]", text[last.end() : number_at]):
                return "effort"
            return "firm"
    if re.search(r"将[^，。；]{0,24}(?:予以|进行|开展|另行|认真|深入)(?:研究|论证|探索|考虑)", text):
        return "explore"
    rest = re.sub(r"(?:会同|联合|配合|与|视)[^，。；]{2,24}?(?=研究|论证|探索|谋划|探讨)", "", text)
    while (found_lead := _LEAD_IN.match(rest)) and found_lead.end():
        rest = rest[found_lead.end() :]
    governing = _MODAL.match(rest)
    return _name(governing) if governing and not governing["firm"] else "firm"


def _name(found: re.Match[str]) -> Certainty:
    return "effort" if found["effort"] else "explore" if found["explore"] else "firm"


_ORG_END = (
    r"(?:(?<![格布全大结变战开棋])局|委员会|(?<![提])委(?!托|员)|办公室|(?<![举承主协开会兴创督])办(?!理|好|法|学|公|事)|厅(?!堂)|部门|(?<=[\u4e00-\u9fff]{2})部(?!分|署|门)|中心(?!城|区)|公司|政府|管委会|街道(?:办事处)?"
    r"|[大支总]队|集团|协会|学会|商会|联合会|研究院|医院|村委会|(?<=[各本所属])(?:乡镇|镇街|镇乡|乡|镇|区县|县区|县市区?|村)|镇乡街道|乡镇街道|乡镇工办|(?<=[\u4e00-\u9fff]{2})[镇乡](?!村|级)|税务主管部门|(?<=[市省区县])财政(?!局|厅|部|资金|投|收|支|性|补|奖|所)|开发区|经开区|高新区)"
)
_COMPOUND = r"(?:资源和规划|住房和城乡|文化和旅游|发展和改革|工业和信息化|资源和社会|广播和|体育和|民族和宗教|农业和农村|卫生和计划|交通和|园林和|综合执法和|商务和|教育和|金融和)"
_ORG = rf"(?:{_COMPOUND}|[^\W\d_等和及与将由在对同的为把让、按至从向])" + r"{1,14}" + _ORG_END
_LIST = rf"{_ORG}(?:(?:、|和|及|与|以及){_ORG})*"
_PARTNERS = re.compile(
    rf"(?:会同|联合(?!创新|体|会|执法|行动|惩戒)|配合|联动(?!机制)|协同(?!作业|机制)|商请|协助)(?P<list>{_LIST})"
)
_WITH = re.compile(rf"与(?P<list>{_LIST})(?:等)?(?:共同|联合|一起|一道|合作|协同|协作)")
_BY = re.compile(rf"由(?P<list>{_LIST})(?:等)?")
_SUBJECT = re.compile(
    rf"(?:^|[，；:])(?:(?:下一?步|接下来|今后|同时|此外|目前|近期|届时|后续|年内|今年|明年|其中|\d{{4}}年(?:底前?)?)[，]?)?(?P<list>{_LIST})(?:等)?(?:也|还|均|都|共同)?(?:将|拟|计划(?!于)?|要|负责|牵头|会(?!同|议)|正在|力争|承担|协同作业|应|联合行动|联合开展|投资|安排|承诺|同意)"
)
_OWN = re.compile(r"^(?:我们?|本|全|该局|本局|贵)|^我[局委厅部办市区县省镇乡]")
_GENERIC_VERB = re.compile(
    r"^.*(?:会同|联合|配合|鼓励|引导|指导|支持|督促|推动|加强|强化|完善|开展|推进|落实|按照|根据|结合|通过|组织|协调|做好|建立|加大|继续|积极|进一步|要求|其中|建议|联动|协同|商请|协助|下一步|接下来)"
)


_ENDS = "[局委办厅部心门司府道队团会院镇乡村区所]"


class Owners:
    """Finds who is to do what, with the replying body's own names left out."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        reply = annotated.metadata.reply
        own = {name for name in (reply.issuer, reply.lead_body) if name}
        self.own = (
            own
            | {name[2:] for name in own if len(name) > 4}
            | {re.sub(r"^[\u4e00-\u9fff]{1,6}?(?=[市县区省])", "", name) for name in own}
        )  # noqa: PLR2004

    def named_in(self, folded: str) -> tuple[str, ...]:
        """Bodies that a folded sentence names as doing its act, in the order of the text."""
        found: list[tuple[int, str]] = []
        for pattern in (_PARTNERS, _WITH, _BY, _SUBJECT):
            for match in pattern.finditer(folded):
                at = match.start("list")
                for part in re.split(rf"(、|以及|(?<={_ENDS})[和及与])", match["list"]):
                    name = _GENERIC_VERB.sub("", part)
                    if len(name) > 1 and not self._is_own(name) and re.search(_ORG_END + "$", name):
                        found.append((at + len(part) - len(name), name))
                    at += len(part)
        return tuple(dict.fromkeys(name for _, name in sorted(found)))

    def subjects_of(self, folded: str) -> tuple[str, ...]:
        """Bodies that stand as the subject of a folded sentence: those that a sentence without one goes on with."""
        names: list[str] = []
        for match in _SUBJECT.finditer(folded):
            parts = re.split(rf"(?:、|以及|(?<={_ENDS})[和及与])", match["list"])
            names += [name for part in parts if len(name := _GENERIC_VERB.sub("", part)) > 1 and not self._is_own(name)]
        return tuple(dict.fromkeys(names))

    def has_subject(self, folded: str) -> bool:
        """Whether a folded sentence says who acts, the replying body included."""
        return bool(_SUBJECT.search(folded) or re.match(r"^[^，。]{0,8}(?:我们|我[局委厅部办市区县省镇])", folded))

    def _is_own(self, name: str) -> bool:
        return bool(_OWN.match(name)) or name in self.own


class Deadlines:
    """Finds the date by which a sentence is to be done: its own, its list's, or its heading's."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.reference = annotated.metadata.reference
        self.by_sentence: dict[int, list[DateExpression]] = {}
        for found in annotated.dates:
            self.by_sentence.setdefault(found.sentence, []).append(found)

    def own(self, sentence: Sentence, start: int | None = None, end: int | None = None) -> list[DateExpression]:
        """Dates to come in a sentence, or in a part of it."""
        return [
            found
            for found in self.by_sentence.get(sentence.number, ())
            if (start is None or found.start >= start) and (end is None or found.start < end) and self._is_ahead(found)
        ]

    def _is_ahead(self, found: DateExpression) -> bool:
        text = self.annotated.document.text
        if fold(text[found.end : found.end + 2]) in ("以来", "年来") or re.search(
            r"截[至止]|自|从$", text[max(0, found.start - 2) : found.start]
        ):
            return False
        if found.by is None:
            return True
        return self.reference is None or found.by >= _floor(self.reference, found)

    def of(self, sentence: Sentence) -> DateExpression | None:
        """The latest date of the sentence, else the one that leads its list or stands in a heading above it."""
        if own := self.own(sentence):
            return max(own, key=lambda found: (found.by or date.min, found.start))
        return self.inherited(sentence)

    def inherited(self, sentence: Sentence) -> DateExpression | None:
        """The date that heads the sentence's point, or the nearest heading that states one."""
        for number in reversed(sentence.under):
            opener = self.annotated.sentence(number)
            dates = self.own(opener)
            if dates and (opener.heading or self._leads(opener, dates[0])):
                return dates[-1]
        return self._led_by_a_sentence_before(sentence)

    def _leads(self, sentence: Sentence, found: DateExpression) -> bool:
        """Whether a date stands at the head of its sentence, behind the enumerator at most."""
        between = self.annotated.document.text[sentence.start : found.start]
        return len(between.replace(sentence.marker, "").strip(" 、.*到至在")) <= 2  # noqa: PLR2004 - 到 or 力争

    def _led_by_a_sentence_before(self, sentence: Sentence) -> DateExpression | None:
        """A year at the head of a list of targets covers the targets that follow in the paragraph and point."""
        number = sentence.number - 1
        while number >= 1:
            before = self.annotated.sentence(number)
            if before.paragraph != sentence.paragraph:
                return None
            dates = self.own(before)
            if dates and _LIST_BEGINS.search(fold(self.annotated.quote(before))):
                return dates[0] if self._leads(before, dates[0]) else None
            if before.under != sentence.under or sentence.marker:
                return None
            if dates:
                counted = any(quantity.sentence == before.number for quantity in self.annotated.quantities)
                point = bool(before.marker or before.under)
                counts = any(quantity.sentence == sentence.number for quantity in self.annotated.quantities)
                return dates[0] if counted and (point or counts) and self._leads(before, dates[0]) else None
            number -= 1
        return None


_LIST_BEGINS = re.compile(r":(?:一是|首先|1[、.]|\(一\)|第一)")


def _floor(reference: date, found: DateExpression) -> date:
    """The earliest last day that still lies ahead; a month named in the month of the reply does."""
    return reference.replace(day=1) if found.form == "month" else reference


def owners_in_force(owners: Owners, folded: Sequence[str], index: int, continues: Sequence[bool]) -> tuple[str, ...]:
    """Bodies named by the sentence, or by the one it directly continues without a subject of its own."""
    if named := owners.named_in(folded[index]):
        return named
    while index and continues[index] and not owners.has_subject(folded[index]):
        index -= 1
        if subjects := owners.subjects_of(folded[index]):
            return subjects
    return ()
