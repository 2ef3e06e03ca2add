"""Reads a file of predictions and matches each line to a reply of the gold set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarise.errors import UsageError
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.answers import Answer, answer_of_record
from summarise.evaluation.scores.quoted_answers import QuotedAnswer
from summarise.evaluation.scores.scoring import Failed
from summarise.plain_file import as_text, parse_json, read_plain
from summarise.record import Failure, Record

__all__ = ["Predictions", "read_predictions"]


@dataclass(slots=True)
class Predictions:
    """Answers by the name of the gold file. `unmatched` are sources in the file that the gold set does not contain."""

    answers: dict[str, Answer | Failed] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)


def read_predictions(path: Path, golds: Sequence[Gold]) -> Predictions:
    """Read the JSON Lines file at `path`, whose lines are records, failures or answers of other systems.

    A line is matched to the one of `golds` with the same SHA-256 of the text, else to the one with the same name
    (NAME.txt or NAME).

    Raises:
        UsageError: the file cannot be read, a line is none of the three, or two lines are for one reply.

    """
    by_hash = {gold.document.sha256: gold for gold in golds}
    by_name = {gold.name: gold for gold in golds}
    predictions = Predictions()
    for number, line in _lines(path):
        place = f"{path}:{number}"
        entry = _entry(line, place)
        source, sha256 = _identity(entry, place)
        gold = by_hash.get(sha256) or by_name.get(Path(source).name.removesuffix(".txt"))
        if gold is None:
            predictions.unmatched.append(source)
        elif gold.name in predictions.answers:
            raise UsageError(f"{place}: {gold.name} is answered twice; leave one line for each reply")
        else:
            predictions.answers[gold.name] = _answer(entry, line, gold, place)
    return predictions


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        lines = as_text(read_plain(path)).split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 at byte {error.start}") from error
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _entry(line: str, place: str) -> dict[str, Any]:
    try:
        entry = parse_json(line)
    except ValueError as error:
        said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise UsageError(f"{place}: is no JSON ({said}); one object a line is expected") from error
    if not isinstance(entry, dict):
        raise UsageError(f"{place}: is no JSON object")
    return entry


def _identity(entry: Mapping[str, Any], place: str) -> tuple[str, str]:
    """Return the source and the SHA-256 of the text that a line is about."""
    document = entry.get("document", entry)
    if isinstance(document, str):
        return document, str(entry.get("sha256", ""))
    if isinstance(document, Mapping) and isinstance(document.get("source"), str):
        return document["source"], str(document.get("sha256", ""))
    raise UsageError(f'{place}: does not say which reply it is about; give "document": "NAME.txt"')


def _answer(entry: Mapping[str, Any], line: str, gold: Gold, place: str) -> Answer | Failed:
    try:
        if "schema_version" in entry:
            return _of_record(Record.from_json(line), gold)
        if "document" not in entry:
            failure = Failure.model_validate_json(line)
            return Failed(failure.kind, failure.message)
        return QuotedAnswer.model_validate_json(line).located(gold.document.text, str(entry.get("system", "")))
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise UsageError(f"{place}: {where}: {problem['msg']}") from error


def _of_record(record: Record, gold: Gold) -> Answer | Failed:
    """Return the answer of a record, or a failure if the record was made from another text than the gold labels."""
    if record.document.sha256 != gold.document.sha256:
        return Failed("other_text", f"the record was made from another text; make it from {gold.document.source}")
    return answer_of_record(record, gold.document.text)
