"""Label each sentence as measure, commitment or other: by its own marks of tense, or else by its scope."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Literal, NamedTuple

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.acts import begins_with_an_act, states_an_act
from summarise.engines.rules.background import LEADS_ON, Setting, Why, why_background
from summarise.engines.rules.laid_down import is_decided, is_laid_down, reports_before
from summarise.engines.rules.lexicon import Found, matcher
from summarise.engines.rules.must import is_must
from summarise.engines.rules.orders import ORDERS
from summarise.engines.rules.plans import bare_points, planned_points, planned_sections
from summarise.engines.rules.projects import Sized, size_ahead, size_of_a_plan
from summarise.engines.rules.reasons import Reason
from summarise.engines.rules.scopes import FIRST_POINT, FUTURE_SCOPE, Scope, Scopes, takes_a_suggestion
from summarise.engines.rules.tense_marks import NO_MARKS, Marks, Reader
from summarise.engines.rules.unmarked import BY_SCOPE, label_unmarked
from summarise.engines.rules.wording import Wording
from summarise.lazy_pattern import lazy_pattern

__all__ = ["AHEAD", "Judged", "Label", "judge"]

AHEAD = "project ahead"
"""Name of the rule that treats the size of a project that is still to be built as a promise."""

Label = Literal["measure", "commitment", "both", "heading", "background", "proposal", "furniture"]
"""What a sentence is; `both` is a measure and a commitment in one sentence."""

_STRONG = matcher("strong")
_BY_SCOPE = BY_SCOPE | {"clauses in scope"}
_DECIDED = lazy_pattern(r"(?:决定|议定|商定|明确)(?:如下)?[，:](?:一是|首先|1[、.]|\(一\)|第一)")
"""Words that introduce decisions as a list; decisions and list are plans."""
_TOLD_TO = (*ORDERS, "督促", "部署")
_RECKONED, _TAKEN_ON = matcher("forecast"), matcher("taken_on")


class Judged(NamedTuple):
    """A sentence with its label, its normalised wording, its scope, its marks of tense, and the rules that decided.

    `opener` is the number of the sentence that opened the scope; 0 if there is none. `why` has the deciding rule first.
    `chances` are the probabilities, by the linear model, of a measure and a commitment; None if it was not applied.
    """

    sentence: Sentence
    label: Label
    wording: Wording
    scope: Scope = "done"
    opener: int = 0
    marks: Marks = NO_MARKS
    why: tuple[Why, ...] = ()
    chances: tuple[float, float] | None = None
    sized: Sized | None = None
    """The part that states the size of a project that is still to be built; None if there is no such part."""

    @property
    def text(self) -> str:
        """The normalised text of the sentence, without its enumerator."""
        return self.wording.text

    @property
    def reasons(self) -> Iterator[Reason]:
        """Yields the reasons for the label, the deciding rule first, with the document offsets of the words found."""
        for rule, found in self.why:
            opener = self.opener if rule in _BY_SCOPE else 0
            if found is None:
                yield Reason(rule, opener=opener)
            else:
                first, last = (self.wording.place(at) for at in found.match.span())
                entry = found.entry
                yield Reason(rule, entry.title if entry else "", first, last, opener)


def judge(annotated: AnnotatedDocument, cue_text: str) -> list[Judged]:
    """Return each sentence of `annotated` with its label by the rules; `cue_text` is the normalised document text."""
    reader = Reader(annotated)
    wordings = [Wording.of(cue_text, sentence) for sentence in annotated.sentences]
    figures = {quantity.sentence for quantity in annotated.quantities}
    marks = [
        NO_MARKS if sentence.furniture or sentence.proposal else reader.read(sentence, wording.text)
        for sentence, wording in zip(annotated.sentences, wordings, strict=True)
    ]
    before_lists = [
        following is not None and _begins_a_list(following, wordings) for following in (*annotated.sentences[1:], None)
    ]
    leads = [own.promises and not own.mixed and before for own, before in zip(marks, before_lists, strict=True)]
    opens_future = [
        not (sentence.furniture or sentence.proposal) and (leads_list or _leads_on(wording.text, own))
        for sentence, wording, own, leads_list in zip(annotated.sentences, wordings, marks, leads, strict=True)
    ]
    texts = [wording.text for wording in wordings]
    plans = planned_sections(annotated.sentences, texts, marks, opens_future)
    scopes = Scopes(plans, planned_points(annotated.sentences, texts, marks))
    judged: list[Judged] = []
    bare = bare_points(annotated.sentences)
    speaks = any(own.promises or own.reports for own in marks)
    opens = True
    label: Label
    why: tuple[Why, ...]
    for sentence, wording, own, ahead, leads_list in zip(
        annotated.sentences, wordings, marks, opens_future, leads, strict=True
    ):
        text = wording.text
        if sentence.furniture or sentence.proposal:
            label = "proposal" if sentence.proposal else "furniture"
            judged.append(Judged(sentence, label, wording, why=(Why("part of the page"),)))
        elif sentence.heading:
            scope = scopes.heading(sentence, text)
            label, why = "heading", (Why("heading"),)
            if sentence.number in bare and (scope == "future" or begins_with_an_act(text)):
                label, why = "commitment" if scope == "future" else "measure", (Why("act in scope"),)
            judged.append(Judged(sentence, label, wording, scope, scopes.opener, why=why))
            opens = True
        else:
            scope = scopes.sentence(sentence, opens_future=ahead)
            adrift = speaks and not scopes.opener and not sentence.marker and _amid_context(judged)
            setting = Setting(
                scope,
                figures=sentence.number in figures,
                opens=opens,
                implicit=not scopes.opener or _promised_above(judged, scopes.opener, sentence),
                adrift=adrift,
                leads_list=leads_list,
                task=sentence.task,
                follows_promise=bool(judged) and judged[-1].label in ("commitment", "both"),
            )
            label, why = _label(text, own, setting)
            if why[0].rule == "announcement" and scope == "future" and before_lists[sentence.number - 1]:
                scopes.opened(sentence)
            judged.append(Judged(sentence, label, wording, scope, scopes.opener, own, why))
            _pass_on(scopes, judged[-1])
            opens = opens and label == "background"
    return [_with_size(judged, at, figures) for at in range(len(judged))]


def _pass_on(scopes: Scopes, one: Judged) -> None:
    """Update the scopes for the sentences after this one: a promise may continue, and a report may end one."""
    sentence, text, own, label = one.sentence, one.text, one.marks, one.label
    scopes.point(sentence, promises=label in ("commitment", "both") and not is_must(own.promise))
    if label == "measure" and own.reports:
        scopes.told(text)
    announced = one.why[0].rule == "announcement" and own.promises and not own.mixed
    if announced or (label in ("commitment", "both") and is_laid_down(own.promise)):
        scopes.promised(sentence, text, lists=announced, goes_on=True)
    elif label == "commitment" and one.scope == "done":
        scopes.promised(sentence, text, goes_on=text.endswith("；"))
    elif label == "both" and _lists_a_plan(text, own.promise):
        scopes.promised(sentence, text, goes_on=True)
    elif label in ("measure", "both") and _DECIDED.search(text):
        scopes.promised(sentence, text, lists=True)


def _lists_a_plan(text: str, promise: Found | None) -> bool:
    """Return True if a plan is told item by item (已列入…，计划投资…，新建…；维修…)."""
    return promise is not None and text.endswith("；") and "计划" in promise.match.group()


def _with_size(judged: Sequence[Judged], at: int, figures: Container[int]) -> Judged:
    """Return the sentence, relabelled as a promise if it states the size of a project that is still to be built."""
    one = judged[at]
    if one.sentence.number not in figures or one.label not in ("measure", "commitment", "both"):
        return one
    sized = size_ahead(one.text)
    if sized is None and one.label == "measure" and one.why[0].rule in BY_SCOPE and _beside_a_promise(judged, at):
        sized = size_of_a_plan(one.text)
        if sized:
            return one._replace(label="commitment", why=(Why(AHEAD, sized.found), *one.why), sized=sized)
    if sized and one.label == "measure":
        return one._replace(label="both", why=(Why(AHEAD, sized.found), *one.why), sized=sized)
    return one._replace(sized=sized)


def _beside_a_promise(judged: Sequence[Judged], at: int) -> bool:
    return any(
        other.sentence.paragraph == judged[at].sentence.paragraph and other.label in ("commitment", "both")
        for other in (*judged[max(0, at - 1) : at], *judged[at + 1 : at + 2])
    )


def _promised_above(judged: Sequence[Judged], opener: int, sentence: Sentence) -> bool:
    """Return True if a promise in an earlier paragraph opened the scope, not a heading or an announcement."""
    if opener > len(judged):
        return False
    one = judged[opener - 1]
    return one.label in ("commitment", "both") and one.sentence.paragraph != sentence.paragraph


def _begins_a_list(sentence: Sentence, wordings: Sequence[Wording]) -> bool:
    """Return True for the first point of a list; a section that answers a suggestion is no point of one."""
    if not sentence.marker or sentence.furniture or FIRST_POINT.match(sentence.marker) is None:
        return False
    return not (sentence.heading and takes_a_suggestion(wordings[sentence.number - 1].text))


def _leads_on(text: str, own: Marks) -> bool:
    """Return True if a sentence opens a scope of plans, by its words or as a promise that ends in a colon."""
    return FUTURE_SCOPE.search(text) is not None or (text.endswith(":") and own.promises and not own.reports)


def _amid_context(before: Sequence[Judged]) -> bool:
    """Return True if the text before a sentence is only context, or does not belong to the letter."""
    last = before[-1] if before else None
    if last is None or last.label in ("furniture", "proposal"):
        return all(one.label in ("furniture", "proposal") for one in before)
    return last.label == "background" and last.why[0].rule not in LEADS_ON


def _label(text: str, own: Marks, setting: Setting) -> tuple[Label, tuple[Why, ...]]:
    if why := why_background(text, own, setting):
        return "background", (why,)
    promise, report = Why("promise" if own.promise else "day to come", own.promise), Why("report", own.report)
    if own.promises and own.reports:
        return _by_clauses(own, setting, promise, report)
    if own.promises:
        forecast = _forecast(text)
        if forecast:
            return "background", (Why("forecast", forecast),)
        return "both" if reports_before(text, own.promise) else "commitment", (promise,)
    if own.reports:
        return _reported(text, own, report, figures=setting.figures)
    unmarked, rule = label_unmarked(text, setting)
    return "both" if unmarked == "commitment" and is_decided(text) else unmarked, (rule,)


def _reported(text: str, own: Marks, report: Why, *, figures: bool) -> tuple[Label, tuple[Why, ...]]:
    """Return the label and the rules for a sentence that reports.

    It is a measure, or background if only a time (目前, 去年) shows that it reports, and it has no act and no figure.
    """
    rule = report if own.report else Why("finished period")
    if own.timed and not (figures or states_an_act(text) or _STRONG.search(text)):
        return "background", (Why("state of things", rule.found),)
    return "measure", (rule,)


def _forecast(text: str) -> Found | None:
    """Return the words of a forecast or calculation; None if there are none, or if the sentence also promises."""
    return None if _TAKEN_ON.search(text) else _RECKONED.search(text)


def _orders(own: Marks) -> bool:
    """Return True if a sentence reports only that somebody was told to do what it promises: 已要求各镇年底前清理."""
    found = own.report.match if own.report else None
    return found is not None and found.string.startswith(_TOLD_TO, found.end())


def _by_clauses(own: Marks, setting: Setting, promise: Why, report: Why) -> tuple[Label, tuple[Why, ...]]:
    """Return the label and the rules for a sentence that both promises and reports.

    It is "both" if it reports one act and promises another. Otherwise its clauses decide, and then its scope.
    """
    if own.mixed or _orders(own):
        return "both", (promise, report)
    if own.promises_apart or own.timed:
        return "commitment", (promise,)
    if setting.scope == "future":
        return "commitment", (Why("clauses in scope"), promise)
    return "measure", (Why("clauses in scope"), report)
