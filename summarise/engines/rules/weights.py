"""The weights of the linear model: how much each trait of a sentence counts for measure and for commitment."""

from __future__ import annotations

import hashlib
import json
import math
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from summarise.document import Document
from summarise.engines.rules.traits import Traits
from summarise.errors import InputError, UsageError
from summarise.plain_file import as_text, read_plain
from summarise.prepared import prepared

__all__ = [
    "SHIPPED",
    "Chances",
    "Weights",
    "WeightsChoice",
    "chosen_weights",
    "digest_of",
    "read_weights",
    "shipped_weights",
]

SHIPPED: Final = "shipped"
_LAYOUT = 1


class Chances(NamedTuple):
    """The probabilities (0 to 1) that a sentence is a measure and that it is a commitment; both may be high."""

    measure: float
    commitment: float


@dataclass(frozen=True)
class Weights:
    """The weights of the linear model.

    `signs` maps each named trait to its weights for measure and for commitment. `words` maps each string of characters
    to its rarity and both weights. The sums over words are divided by the Euclidean norm of the rarities, so that long
    sentences do not count more. `texts` holds the digests (`digest_of`) of the replies in the training data, and
    `sentences` the number of their sentences.
    """

    signs: Mapping[str, tuple[float, float]]
    words: Mapping[str, tuple[float, float, float]]
    texts: frozenset[str] = frozenset()
    sentences: int = 0

    @cached_property
    def digest(self) -> str:
        """The first 12 hex digits of the SHA-256 of the text that `written` returns."""
        return hashlib.sha256(self.written().encode()).hexdigest()[:12]

    def is_learnt_from(self, document: Document) -> bool:
        """Return True if the training data contained a reply with exactly the text of `document`."""
        return digest_of(document) in self.texts

    def chances(self, traits: Traits) -> Chances:
        """Return the probabilities that a sentence with these traits is a measure and a commitment."""
        done = promised = 0.0
        for pair in map(self.signs.get, traits.signs):
            if pair:
                done += pair[0]
                promised += pair[1]
        squares = of_measure = of_commitment = 0.0
        for known in map(self.words.get, traits.words):
            if known:
                squares += known[0] * known[0]
                of_measure += known[1]
                of_commitment += known[2]
        length = math.sqrt(squares) or 1.0
        return Chances(_chance(done + of_measure / length), _chance(promised + of_commitment / length))

    def shares(self, traits: Traits) -> dict[str, tuple[float, float]]:
        """Return the contribution of each known trait to the sums for measure and commitment.

        Words are in quotation marks.
        """
        known = {word: self.words[word] for word in traits.words if word in self.words}
        length = math.sqrt(sum(found[0] * found[0] for found in known.values())) or 1.0
        parts = {f"“{word}”": (found[1] / length, found[2] / length) for word, found in known.items()}
        return {**{sign: self.signs[sign] for sign in traits.signs if sign in self.signs}, **parts}

    def written(self) -> str:
        """Return the weights as the text of a JSON file with sorted keys, one trait on each line."""
        head = {"layout": _LAYOUT, "sentences": self.sentences, "texts": sorted(self.texts)}
        parts = [json.dumps(head)[1:-1], _table("signs", self.signs), _table("words", self.words)]
        return "{" + ",\n".join(parts) + "}\n"


def digest_of(document: Document) -> str:
    """Return the first 12 hex digits of the SHA-256 of a document's text."""
    return document.sha256[:12]


def _table(name: str, rows: Mapping[str, Iterable[float]]) -> str:
    lines = (
        f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(list(rows[key]), separators=(',', ':'))}"
        for key in sorted(rows)
    )
    return f'"{name}":{{\n' + ",\n".join(lines) + "}"


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WeightsChoice = Weights | Literal["shipped"] | None
"""The weights to use: an object, "shipped" for those of the package, or None for no linear model."""


def chosen_weights(choice: WeightsChoice) -> Weights | None:
    """Return `choice` itself if it is a `Weights` object or None; for "shipped", return the weights of the package."""
    return shipped_weights() if isinstance(choice, str) else choice


@cache
def shipped_weights() -> Weights:
    """Return the weights of the package, read from its file once."""
    signs, words, columns, texts, sentences = prepared("weights", _shipped_in_columns)
    rows = zip(*(array("d", column) for column in columns), strict=True)
    return Weights(signs, dict(zip(words.split("\n"), rows, strict=True)), frozenset(texts), sentences)


def _shipped_in_columns() -> tuple[Any, ...]:
    """Read the weights of the package; the words become one text and three columns, from which they are made fast."""
    read = _read(files("summarise.engines.rules").joinpath("weights.json").read_text(encoding="utf-8"))
    columns = [array("d", column).tobytes() for column in zip(*read.words.values(), strict=True)]
    return dict(read.signs), "\n".join(read.words), columns, tuple(read.texts), read.sentences


def read_weights(path: Path) -> Weights:
    """Read the weights from the file at `path`, which `summarise train` wrote.

    Raises:
        InputError: the file cannot be read.
        UsageError: the file holds no weights of this version.

    """
    try:
        return _read(as_text(read_plain(path)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(f"{path}: holds no weights of this version; make them with `summarise train`") from None


def _read(text: str) -> Weights:
    values: dict[str, Any] = json.loads(text)
    if values["layout"] != _LAYOUT:
        raise ValueError("another layout")
    signs = {name: (float(done), float(promised)) for name, (done, promised) in values["signs"].items()}
    words = {
        word: (float(rarity), float(done), float(promised))
        for word, (rarity, done, promised) in values["words"].items()
    }
    return Weights(signs, words, frozenset(map(str, values["texts"])), int(values["sentences"]))
