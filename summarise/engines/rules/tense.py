"""Which sentences report and which promise: a sentence's own marks first, then the nearest scope."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules import cues
from summarise.engines.rules.acts import ACT
from summarise.engines.rules.bodies import OUR_BODY
from summarise.engines.rules.emptiness import Setting, states_no_act
from summarise.engines.rules.marks import Marks, Reader
from summarise.engines.rules.scopes import Scope, Scopes

__all__ = ["Judged", "Label", "judge"]

Label = Literal["measure", "commitment", "both", "heading", "background", "proposal", "furniture"]

_PLAN_LEAST = 8
_PLAN_SHARE = 2
_SECTION_LEAST = 3
_CALCULATED = re.compile(
    r"据[^，。]{0,16}(?:测算|预测|估算|预计)|测算，|有望|^(?:如果?|若)[^，。]{2,40}，[^。]*(?:增支|难以|无法|需(?:要)?资金)"
)
_FORECAST = re.compile(r"(?:预计|预测)[^，。]{0,24}(?:增长|需求|将达|将进入|将减少|将突破|缺口)")
_TAKEN_ON = re.compile(rf"力争|计划|(?:我们|{OUR_BODY})[^，。]{{0,4}}将")
_UNDERTAKEN = re.compile(r"完成|建成|投用|开工")
_NO_MARKS = Marks(promises=False, reports=False, mixed=False, turn=0, promises_apart=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its label, the scope it stands in, its own marks, and its text without enumerator."""

    sentence: Sentence
    label: Label
    scope: Scope
    text: str
    marks: Marks = _NO_MARKS


def judge(annotated: AnnotatedDocument, cue_text: str) -> list[Judged]:
    """Label every sentence; `cue_text` is the document's text in one width and script."""
    reader = Reader(annotated)
    texts = [_plain(cue_text, sentence) for sentence in annotated.sentences]
    figures = {quantity.sentence for quantity in annotated.quantities}
    marks = [
        _NO_MARKS if sentence.furniture or sentence.proposal else reader.read(sentence, text)
        for sentence, text in zip(annotated.sentences, texts, strict=True)
    ]
    scopes = Scopes(_plans(annotated.sentences, texts, marks))
    judged: list[Judged] = []
    opens = True
    for sentence, text, own in zip(annotated.sentences, texts, marks, strict=True):
        if sentence.furniture or sentence.proposal:
            judged.append(Judged(sentence, "proposal" if sentence.proposal else "furniture", "done", text))
        elif sentence.heading:
            judged.append(Judged(sentence, "heading", scopes.heading(sentence, text), text))
            opens = True
        else:
            scope = scopes.sentence(sentence, text)
            label = _label(text, own, Setting(scope, scopes.carried, sentence.number in figures, opens))
            judged.append(Judged(sentence, label, scope, text, own))
            scopes.point(sentence, promises=label in ("commitment", "both"))
            if label == "commitment" and scope == "done":
                scopes.promised(sentence, text)
            opens = opens and label == "background"
    return judged


def _label(text: str, own: Marks, setting: Setting) -> Label:
    if states_no_act(text, own, setting):
        return "background"
    if own.promises and own.reports:
        return _by_clauses(own, setting)
    if own.promises:
        return "background" if _is_forecast(text) else "commitment"
    if own.reports:
        return "measure"
    return _untensed(text, setting)


def _is_forecast(text: str) -> bool:
    """What is expected or worked out, and not taken on."""
    if _TAKEN_ON.search(text):
        return False
    return bool(_CALCULATED.search(text)) or bool(_FORECAST.search(text) and not _UNDERTAKEN.search(text))


def _untensed(text: str, setting: Setting) -> Label:
    """Work without a mark of tense: as its scope has it; without an act in a scope of work done, context."""
    acts = ACT.search(text) is not None
    if setting.scope == "future":
        return "commitment" if acts or not setting.carried else "measure"
    return "measure" if acts or setting.figures else "background"


def _by_clauses(own: Marks, setting: Setting) -> Label:
    """A sentence with marks of both kinds: both, where both state acts; else what its clauses or its scope say."""
    if own.mixed:
        return "both"
    return "commitment" if own.promises_apart or setting.scope == "future" else "measure"


def _plans(sentences: Sequence[Sentence], texts: Sequence[str], marks: Sequence[Marks]) -> set[int]:
    """Sections that are plans throughout, by the number of their opener, 0 for what stands outside any.

    There promises outweigh reports so clearly, with no 下一步 that would open a scope of its own, that untensed work is
    planned.
    """
    promised: Counter[int] = Counter()
    reported: Counter[int] = Counter()
    opened: set[int] = set()
    for sentence, text, own in zip(sentences, texts, marks, strict=True):
        if sentence.furniture or sentence.proposal:
            continue
        section = sentence.under[0] if sentence.under else 0
        if cues.FUTURE_SCOPE.search(text) or (sentence.heading and cues.FUTURE_HEADING.search(text)):
            opened.add(section)
        promised[section] += own.promises and not own.reports
        reported[section] += own.reports
    if not opened and promised.total() >= _PLAN_LEAST and promised.total() > reported.total():
        return set(promised) | {0}
    return {
        section
        for section, count in promised.items()
        if section not in opened and count >= _SECTION_LEAST and count >= _PLAN_SHARE * reported[section]
    }


def _plain(cue_text: str, sentence: Sentence) -> str:
    """A sentence without decoration and enumerator."""
    text = cue_text[sentence.start : sentence.end]
    if "*" in text:
        text = text.replace("*", "")
    text = text.strip(" #>|•●○◆■")
    if not sentence.marker:
        return text
    return text.removeprefix(cues.cue_text(sentence.marker)).strip(" 、.")
