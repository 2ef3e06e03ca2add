"""Reads the named parts (splits) of a gold set from `splits.json`: `{"dev": ["NAME", …], "test": ["NAME", …]}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from summarise.errors import GoldError, UsageError
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.set_files import read_set_file

__all__ = ["SPLITS_FILE", "read_splits", "split_faults", "take_split"]

SPLITS_FILE = "splits.json"


def read_splits(folder: Path) -> dict[str, list[str]]:
    """Return the names of the replies in each split of a gold set; return {} if the folder has no `splits.json`.

    Raises:
        GoldError: the file does not contain lists of names.

    """
    path = folder / SPLITS_FILE
    values = read_set_file(path)
    if values is None:
        return {}
    if not isinstance(values, dict) or not all(_is_list_of_names(names) for names in values.values()):
        raise GoldError(f'{path}: must be like {{"dev": ["NAME", "NAME"], "test": ["NAME"]}}')
    return values


def _is_list_of_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def split_faults(splits: Mapping[str, Sequence[str]], names: Sequence[str]) -> list[str]:
    """Return a message for each name that is in two splits, in no split, or has no gold file.

    `names` are the names of the gold files. Without splits there are no messages.
    """
    placed = [name for split in splits.values() for name in split]
    twice = sorted({name for name in placed if placed.count(name) > 1})
    faults = [f"{name} stands in more than one place" for name in twice]
    faults += [f"{name} has no gold file" for name in sorted(set(placed) - set(names))]
    if splits:
        faults += [f"{name} is in no split" for name in sorted(set(names) - set(placed))]
    return faults


def take_split(golds: Sequence[Gold], splits: Mapping[str, Sequence[str]], split: str) -> tuple[Gold, ...]:
    """Return the replies of one split.

    Raises:
        UsageError: the split does not exist.
        GoldError: the splits and the gold files do not match.

    """
    if split not in splits:
        known = f"there are {', '.join(sorted(splits))}" if splits else f"the gold set has no {SPLITS_FILE}"
        raise UsageError(f"there is no split {split!r}: {known}")
    for fault in split_faults(splits, [gold.name for gold in golds]):
        raise GoldError(f"{SPLITS_FILE}: {fault}")
    return tuple(gold for gold in golds if gold.name in set(splits[split]))
