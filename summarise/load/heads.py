"""Finds which column of a table, or key of a JSON object, contains which field of a reply, by the column heads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from summarise.document import Caveat
from summarise.errors import UsageError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.receipt import RECEIVED

__all__ = ["FIELDS", "HEADS", "Cells", "Columns", "field_of", "given_columns", "is_head", "is_letter", "may_hold_head"]

Cells = Mapping[str, Sequence[object]]
"""The values of a table or of JSON objects, by the head above them."""

FIELDS: Final = ("text", "id", "title", "issuer", "date", "url")
"""The fields of a reply that a table row can contain; `text` is the letter itself."""

_GENERAL: Final = ("text", "正文", "全文", "原文", "文本", "内容", "content", "body", "fulltext")
"""Heads of texts of any kind; beside the head of an answer, it is the proposal's, unless it reads like a letter."""

HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        *("答复内容", "答复正文", "答复全文", "答复文本", "答复意见", "回复内容", "复函内容", "办复内容"),
        *("办理答复", "答复", "回复", "复函", "复文", "复文内容", "答复文", "replycontent", "replytext", "replybody"),
        *("answercontent", "answertext", "answerbody", "responsecontent", "responsetext", "dfnr", "hfnr"),
        *("reply", "answer", "response", *_GENERAL),
    ),
    "id": (
        *("id", "编号", "提案编号", "建议编号", "提案号", "建议号", "案号", "提案建议编号", "序号", "no", "number"),
    ),
    "title": (
        *("答复标题", "标题", "题目", "提案标题", "建议标题", "提案题目", "建议题目", "提案名称", "建议名称", "案由"),
        *("名称", "主题", "title", "subject"),
    ),
    "issuer": (
        *("承办单位", "答复单位", "主办单位", "办理单位", "承办部门", "答复部门", "发布机构", "发文机关", "单位"),
        *("issuer", "department"),
    ),
    "date": (
        *("答复日期", "答复时间", "成文日期", "办结日期", "办理日期", "日期", "时间", "发布日期", "发布时间"),
        *("date", "issuedon"),
    ),
    "url": (
        *("链接", "网址", "原文链接", "网页链接", "详情链接", "来源链接", "来源网址", "答复链接", "地址"),
        *("url", "link", "href"),
    ),
}
"""Known column heads of each field, the most reliable first.

Heads are compared without spaces, punctuation, case and text in brackets.
"""

_TELLING: Final = 40
"""Least length in characters of the longest cell in a column of letters; shorter cells are remarks such as 已答复."""
_LETTER: Final = 100
"""Least length in characters of a letter under a head that is not a known one."""
_LONGEST_HEAD: Final = 20
"""Maximum length in characters of a column head; longer text is an ordinary cell."""


_BETWEEN: Final = lazy_pattern(r"[\s_*:\-.\"']+")
_BESIDE: Final = lazy_pattern(rf"\([^)]*\)|{_BETWEEN.pattern}")


def _plain(head: object) -> str:
    folded = unicodedata.normalize("NFKC", str(head)).casefold()
    return _BESIDE.sub("", folded)


_SPEAKS_OF_TEXT: Final = lazy_pattern("答[复復]|回[复復]|[复復]函|办理|正文|全文|内容")
_SPEAKS_OF_ELSE: Final = lazy_pattern(
    "时间|日期|单位|部门|机构|人|文号|编号|状态|方式|类别|提案内容|建议内容|附件|链接|网址"
)


_PART_OF_THE_ANSWER: Final = lazy_pattern(
    "答[复復]|回[复復]|[复復]函|办理(?!时|日|单|状|类|方)|措施|下一?步|计划|安排|打算|落实|承诺|目标|进展|会办|协办"
    "|reply|answer|response|measure|plan|nextstep|commitment"
)
_NO_PART: Final = lazy_pattern(
    "时间|日期|部门|机构|人$|文号|编号|状态|方式|类别|类型|提案|建议|附件|链接|网址|满意|评价|反馈|标题"
)
_SENTENCE: Final = lazy_pattern(r"[\u4e00-\u9fff]{2}[^。]*[。；！]|\d[\d.,]*[%％万亿\u4e00-\u9fff]")
_LEAST_OF_A_PART: Final = 8
"""Least length in characters of a cell that may be a part of the answer."""


def _tells(head: str, cell: object) -> bool:
    """Return True if a cell under `head`, which was not read, may be a part of the answer or a letter of its own."""
    if is_letter(cell):
        return True
    if not isinstance(cell, str) or len(cell.strip()) < _LEAST_OF_A_PART or len(head) > _LONGEST_HEAD:
        return False
    plain = _plain(head)
    return bool(_PART_OF_THE_ANSWER.search(plain) and not _NO_PART.search(plain) and _SENTENCE.search(cell))


def _heads_of_text(named: Sequence[str], heads: Sequence[str], cells: Cells) -> list[str]:
    """Return which of the `named` heads hold letters, the best first; [] if only a head that is not known does.

    Among texts without the words of a letter, an answer's head wins over a general one, even if it holds less.
    """
    letters = {head for head in heads if any(map(is_letter, cells.get(head, ())))}
    if letters:
        return [head for head in named if head in letters]
    answers = [head for head in named if _plain(head) not in _GENERAL] or list(named)
    return [head for head in answers if _longest(cells, head) >= _TELLING] or answers


def _by_words(heads: Sequence[str], cells: Cells) -> list[str]:
    """Return the unknown head that speaks of an answer and has the longest cell, as a list; [] if that is no letter."""
    left = [head for head in heads if len(head) <= _LONGEST_HEAD]
    spoken = [head for head in left if _SPEAKS_OF_TEXT.search(head) and not _SPEAKS_OF_ELSE.search(head)]
    best = max(spoken, key=lambda head: _longest(cells, head), default="")
    return [best] if best and _longest(cells, best) >= _LETTER else []


def _longest(cells: Cells, head: str) -> int:
    """Return the number of characters of the longest text under a head; 0 if there is none."""
    return max((len(cell) for cell in cells.get(head, ()) if isinstance(cell, str)), default=0)


_FIELD_OF: Final = {_plain(head): field for field, heads in HEADS.items() for head in heads}
_ANY_TEXT_HEAD: Final = lazy_pattern("|".join(map(_plain, HEADS["text"])))
_RANK: Final = {_plain(head): rank for heads in HEADS.values() for rank, head in enumerate(heads)}


def field_of(cell: object) -> str:
    """Return the field whose known column head is `cell`; "" for any other cell."""
    return _FIELD_OF.get(_plain(cell), "")


def is_head(cell: object, field: str = "text") -> bool:
    """Return True if `cell` is a known column head of `field`."""
    return field_of(cell) == field


def may_hold_head(line: str) -> bool:
    """Return False if no cell of `line` can be a known head of the text column; this check is fast."""
    return bool(_ANY_TEXT_HEAD.search(_BETWEEN.sub("", unicodedata.normalize("NFKC", line).casefold())))


def is_letter(value: object) -> bool:
    """Return True if `value` is long enough for a letter and contains words that open a reply, such as 收悉."""
    return isinstance(value, str) and len(value) >= _LETTER and RECEIVED.search(value) is not None


def given_columns(written: str) -> dict[str, str]:
    """Return the column head of each field; `written` has the notation of the command line, `text=正文,id=编号`.

    Raises:
        UsageError: `written` is not in this notation or names an unknown field.

    """
    found = {}
    for pair in filter(None, (part.strip() for part in re.split("[,，]", written))):
        field, sign, head = (part.strip() for part in pair.partition("="))
        if field not in FIELDS or not sign or not head:
            raise UsageError(f"columns are written text=HEAD,id=HEAD with the fields {', '.join(FIELDS)}, not “{pair}”")
        found[field] = head
    return found


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that contain fields of a reply: column heads as written, by field."""

    heads: Mapping[str, str]

    @classmethod
    def among(cls, heads: Sequence[str], given: Mapping[str, str], cells: Cells | None = None) -> Columns | None:
        """Return the columns found among `heads`; None if no column contains the text of the reply.

        Args:
            heads: the column heads as written.
            given: for each field that a user named, its column head. A field whose head is not among `heads` has no
                column, even if another head is recognised for it.
            cells: the values under each head; None if unknown.

        """
        found: dict[str, str] = {}
        for field in FIELDS:
            if field in given:
                named = [head for head in heads if _plain(head) == _plain(given[field])]
            else:
                taken = {_plain(head) for head in given.values()}
                named = [head for head in heads if is_head(head, field) and _plain(head) not in taken]
                named.sort(key=lambda head: _RANK[_plain(head)])
                if field == "text" and cells is not None:
                    named = _heads_of_text(named, heads, cells) if named else _by_words(heads, cells)
            if named:
                found[field] = named[0]
        return cls(found) if "text" in found else None

    def caveats(self, row: Mapping[str, object]) -> tuple[Caveat, ...]:
        """Return a caveat for each value of a row that may be a part of the answer and is not read."""
        used = set(self.heads.values())
        return tuple(
            Caveat("unread_part", f"the column “{head}” has text that may belong to the answer and was not read")
            for head, cell in row.items()
            if head not in used and _tells(head, cell)
        )

    def said(self, heads: Iterable[str]) -> str:
        """Return one line for people that says which column is read as which field, and which columns are not read.

        Of two columns with the same head, the second is not read.
        """
        used = ", ".join(f"{field}={head}" for field, head in self.heads.items())
        waiting, left = set(self.heads.values()), []
        for head in filter(None, heads):
            if head in waiting:
                waiting.remove(head)
            else:
                left.append(head)
        return used + (f"; not read: {', '.join(left)}" if left else "")
