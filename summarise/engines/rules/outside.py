"""Find what is said outside the letter's body: promises in a note or frame, attachments, a second letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from summarise.annotate.bare_numbers import bare_numbers
from summarise.annotate.line_kinds import (
    could_be_signature,
    has_closing_words,
    holds_day,
    is_chrome,
    is_chrome_word,
    is_courtesy,
    is_page_foot,
    is_prose,
    is_receipt,
    is_title,
    names_an_attachment,
    thanks,
)
from summarise.annotate.table_rows import BAR
from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.tense_marks import Reader
from summarise.engines.rules.wording import Wording
from summarise.lazy_pattern import lazy_pattern
from summarise.record import WarningKind
from summarise.selection import Remark

__all__ = ["said_outside"]

_OPENS_A_LETTER = lazy_pattern(r"收悉|(?:答复|函复|回复)如下")
_PROSE = 24
"""Minimum number of characters of a sentence; shorter text may belong to the web page."""
_LETTER = 3
_OF_THE_PROPOSAL = lazy_pattern(r"建[议議]|提案|意[见見]|提出的")
_BY_US = lazy_pattern(r"(?:我[们局委厅办部院镇乡县市区州]|下一步).{0,40}(?:将|拟|计划)")
"""Words of a promise that neither the proposal's wishes nor courtesies have."""
_POINTS = lazy_pattern(
    r"(?:任务|安排|计划|清单|措施|项目|目标|分工|方案|打算)[^，。；]{0,12}(?:详?见|列入|附)(?:本|此)?[^，。；见]{0,4}附[件表后]"
)
_ENDS = ("。", "；", "！")
_WORD = lazy_pattern(r"[\u4e00-\u9fff]")
_SHORTEST = 8
"""Minimum number of characters of a sentence behind the letter that promises."""
_ELSEWHERE = "a sentence outside the letter's body (a note, a frame) reads like a promise and was not read"
_BEHIND = "a sentence behind the end of the letter holds a number and was not read"
_ROW = 2
"""Minimum number of quantities of a table's row that has no bars between its cells."""
_TABLE = "a table behind the end of the letter holds numbers and was not read"
_ALONE = "a number alone on a line in a sentence may number a page or be part of another; neither was read"
_ROWS = 2
"""Minimum number of rows with equally many cells that are a table."""
_CELLS = 3
_ATTACHMENT = "an attachment behind the letter holds numbers or what the letter plans, and was not read"
_POINTED_TO = "the letter points to an attachment for what it plans, and the text has none"


def said_outside(annotated: AnnotatedDocument, text: str) -> Iterator[Remark]:
    """Yield remarks on what stands outside the letter's body and may matter.

    These are a second letter in the same file, promises in a note or a frame, tables that were taken for parts of the
    page, and attachments with numbers or with the plans that the letter points to. `text` is the normalised text of
    `annotated`.
    """
    body = [sentence.number for sentence in annotated.sentences if not (sentence.furniture or sentence.proposal)]
    behind = annotated.sentences[max(body, default=0) :]
    first = annotated.sentences[body[0] - 1 : body[-1]] if body else ()
    yield from _second_letter(annotated, behind)
    tables = list(_unread_tables(annotated, first, behind))
    for table in tables:
        count = len(table)
        message = f"a table in the letter was taken for a part of the page and not read; rows: {count}"
        yield Remark(WarningKind.UNREAD_TEXT, message, table[0].number)
    for token in bare_numbers(annotated.folded):
        sentence = next((one.number for one in annotated.sentences if one.start <= token.start < one.end), None)
        if annotated.folded[token.end : token.end + 1].isspace():
            yield Remark(WarningKind.UNREAD_NUMBER, _ALONE, sentence)
    in_tables = {one.number for table in tables for one in table}
    told = [one for one in _statements(annotated, text, behind) if one.sentence not in in_tables]
    yield from told
    yield from _attached(annotated, first, behind, {remark.sentence for remark in told})


def _second_letter(annotated: AnnotatedDocument, behind: Sequence[Sentence]) -> Iterator[Remark]:
    """Yield a remark if there is prose behind the end of the letter, such as a second letter in the same file."""
    prose = [one for one in behind if one.end - one.start >= _PROSE and annotated.quote(one).endswith(("。", "；"))]
    opens = [one for one in behind if _OPENS_A_LETTER.search(annotated.quote(one))]
    if opens or len(prose) >= _LETTER:
        first = min(one.number for one in (*opens, *prose))
        yield Remark(WarningKind.UNREAD_TEXT, "text behind the end of the letter was not read", first)


def _statements(annotated: AnnotatedDocument, text: str, behind: Sequence[Sentence]) -> Iterator[Remark]:
    """Yield remarks on promises outside the letter's body, and on sentences and tables with numbers behind it.

    A table has one remark, about its first row with a number.
    """
    figures = Counter(quantity.sentence for quantity in annotated.quantities)
    row = 0
    after = {sentence.number for sentence in behind}
    reader: Reader | None = None
    for sentence in annotated.sentences:
        if not sentence.furniture:
            continue
        line, counts, late = _line(annotated, sentence), sentence.number in figures, sentence.number in after
        if late and _is_row(line, figures[sentence.number]):
            if row != sentence.number - 1:
                yield Remark(WarningKind.UNREAD_TEXT, _TABLE, sentence.number)
            row = sentence.number
            continue
        if not _could_state(line, counts=counts, late=late):
            continue
        reader = reader or Reader(annotated)
        if reader.read(sentence, Wording.of(text, sentence).text).promises:
            yield Remark(WarningKind.UNREAD_TEXT, _ELSEWHERE, sentence.number)
        elif late and counts and is_prose(line) and not _OF_THE_PROPOSAL.search(line):
            yield Remark(WarningKind.UNREAD_TEXT, _BEHIND, sentence.number)


def _unread_tables(
    annotated: AnnotatedDocument, body: Sequence[Sentence], behind: Sequence[Sentence]
) -> Iterator[Sequence[Sentence]]:
    """Yield the unread rows of each table in the letter's body, or right behind it, that was taken for the page's.

    A table of which only the head was left out is read.
    """
    last = takewhile(lambda one: not _is_of_the_page(_line(annotated, one)), behind)
    for cells, rows in groupby((*body, *last), key=lambda one: _count_of_cells(annotated, one)):
        unread = [one for one in rows if one.furniture]
        if cells >= _CELLS and len(unread) >= _ROWS:
            yield unread


def _count_of_cells(annotated: AnnotatedDocument, sentence: Sentence) -> int:
    """Return the number of cells of a row; 0 for a line without bars and for a line of the page."""
    line = _line(annotated, sentence)
    if BAR not in line or is_chrome_word(line) or not _WORD.search(line):
        return 0
    return line.count("|") + 1


def _line(annotated: AnnotatedDocument, sentence: Sentence) -> str:
    return annotated.folded[sentence.start : sentence.end]


def _is_row(line: str, figures: int) -> bool:
    """Return True if a line with this count of quantities is a row of a table, with or without bars, and no page's."""
    row = figures >= _ROW or (figures and BAR in line)
    return bool(row) and not (line.endswith(_ENDS) or _is_of_the_page(line) or is_chrome_word(line))


def _could_state(line: str, *, counts: bool, late: bool) -> bool:
    """Return True if the line `line` outside the letter may state something.

    A courtesy, a receipt, a request and a closing line state nothing. `counts` says that the line holds a quantity,
    `late` that it stands behind the letter's body. A sentence with a quantity may be short and, behind the letter, lack
    its full stop, as the points of a list do.
    """
    if has_closing_words(line) or is_receipt(line) or is_page_foot(line) or is_title(line):
        return False
    if counts:
        return line.endswith(_ENDS) or (late and not is_chrome(line, line))
    if thanks(line) or is_courtesy(line):
        return False
    if _OF_THE_PROPOSAL.search(line) and not (late and _BY_US.search(line)):
        return False
    return is_prose(line) or (late and len(line) >= _SHORTEST and line.endswith(_ENDS))


def _attached(
    annotated: AnnotatedDocument, body: Sequence[Sentence], behind: Sequence[Sentence], told: Container[int | None]
) -> Iterator[Remark]:
    """Yield a remark for each attachment behind the letter with numbers, or with the plans that its body points to.

    If the body points to an attachment that the text lacks, the remark is about the pointing sentence. Sentences in
    `told` have a remark already.
    """
    points = [one for one in body if not one.furniture and _POINTS.search(_line(annotated, one))]
    figures = {quantity.sentence for quantity in annotated.quantities}
    at = [place for place, one in enumerate(behind) if names_an_attachment(_line(annotated, one))]
    found = False
    for begin, end in pairwise((*at, len(behind))):
        lines = [one for one in behind[begin + 1 : end] if not _is_of_the_page(_line(annotated, one))]
        named = next((one for one in lines if one.number in figures), lines[0] if lines and points else None)
        found = found or named is not None
        if named and named.number not in told:
            yield Remark(WarningKind.UNREAD_TEXT, _ATTACHMENT, named.number)
    if points and not found:
        yield Remark(WarningKind.UNREAD_TEXT, _POINTED_TO, points[0].number)


def _is_of_the_page(line: str) -> bool:
    """Return True if a line below the name of an attachment is none of it, but of the letter's end or of the page."""
    closes = has_closing_words(line) or thanks(line) or could_be_signature(line) or holds_day(line)
    return closes or is_page_foot(line) or is_title(line)
