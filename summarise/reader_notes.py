"""Translates the warnings of a record into Chinese, and groups them by sentence and kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarise.lazy_pattern import lazy_pattern
from summarise.record import ReaderWarning, Record, WarningKind

__all__ = ["Cutout", "Note", "Place", "notes_by_place"]

SHOWN = 30
"""Maximum length of a quote in a note, in characters."""

_MARK_UP = lazy_pattern(r"\*{2,}|<[^<>]{1,40}>")
_KINDS: dict[str, tuple[str, str]] = {
    WarningKind.UNSELECTED_COMMITMENT: ("疑似漏选承诺", "这句话像是承诺，没有列入承诺事项"),
    WarningKind.UNSELECTED_QUANTITY: ("未列为目标的数字", "承诺句里的数字没有列为量化目标"),
    WarningKind.UNREAD_NUMBER: ("未能读出的数字", "这个数字的写法没有读懂，没有列入，请看原文"),
    WarningKind.SUMMARY_REPLACED: ("概括已换成原文", "概括过长或与依据不符，已换成原文"),
    WarningKind.TOPIC_REPLACED: ("议题已替换", "原文没有这样的说法，已换成题目中的议题"),
    WarningKind.INDICATOR_NOT_IN_EVIDENCE: ("指标不见于原文", "指标的说法在依据中找不到，已留空"),
    WarningKind.BODY_NOT_IN_EVIDENCE: ("单位不见于原文", "责任单位在依据中找不到，已略去"),
    WarningKind.DEADLINE_OUT_OF_SCOPE: ("时限不属本项", "时限说的不是这一项，已略去"),
    WarningKind.VAGUE_INDICATOR: ("指标不明", "原文没有说清这个数字指的是什么，请看原文"),
    WarningKind.TARGET_OUTSIDE_COMMITMENT: ("目标不在承诺句内", "所在的句子没有列入承诺事项，已略去"),
    WarningKind.UNGROUNDED: ("无法落实到原文", "有一项内容在原文中没有依据，已略去"),
    WarningKind.NOT_THE_REPLY: ("不属于答复", "这句出自网页或提案，已略去"),
    WarningKind.UNREAD_TEXT: (
        "正文之外的文字",
        "答复正文之外的文字（落款之后、注释、文本框等）没有读，请看其中是否有承诺或另一件答复",
    ),
    WarningKind.UNREAD_PAGE: ("有页面没有读到", "文件里有一页只有图片，上面的内容没有读，请看原件"),
    WarningKind.SEVERAL_LETTERS: ("不止一封信", "文中接连有几封信，读成了一封，请分开再读"),
    WarningKind.RECOGNISED: ("文字来自识别", "原件是扫描件，文字是识别出来的，请对照原件"),
    WarningKind.UNVERIFIED_NUMBER: ("数字未经核实", "这个数字只有一种识别结果，请对照原件"),
    WarningKind.UNREAD_PART: ("有内容没有读到", "文件里有图表或嵌入的文件没有读，请看原件"),
    WarningKind.ANSWER_MENDED: ("模型回答有误", "模型回答中有一处有误，已略去"),
}
_OTHER = "请核对原文"
_OF_NUMBERS = {
    WarningKind.UNSELECTED_QUANTITY,
    WarningKind.UNREAD_NUMBER,
    WarningKind.TARGET_OUTSIDE_COMMITMENT,
    WarningKind.VAGUE_INDICATOR,
    WarningKind.UNVERIFIED_NUMBER,
}
"""Kinds of warning that are about a number of the text."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """A part of a scan (`png` in base64) that shows how `words` are printed."""

    words: str
    png: str


@dataclass(frozen=True, slots=True)
class Note:
    """All warnings of one kind about one sentence or span, in Chinese. `label` names the kind, `said` explains it."""

    kind: str
    label: str
    about: str
    """Words that the warnings are about, separated by 、; "" if they are not known."""
    said: str
    messages: tuple[str, ...]
    """The English messages of the record, without duplicates."""
    pictures: tuple[Cutout, ...] = ()
    """Parts of a scan that show what the warnings are about, without duplicates."""

    @property
    def text(self) -> str:
        """The note as one line: label, the words concerned in brackets, explanation."""
        return self.label + (f"（{self.about}）" if self.about else "") + f"：{self.said}"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the source text with all notes about it."""

    start: int
    """Offset of the first character; `end` is the offset after the last. Both are 0 for the whole document."""
    end: int
    quote: str
    """The first `SHOWN` characters of the span; "" if they are not known."""
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The span for a reader, in Chinese: its words in quotation marks or, if they are not known, its position.

        The position is the number of the first and of the last character, from 1; 全文 means the whole text.
        """
        if self.quote:
            return f"“{self.quote}”"
        return f"原文第 {self.start + 1} 至 {self.end} 字" if self.end else "全文"


def notes_by_place(record: Record, text: str | None = None) -> tuple[Place, ...]:
    """Return all warnings of a record, grouped by sentence, in the order of each sentence's first warning.

    `text` is the source text. If it is None, words are quoted from the record's evidence, if that contains them.
    """
    source = _Source(record, text)
    places: dict[tuple[int, int], dict[str, list[ReaderWarning]]] = {}
    for warning in record.warnings:
        kinds = places.setdefault(source.sentence(warning.start, warning.end), {})
        kinds.setdefault(warning.kind, []).append(warning)
    return tuple(
        Place(start, end, _begun(source.words(start, end)), tuple(_note(source, group) for group in kinds.values()))
        for (start, end), kinds in places.items()
    )


class _Source:
    """Returns quotes from the source text or, without it, from the evidence of a record."""

    def __init__(self, record: Record, text: str | None) -> None:
        evidence = [span for measure in record.measures_taken for span in measure.evidence]
        evidence += [span for commitment in record.commitments for span in commitment.evidence]
        self._sentences = sorted({(span.start, span.end, span.quote) for span in evidence})
        self._text = text

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence in the evidence that contains a span.

        If there is none, return the span itself.
        """
        for first, last, _ in self._sentences:
            if first <= start < end <= last:
                return first, last
        return start, end

    def words(self, start: int, end: int) -> str:
        """Return the characters of a span; "" if they are not available."""
        if self._text is not None:
            return self._text[start:end]
        for first, last, quote in self._sentences:
            if first <= start < end <= last:
                return quote[start - first : end - first]
        return next((quote for first, _, quote in self._sentences if start == first), "") if end else ""


def _note(source: _Source, group: list[ReaderWarning]) -> Note:
    kind = group[0].kind
    label, said = _KINDS.get(kind, (kind, _OTHER))
    words = dict.fromkeys(word for warning in group for word in _subjects(source, warning) if word)
    messages = tuple(dict.fromkeys(warning.message for warning in group))
    shown = (Cutout(_begun(source.words(one.start, one.end)), one.picture) for one in group if one.picture)
    return Note(kind, label, "、".join(words), said, messages, tuple(dict.fromkeys(shown)))


def _subjects(source: _Source, warning: ReaderWarning) -> Iterable[str]:
    """Yield the words that a warning is about: the number, the name, or what was left out."""
    if warning.kind not in _KINDS:
        yield warning.message
    elif warning.kind in _OF_NUMBERS:
        yield _begun(source.words(warning.start, warning.end))
    else:
        yield from (f"“{_begun(words)}”" for words in warning.about)


def _begun(words: str) -> str:
    line = " ".join(_MARK_UP.sub(" ", words).split())
    return line if len(line) <= SHOWN else line[:SHOWN] + "…"
