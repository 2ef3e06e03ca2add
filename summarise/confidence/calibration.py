"""Turn the signals that an engine gives for an item into a probability that the item is right.

The probability is a logistic function of the sum of the weights of the signals. The weights are fitted to labelled
replies. A signal that does not occur in those replies has weight 0, so a new rule does not raise any probability.
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

from summarise.commitment_attributes import ATTRIBUTES as OF_COMMITMENT
from summarise.errors import InputError
from summarise.plain_file import read_plain

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
"""Kinds of items: m for measures, c for commitments, t for numeric targets."""
ATTRIBUTES = {"c": tuple(OF_COMMITMENT), "t": ("basis", "deadline", "indicator")}
"""Attributes that get a probability of their own, by kind of item.

It is the probability that the attribute is right if the item is right. The key of its model is, for example,
`c.deadline`.
"""
CALIBRATION_SIGNS = (b'{\n "version": ', b'"models": {')
"""Byte strings near the beginning of every calibration file, from which the program recognises such a file."""
_DECIMALS = 3


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ItemModel(_Value):
    """Weights for one kind of item or attribute, fitted to `items` examples, of which `right` agree with the labels."""

    bias: float
    weights: dict[str, float] = Field(default_factory=dict)
    items: int = Field(ge=0)
    right: int = Field(ge=0)

    def probability(self, signals: Iterable[str]) -> float:
        """Return the probability that an item with these signals is right, to three decimals."""
        weights = self.weights
        score = self.bias + sum([weights[signal] for signal in signals if signal in weights])
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), _DECIMALS)


class Calibration(_Value):
    """A model for each kind of item and attribute, and the held-out probabilities of labelled items.

    The keys of `models` are m, c and t for measures, commitments and targets, and c.deadline and the like for their
    attributes. `model` is the name of the language model, "" for the rules, and `replies` the number of
    labelled replies.

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
        """First 12 hex digits of the SHA-256 of the calibration's JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def probability(self, kind: str, signals: Iterable[str]) -> float | None:
        """Return the probability that an item or attribute with these signals is right; None if it has no weights.

        `kind` is m, c or t, or an attribute such as c.deadline.
        """
        model = self.models.get(kind)
        return model.probability(signals) if model else None


def read_calibration(path: Path) -> Calibration:
    """Read the calibration file at `path`, which `summarise calibrate` wrote.

    Raises:
        InputError: the file cannot be read or is not a calibration.

    """
    try:
        return Calibration.model_validate_json(read_plain(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise InputError(f"{path}: is no calibration; make one with `summarise calibrate GOLD_DIR -o FILE`") from error


@cache
def default_calibration() -> Calibration:
    """Return the calibration of the built-in engine, which is part of the package.

    It is fitted only to real replies that were not used to make rules or to learn weights. On replies that were used
    for this, the engine makes fewer errors than on new replies.
    """
    return Calibration.model_validate_json(files(__package__).joinpath("rules.json").read_bytes())
