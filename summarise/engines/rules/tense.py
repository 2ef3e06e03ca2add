"""Which sentences report and which promise: scopes first, then each sentence's own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.engines.rules import cues

__all__ = ["Judged", "Scope", "judge"]

Scope = Literal["done", "future", "problem"]
Label = Literal["measure", "commitment", "both", "heading", "background", "proposal", "furniture"]

_PLAN_SHARE = 3
_PLAN_LEAST = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its label, the scope it stands in, and its folded text without enumerator."""

    sentence: Sentence
    label: Label
    scope: Scope
    text: str
    promises: bool
    """Whether its own words promise, whatever the label."""


def judge(annotated: AnnotatedDocument) -> list[Judged]:
    """Label every sentence."""
    return _Judge(annotated).run()


class _Judge:
    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.texts = [_plain(fold(annotated.quote(sentence)), sentence) for sentence in annotated.sentences]
        self.reference = annotated.metadata.reference
        self.ahead_words: dict[int, list[str]] = {}
        self.past, self.ahead = self._dated()
        self.figures = {quantity.sentence for quantity in annotated.quantities}

    def _dated(self) -> tuple[set[int], set[int]]:
        """Sentences that name a finished period, and sentences that name a day to come."""
        past: set[int] = set()
        ahead: set[int] = set()
        for found in self.annotated.dates:
            if found.by is None:
                continue
            tail = self.annotated.document.text[found.end : found.end + 2]
            finished = self.reference is not None and found.by < self.reference
            if (
                self.reference is not None
                and found.form == "year"
                and found.by.year == self.reference.year
                and tail == "以来"
            ):
                finished = True
            if finished or tail == "以来":
                past.add(found.sentence)
            elif self._reaches_on(found):
                ahead.add(found.sentence)
                self.ahead_words.setdefault(found.sentence, []).append(cues.cue_text(fold(self.annotated.quote(found))))
        return past, ahead

    def _reaches_on(self, found: DateExpression) -> bool:
        """Whether a date names a day to come, and not just the running year (今年, 全年), which has its done part too."""
        assert found.by is not None
        text = self.annotated.document.text
        if self.reference is None:
            return text[found.end - 1] in "前" or text[max(0, found.start - 1) : found.start] in ("到", "至")
        if found.by <= self.reference:
            return False
        return (
            found.by.year > self.reference.year or found.form != "year" or self.annotated.quote(found)[-1] in "前底末内"
        )

    def run(self) -> list[Judged]:
        default: Scope = "future" if self._is_a_plan() else "done"
        judged: list[Judged] = []
        scopes: list[tuple[tuple[int, ...], Scope, int]] = []
        first_of_body = True
        carried: tuple[tuple[int, ...], int, bool] | None = None
        for sentence, text in zip(self.annotated.sentences, self.texts, strict=True):
            if sentence.furniture or sentence.proposal:
                judged.append(Judged(sentence, "proposal" if sentence.proposal else "furniture", "done", text, False))
                continue
            scopes = [entry for entry in scopes if _still_open(entry, sentence)]
            scope = self._scope(sentence, scopes, default)
            if carried and carried[1] == sentence.paragraph and (carried[0] == sentence.under or carried[2]):
                scope = "future"
            else:
                carried = None
            if sentence.heading:
                opened = self._heading_scope(text, sentence)
                if opened:
                    scopes.append(((*sentence.under, sentence.number), opened, sentence.paragraph))
                judged.append(Judged(sentence, "heading", opened or scope, text, False))
                first_of_body = True
                continue
            opened = self._opened(text)
            if opened:
                scopes = [
                    entry for entry in scopes if len(entry[0]) < len(sentence.under) or entry[0] != sentence.under
                ]
                scopes.append((sentence.under, opened, sentence.paragraph))
                scope = opened
            elif scope == "future" and scopes and self._leaves_future(text, sentence, scopes[-1]):
                scope = "done"
                scopes.append((sentence.under, "done", sentence.paragraph))
            label, promises = self._label(sentence, text, scope, opens=first_of_body)
            judged.append(Judged(sentence, label, scope, text, promises))
            if label == "commitment" and scope == "done" and (_LISTS.search(text) or not self._explicit(scopes)):
                carried = (sentence.under, sentence.paragraph, bool(_LISTS.search(text)))
            first_of_body = first_of_body and label == "background"
        return judged

    def _explicit(self, scopes: Sequence[tuple[tuple[int, ...], Scope, int]]) -> bool:
        """Whether a heading says that the work is done, so that a promise in passing does not carry on."""
        return bool(scopes) and scopes[-1][1] == "done"

    # -- scopes -----------------------------------------------------------------------------------------------------

    def _is_a_plan(self) -> bool:
        """Whether promises outweigh reports so clearly that untensed sentences are plans."""
        promised = done = 0
        for sentence, text in zip(self.annotated.sentences, self.texts, strict=True):
            if sentence.furniture or sentence.proposal:
                continue
            if cues.FUTURE_SCOPE.search(text) or (sentence.heading and cues.FUTURE_HEADING.search(text)):
                return False
            marked = self._promises(sentence, text)
            reported = bool(cues.DONE.search(text)) or sentence.number in self.past
            promised += marked and not reported
            done += reported
        return promised >= _PLAN_LEAST and promised >= _PLAN_SHARE * done

    def _scope(self, sentence: Sentence, scopes: Sequence[tuple[tuple[int, ...], Scope, int]], default: Scope) -> Scope:
        return scopes[-1][1] if scopes else default

    def _heading_scope(self, text: str, sentence: Sentence) -> Scope | None:
        if cues.PROBLEM_HEADING.search(text) and not re.search(r"建议|意见|举措|措施|对策", text):
            return "problem"
        if cues.FUTURE_HEADING.search(text) and not re.search(r"上一?步|完成情况|落实情况|执行情况", text):
            return "future"
        if cues.DONE_HEADING.search(text):
            return "done"
        if cues.NEUTRAL_SECTION.search(text) and sentence.level <= 2:  # noqa: PLR2004 - a section per suggestion
            return "done"
        return None

    def _opened(self, text: str) -> Scope | None:
        if cues.FUTURE_SCOPE.search(text):
            return "future"
        return None

    def _leaves_future(self, text: str, sentence: Sentence, entry: tuple[tuple[int, ...], Scope, int]) -> bool:
        """Whether a new paragraph of an unnumbered letter goes back to what was done."""
        return (
            sentence.paragraph != entry[2]
            and sentence.under == entry[0]
            and not sentence.marker
            and bool(cues.DONE_SCOPE.search(text))
        )

    # -- labels -----------------------------------------------------------------------------------------------------

    def _promises(self, sentence: Sentence, text: str) -> bool:
        if cues.promised_by_jiang(text) or cues.PROMISED.search(text):
            return True
        return sentence.number in self.ahead and bool(_REACHES.search(text))

    def _label(self, sentence: Sentence, text: str, scope: Scope, *, opens: bool) -> tuple[Label, bool]:
        promises = self._promises(sentence, text)
        done = bool(cues.DONE.search(_without_adverbials(text))) or (
            sentence.number in self.past and not promises and sentence.number not in self.ahead
        )
        if self._says_nothing(sentence, text, promises=promises, done=done, opens=opens, scope=scope):
            return "background", promises
        if promises and done:
            return self._both(sentence, text, scope), promises
        if promises:
            return ("background", promises) if _FORECAST.search(text) else ("commitment", promises)
        if done:
            return "measure", promises
        return ("commitment" if scope == "future" else "measure"), promises

    def _both(self, sentence: Sentence, text: str, scope: Scope) -> Label:
        """A sentence with marks of both: by the clauses that carry them."""
        clauses = re.split(r"[，；]", text)
        words = self.ahead_words.get(sentence.number, ())
        promised = [
            bool(
                cues.promised_by_jiang(clause) or cues.PROMISED.search(clause) or any(word in clause for word in words)
            )
            for clause in clauses
        ]
        done = [
            bool(cues.DONE.search(_without_adverbials(clause))) and not _ONLY_TIME.match(clause) for clause in clauses
        ]
        only_promised = [clause for clause, p, d in zip(clauses, promised, done, strict=True) if p and not d]
        only_done = [clause for clause, p, d in zip(clauses, promised, done, strict=True) if d and not p]
        if (
            only_promised
            and only_done
            and sum(map(len, only_done)) >= _OWN_ACT
            and max(map(len, only_promised)) >= _OWN_ACT
        ):
            return "both"
        if only_promised or (scope != "done" and any(promised)):
            return "commitment"
        return "measure"

    def _says_nothing(
        self, sentence: Sentence, text: str, *, promises: bool, done: bool, opens: bool, scope: Scope
    ) -> bool:
        figures = sentence.number in self.figures
        if cues.CLOSING_PROMISE.search(text) and not figures:
            return True
        if cues.ANNOUNCEMENT.search(text) and not figures and len(_CONTENT.findall(text)) <= 2:  # noqa: PLR2004
            return True
        if cues.OPINION.search(text) and not figures and not promises:
            return True
        if scope == "problem" and not promises:
            return True
        if cues.HANDLING.search(text) and not _STRONG.search(text):
            return True
        if cues.PRAISE.search(text) and not promises:
            return True
        if cues.RESTATED.search(text) and not _TAKEN_UP.search(text):
            return True
        if cues.DIFFICULTY.search(text) and not promises and not _ACT_DESPITE.search(text):
            return True
        if not done and not promises and not figures and cues.STANDING.search(text) and not _STRONG.search(text):
            return True
        if (
            text.startswith(("根据", "按照", "依据"))
            and re.search(r"规定|要求|明确", text)
            and not promises
            and not done
            and not _OWN.search(text)
        ):
            return True
        if opens and cues.OVERVIEW.search(text) and not figures:
            return len(cues.CONCRETE.findall(_unframed(text))) < 2  # noqa: PLR2004 - one generic verb makes no act
        leads = opens or cues.FUTURE_SCOPE.search(text)
        if (
            scope != "done"
            and leads
            and not figures
            and cues.SLOGAN.search(text)
            and not cues.CONCRETE.search(_unframed(text))
        ):
            return True
        return _CORRECTIVE.search(text) is not None


_LISTS = re.compile(r":(?:一是|首先|1[、.]|\(一\)|第一)")
_OWN_ACT = 8
_ONLY_TIME = re.compile(r"^(?:今年以来|近年来|目前|[^，]{0,8}以来)$")
_REACHES = re.compile(r"到|达|至|前|底|完成|实现|新增|建成|力争|确保|新建|建设|实施|启动|开展|投")
_FORECAST = re.compile(r"据[^，。]{0,12}(?:测算|预测|估算)|^(?:预计|预测)[^，。]{0,12}(?:增长|需求|达到|将达)|有望")
_CONTENT = re.compile(r"[，,]")
_STRONG = re.compile(r"出台|印发|建成|投入|投资|新增|新建|安装|改造|拨付|下达|完工|竣工|开工|投用")
_TAKEN_UP = re.compile(
    r"我们|我[局委厅部办市区县省镇]|目前|已|将|正在|[，,](?:[市区县省][^，。]{0,10})?(?:制定|出台|开展|推进|加强|完善|建立)|截至"
)
_ACT_DESPITE = re.compile(
    r"(?:已|正在|先后|通过|积极)[^，。]{2,}|针对|为(?:解决|破解|缓解)|[，,](?:开展|实施|推进|加强|完善|建立|采取)"
)
_OWN = re.compile(r"我们|我[局委厅部办市区县省镇]|全[市县区省]|[市区县省][^，。]{1,8}[局委办]")
_CORRECTIVE = re.compile(
    r"^(?:以上|上述)(?:情况|意见|答复)|^(?:请|敬请)(?:您|你|予以)?(?:谅解|理解|放心)|请予(?:谅解|理解)|敬请(?:谅解|理解)"
)


def _unframed(text: str) -> str:
    """The text without clauses that only frame (紧扣…, 以…为核心, 坚持…, 深入贯彻…)."""
    clauses = re.split(r"[，,]", text)
    return "，".join(clause for clause in clauses if not _FRAME.match(clause))


_FRAME = re.compile(
    r"^(?:深入|全面|认真|坚决)?(?:贯彻|紧扣|紧紧围绕|围绕|坚持|以[^，]{2,40}为|按照|根据|锚定|立足|聚焦|牢固树立|在[^，]{2,40}(?:下|中)$|近年来|一直以来|对标|抢抓|把握|特别是)"
)


def _without_adverbials(text: str) -> str:
    """The text without 在…基础上 and 对已…的, whose marks are not the sentence's own."""
    return re.sub(
        r"在[^，。；]{2,40}(?:基础上|的同时|前提下)|对(?:于)?已[^，。；]{1,16}的|已[^，。；]{1,12}的(?=[\u4e00-\u9fff]{1,8}(?:要|将|进行|实行|予以))",
        "",
        text,
    )


def _still_open(entry: tuple[tuple[int, ...], Scope, int], sentence: Sentence) -> bool:
    return sentence.under[: len(entry[0])] == entry[0] or entry[0] == ()


def _plain(folded: str, sentence: Sentence) -> str:
    text = re.sub(r"\*+", "", cues.cue_text(folded)).strip(" #>|•●○◆■")
    return text.removeprefix(cues.cue_text(fold(sentence.marker))).strip(" 、.") if sentence.marker else text
