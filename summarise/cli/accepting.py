"""`--accept-at LEVEL`: the threshold from which items may be accepted unread, and what it promises."""

from __future__ import annotations

from pathlib import Path

from summarise.cli.saying import say
from summarise.confidence import Acceptance, acceptance, default_calibration, read_calibration
from summarise.errors import UsageError

__all__ = ["acceptance_at"]


def acceptance_at(level: float | None, calibration: Path | None) -> Acceptance | None:
    """Return the threshold for a level and print what it promises; None if `level` is None.

    Raises:
        InputError: the calibration cannot be read.
        UsageError: there is a calibration but no level, so that it would have no effect.

    """
    if level is None:
        if calibration:
            raise UsageError("--calibration goes with --accept-at LEVEL")
        return None
    found = acceptance((read_calibration(calibration) if calibration else default_calibration()).held_out, level)
    say(found.words(), err=True)
    return found
