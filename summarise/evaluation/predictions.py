"""Predictions as they lie in a file, matched to the gold set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from summarise.errors import UsageError
from summarise.evaluation.answers import Answer, answer_of_record
from summarise.evaluation.gold import Gold
from summarise.evaluation.scoring import Failed
from summarise.record import Record

__all__ = ["Predictions", "read_predictions"]


@dataclass(slots=True)
class Predictions:
    """Answers by the gold's name; `unmatched` are sources that the gold set does not hold."""

    answers: dict[str, Answer | Failed] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)


def read_predictions(path: Path, golds: Sequence[Gold]) -> Predictions:
    """Read records, failures, one a line; a reply is known by its text's hash, else by its file's name.

    Raises:
        UsageError: the file cannot be read, a line is no JSON, or a reply is answered twice.

    """
    by_hash = {gold.document.sha256: gold for gold in golds}
    by_name = {gold.name: gold for gold in golds}
    predictions = Predictions()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: is no JSON ({error.msg})") from error
        document = entry.get("document", entry)
        source = Path(document["source"]).name
        gold = by_hash.get(document.get("sha256", "")) or by_name.get(Path(source).stem)
        if gold is None:
            predictions.unmatched.append(source)
            continue
        if gold.name in predictions.answers:
            raise UsageError(f"{path}:{number}: {gold.name} is answered twice")
        if "document" not in entry:
            predictions.answers[gold.name] = Failed(str(entry["kind"]), str(entry["message"]))
            continue
        try:
            predictions.answers[gold.name] = answer_of_record(Record.from_json(line), gold.document.text)
        except ValidationError as error:
            raise UsageError(f"{path}:{number}: is no record: {error.errors()[0]['msg']}") from error
    return predictions
