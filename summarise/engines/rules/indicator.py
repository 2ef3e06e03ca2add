"""Find the indicator of a target: what its number counts, in words of the text."""

from __future__ import annotations

from summarise.annotate.table_rows import BAR, cells_of
from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.earlier_numbers import EarlierNumbers
from summarise.engines.rules.kinds_of_names import (
    DONE,
    is_attribute,
    is_doer,
    is_general,
    is_measure,
    is_process,
    names_nothing,
)
from summarise.engines.rules.named_elsewhere import heading_topic, opening, subject_before
from summarise.engines.rules.phrase import without_verbs
from summarise.engines.rules.whose_number import in_front_of_bracket, named_thing, of_money, whose_rate
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Indicators"]

_DONE_TO_IT = lazy_pattern(
    r"(?P<verb>改造|新建|新装|储备|疏通|整治|试点|开工|建成|新增|扩建|更换|投产|配备|涉及|覆盖)(?:老旧)?[^，。；]{0,4}$"
)
_ONLY_A_PART = lazy_pattern(
    r"[\u4e00-\u9fff]{0,6}(?:[省市区县镇乡村]|[城县]城区?|城区|农村|片区|各地|国有|民营|公办|民办|公共|新建|改造|续建)"
)
"""Words behind 其中 that name only a part and not the thing: 其中城区2万个."""
_MADE = lazy_pattern(rf"^(?:新?改?扩?建|新增|培训|{DONE})+")
"""Verbs in front of a whole that are not repeated in front of its parts."""
_ENDS_IN_PROCESS = lazy_pattern(f"{DONE}$")
_OF_A_RATE = lazy_pattern(r"^(.{2,}?)(?:达到?|不少于|不低于|不超过|超过|为)(每[^，。；]{1,5})$")
"""An indicator with 每 at its end (抽检量达到每千人); the part with 每 is moved to the front."""
_THING = lazy_pattern(r"[\u4e00-\u9fff]{2}")
_COUNTS = lazy_pattern(r"[^\d:：]{2,}\d[\d.]*[百千万亿]*[^\d]{1,6}")
"""A cell that names a thing with its number: 新建渡口4个."""
_RATES = ("率", "占比", "比例", "比重")
_DIGIT = lazy_pattern(r"\d")


class Indicators:
    """Finds the indicators of the quantities of one document; `cue_text` is its normalised text.

    An indicator is the noun behind the number (1家创新联合体), or else the phrase before it without verbs
    (新增高新技术企业50家). A number without either (三年内达到40家) gets the indicator of the number before it in the
    same unit. A part (其中城区2万个) gets that of the whole. An attribute (面积3000平方米) is joined to the thing that
    it belongs to.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._text = annotated.document.text
        self._numbers = EarlierNumbers(annotated, cue_text)
        self._rows: dict[int, str] = {}

    def of(self, sentence: Sentence, found: InClause) -> str:
        """Return the indicator of the quantity `found`, in words of `sentence`, the sentence before, or a heading.

        It may be empty or too general; see `names_nothing`.
        """
        found = self._numbers.first_of_a_pair(sentence, found) or found
        whole = _OF_A_RATE.sub(r"\2\1", self._worded(sentence, found))
        return self._numbers.shared_out(sentence, found, whole) or whole

    def _worded(self, sentence: Sentence, found: InClause) -> str:
        row = self._row(sentence)
        if row and (thing := _of_a_row(row, found, found.quantity.start - sentence.start)):
            return thing
        said = self._numbers.said(sentence, found)
        if not said or is_measure(said) or is_attribute(said):
            thing = in_front_of_bracket(self._text, found)
            if thing and not _DIGIT.search(thing) and not names_nothing(thing):
                return thing + said
        if is_general(said) and (verb := _DONE_TO_IT.search(found.clause)):
            return verb["verb"] + said
        if said and _ONLY_A_PART.fullmatch(said) and (whole := _MADE.sub("", self._numbers.whole(sentence, found))):
            return said if said[-2:] in whole else said + whole
        if is_process(said):
            kept = self._numbers.goes_on(sentence, found)
            return kept if said in kept else said + kept
        return (
            self._with_its_owner(said, sentence, found)
            or self._numbers.goes_on(sentence, found)
            or _borrowed(subject_before(self._text, found), found)
            or heading_topic(sentence)
            or _process_in_front(found)
            or _borrowed(opening(self._text, sentence), found)
        )

    def _with_its_owner(self, said: str, sentence: Sentence, found: InClause) -> str:
        """Return the indicator; if it is an attribute, with the thing that it belongs to."""
        if found.quantity.unit.endswith("元") and (money := of_money(self._text, said, found)):
            return money
        thing = named_thing(self._text, found) if is_measure(said) or is_attribute(said) else ""
        if thing and not said.startswith("项目"):
            return thing + said
        if not is_attribute(said):
            return said
        owner = whose_rate(said, found) or self._numbers.owner(sentence, found)
        return said if owner.endswith(said) else owner + said

    def _row(self, sentence: Sentence) -> str:
        """Return the text of a sentence that is a table row, "" for others.

        It is cached for sentences with many numbers.
        """
        if sentence.number not in self._rows:
            written = self._text[sentence.start : sentence.end]
            self._rows[sentence.number] = written if BAR in written else ""
        return self._rows[sentence.number]


def _borrowed(said: str, found: InClause) -> str:
    """Return words of another clause as the indicator, but "" for a rate if a number counts things."""
    return "" if not found.is_relative and said.endswith(_RATES) else said


def _process_in_front(found: InClause) -> str:
    """Return the process that a clause ends with right before its number (四季度开工3座), if it says nothing else."""
    done = _ENDS_IN_PROCESS.search(found.clause)
    return done.group() if done else ""


def _names_its_thing(said: str) -> bool:
    """Return True if words in front of a number in its cell say what it counts: 新增泊位300个."""
    if _THING.fullmatch(said[-2:]) is None or ":" in said:
        return False
    return not any(vague(said) for vague in (is_attribute, is_general, is_measure, is_process, names_nothing))


def _of_a_row(row: str, found: InClause, at: int) -> str:
    """Return what a number in a table row counts: the text of the cell that names the thing; "" if its own cell does.

    A cell that only names a body is left out. `at` is the place of the number in `row`.
    """
    if _names_its_thing(without_verbs(found.clause.rpartition("，")[2])):
        return ""
    cells = [cell.strip() for place, cell in cells_of(row) if not place <= at < place + len(cell)]
    named = [cell for cell in cells if _THING.match(cell) and not is_doer(cell, found.quantity.unit)]
    things = [cell for cell in named if not _DIGIT.search(cell)]
    if not things and not _THING.search(without_verbs(found.clause.rpartition(":")[2])):
        things = [_DIGIT.split(cell, maxsplit=1)[0] for cell in named if _COUNTS.fullmatch(cell)]
    return without_verbs(things[0]) or things[0] if things else ""
