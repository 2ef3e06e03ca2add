"""Run `summarise eval`: open the engine, use it on the gold set or read a file of predictions, and score."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

from summarise.annotate import annotate
from summarise.batch.spreading import spread
from summarise.cli.engine_choice import EngineName, FallbackName, choose
from summarise.document import Document
from summarise.engines import Engine
from summarise.engines.model_settings import Prices
from summarise.engines.rules.weights import chosen_weights
from summarise.errors import GoldError, SummariseError, UsageError
from summarise.evaluation import Answer, Evaluation, Failed, Gold, load_gold_set, score_set
from summarise.evaluation.gold.set_files import read_set_file
from summarise.evaluation.gold.splits import read_splits, take_split
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.scores.predictions import read_predictions
from summarise.evaluation.scores.scoring import predict_all
from summarise.evaluation.scores.tagger import tagger_recall
from summarise.pipeline import summarise
from summarise.record import Record
from summarise.version import VERSION

__all__ = ["Asked", "Run", "run"]

AGREEMENT_FILE = "agreement.json"
"""Name of a file in the folder of labelled replies, written by `eval/labelling.py agree --json`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `summarise eval`; if `predictions` is given, that file is scored instead of an engine."""

    gold_dir: Path
    predictions: Path | None = None
    engine: EngineName | None = None
    model: str | None = None
    base_url: str | None = None
    cache_dir: str | None = None
    fallback: FallbackName | None = None
    split: str = ""
    prices: str = ""
    processes: int | None = None
    second_reading: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Scores, the values of the report, and the seconds that the engine took for each reply (empty for a scored file).

    `learnt` is the number of scored replies from which the weights of the built-in engine were learnt.
    """

    evaluation: Evaluation
    values: dict[str, Any]
    seconds: tuple[float, ...]
    learnt: int = 0


def run(asked: Asked) -> Run:
    """Score an engine or a file of predictions against labelled replies, as the options in `asked` say.

    Raises:
        GoldError: the labelled replies are missing or invalid.
        UsageError: options, predictions or prices cannot be used.
        ServiceRejected: no call to the model's service can succeed.

    """
    golds = load_gold_set(asked.gold_dir)
    if asked.split:
        golds = take_split(golds, read_splits(asked.gold_dir), asked.split)
    found = _answers(asked, golds)
    evaluation = score_set(golds, found.answers)
    facts = RunFacts(
        code_version=VERSION,
        split=asked.split,
        agreement=_agreement(asked.gold_dir),
        tagger=tagger_recall(golds, annotate),
        prices=_prices(asked.prices) or found.prices,
        unmatched=found.unmatched,
    )
    return Run(evaluation, report_values(evaluation, facts), tuple(found.seconds), found.learnt)


@dataclass(slots=True)
class _Found:
    """The answers by the name of the reply, with the time and prices of the engine that gave them."""

    answers: Mapping[str, Answer | Failed]
    unmatched: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    prices: tuple[Decimal, Decimal, Decimal] | None = None
    learnt: int = 0


def _answers(asked: Asked, golds: tuple[Gold, ...]) -> _Found:
    if asked.predictions:
        for name in ("engine", "model", "base_url", "fallback", "cache_dir", "processes", "second_reading"):
            if getattr(asked, name) is not None:
                flag = "--" + name.replace("_", "-")
                raise UsageError(f"--predictions scores a file as it is; leave out {flag}, or the file")
        found = read_predictions(asked.predictions, golds)
        return _Found(found.answers, found.unmatched)
    seconds: list[float] = []
    options = {name: getattr(asked, name) for name in ("model", "base_url", "cache_dir", "second_reading")}
    with closing(choose(asked.engine, asked.fallback, options)) as choice:
        work = partial(_timed, choice.engine)
        with closing(spread(work, [gold.document for gold in golds], choice.processes(asked.processes))) as results:
            answers = predict_all(golds, partial(_next, results, seconds))
    prices = _three(choice.model.prices) if choice.model and choice.model.prices else None
    weights = chosen_weights(choice.weights) if choice.model is None else None
    learnt = sum(weights.is_learnt_from(gold.document) for gold in golds) if weights else 0
    return _Found(answers, seconds=seconds, prices=prices, learnt=learnt)


def _three(prices: Prices) -> tuple[Decimal, Decimal, Decimal]:
    cached = prices.input if prices.cached_input is None else prices.cached_input
    return prices.input, prices.output, cached


def _timed(engine: Engine, document: Document) -> tuple[float, Record | SummariseError]:
    """Return the seconds that a document took, and its record or the error that prevented it."""
    begun = time.perf_counter()
    try:
        found: Record | SummariseError = summarise(document, engine)
    except SummariseError as error:
        found = error
    return time.perf_counter() - begun, found


def _next(results: Iterator[tuple[float, Record | SummariseError]], seconds: list[float], _: Document) -> Record:
    took, found = next(results)
    seconds.append(took)
    if isinstance(found, SummariseError):
        raise found
    return found


def _agreement(folder: Path) -> Mapping[str, Any]:
    path = folder / AGREEMENT_FILE
    values: Any = read_set_file(path)
    if values is None:
        return {}
    if not isinstance(values, dict) or not isinstance(values.get("fields"), dict):
        raise GoldError(f"{path}: is not as `eval/labelling.py agree --json` writes it")
    return values


def _prices(written: str) -> tuple[Decimal, Decimal, Decimal] | None:
    if not written:
        return None
    fault = f"--prices is two numbers of 0 or more for a million input and output tokens, as 0.5,2: {written}"
    try:
        price_in, price_out = (Decimal(part.strip()) for part in written.split(","))
    except (InvalidOperation, ValueError) as error:
        raise UsageError(fault) from error
    if not all(price.is_finite() and price >= 0 for price in (price_in, price_out)):
        raise UsageError(fault)
    return price_in, price_out, price_in
