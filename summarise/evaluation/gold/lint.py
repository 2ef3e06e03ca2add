"""Checks a whole gold set: reports all faults, and labels that a person should check again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from summarise.errors import GoldError
from summarise.evaluation.gold.doubts import doubts
from summarise.evaluation.gold.gold_file import GoldTarget
from summarise.evaluation.gold.gold_set import GOLD_SUFFIX, Gold, contract_faults, gold_paths, read_gold
from summarise.evaluation.gold.lint_dates import date_faults
from summarise.evaluation.gold.splits import SPLITS_FILE, read_splits, split_faults
from summarise.evaluation.gold.written_number import fits

__all__ = ["LintRemark", "lint"]


@dataclass(frozen=True, slots=True)
class LintRemark:
    """One remark about a gold file. A fault makes the file unusable; a doubt points to a label that may be wrong."""

    file: str
    severity: Literal["fault", "doubt"]
    message: str


def lint(folder: Path) -> tuple[LintRemark, ...]:
    """Return the remarks about all files of a gold set, file by file; the faults of a file come before its doubts.

    Raises:
        GoldError: the folder does not exist or contains no gold file.

    """
    paths = gold_paths(folder)
    golds: list[Gold] = []
    remarks: list[LintRemark] = []
    for path in paths:
        try:
            gold = read_gold(path)
        except GoldError as error:
            remarks += [LintRemark(path.name, "fault", message) for message in _shape_faults(error, path)]
            continue
        golds.append(gold)
        remarks += [LintRemark(path.name, "fault", m) for m in (*contract_faults(gold), *_content_faults(gold))]
        remarks += [LintRemark(path.name, "doubt", m) for m in doubts(gold)]
    return (*remarks, *_folder_remarks(folder, golds, [path.name.removesuffix(GOLD_SUFFIX) for path in paths]))


def _shape_faults(error: GoldError, path: Path) -> list[str]:
    """Return a message for each field that does not fit the data model of gold files."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        return [f"{'.'.join(map(str, p['loc'])) or 'file'}: {p['msg']}" for p in cause.errors()]
    return [error.message.removeprefix(f"{path}: ")]


def _content_faults(gold: Gold) -> Iterator[str]:
    text, labels = gold.document.text, gold.labels
    if labels.document != gold.document.source:
        yield f"document is {labels.document}, but the text beside it is {gold.document.source}"
    if "\r" in text or text.startswith("\ufeff"):
        yield f"{gold.document.source} has CR line ends or a byte order mark; save it without, then label it"
    yield from date_faults(gold)
    for index, item in enumerate(labels.commitments):
        for body in item.responsible:
            if body not in text:
                yield f"commitments[{index}] ({item.start}–{item.end}): {body} is not in the text"
    for index, target in enumerate(labels.numeric_targets):
        for fault in _target_faults(target):
            yield f"numeric_targets[{index}] “{target.quote}”: {fault}"


def _target_faults(target: GoldTarget) -> Iterator[str]:
    if not target.indicator.strip():
        yield "has no indicator"
    if not fits(target.quote, target.value):
        yield f"the value {target.value:f} is not what the quote says"
    if target.upper is not None and not fits(target.quote, target.upper):
        yield f"the upper end {target.upper:f} is not what the quote says"
    if target.upper is not None and target.upper <= target.value:
        yield "the upper end is not above the lower"


def _folder_remarks(folder: Path, golds: list[Gold], names: list[str]) -> Iterator[LintRemark]:
    seen: dict[str, str] = {}
    for gold in golds:
        first = seen.setdefault(gold.document.sha256, gold.name)
        if first != gold.name:
            yield LintRemark(f"{gold.name}{GOLD_SUFFIX}", "fault", f"labels the same text as {first}")
    for text in sorted(folder.glob("*.txt")):
        if text.stem not in names:
            yield LintRemark(text.name, "doubt", f"has no {text.stem}{GOLD_SUFFIX}")
    try:
        for fault in split_faults(read_splits(folder), names):
            yield LintRemark(SPLITS_FILE, "fault", fault)
    except GoldError as error:
        yield LintRemark(SPLITS_FILE, "fault", error.message)
