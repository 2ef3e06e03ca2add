"""Reads gold files, checks them against their text, and raises an error for the first fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from summarise.document import Document
from summarise.errors import GoldError, InputError
from summarise.evaluation.gold.gold_file import GoldFile
from summarise.evaluation.gold.similarity import is_visible
from summarise.plain_file import as_text, read_plain

__all__ = [
    "GOLD_SUFFIX",
    "Gold",
    "contract_faults",
    "gold_paths",
    "gold_version",
    "load_gold",
    "load_gold_set",
    "read_gold",
]

GOLD_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class Gold:
    """A reply's text with the labels that people gave it."""

    name: str
    """Name of the gold file without `.gold.json`."""
    document: Document
    labels: GoldFile

    def quote(self, start: int, end: int) -> str:
        """Return the characters of the text from `start` to `end` (exclusive)."""
        return self.document.text[start:end]


def gold_paths(folder: Path) -> tuple[Path, ...]:
    """Return the paths of all gold files in a folder, sorted by name.

    Raises:
        GoldError: the folder does not exist or contains no gold file.

    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: there is no such folder; give the folder that holds NAME.txt and NAME.gold.json")
    paths = tuple(sorted(folder.glob(f"*{GOLD_SUFFIX}")))
    if not paths:
        raise GoldError(f"{folder}: holds no gold file; each reply NAME.txt needs a NAME{GOLD_SUFFIX} beside it")
    return paths


def load_gold_set(folder: Path) -> tuple[Gold, ...]:
    """Return all labelled replies of a folder, sorted by name.

    Raises:
        GoldError: the folder contains none, or one is faulty; the message names the file and its first fault.

    """
    return tuple(load_gold(path) for path in gold_paths(folder))


def load_gold(path: Path) -> Gold:
    """Read the gold file at `path` and the text beside it, and check that offsets and quotes fit the text.

    Raises:
        GoldError: the file is not a gold file, its text is missing or was changed, or an offset or quote does not fit.

    """
    gold = read_gold(path)
    for fault in contract_faults(gold):
        raise GoldError(f"{path}: {fault}")
    return gold


def _written(path: Path) -> str:
    try:
        return as_text(read_plain(path))
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error


def read_gold(path: Path) -> Gold:
    """Read the gold file at `path` and the text beside it, without checking that offsets and quotes fit the text.

    Raises:
        GoldError: a file is missing or cannot be read, or the labels do not have the fields of `GoldFile`.

    """
    name = path.name.removesuffix(GOLD_SUFFIX)
    text_path = path.with_name(f"{name}.txt")
    try:
        labels = GoldFile.model_validate_json(_written(path))
        return Gold(name, _labelled(text_path, labels.sha256), labels)
    except ValidationError as error:
        raise GoldError(f"{path}: {_first_problem(error)}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{text_path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except FileNotFoundError as error:
        raise GoldError(f"{error.filename}: there is no such file; {path.name} needs its text beside it") from error
    except OSError as error:
        raise GoldError(f"{error.filename or path}: cannot be read ({error.strerror})") from error
    except InputError as error:
        raise GoldError(error.message) from error


def _labelled(path: Path, sha256: str) -> Document:
    """Return the text with the hash `sha256`, even if an editor has changed its encoding or added a byte order mark.

    If no reading of the file has this hash, return its text as it is now.
    """
    content = read_plain(path)
    document = Document(path.name, content.decode("utf-8")) if _is_utf8(content) else None
    if document is not None and document.sha256 == sha256:
        return document
    saved = Document(path.name, as_text(content))
    return saved if document is None or saved.sha256 == sha256 else document


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    place = ".".join(str(step) for step in problem["loc"])
    return f"{place}: {problem['msg']}" if place else str(problem["msg"])


def contract_faults(gold: Gold) -> Iterator[str]:
    """Yield a message for each fault in `gold` that prevents scoring: a changed text, or wrong offsets or quotes."""
    text, labels = gold.document.text, gold.labels
    if labels.sha256 != gold.document.sha256:
        yield f"sha256 is not that of {gold.document.source}: the text was changed after it was labelled"
    if labels.characters != len(text):
        yield f"characters says {labels.characters}, but the text has {len(text)}"
    yield from _sentence_faults(gold)
    yield from _commitment_faults(gold)
    yield from _target_faults(gold)


def _sentence_faults(gold: Gold) -> Iterator[str]:
    text, reached = gold.document.text, 0
    for index, sentence in enumerate(gold.labels.sentences):
        place = f"sentences[{index}] ({sentence.start}–{sentence.end})"
        if not sentence.start < sentence.end <= len(text):
            yield f"{place}: is no interval of the text, which has {len(text)} characters"
            continue
        if sentence.start < reached:
            yield f"{place}: begins before the one before it ends ({reached})"
        elif left := _shown(text[reached : sentence.start]):
            yield f"{place}: the text before it is in no sentence: {left}"
        if len(set(sentence.labels)) != len(sentence.labels):
            yield f"{place}: a label stands twice"
        reached = max(reached, sentence.end)
    if left := _shown(text[reached:]):
        yield f"the end of the text is in no sentence: {left}"


def _shown(gap: str) -> str:
    """Return the beginning of text that lies outside all sentences, for a message; "" if nothing of it is visible."""
    return repr(gap.strip()[:30]) if any(is_visible(character) for character in gap) else ""


def _commitment_faults(gold: Gold) -> Iterator[str]:
    wanted = {(s.start, s.end) for s in gold.labels.sentences if "commitment" in s.labels}
    seen: set[tuple[int, int]] = set()
    for index, item in enumerate(gold.labels.commitments):
        span = (item.start, item.end)
        if span in seen:
            yield f"commitments[{index}] ({item.start}–{item.end}): stands twice"
        elif span not in wanted:
            yield f"commitments[{index}] ({item.start}–{item.end}): no sentence with these offsets is a commitment"
        seen.add(span)
    for start, end in sorted(wanted - seen):
        yield f"the sentence {start}–{end} is a commitment, but commitments has no entry for it"


def _target_faults(gold: Gold) -> Iterator[str]:
    text = gold.document.text
    reached: list[tuple[int, int]] = []
    for index, target in enumerate(gold.labels.numeric_targets):
        place = f"numeric_targets[{index}] ({target.start}–{target.end})"
        if text[target.start : target.end] != target.quote:
            yield f"{place}: the text there is {text[target.start : target.end]!r}, not the quote {target.quote!r}"
        if not any(s.start <= target.start and target.end <= s.end for s in gold.labels.sentences):
            yield f"{place}: lies in no sentence"
        if any(target.start < end and start < target.end for start, end in reached):
            yield f"{place}: overlaps another target"
        if (target.comparator == "range") != (target.upper is not None):
            yield f"{place}: `upper` belongs to the comparator range, and only to it"
        reached.append((target.start, target.end))


def gold_version(golds: tuple[Gold, ...]) -> str:
    """Return a digest of twelve hex digits that identifies the names, texts and labels of a gold set."""
    digest = hashlib.sha256()
    for gold in golds:
        labels = gold.labels.model_dump(mode="json", exclude={"document"})
        digest.update(json.dumps([gold.name, labels], ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()[:12]
