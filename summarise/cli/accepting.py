"""`--accept-at LEVEL`: which items may be taken unread, told once for the commands that say so of each item."""

from __future__ import annotations

from pathlib import Path

from summarise.cli.saying import say
from summarise.confidence import Acceptance, acceptance, default_calibration, read_calibration
from summarise.errors import UsageError

__all__ = ["acceptance_at"]


def acceptance_at(level: float | None, calibration: Path | None) -> Acceptance | None:
    """Return the threshold for a level and print what it promises; None where no level is asked for.

    Raises:
        InputError: the calibration cannot be read.
        UsageError: a calibration without a level, which would change nothing.

    """
    if level is None:
        if calibration:
            raise UsageError("--calibration goes with --accept-at LEVEL")
        return None
    found = acceptance((read_calibration(calibration) if calibration else default_calibration()).held_out, level)
    say(found.words(), err=True)
    return found
