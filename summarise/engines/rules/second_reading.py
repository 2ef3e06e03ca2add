"""Decide the labels of doubtful sentences again, with a linear model over features that the rules found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.background import Why
from summarise.engines.rules.labels import Judged, Label
from summarise.engines.rules.lexicon import matcher
from summarise.engines.rules.traits import Traits, traits_of
from summarise.engines.rules.unmarked import BY_SCOPE
from summarise.engines.rules.weights import Chances, Weights
from summarise.lazy_pattern import lazy_pattern

__all__ = ["SECOND_READING", "Overruled", "overruled", "read_again"]

SECOND_READING = "second reading"
"""Name of the rule, in the reasons for a label, that says that the model changed the label."""
_FIRM = frozenset(
    (
        *("denied", "courtesy", "forecast", "proposal restated", "announcement", "closing promise", "problem section"),
        *("assigned", "day to come", "effect of a promise", "step by step", "task in a plan"),
    )
)
"""Rules whose labels the model must not change, such as those for denials, announcements and courtesies."""
_GONE, _QUOTED, _ADVICE, _REPORT = "finished period", "rule quoted", "advice", "report"
_DEMANDED = matcher("demanded")
_ADVISES = ("建议", "同时建议")
_REFUSED = lazy_pattern("(?:不能|无法|暂不|不宜|不予|无权|不允许|不符合|难以)[^，。；]{0,16}[。；]?$")
_OUGHT = lazy_pattern("应(?:当|达|为|不|按|配)|须达|至少|不少于|不低于")
"""Words with which a rule of others says what must be so: 上级要求每年至少检漏2次."""
_STANDS_NOW = lazy_pattern(r"(?:目前|截[至止]|现已|至今)(?!.*(?:同意|列入|纳入|决定|批复|批准|即将|正))")
"""Words in front of a report of what is the case by now; an agreement or a plan in it may be promised as well."""
_ISSUED = lazy_pattern(r"(?:印发|出台|下发|颁布)了?《[^》]{4,60}》")
"""Words that name the document that was issued, which is a measure."""
_CLAUSES = lazy_pattern("[，；:]")
_ONLY_WHEN = lazy_pattern(r"(?:[^，；:]{0,10}[年月日底末初旬步来内前后期中间]，)?[^，；:]*")
"""What may stand before the word of promise if it governs all clauses: a time and a subject (2024年，我院将…)."""
_ENOUGH = 0.4
"""Probability above which the model assigns a label.

The F1 score is highest if this is half of the F1 score reached, which is 0.8.
"""
_DOUBT = 0.05
"""Minimum distance between a probability and `_ENOUGH` for the model to overrule the rules."""
_SMALL = 0.15
_LIKELY = 0.8
"""Minimum probability of a report in a sentence whose first words promise all its acts."""
_SHOWN = 6


class Overruled(NamedTuple):
    """A label that the model changed: the label of the rules, and the probabilities of measure and commitment.

    `spoke` holds the six traits of the sentence with the largest effect, the strongest first, each with its
    contributions to the sums for measure and for commitment. Traits that are characters of the sentence are in
    quotation marks.
    """

    ruled: Label
    chances: Chances
    spoke: tuple[tuple[str, float, float], ...]


def read_again(judged: Sequence[Judged], annotated: AnnotatedDocument, weights: Weights) -> list[Judged]:
    """Return `judged` with the probabilities of the linear model, and with the labels that the model changes.

    `judged` are all sentences of `annotated` in order; `weights` are those of the model.
    """
    again = {one.sentence.number: (label, chances) for one, _, label, chances in _read(judged, annotated, weights)}
    return [
        _with(one, *again[one.sentence.number]) if one.sentence.number in again else one  # the others are not in doubt
        for one in judged
    ]


def _with(one: Judged, label: Label, chances: Chances) -> Judged:
    why = one.why if label == one.label else (Why(SECOND_READING), *one.why)
    return one._replace(label=label, why=why, chances=chances)


def overruled(judged: Sequence[Judged], annotated: AnnotatedDocument, weights: Weights) -> dict[int, Overruled]:
    """Return the changes of labels that `read_again` makes, with their reasons, by sentence number.

    The arguments are those of `read_again`.
    """
    return {
        one.sentence.number: Overruled(one.label, chances, _strongest(weights.shares(traits)))
        for one, traits, label, chances in _read(judged, annotated, weights)
        if label != one.label
    }


def _read(
    judged: Sequence[Judged], annotated: AnnotatedDocument, weights: Weights
) -> Iterator[tuple[Judged, Traits, Label, Chances]]:
    figures = {quantity.sentence for quantity in annotated.quantities}
    later = _of_later_years(annotated)
    for one, traits in traits_of(judged, annotated):
        chances = weights.chances(traits)
        label = one.label
        if one.why[0].rule not in _FIRM:
            told = one.sentence.number in figures
            due = _decided(one, chances, figures=told)
            label = _as_the_facts_are(one, due, figures=told, is_later=one.sentence.number in later)
        yield one, traits, label, chances


def _of_later_years(annotated: AnnotatedDocument) -> set[int]:
    """Return the numbers of the sentences that name a year after that of the letter."""
    day = annotated.metadata.reference
    return {
        found.sentence
        for found in annotated.dates
        if day and found.by and found.by.year > day.year and found.form != "within"
    }


def _as_the_facts_are(one: Judged, due: Label, *, figures: bool, is_later: bool) -> Label:
    """Return the label `due`, or the label of the rules if dates or a refusal in the sentence contradict `due`.

    A number in a finished period, what is reported of the present state, what a rule of others asks for, advice to
    others, or an act that is refused at the end of the sentence cannot become a promise. A promise for a later year
    cannot become a report only, nor a promise of one clause a report as well. The issue of a document is a measure.
    """
    promised = ("commitment", "both")
    if one.label in promised:
        if due == "both" and one.marks.promise and not (one.marks.reports or _CLAUSES.search(one.text)):
            return one.label
        return one.label if is_later and one.marks.promises and due not in promised else due
    if due in promised and (_cannot_promise(one, figures=figures) or _REFUSED.search(one.text)):
        return one.label
    return one.label if due == "background" and one.label == "measure" and _ISSUED.search(one.text) else due


def _cannot_promise(one: Judged, *, figures: bool) -> bool:
    """Return True if a sentence tells of a finished period or the present state, or what others should do."""
    rule = one.why[0].rule
    if rule == _QUOTED:
        return not one.marks.promise and _OUGHT.search(one.text) is not None
    if rule == _ADVICE:
        return one.text.startswith(_ADVISES)
    if _DEMANDED.search(one.text):
        return True
    return (figures and rule == _GONE) or (rule == _REPORT and _STANDS_NOW.match(one.text) is not None)


def _strongest(shares: dict[str, tuple[float, float]]) -> tuple[tuple[str, float, float], ...]:
    found = sorted(shares.items(), key=lambda share: (-max(map(abs, share[1])), share[0]))
    return tuple((trait, *added) for trait, added in found[:_SHOWN])


def _decided(one: Judged, chances: Chances, *, figures: bool) -> Label:
    """Return the label by the probabilities; if they are near `_ENOUGH`, keep the label of the rules.

    A measure with figures remains a measure unless its probability is small, since a report with a number is concrete.
    The same applies to an act with figures among plans.
    """
    ruled = one.label
    done = _is_due(chances.measure, is_ruled=ruled in ("measure", "both"))
    done = done or (figures and ruled in ("measure", "both") and chances.measure > _SMALL)
    done = done or (figures and ruled == "both" and _tells_of_before(one))
    done = done and not (chances.measure < _LIKELY and _governs_all(one))
    promised = _is_due(chances.commitment, is_ruled=ruled in ("commitment", "both"))
    planned = figures and ruled == "commitment" and one.why[0].rule in BY_SCOPE and not done
    promised = promised or (planned and chances.commitment > _SMALL)
    if done:
        return "both" if promised else "measure"
    return "commitment" if promised else "background"


def _tells_of_before(one: Judged) -> bool:
    """Return True if a sentence reports work of an earlier time, not the present state, and then promises more."""
    told = one.marks.report.match.group() if one.marks.report and one.marks.mixed and one.marks.turn else ""
    return told in ("去年", "上年", "前年", "此前", "曾")


def _governs_all(one: Judged) -> bool:
    """Return True if the word of promise stands in front of all acts of a sentence, and no word of it reports."""
    if one.label != "commitment" or one.marks.promise is None or one.marks.reports:
        return False
    return _ONLY_WHEN.fullmatch(one.text[: one.marks.promise.match.start()]) is not None


def _is_due(chance: float, *, is_ruled: bool) -> bool:
    return chance > _ENOUGH if abs(chance - _ENOUGH) > _DOUBT else is_ruled
