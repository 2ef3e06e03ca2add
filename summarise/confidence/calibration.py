"""What labels say of an engine's signals: a weight for each, and how often such items were right.

An item's probability is a logistic function of the weights of its signals. A signal that the labels do not know weighs
nothing, so a new rule makes no item surer than its others do.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarise.errors import InputError

__all__ = [
    "ATTRIBUTES",
    "CALIBRATION_SIGNS",
    "KINDS",
    "Calibration",
    "ItemModel",
    "default_calibration",
    "read_calibration",
]

KINDS = ("m", "c", "t")
"""Measures, commitments, targets."""
ATTRIBUTES = {"c": ("certainty", "deadline", "responsible"), "t": ("basis", "deadline", "indicator")}
"""What is rated by itself, given that the item is right; its model is named c.deadline."""
CALIBRATION_SIGNS = (b'{\n "version": ', b'"models": {')
"""What is near the beginning of every calibration that this program writes."""
_DECIMALS = 3


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ItemModel(_Value):
    """The weights of one kind of item or attribute, and the labelled items that they were fitted to."""

    bias: float
    weights: dict[str, float] = Field(default_factory=dict)
    items: int = Field(ge=0)
    right: int = Field(ge=0)

    def probability(self, signals: Iterable[str]) -> float:
        """Return the probability that an item with these signals is right, to three decimals."""
        score = self.bias + sum(self.weights.get(signal, 0.0) for signal in signals)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), _DECIMALS)


class Calibration(_Value):
    """Weights by kind of item, and what held-out labels said of the probabilities.

    `held_out` has a list for each labelled reply: the probability of each of its items, from weights that were fitted
    without that reply, and whether the item was right.
    """

    version: Literal[1] = 1
    engine: Literal["rules", "model"]
    model: str = ""
    replies: int = Field(ge=0)
    models: dict[str, ItemModel]
    held_out: list[list[tuple[float, bool]]]

    @property
    def digest(self) -> str:
        """First 12 hex digits of the SHA-256 of its content."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def probability(self, kind: str, signals: Iterable[str]) -> float | None:
        """Return the probability for an item (m, c, t) or an attribute (c.deadline), None where none was fitted."""
        model = self.models.get(kind)
        return model.probability(signals) if model else None


def read_calibration(path: Path) -> Calibration:
    """Read what `summarise calibrate` wrote.

    Raises:
        InputError: the file cannot be read or is not a calibration.

    """
    try:
        return Calibration.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise InputError(f"{path}: is no calibration; make one with `summarise calibrate GOLD_DIR -o FILE`") from error


@cache
def default_calibration() -> Calibration:
    """Return the calibration of the built-in engine that ships.

    It is fitted to the half of the real replies that no rule was made on, since on the other half the rules do better
    than on replies to come.
    """
    return Calibration.model_validate_json(files(__package__).joinpath("rules.json").read_bytes())
