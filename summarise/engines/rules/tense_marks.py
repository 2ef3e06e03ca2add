"""Find the marks of tense in a sentence: words and dates by which it promises or reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.acts import begins_with_an_act
from summarise.engines.rules.bodies import US
from summarise.engines.rules.changes import blanks
from summarise.engines.rules.laid_down import laid_down_in
from summarise.engines.rules.lexicon import Found, matcher
from summarise.engines.rules.must import promised_by_must
from summarise.engines.rules.past_and_future import PastAndFuture
from summarise.engines.rules.row_tense import without_existing
from summarise.engines.rules.will import promised_by_will
from summarise.engines.rules.wording import quoteless
from summarise.lazy_pattern import lazy_pattern

__all__ = ["NO_MARKS", "Marks", "Reader", "studied_until", "told_until"]

_LATER = r"(?:今后|下一?步|下一?阶段|后续|未来|将来)"
_GROUNDWORK = lazy_pattern(
    rf"为(?:{US})?{_LATER}[^，。；]{{0,24}}(?:奠定|打下|提供|积累|创造)[^，。；]{{0,12}}"
    rf"|对(?:{US}){_LATER}[^，。；]{{0,60}}(?:意义|借鉴|参考|启发|帮助|作用)"
    rf"|是(?:{US}){_LATER}的?工作的?(?:重点|重要|主要)?(?:任务|方向|内容|目标)"
)
"""A phrase that says what finished work, or a proposal, is useful for later; it promises nothing."""
_THAN_LAST_YEAR = lazy_pattern(
    r"(?<=[，；])(?:[^，。；\d]{2,12})?[较比](?:去年|上一?年)(?:同期)?(?=提|增|减|下|降|上|压|缩|多|少)"
)
"""A base of comparison in a later clause, which does not say when the act takes place: 安排90万元，较上年增加10%."""
_BASE_OF_CHANGE = lazy_pattern(r"(?<=[由从])(?:去年|上年|此前)的?(?=\d[^，。；]{0,16}?[到至为])")
_PURPOSE = lazy_pattern(r"(?:为此，)?为(?!此)[^，。；]{1,60}，(?!计划)")
"""A phrase for the purpose of an act, in front of the act: 为尽快通水，…"""
_PROMISE, _GOAL, _STRONG, _OUTCOME = matcher("promise"), matcher("goal"), matcher("strong_promise"), matcher("outcome")
_DONE, _STATE, _ADVERBIAL, _NOT_REACHED = map(matcher, ("done", "state", "adverbial", "not_reached"))
_OWN_ACT, _OWN_PROMISE = 8, 6
"""Minimum number of characters of clauses that report a separate act, and of a clause that promises one."""
_ONLY_TIME = lazy_pattern(r"^(?:今年以来|近年来|目前|[^，]{0,8}以来)$")
_STUDIED = lazy_pattern(
    r"，通过(?:认真|深入|实地|充分|反复)*(?:调查|调研|研究|论证|协商|沟通)[^，]{0,4}，(?=拟|将|决定|计划)"
)
"""A phrase about a study before a decision, which has no mark of tense."""
_UNDER_WAY = ("正", "一直", "曾")
"""First characters of words that say that work is going on, or was begun before."""
_HOPED_FOR = lazy_pattern(r"(?:争取[^，]*)?(?:早日|尽[快早]|及早|适时)|(?:全力|尽力)争取")
_CLAUSE = lazy_pattern(r"(?<=[，；])")
_IN_ALL = "累计"


class Marks(NamedTuple):
    """The marks of tense of one sentence, which say whether it promises and whether it reports.

    `promise` and `report` are the words that show this; None if only a date does. `mixed` is True if it reports one act
    and promises another. `promises_apart` is True if some clause promises and does not report. `turn` is the offset, in
    the normalised text (`Wording.text`), of the first clause that promises, if the sentence reports before it; else 0.
    """

    promises: bool
    reports: bool
    mixed: bool = False
    turn: int = 0
    promises_apart: bool = False
    promise: Found | None = None
    report: Found | None = None
    timed: bool = False
    """True if only a time (目前, 去年) shows that it reports, and no word for a finished act."""


NO_MARKS = Marks(promises=False, reports=False)


class Reader:
    """Finds the marks of tense in the sentences of one document, using its resolved dates."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        times = PastAndFuture(annotated)
        self.past, self.ahead = times.past, times.ahead

    def read(self, sentence: Sentence, text: str) -> Marks:
        """Return the marks of tense of a sentence; `text` is its normalised text (`Wording.text`)."""
        text = without_existing(text)
        written, text = text, _GROUNDWORK.sub(lambda found: "，" * len(found[0]), quoteless(text))
        promises, promise = self._promises(sentence, text)
        if apart := laid_down_in(written, text):
            promises, promise = True, apart
        text = _BASE_OF_CHANGE.sub(blanks, text)
        if promises or begins_with_an_act(text):
            text = _THAN_LAST_YEAR.sub(blanks, text)
        report = _reported(text)
        if not promises and (must := promised_by_must(text, report)):
            promises, promise, apart = True, must, must
        if promises and report is not None and self._sums_up_what_is_promised(sentence, text, promise, report):
            report = _reported(text.replace(_IN_ALL, "  "))
        if promises and sentence.number not in self.ahead and _is_under_way(promise, report):
            promises, promise = False, None
        if not promises:
            dated = sentence.number in self.past and sentence.number not in self.ahead
            timed = dated if report is None else not _DONE.search(_STATE.blanked(text))
            return Marks(promises=False, reports=report is not None or dated, report=report, timed=timed)
        if report is None:
            return Marks(promises=True, reports=False, promises_apart=True, promise=promise)
        clauses = _CLAUSE.split(text)
        promised = [self._clause_promises(sentence, clause) for clause in clauses]
        if apart:
            promised[_clause_of(apart, text)] = True
        for at, clause in enumerate(clauses[:-1]):
            promised[at + 1] = promised[at + 1] or self._is_a_date_ahead(sentence, clause)
        done = [
            _reported(clause.replace(_IN_ALL, "  ") if told else clause) is not None
            for clause, told in zip(clauses, promised, strict=True)
        ]
        done[_clause_of(report, text)] = True  # also if its words go on in the next one
        return Marks(
            promises=True,
            reports=True,
            timed=not _DONE.search(_STATE.blanked(text)),
            mixed=_mixed(clauses, promised, done),
            turn=_turn(clauses, promised, done),
            promises_apart=any(p and not d for p, d in zip(promised, done, strict=True)),
            promise=promise,
            report=report,
        )

    def _promises(self, sentence: Sentence, text: str) -> tuple[bool, Found | None]:
        """Return whether the sentence promises, and the word that shows it (None if only a date does).

        If the sentence states the outcome of an older goal, only a strong word counts, or a later date behind that.
        """
        purpose = _PURPOSE.match(text)
        word = promised_by_will(text) or _PROMISE.search(text, purpose.end() if purpose else 0)
        if outcome := _OUTCOME.search(text):
            strong, days = _STRONG.search(text), self.ahead.get(sentence.number, ())
            later = any(text.find(day, outcome.match.end()) >= 0 for day in days)
            return later or bool(strong and (word or days)), strong
        if word is None and sentence.number not in self.past:
            word = _GOAL.search(text)
        return bool(word or any(day in text for day in self.ahead.get(sentence.number, ()))), word

    def _sums_up_what_is_promised(self, sentence: Sentence, text: str, promise: Found | None, report: Found) -> bool:
        """Return True if 累计 behind a promise or a future date adds up what is promised: 力争五年累计下降14%."""
        if report.match.group() != _IN_ALL or sentence.number in self.past:
            return False
        at = report.match.start()
        days = (text.find(day) for day in self.ahead.get(sentence.number, ()))
        return (promise is not None and promise.match.start() < at) or any(0 <= day < at for day in days)

    def _clause_promises(self, sentence: Sentence, clause: str) -> bool:
        words = self.ahead.get(sentence.number, ())
        if promised_by_will(clause) or _PROMISE.search(clause):
            return True
        named = any(word in clause for word in words) and not self._is_a_date_ahead(sentence, clause)
        return named and not _reported(clause)

    def _is_a_date_ahead(self, sentence: Sentence, clause: str) -> bool:
        """Return True if a clause consists only of a future date (到2027年，), which belongs to the next clause."""
        return any(
            word in clause and not clause.replace(word, "").strip("到至在于力争，；。 ")
            for word in self.ahead.get(sentence.number, ())
        )


def _clause_of(found: Found, text: str) -> int:
    """Return the index of the clause of `text` in which the words begin."""
    return len(_CLAUSE.split(text[: found.match.start()])) - 1


def _is_under_way(promise: Found | None, report: Found | None) -> bool:
    """Return True if work is going on, and the only promising word states its aim (正积极对接，争取早日通水)."""
    if promise is None or report is None:
        return False
    return report.match.group().startswith(_UNDER_WAY) and _HOPED_FOR.match(promise.match.group()) is not None


def _reported(text: str) -> Found | None:
    """Return the words with which a text reports; None if they occur only in phrases such as 在已完成…的基础上."""
    found = _DONE.search(text)
    if found is None or not _ADVERBIAL.search(text):
        return found
    return found if _DONE.search(_ADVERBIAL.blanked(text)) else None


def _mixed(clauses: Sequence[str], promised: Sequence[bool], done: Sequence[bool]) -> bool:
    """Return True if some clauses only report and others only promise, and each of the two states an act of its own."""
    only_done = [
        c
        for c, p, d in zip(clauses, promised, done, strict=True)
        if d and not p and not (_ONLY_TIME.match(c.rstrip("，；")) or _NOT_REACHED.search(c))
    ]
    only_promised = [c for c, p, d in zip(clauses, promised, done, strict=True) if p and not d]
    return sum(map(len, only_done)) >= _OWN_ACT and max(map(len, only_promised), default=0) >= _OWN_PROMISE


def studied_until(text: str) -> int:
    """Return the offset behind the words about a study (通过认真研究，) that precede a promise; 0 if there are none.

    `text` is the normalised sentence.
    """
    found = _STUDIED.search(text)
    return found.end() if found else 0


def told_until(text: str, turn: int) -> int:
    """Return where the last reporting clause in front of offset `turn` of `text`, a normalised sentence, ends.

    Return 0 if none reports. If `turn` is 0, all clauses are searched.
    """
    at, told = 0, 0
    for clause in _CLAUSE.split(text[: turn or None]):
        at += len(clause)
        if not _ONLY_TIME.match(clause.rstrip("，；")) and _reported(clause):
            told = at
    return told


def _turn(clauses: Sequence[str], promised: Sequence[bool], done: Sequence[bool]) -> int:
    at, reported = 0, False
    for clause, promises, reports in zip(clauses, promised, done, strict=True):
        if promises:
            return at if reported else 0
        reported = reported or (reports and not _ONLY_TIME.match(clause.rstrip("，；")))
        at += len(clause)
    return 0
