"""Find the indicator of a target: what its number counts, in words of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from summarise.annotate.table_rows import BAR, cells_of
from summarise.annotated import AnnotatedDocument, Quantity, Sentence
from summarise.engines.rules.clauses import REACH, InClause
from summarise.engines.rules.phrase import (
    SHORTEST,
    Cut,
    phrase_next_to,
    span_without_verbs,
    without_tail,
    without_verbs,
)
from summarise.engines.rules.sizes import is_size_of_each, is_worth_of_each
from summarise.engines.rules.whose_number import of_money, thing_before, whose_rate
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Indicators", "names_nothing"]

_NUMBERED = lazy_pattern(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*")
_ABOUT = lazy_pattern(r"^关于|的?(?:建议|问题|意见|提案)?$|方面$")
_OF_THE_LETTER = lazy_pattern(r"工作|举措|措施|情况|打算|计划|下一步|下步|成效|答复")
"""Headings that name a part of the letter, not its subject."""
_ATTRIBUTE = lazy_pattern(
    r"(?:覆盖|治理|处理|收集|转化|完成|合格|达标|收缴|办结|漏损|利用)率|比例|占比|面积|投资"
    r"|[^，。]{0,3}(?:规模|容量|能力|产能|产值|里程|库容|水量)|床位数?|[首一二三四]期"
)
"""Attributes such as 覆盖率, which mean nothing without the thing that they belong to; 总投资 and 建筑面积 are clear
alone."""
_PROCESS = lazy_pattern(
    r"(?:续建|改扩?建|扩建|改造(?:提升)?|提升改造|更换|维修|修缮|整治|清淤|疏浚|硬化|加装|投产|开工)"
)
_GENERIC = lazy_pattern(
    r"小区|项目|行业|乡镇|路口|站点|单位|社区|城市|村|学校|小学|中学|场地|机组|企业|终端|管道|红绿灯|泊位|片区|点位|户"
)
"""General nouns such as 项目, to which the verb must be added to say what is counted."""
_DONE_TO_IT = lazy_pattern(
    r"(?P<verb>改造|新建|新装|储备|疏通|整治|试点|开工|建成|新增|扩建|更换|投产|配备|涉及|覆盖)(?:老旧)?[^，。；]{0,4}$"
)
_SHARE_REACH = 60
_TAIL_OF_ALL = lazy_pattern(
    r"(?:(?:[片园灌库城]区|基地|流域)[^，。]{0,6}?)?(?:装机|产值|产能|面积|覆盖率|治理率|占比|比例)$"
)
"""An attribute behind the last of several things that applies to all of them, such as 产值."""
_ONLY_VERBS = lazy_pattern(
    r"(?:目前|已|下一?步|接下来|今后|分别|(?:19|20)\d\d年的?|再|先行|首批|累计|合计|全年|每年|年均|年底前?|[一二两三四五]年|力争|重点|全部|其余|其他|剩余|目前有|达到?|到)*"
    r"(?:补齐|选择|选|招录|招聘|扩展|扩大|推广|覆盖|制修订|完成|办|举办|开展|实施|安排|切块|发放|补|建|装|目标)?"
)
"""Words that only say that something is done, and name no thing."""
_ONLY_A_PART = lazy_pattern(
    r"[\u4e00-\u9fff]{0,6}(?:[省市区县镇乡村]|[城县]城区?|城区|农村|片区|各地|国有|民营|公办|民办|公共|新建|改造|续建)"
)
"""Words behind 其中 that name only a part and not the thing: 其中城区2万个."""
_MADE = lazy_pattern(rf"^(?:新?改?扩?建|新增|培训|{_PROCESS.pattern})+")
"""Verbs in front of a whole that are not repeated in front of its parts."""
_OF_NO_COUNT = ("元", "%", "平方米", "公里", "米", "亩", "吨", "千瓦", "百分点", "倍", "小时", "天", "年")
"""Endings of units that measure a property and do not count things."""
_PART = lazy_pattern("(?:^|(?<=[，；、]))[^，；、]*")
_WHEN = lazy_pattern(r".{0,4}(?:前|内|底|末|起|以来|季度)再?")
_FURTHEST = 4
"""Maximum number of earlier quantities in a list that are searched for the name of what is counted."""
_LONGEST_LIST = 40
"""Maximum number of quantities of a sentence that are searched for one in the same unit."""
_LONGEST_OWNER = 12
_OF_A_RATE = lazy_pattern(r"^(.{2,}?)(?:达到?|不少于|不低于|不超过|超过|为)(每[^，。；]{1,5})$")
"""An indicator with 每 at its end (抽检量达到每千人); the part with 每 is moved to the front."""
_SHARES = frozenset(("%", "个百分点", "‰", "成"))
_THING = lazy_pattern(r"[\u4e00-\u9fff]{2}")
_ITEM = lazy_pattern(r"(?:\d{1,2}[.、] ?)?")
"""The number of a list item at the beginning of a clause: 1.零售额达到62亿元."""
_NO_SUBJECT = lazy_pattern(
    "^(?:根据|按照?|依据|[经經]|待|无法|因|据|对于)|(?:局|委|政府|妇联|联合会|沟通|溝通)$|联合(?:公开)?(?:招聘|举办|开展|实施|推进)$"
)
"""Phrases at the beginning of a clause that are not counted: reasons (根据…) and names of bodies."""
_MAINLY = lazy_pattern("以(.{2,12})为(?:主|重点|核心|抓手)")
_OF_ALL = lazy_pattern("全[省市县区镇乡]")
_DIGIT = lazy_pattern(r"\d")


def names_nothing(indicator: str) -> bool:
    """Return True if an indicator does not say what is counted.

    It is then empty, a process (改造) or a general noun (项目).
    """
    return not indicator or _GENERIC.fullmatch(indicator) is not None or _PROCESS.fullmatch(indicator) is not None


def _of_a_row(row: str, at: int) -> str:
    """Return what a number in a table row counts: the text of the cell that names the thing."""
    cells = [cell for place, cell in cells_of(row) if not place <= at < place + len(cell)]
    things = [cell.strip() for cell in cells if _THING.match(cell.strip()) and not _DIGIT.search(cell)]
    return without_verbs(things[0]) or things[0] if things else ""


class Indicators:
    """Finds the indicators of the quantities of one document; `cue_text` is its normalised text.

    An indicator is the noun behind the number (1家创新联合体), or else the phrase before it without verbs
    (新增高新技术企业50家). A number without either (三年内达到40家) gets the indicator of the number before it in the
    same unit. A part (其中城区2万个) gets that of the whole. An attribute (面积3000平方米) is joined to the thing that
    it belongs to.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._text, self._cue_text = annotated.document.text, cue_text
        self._sentences = {sentence.number: sentence for sentence in annotated.sentences}
        self._quantities: dict[int, list[Quantity]] = defaultdict(list)
        self._said_next_to: dict[int, str] = {}
        self._rows: dict[int, str] = {}
        self._cuts: dict[int, list[Cut]] = defaultdict(list)
        for quantity in annotated.quantities:
            self._quantities[quantity.sentence].append(quantity)
            found = InClause.of(cue_text, self._sentences[quantity.sentence], quantity)
            if not (is_size_of_each(found) or is_worth_of_each(found)):
                self._cuts[quantity.sentence].append(Cut(quantity.start, quantity.end, is_number=True))
        for day in annotated.dates:
            insort(self._cuts[day.sentence], Cut(day.start, day.end, is_number=False))

    def of(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the quantity `found`, in words of `sentence`, the sentence before, or a heading.

        It may be empty or too general; see `names_nothing`.
        """
        found = self._first_of_a_pair(sentence, found) or found
        whole = _OF_A_RATE.sub(r"\2\1", self._worded(sentence, found))
        return self._shared_out(sentence, found, whole) or whole

    def _first_of_a_pair(self, sentence: Sentence, found: InClause) -> InClause | None:
        """Return the number in front of a slash (90万千瓦 in 90万千瓦/180万千瓦时), which counts the same thing.

        Otherwise return None.
        """
        if not found.before.endswith("/"):
            return None
        before = next(self._before(sentence, found.quantity.start - 1), None)
        joined = before is not None and before.end == found.quantity.start - 1
        return InClause.of(self._cue_text, sentence, before) if before and joined else None

    def _worded(self, sentence: Sentence, found: InClause) -> str:
        row = self._row(sentence)
        if row and (thing := _of_a_row(row, found.quantity.start - sentence.start)):
            return thing
        said = self._said(sentence, found)
        if _GENERIC.fullmatch(said) and (verb := _DONE_TO_IT.search(found.clause)):
            return verb["verb"] + said
        if said and _ONLY_A_PART.fullmatch(said) and (whole := _MADE.sub("", self._whole(sentence, found))):
            return said if said[-2:] in whole else said + whole
        if said and _PROCESS.fullmatch(said):
            kept = self._goes_on(sentence, found)
            return kept if said in kept else said + kept
        return (
            self._with_its_owner(said, sentence, found)
            or self._goes_on(sentence, found)
            or _subject_before(self._text, found)
            or _heading(sentence)
            or _opening(self._text, sentence)
        )

    def _with_its_owner(self, said: str, sentence: Sentence, found: InClause) -> str:
        """Return the indicator; if it is an attribute, with the thing that it belongs to."""
        if found.quantity.unit.endswith("元") and (money := of_money(said, found)):
            return money
        if not said or not _ATTRIBUTE.fullmatch(said):
            return said
        owner = whose_rate(said, found) or self._owner(sentence, found)
        return said if owner.endswith(said) else owner + said

    def _row(self, sentence: Sentence) -> str:
        """Return the text of a sentence that is a table row, "" for others.

        It is cached for sentences with many numbers.
        """
        if sentence.number not in self._rows:
            written = self._text[sentence.start : sentence.end]
            self._rows[sentence.number] = written if BAR in written else ""
        return self._rows[sentence.number]

    def _said(self, sentence: Sentence, found: InClause) -> str:
        number = found.quantity.number
        if number not in self._said_next_to:
            said = phrase_next_to(self._text, self._cue_text, sentence, self._cuts[sentence.number], found)
            self._said_next_to[number] = "" if _ONLY_VERBS.fullmatch(said) else said
        return self._said_next_to[number]

    def _shared_out(self, sentence: Sentence, found: InClause, said: str) -> str:
        """Return the n-th of several things for the n-th number behind 分别 (甲、乙分别达到3个和5个).

        Return "" if there is none.
        """
        at = self._cue_text.rfind(
            "分别", max(sentence.start, found.quantity.start - _SHARE_REACH), found.quantity.start
        )
        if at < 0:
            return ""
        things = re.split(r"[、和与及]", said)
        quantities = self._quantities[sentence.number]
        first = bisect_right(quantities, at, key=attrgetter("start"))
        number = bisect_left(quantities, found.quantity.start, key=attrgetter("start")) - first
        if len(things) < 2 or number >= len(things):  # noqa: PLR2004 - one thing is not shared out
            return ""
        tail = _TAIL_OF_ALL.search(things[-1])
        shared = things[number]
        return shared if number == len(things) - 1 or not tail else shared + tail.group()

    def _said_of(self, sentence: Sentence, quantity: Quantity) -> str:
        return self._said(sentence, InClause.of(self._cue_text, sentence, quantity))

    def _before(self, sentence: Sentence, end: int) -> Iterator[Quantity]:
        """Yield the last quantities of the sentence that end before offset `end`, the nearest first."""
        quantities = self._quantities[sentence.number]
        behind = bisect_right(quantities, end, key=attrgetter("end"))
        return (quantities[at] for at in reversed(range(max(0, behind - _LONGEST_LIST), behind)))

    def _goes_on(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the nearest earlier number in the same unit that names a thing.

        Return "" if there is none.
        """
        alike = (q for q in self._before(sentence, found.quantity.start) if _alike(q.unit, found.quantity.unit))
        said = (self._said_of(sentence, quantity) for quantity in islice(alike, _FURTHEST))
        return next(filter(_names_a_thing, said), "") or self._goes_on_from_the_sentence_before(sentence, found)

    def _goes_on_from_the_sentence_before(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the last number in the same unit in the previous sentence of the paragraph, or ""."""
        before = self._sentences.get(sentence.number - 1)
        if before is None or before.paragraph != sentence.paragraph or sentence.marker:
            return ""
        alike = (q for q in reversed(self._quantities[before.number][-_FURTHEST:]) if q.unit == found.quantity.unit)
        return next(filter(None, (self._said_of(before, quantity) for quantity in alike)), "")

    def _whole(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the number before 其中, for its parts in the same unit; "" if there is none."""
        turn = self._cue_text.rfind("其中", max(sentence.start, found.quantity.start - REACH), found.quantity.start)
        if turn < 0:
            return self._whole_without_a_turn(sentence, found)
        whole = next(self._before(sentence, turn), None)
        if whole is None or whole.unit != found.quantity.unit or found.is_relative or whole.unit.endswith("元"):
            return ""
        said = self._said_of(sentence, whole)
        if _PROCESS.fullmatch(said):
            said = self._goes_on(sentence, InClause.of(self._cue_text, sentence, whole))
        return said if len(said) <= _LONGEST_OWNER and not _ATTRIBUTE.fullmatch(said) else ""

    def _whole_without_a_turn(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of a whole in the sentence before, such as 全县…, of which an area's number is a part.

        Otherwise return "".
        """
        said = self._goes_on_from_the_sentence_before(sentence, found)
        return _OF_ALL.sub("", said) if _OF_ALL.match(said) else ""

    def _owner(self, sentence: Sentence, found: InClause) -> str:
        """Return the things that were counted before and have this attribute.

        If there are none, return the topic of the heading.
        """
        counts = (q for q in self._before(sentence, found.quantity.start) if not q.unit.endswith(_OF_NO_COUNT))
        said = (self._said_of(sentence, quantity) for quantity in islice(counts, _FURTHEST))
        things = (name for name in said if name and not _ATTRIBUTE.fullmatch(name))
        owner = next(things, "") or thing_before(found)
        owner = owner or _heading(sentence)
        return owner if len(owner) <= _LONGEST_OWNER and not re.search(r"\d", owner) else ""


def _names_a_thing(said: str) -> bool:
    return bool(said) and _PROCESS.fullmatch(said) is None


def _alike(unit: str, other: str) -> bool:
    return unit == other or (unit in _SHARES and other in _SHARES)


def _heading(sentence: Sentence) -> str:
    """Return the topic of the nearest heading above a sentence; "" if it only names a part of the letter."""
    wording = _NUMBERED.sub("", sentence.path[-1]) if sentence.path else ""
    return "" if _OF_THE_LETTER.search(wording) else _ABOUT.sub("", wording).strip(' “”"*。：:')


def _opening(text: str, sentence: Sentence) -> str:
    """Return the first words of the sentence, up to a number; "" if they speak of the proposer (您)."""
    opening = text[sentence.start : min(sentence.end, sentence.start + 20)]
    words = re.split(r"\d", opening)[0].strip(" ，、*")
    if "您" in words:
        return ""
    return words if len(words) > SHORTEST else opening.strip()


def _subject_before(text: str, found: InClause) -> str:
    """Return the subject of an earlier clause, for a clause that consists only of a verb and a number; else ""."""
    begin = found.quantity.start - len(found.before)
    for clause in reversed(list(_PART.finditer(found.before))[:-1]):
        first, last = span_without_verbs(clause.group())
        item = _ITEM.match(clause.group())
        first = max(first, item.end() if item else 0)
        said = _DIGIT.split(clause.group()[first:last], maxsplit=1)[0]
        body = without_tail(said.strip(" *"))
        if _NO_SUBJECT.search(body):
            continue
        if main := _MAINLY.fullmatch(body):
            first, body = first + said.index(main[1]), main[1]
            said = body
        if len(body) >= SHORTEST and not _WHEN.fullmatch(body) and not _ONLY_VERBS.fullmatch(body):
            start = begin + clause.start() + first + len(said) - len(said.lstrip(" *"))
            return text[start : start + len(body)].strip(" “”*")
    return ""
