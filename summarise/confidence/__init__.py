"""Estimate the confidence of items: the probability that a reader who follows the guidelines agrees with an item."""

from __future__ import annotations

from summarise.confidence.accepting import Acceptance, acceptance
from summarise.confidence.calibration import (
    CALIBRATION_SIGNS,
    Calibration,
    ItemModel,
    default_calibration,
    read_calibration,
)
from summarise.confidence.reading import Reading, reading, reading_of
from summarise.confidence.stating import with_confidence

__all__ = [
    "CALIBRATION_SIGNS",
    "Acceptance",
    "Calibration",
    "ItemModel",
    "Reading",
    "acceptance",
    "default_calibration",
    "read_calibration",
    "reading",
    "reading_of",
    "with_confidence",
]
