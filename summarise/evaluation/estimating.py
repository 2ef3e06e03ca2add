"""Estimates figures about a whole corpus, and uses labelled replies to correct them for the engine's errors.

The labelled replies should be a random sample of the corpus. Each reply has a value according to its record; a labelled
reply also has the true value according to its labels. The estimate is the mean of the records' values over the whole
corpus, plus the mean difference between labels and records in the sample. This is the regression estimator of survey
sampling (Särndal, Swensson, Wretman, 1992). Prediction-powered inference (Angelopoulos et al., 2023) and design-based
supervised learning (Egami et al., 2023) follow the same idea.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.errors import GoldError, InputError, UsageError
from summarise.evaluation.gold.gold_file import GoldFile
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.intervals import t_quantile
from summarise.load import load_bytes
from summarise.record import Record

__all__ = ["ASKS", "Ask", "Estimate", "asked", "estimated", "labels_by_text"]

_FEWEST = 10
"""Least number of labelled replies for an estimate."""
_FEWEST_TELLING = 5
"""Least number of labelled replies that contain what is counted; with fewer, a mean or a sum is not corrected."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about a corpus. Its functions compute the value of a reply from its record or from its labels."""

    name: str
    kind: Literal["share", "mean", "sum"]
    of_record: Callable[[Record], float]
    of_gold: Callable[[GoldFile], float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A corrected figure with its 95 per cent interval (`low`, `high`), and the uncorrected figure `naive`.

    `value` and the interval are None if too few labelled replies contain what the question counts. The interval is also
    None if labels and records agree in all labelled replies.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    naive: float
    labelled: int
    telling: int
    """Number of labelled replies whose labels or record contain what is counted; for a share, all labelled replies."""
    replies: int
    labels_to_halve: int | None
    """Number of labelled replies that would make the interval half as wide; None if there is no interval."""


ASKS: Mapping[str, Ask] = {
    ask.name: ask
    for ask in (
        Ask(
            "share-with-commitment", "share", lambda r: float(bool(r.commitments)), lambda g: float(bool(g.commitments))
        ),
        Ask(
            "share-with-dated-commitment",
            "share",
            lambda r: float(any(c.deadline and c.deadline.by for c in r.commitments)),
            lambda g: float(any(c.deadline.by for c in g.commitments)),
        ),
        Ask(
            "share-with-target",
            "share",
            lambda r: float(bool(r.numeric_targets)),
            lambda g: float(any(not t.optional for t in g.numeric_targets)),
        ),
        Ask("mean-commitments", "mean", lambda r: float(len(r.commitments)), lambda g: float(len(g.commitments))),
        Ask(
            "mean-targets",
            "mean",
            lambda r: float(len(r.numeric_targets)),
            lambda g: float(sum(not t.optional for t in g.numeric_targets)),
        ),
    )
}
"""Questions by name. The questions `sum:UNIT` and `count-by:issuer` are not listed here; `asked` makes them."""


def asked(text: str, records: Sequence[Record]) -> tuple[Ask, ...]:
    """Return the questions that a text names, separated by commas.

    `records` are the corpus; `count-by:issuer` becomes one question for each issuer in it.

    Raises:
        UsageError: a question is not known, or none is named; the message names those that exist.

    """
    found: list[Ask] = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        if name in ASKS:
            found.append(ASKS[name])
        elif name.startswith("sum:") and name.removeprefix("sum:"):
            found.append(_sum_of(name.removeprefix("sum:")))
        elif name == "count-by:issuer":
            issuers = sorted({record.reply.issuer for record in records if record.reply.issuer})
            found += [_count_of(issuer) for issuer in issuers]
        else:
            known = ", ".join((*ASKS, "sum:UNIT", "count-by:issuer"))
            raise UsageError(f"--ask {name}: is no question; ask one of {known}")
    if not found:
        raise UsageError("--ask: names no question")
    return tuple(found)


def _sum_of(unit: str) -> Ask:
    return Ask(
        f"sum:{unit}",
        "sum",
        lambda r: float(sum(t.value for t in r.numeric_targets if t.unit == unit)),
        lambda g: float(sum(t.value for t in g.numeric_targets if t.unit == unit and not t.optional)),
    )


def _count_of(issuer: str) -> Ask:
    return Ask(
        f"commitments of {issuer}",
        "sum",
        lambda r: float(len(r.commitments)) if r.reply.issuer == issuer else 0.0,
        lambda g: float(len(g.commitments)) if g.reply.issuer == issuer else 0.0,
    )


def labels_by_text(golds: Sequence[Gold], texts: Collection[str]) -> tuple[dict[str, GoldFile], list[str]]:
    """Return the labels by the SHA-256 of the text, and the names of gold files that match no record.

    `summarise run` may clean a text, for example remove romanisation. A gold file therefore also matches by the SHA-256
    of its cleaned text.

    Args:
        golds: the labelled replies.
        texts: SHA-256 of the texts of all records.

    """
    found: dict[str, GoldFile] = {}
    strange: list[str] = []
    for gold in golds:
        text = gold.document.sha256
        if text not in texts:
            text = _cleaned(gold)
        if text in texts:
            found[text] = gold.labels
        else:
            strange.append(gold.name)
    return found, strange


def _cleaned(gold: Gold) -> str:
    """Return the SHA-256 of a labelled text after the cleaning of `summarise run`; "" if that refuses the text."""
    try:
        return load_bytes(gold.document.text.encode(), f"{gold.name}.txt").sha256
    except InputError:
        return ""


def estimated(ask: Ask, records: Sequence[Record], golds: Mapping[str, GoldFile]) -> Estimate:
    """Return the answer to one question about a corpus.

    Args:
        ask: the question.
        records: all records of the corpus.
        golds: labels by the SHA-256 of their text.

    Raises:
        GoldError: fewer than ten of the records' texts are labelled.

    """
    said = [ask.of_record(record) for record in records]
    pairs = [
        (ask.of_gold(golds[record.document.sha256]), value)
        for record, value in zip(records, said, strict=True)
        if record.document.sha256 in golds
    ]
    if len(pairs) < _FEWEST:
        raise GoldError(f"{len(pairs)} of the {len(records)} texts are labelled; {_FEWEST} at least are needed")
    return _corrected(ask, said, pairs)


def _corrected(ask: Ask, said: Sequence[float], pairs: Sequence[tuple[float, float]]) -> Estimate:
    replies, labelled = len(said), len(pairs)
    telling = labelled if ask.kind == "share" else sum(bool(true or value) for true, value in pairs)
    scale = replies if ask.kind == "sum" else 1
    naive = sum(said) / replies * scale
    if telling < _FEWEST_TELLING and labelled < replies:
        return Estimate(ask.name, None, None, None, naive, labelled, telling, replies, None)
    slope = _slope(pairs)
    centre = sum(said) / replies
    differences = [true - slope * value for true, value in pairs]
    value = slope * centre + sum(differences) / labelled
    error = math.sqrt(_variance(ask, differences) / labelled * max(0.0, 1 - labelled / replies))
    reach = t_quantile(0.975, labelled - 1) * error
    low, high = value - reach, value + reach
    if ask.kind == "share":
        low, high, value = max(0.0, low), min(1.0, high), min(1.0, max(0.0, value))
    if error == 0 and labelled < replies:
        return Estimate(ask.name, value * scale, None, None, naive, labelled, telling, replies, None)
    quarter = (1 / labelled - 1 / replies) / 4 + 1 / replies
    halving = math.ceil(1 / quarter)
    return Estimate(ask.name, value * scale, low * scale, high * scale, naive, labelled, telling, replies, halving)


def _slope(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the regression of true values on the records' values; 0 if the records' values are all equal.

    Each pair is the true value and the record's value of one reply.
    """
    mean_true = sum(true for true, _ in pairs) / len(pairs)
    mean_said = sum(said for _, said in pairs) / len(pairs)
    spread = sum((said - mean_said) ** 2 for _, said in pairs)
    return sum((true - mean_true) * (said - mean_said) for true, said in pairs) / spread if spread else 0.0


def _variance(ask: Ask, differences: Sequence[float]) -> float:
    """Return the variance of the differences, with two degrees of freedom less for mean and slope.

    For a share, half an error is added, so that a sample without errors does not give 0.
    """
    mean = sum(differences) / len(differences)
    squares = sum((one - mean) ** 2 for one in differences)
    if ask.kind == "share":
        return (squares + 0.5) / (len(differences) - 2)
    return squares / (len(differences) - 2)
