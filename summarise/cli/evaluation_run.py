"""From the options of `summarise eval` to scores: open the engine, run it over the gold set, or read a file."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines import Engine
from summarise.engines.rules import RulesEngine
from summarise.errors import GoldError, UsageError
from summarise.evaluation import Answer, Evaluation, Failed, Gold, load_gold_set, score_set
from summarise.evaluation.predictions import read_predictions
from summarise.evaluation.report_values import RunFacts, report_values
from summarise.evaluation.scoring import predict_all
from summarise.evaluation.splits import read_splits, take_split
from summarise.evaluation.tagger import tagger_recall
from summarise.pipeline import summarise
from summarise.record import Record

__all__ = ["Asked", "Run", "run"]

AGREEMENT_FILE = "agreement.json"
"""In the gold set's folder, written by `eval/labelling.py agree --json`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say."""

    gold_dir: Path
    predictions: Path | None = None
    engine: str = ""
    model: str = ""
    base_url: str = ""
    split: str = ""
    prices: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Scores, the report's values, and the seconds that the engine took for each reply (none for a file)."""

    evaluation: Evaluation
    values: dict[str, Any]
    seconds: tuple[float, ...]


def run(asked: Asked) -> Run:
    """Score what was asked for.

    Raises:
        GoldError: the gold set is missing or broken.
        UsageError: options, predictions or prices cannot be used.
        ServiceRejected: no call to the model's service can succeed.

    """
    golds = load_gold_set(asked.gold_dir)
    if asked.split:
        golds = take_split(golds, read_splits(asked.gold_dir), asked.split)
    answers, unmatched, seconds = _answers(asked, golds)
    evaluation = score_set(golds, answers)
    facts = RunFacts(
        code_version=_code_version(),
        split=asked.split,
        agreement=_agreement(asked.gold_dir),
        tagger=tagger_recall(golds, annotate),
        prices=_prices(asked.prices),
        unmatched=unmatched,
    )
    return Run(evaluation, report_values(evaluation, facts), tuple(seconds))


def _answers(asked: Asked, golds: tuple[Gold, ...]) -> tuple[Mapping[str, Answer | Failed], list[str], list[float]]:
    """Answers by name, sources that fit no gold file, and the time of each call."""
    if asked.predictions:
        if asked.engine or asked.model:
            raise UsageError("--predictions scores a file as it is; leave out --engine and --model, or the file")
        found = read_predictions(asked.predictions, golds)
        return found.answers, found.unmatched, []
    engine = _engine(asked)
    seconds: list[float] = []
    return predict_all(golds, _timed(lambda document: summarise(document, engine), seconds)), [], seconds


def _timed(predict: Callable[[Document], Record], seconds: list[float]) -> Callable[[Document], Record]:
    def timed(document: Document) -> Record:
        begun = time.perf_counter()
        try:
            return predict(document)
        finally:
            seconds.append(time.perf_counter() - begun)

    return timed


def _engine(asked: Asked) -> Engine:
    wanted = asked.engine or ("model" if asked.model else "rules")
    if wanted == "rules" and not asked.model:
        return RulesEngine()
    if wanted != "model":
        raise UsageError(f"--engine is rules or model, and rules takes no --model; here: {wanted}")
    engines = import_module("summarise.engines")
    options = {"base_url": asked.base_url} if asked.base_url else {}
    settings = engines.ModelSettings(model=asked.model, api_key=os.environ.get("OPENAI_API_KEY", ""), **options)
    opened: Engine = engines.open_engine(settings)
    return opened


def _code_version() -> str:
    try:
        return version("summarise")
    except PackageNotFoundError:  # run from a checkout
        return ""


def _agreement(folder: Path) -> Mapping[str, Any]:
    path = folder / AGREEMENT_FILE
    if not path.is_file():
        return {}
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error
    if not isinstance(values, dict) or not isinstance(values.get("fields"), dict):
        raise GoldError(f"{path}: is not as `eval/labelling.py agree --json` writes it")
    return values


def _prices(written: str) -> tuple[Decimal, Decimal] | None:
    if not written:
        return None
    try:
        price_in, price_out = (Decimal(part.strip()) for part in written.split(","))
    except (InvalidOperation, ValueError) as error:
        raise UsageError(
            f"--prices is two numbers for a million input and output tokens, as 0.5,2: {written}"
        ) from error
    return price_in, price_out
