"""A linear model's weights: what each trait of a sentence says for its being work done, and for its being promised."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from summarise.engines.rules.traits import Traits
from summarise.errors import InputError, UsageError
from summarise.plain_file import as_text, read_plain

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
_NEUTRAL = (0.0, 0.0)


class Chances(NamedTuple):
    """How likely a sentence reports work done, and how likely it promises; each from 0 to 1, for itself."""

    measure: float
    commitment: float


@dataclass(frozen=True)
class Weights:
    """By trait: its weight for measures, and for commitments; by word: how rare it is, before its two weights.

    The weights of a sentence's words are divided by the length of the vector of their rarities, so that a long
    sentence says no more than a short one. `texts` holds the beginnings of the SHA-256 of the replies that they were
    learnt from, and `sentences` how many sentences of these there were.
    """

    signs: Mapping[str, tuple[float, float]]
    words: Mapping[str, tuple[float, float, float]]
    texts: frozenset[str] = frozenset()
    sentences: int = 0

    @cached_property
    def digest(self) -> str:
        """The first 12 hex digits of the SHA-256 over what `written` gives."""
        return hashlib.sha256(self.written().encode()).hexdigest()[:12]

    def is_learnt_from(self, text: str) -> bool:
        """True if the weights were learnt from this reply."""
        return digest_of(text) in self.texts

    def chances(self, traits: Traits) -> Chances:
        """Return how likely a sentence with these traits is a measure and a commitment."""
        done = promised = 0.0
        for sign in traits.signs:
            pair = self.signs.get(sign, _NEUTRAL)
            done += pair[0]
            promised += pair[1]
        table = self.words
        known = [table[word] for word in traits.words if word in table]
        length = math.sqrt(sum([rarity * rarity for rarity, _, _ in known])) or 1.0
        done += sum([weight for _, weight, _ in known]) / length
        promised += sum([weight for _, _, weight in known]) / length
        return Chances(_chance(done), _chance(promised))

    def shares(self, traits: Traits) -> dict[str, tuple[float, float]]:
        """Return what each trait adds to the two sums, by its name."""
        known = {word: self.words[word] for word in traits.words if word in self.words}
        length = math.sqrt(sum(found[0] * found[0] for found in known.values())) or 1.0
        parts = {f"“{word}”": (found[1] / length, found[2] / length) for word, found in known.items()}
        return {**{sign: self.signs[sign] for sign in traits.signs if sign in self.signs}, **parts}

    def written(self) -> str:
        """Return the file's text: JSON with one trait a line, in one order."""
        head = {"layout": _LAYOUT, "sentences": self.sentences, "texts": sorted(self.texts)}
        parts = [json.dumps(head)[1:-1], _table("signs", self.signs), _table("words", self.words)]
        return "{" + ",\n".join(parts) + "}\n"


def digest_of(text: str) -> str:
    """Return the first 12 hex digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _table(name: str, rows: Mapping[str, Iterable[float]]) -> str:
    lines = (
        f"{json.dumps(key, ensure_ascii=False)}:{json.dumps(list(rows[key]), separators=(',', ':'))}"
        for key in sorted(rows)
    )
    return f'"{name}":{{\n' + ",\n".join(lines) + "}"


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WeightsChoice = Weights | Literal["shipped"] | None
"""Which weights: those that come with the package, by name, so that they need not travel; None for none."""


def chosen_weights(choice: WeightsChoice) -> Weights | None:
    """Return the weights of a choice."""
    return shipped_weights() if isinstance(choice, str) else choice


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the package."""
    return _read(files("summarise.engines.rules").joinpath("weights.json").read_text(encoding="utf-8"))


def read_weights(path: Path) -> Weights:
    """Return the weights of a file that `summarise train` wrote.

    Raises:
        InputError: there is no such file.
        UsageError: it holds no weights.

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
