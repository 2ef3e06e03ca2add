"""Find the letter in a page: where it begins and ends, and the role of each unit (sentence or heading) of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.annotate import form_labels as form
from summarise.annotate import line_kinds as line
from summarise.annotate.markers import marker_at
from summarise.annotate.sentence_splitting import Unit
from summarise.annotate.task_tables import NO_TABLES, TaskTables, task_tables
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Letter", "Role", "find_letter"]

Role = Literal["text", "furniture", "proposal", "salutation", "receipt", "title"]
"""What a unit is in the letter; `receipt` says that the proposal was received, `text` is the reply itself."""

_SALUTATION = lazy_pattern(
    r"^(?:尊敬的|敬爱的)?(?P<who>[^。；:！？]{1,380}?)(?P<title>(?:等?\d*[名位]?)?(?:人大)?(?:代表|委员)(?:们"
    r"|同志|团)?(?:等\d*[名位人]{0,2})?|先生|女士)? ?(?:\([^)]{1,12}\))?(?:[，:]?(?:您|你们?)好！?)?[:：；;，,。]?$"
)
_NAMELESS = lazy_pattern(r"^(?:尊敬的|敬爱的)?(?:代表|委员)(?:们|同志)?(?:，?(?:您|你们?)好！?)?:$")
"""A salutation without names, because the page left the names out."""
_ADDRESSED = lazy_pattern(r"代表|委员|先生|女士")
_ADDRESSED_BODY = lazy_pattern(
    rf"(?:{line.BODY_KIND}|界别?|支部|[商妇侨残青]联|科协|委员.{{0,3}}组|主席团|总支)(?:\([^)]*\))?:$|(?:政协委员|人大代表)[\u4e00-\u9fff]{{2,4}}:$"
)
"""The end of a line that addresses a body, a group of members, or one member by title and name."""
_BY_NAME = lazy_pattern(
    r"^(?:(?:尊敬的|敬爱的)[\u4e00-\u9fff]{2,4}(?:副?主席|副?主任|副?会长|先生|女士)|[\u4e00-\u9fff]{2,4}(?:[、,，][\u4e00-\u9fff]{2,4})*):$"
)
"""A salutation without the words 代表 and 委员.

It counts only if the next unit says “you” and acknowledges receipt.
"""
_SPEAKS_TO = lazy_pattern(r"^[?\s]*(?:您|你)")
_SALUTATION_OR_META = lazy_pattern(
    r"^(?:主办|会办|承办|协办|答复|办理|领衔|提案人|提出人|届次|编号|类别)[^。，]{0,8}[:： ]|^.{1,40}(?:代表|委员):$"
)
_WHITE = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
_LEFT_IN_FRONT, _LEFT_BEHIND = "*#>|?", "*|"
_PEOPLE = lazy_pattern(r"(?:[\u4e00-\u9fff·]{2,20}(?:委员|代表)[、,，]){2}")
_LONGEST_SALUTATION, _LONGEST_LIST = 90, 400
"""Maximum number of characters of a salutation, and of a salutation that names many people with their titles."""
_LONGEST_BODY = 40
_RECEIPT_REACH = 8
"""Number of units behind the salutation in which the receipt (收悉) is searched for."""
_RECEIPT_SPREAD = 4
_UNITS_A_STRAY = 40
"""Number of units of the body per sentence of prose that is allowed below a closing line.

Some pages put a sentence of their own below the letter.
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """The role of each unit (sentence or heading) of a page, and where the body of the letter is.

    `salutation` is the index of the unit that addresses the proposers, or None. `begin` and `end` (exclusive) are unit
    indices too. `tables` are the tables of tasks.
    """

    roles: tuple[Role, ...]
    salutation: int | None
    begin: int
    end: int
    tables: TaskTables = NO_TABLES


def find_letter(folded: str, units: Sequence[Unit]) -> Letter:
    """Return the roles of a page's units and the position of the letter's body among them.

    `folded` is the text of the page, normalised by `fold`; `units` are those of `find_units` in it. If nothing marks
    the beginning or the end of a letter, the body is the whole page; without units it is empty (`begin` and `end` are
    0).
    """
    return _Finder(folded, units).run()


def _without_signs(raw: str) -> str:
    """Return the text of a unit without white space and signs at its ends that Markdown or a table left behind."""
    if raw[0] not in _LEFT_IN_FRONT and raw[-1] not in _LEFT_BEHIND and "\\" not in raw:
        return raw
    return raw.replace("\\", "").lstrip(_WHITE + _LEFT_IN_FRONT).rstrip(_WHITE + _LEFT_BEHIND)


class _Finder:
    def __init__(self, folded: str, units: Sequence[Unit]) -> None:
        self.raw = [folded[unit.start : unit.end] for unit in units]
        self.text = [_without_signs(raw) for raw in self.raw]
        self.roles: list[Role] = ["text"] * len(units)
        self.tables = task_tables(folded, units)

    def run(self) -> Letter:
        salutation = self._salutation()
        begin = self._begin(salutation)
        end = self._end(begin)
        for index in range(len(self.text)):
            if index < begin or index >= end or self._is_chrome(index):
                self.roles[index] = "furniture"
        self._mark_proposal(begin)
        if salutation is not None:
            self.roles[salutation] = "salutation"
        for index in range(begin if salutation is None else min(begin, salutation)):
            text = self.text[index]
            if (
                self.roles[index] == "furniture"
                and line.names_a_reply(text)
                and not (line.receives(text) or form.is_answer_label(text) or form.is_title_of_the_proposal(text))
            ):
                self.roles[index] = "title"
        for index in range(salutation or 0, begin):
            if self.roles[index] == "furniture" and line.is_receipt(self.text[index]):
                self.roles[index] = "receipt"
        return Letter(tuple(self.roles), salutation, begin, end, self.tables)

    # -- where it begins --------------------------------------------------------------------------------------------

    def _salutation(self) -> int | None:
        """Return the index of the unit that addresses the proposers; None if there is none.

        If several do, return the first with a receipt (收悉) behind it, or else the first.
        """
        best: int | None = None
        for index in range(len(self.text)):
            if not self._addresses(index):
                continue
            if best is None:
                best = index
            if self._receipt_follows(index):
                return index
        return best

    def _addresses(self, index: int) -> bool:
        """Return True if a unit addresses people, or a body with a receipt (收悉) behind it.

        Such a line ends with a colon, or with 代表 or 委员.
        """
        text = self.text[index].strip()
        if _NAMELESS.match(text):
            return self._receipt_follows(index)
        if text.endswith(":") and _BY_NAME.match(text) and self._speaks_to_them(index + 1):
            return True
        longest = _LONGEST_SALUTATION if _PEOPLE.match(text) is None else _LONGEST_LIST
        if not text or len(text) > longest or (text[-1] != ":" and not _ADDRESSED.search(text)):
            return False
        found = _SALUTATION.match(text)
        if not found or line.is_chrome_word(text) or line.names_a_reply(text):
            return False
        colon = text.endswith(":")
        if found["title"] and not found["who"].endswith(("的", "由") if colon else ("的", "由", "和")):
            return colon or self._receipt_follows(index)
        body = colon and len(text) <= _LONGEST_BODY and _ADDRESSED_BODY.search(text) is not None
        return body and self._receipt_follows(index)

    def _speaks_to_them(self, index: int) -> bool:
        behind = self.text[index] if index < len(self.text) else ""
        return _SPEAKS_TO.match(behind) is not None and line.is_receipt(behind)

    def _receipt_follows(self, index: int) -> bool:
        return any(map(line.is_receipt, self.text[index + 1 : index + 5]))

    def _begin(self, salutation: int | None) -> int:
        first, last = (0, len(self.text)) if salutation is None else (salutation + 1, salutation + _RECEIPT_REACH + 1)
        receipts = [
            index
            for index, text in enumerate(self.text[first:last], first)
            if line.is_receipt(text, of_a_proposal=True) and not line.is_title(text)
        ]
        if receipts:
            near = [index for index in receipts if index - receipts[0] <= _RECEIPT_SPREAD]
            last = next((index for index in near if line.leads_into_the_answer(self.text[index])), near[-1])
            return self._after_courtesies(last + 1)
        if salutation is not None:
            return self._after_courtesies(salutation + 1)
        return self._first_prose()

    def _after_courtesies(self, index: int) -> int:
        while index < len(self.text) and line.is_courtesy(self.text[index]):
            index += 1
        return index

    def _first_prose(self) -> int:
        """Return where the body begins in a page without salutation and receipt.

        It is the unit with a label of the answer and the answer itself. Without such a unit, it is the first sentence
        behind the last label of the answer, or its heading.
        """
        beside = next((i for i, text in enumerate(self.text) if form.answers_beside_its_label(text)), None)
        if beside is not None:
            return beside
        answer = max((i for i, text in enumerate(self.text) if form.is_answer_label(text)), default=-1)
        for index in range(answer + 1, len(self.text)):
            text = self.text[index]
            if line.is_title(text) or self._is_chrome(index) or line.is_day(text):
                continue
            told = answer >= 0 and text.endswith("。")
            if told or line.is_prose(text) or (text.endswith(":") and line.is_prose(text[:-1] + "。")):
                before = index - 1
                headed = before >= 0 and marker_at(self.text[before]) and not self._is_chrome(before)
                return before if headed else index
        return 0

    # -- where it ends ----------------------------------------------------------------------------------------------

    def _end(self, begin: int) -> int:
        """Return the index behind the last unit of the body.

        The body ends before the first closing line below which there is hardly any prose.
        """
        first: int | None = None
        prose: list[int] = []
        for index in range(begin, len(self.text)):
            if not self._closes(index):
                continue
            if first is None:
                first, prose = index, self._prose_behind(index)
            if prose[index - first] <= 1 + (index - begin) // _UNITS_A_STRAY:
                return index
        return len(self.text)

    def _closes(self, index: int) -> bool:
        text = self.text[index]
        if line.closes_letter(text) or line.is_page_foot(text):
            return True
        return index > 0 and line.could_be_signature(text) and any(map(line.holds_day, self.text[index : index + 4]))

    def _prose_behind(self, first: int) -> list[int]:
        """Return for each unit from `first` on how many of the units behind it are sentences of a letter."""
        counts = [0]
        for index in range(len(self.text) - 1, first, -1):
            counts.append(counts[-1] + self._is_letter_prose(index))
        return counts[::-1]

    def _is_letter_prose(self, index: int) -> bool:
        text = self.text[index]
        return (
            text[-1:] in ("。", "；")
            and line.is_prose(text, times=2)
            and not self._is_chrome(index)
            and not line.has_closing_words(text)
            and not line.thanks(text)
        )

    # -- what lies within -------------------------------------------------------------------------------------------

    def _is_chrome(self, index: int) -> bool:
        if index in self.tables.tasks or index in self.tables.heads:
            return index in self.tables.heads
        text = self.text[index]
        return line.is_chrome(text, self.raw[index]) or (text[-1:] != "。" and form.tells_the_result(text))

    def _mark_proposal(self, begin: int) -> None:
        """Give the role "proposal" to the units of the proposal's text, from its label up to the answer."""
        inside = False
        for index in range(begin):
            text = self.text[index].strip()
            if form.is_answer_label(text) or form.tells_the_result(text):
                inside = False
            elif form.is_label_of_the_proposal(text):
                inside = True
                if line.is_prose(text + "。", times=2):
                    self.roles[index] = "proposal"
            elif inside and not (self._is_chrome(index) or _SALUTATION_OR_META.match(text) or line.is_receipt(text)):
                self.roles[index] = "proposal"
