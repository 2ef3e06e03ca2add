"""The parts of a page that identify a reply: the text above the letter, the letter's opening, and its titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from summarise.annotate.letter import Letter
from summarise.annotate.line_kinds import compact
from summarise.annotate.plain_text import PlainText, Shortened, shortened
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Page"]

_LAST_WORDS = lazy_pattern(r"^(?:的?答 ?[复覆] ?函?|的?复 ?函|的函)$")
_LAST_LINE = lazy_pattern(
    r"^(?:(?:提 ?案|建 ?议|议 ?案) ?)?(?:的? ?答 ?[复覆] ?函?|的?复 ?函|的函|答 ?[复覆] ?意 ?见)$"
)
_OPENS_A_TITLE = lazy_pattern(r"关于|对")
_LABEL_OF_THE_TITLE = lazy_pattern(r"^(?:信息|文件|公文|答复|正文)?(?:标题|题名|题目|名称)[:|]+")
"""The label of the page's header in front of the reply's title: 标题:关于….的答复."""
_LEFT_OUT = lazy_pattern(r"[\s“”\"《》]+")
_LINES_OF_A_FORM = 3
_FIRST_WORDS = 160
_OPENING_WORDS = 300
_FIELD_BEHIND = lazy_pattern(
    r"(的(?:答复|复函)(?:函|意见)?)[(|]?(?:索引号|(?:信息)?来源|(?:发布|发文|成文|公开|生成)(?:机[构关]|单位|日期|时间)|文号|办理结果|浏览|点击|阅读|字[体号]|作者|责任编辑)"
    r"[^。]*"
)
"""A field of the page's header on the same line behind the title: …的答复 索引号：…"""
_OF_THE_HEADER = lazy_pattern(r"[:。]|[〕\])]\s*(?:第 ?)?\d+ ?号|^[(\[【]?[A-D]\d?类?[)\]】]?$")
"""A line with a label, a sentence, a document number or a handling class, which is no part of a title."""
_LINES_ABOVE = 2
"""Maximum number of lines above a title line that may be parts of the same title."""


class Page:
    """A page divided into the parts around its letter.

    All parts are normalised text (see `fold`); `as_written` returns the original characters.
    """

    def __init__(self, plain: PlainText, letter: Letter) -> None:
        folded = plain.folded
        self.plain, self.folded, self.units, self.letter = plain, folded, plain.units, letter
        begin = self._start_of(letter.begin)
        receipt = letter.roles.index("receipt") if "receipt" in letter.roles else letter.begin
        opens = receipt if letter.salutation is None else letter.salutation
        top = min(self._start_of(opens), begin)
        self.head = folded[:top]
        """Text above the salutation: titles and metadata tables."""
        self.opening = folded[top:begin]
        """The salutation and the receipt (收悉)."""
        self.before_the_answer = folded[max(0, begin - _OPENING_WORDS) : begin]
        """The last characters before the answer; a letter without a salutation acknowledges receipt there."""
        self.closing = folded[self._start_of(letter.end) :]
        """Text behind the body."""

    @property
    def last_lines(self) -> str:
        """The last sentences or headings (at most three) of the letter's body, one on each line.

        They may be part of a form that continues below the body.
        """
        units = self.units[max(self.letter.begin, self.letter.end - _LINES_OF_A_FORM) : self.letter.end]
        return "\n".join(self.folded[unit.start : unit.end] for unit in units)

    @property
    def answer_begins(self) -> str:
        """The first 160 characters of the body, which may name what the letter answers."""
        begin = self._start_of(self.letter.begin)
        return self.folded[begin : begin + _FIRST_WORDS]

    def _start_of(self, index: int) -> int:
        return self.units[index].start if index < len(self.units) else len(self.folded)

    def line(self, index: int) -> str:
        """Return the normalised text of the sentence or heading with this index."""
        return self.folded[self.units[index].start : self.units[index].end]

    def salutation(self) -> str:
        """Return the line that addresses the proposers; "" if the letter has none."""
        return "" if self.letter.salutation is None else self.line(self.letter.salutation)

    def as_written(self, folded: str) -> str:
        """Return the original characters for `folded`, a value from the normalised text.

        If the value does not occur in the text because it was joined from parts, return it unchanged.
        """
        if folded not in self.folded:
            return self._set_apart(folded)
        at = self.folded.index(folded)
        return self.plain.written(at, at + len(folded))

    @cached_property
    def _closed_up(self) -> Shortened:
        """The normalised text without white space, quotation marks and 《》."""
        return shortened(self.folded, [found.span() for found in _LEFT_OUT.finditer(self.folded)])

    def _set_apart(self, folded: str) -> str:
        """Return the original characters of a value that in the page contains white space, quotation marks or 《》.

        These signs are left out of the result.
        """
        wanted = _LEFT_OUT.sub("", folded)
        if not wanted or wanted not in self._closed_up.text:
            return folded
        at = self._closed_up.text.index(wanted)
        start, last = self._closed_up.before(at), self._closed_up.before(at + len(wanted) - 1)
        return _LEFT_OUT.sub("", self.plain.written(start, last + 1))

    def first(self, pattern: re.Pattern[str]) -> str:
        """Return the first group of the first match of `pattern` above the salutation; "" if there is no match."""
        found = pattern.search(self.head)
        return found[1].strip() if found else ""

    @cached_property
    def titles(self) -> list[str]:
        """The titles of the reply, the one nearest to the salutation first; a title on several lines is joined."""
        found = list(dict.fromkeys(map(self._joined, self._title_lines())))
        return found or list(self._title_of_last_words())

    def above_the_title(self) -> str:
        """Return the line above a title that begins with 关于 or 对; the line may name the issuer.

        Return "" if there is none.
        """
        for index in self._title_lines():
            if index and _OPENS_A_TITLE.match(compact(self.line(index))):
                return _bare(self.line(index - 1))
        return ""

    def _title_lines(self) -> Iterator[int]:
        return (index for index in range(len(self.units) - 1, -1, -1) if self.letter.roles[index] == "title")

    def _joined(self, index: int) -> str:
        title, before = self.line(index), index - 1
        while (
            before >= 0
            and before >= index - _LINES_ABOVE
            and not _OPENS_A_TITLE.search(compact(title))
            and not _OF_THE_HEADER.search(compact(self.line(before)))
        ):
            title = self.line(before) + title
            before -= 1
        if index + 1 < len(self.units) and _LAST_WORDS.match(self.line(index + 1).strip("*#| ")):
            title += self.line(index + 1)
        return _FIELD_BEHIND.sub(r"\1", _bare(title))

    def _title_of_last_words(self) -> Iterator[str]:
        """Yield a title whose last words (的答复) are on a separate line."""
        limit = self.letter.begin if self.letter.salutation is None else self.letter.salutation
        for index in range(1, limit):
            if _LAST_LINE.match(self.line(index).strip("*#| ")) and _OPENS_A_TITLE.search(self.line(index - 1)):
                yield _bare(self.line(index - 1) + self.line(index))
                return


def _bare(title: str) -> str:
    return _LABEL_OF_THE_TITLE.sub("", re.sub(r"\s+", "", title).strip("*#|>"))
