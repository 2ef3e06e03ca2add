"""`--accept-at LEVEL`: find the confidence threshold above which items may be accepted unread, and explain it."""

from __future__ import annotations

from pathlib import Path

from summarise.cli.saying import say
from summarise.confidence import Acceptance, acceptance, default_calibration, read_calibration
from summarise.errors import UsageError

__all__ = ["acceptance_at", "promise_of"]


def acceptance_at(level: float | None, calibration: Path | None) -> Acceptance | None:
    """Return the threshold for a level and print what it guarantees; return None if `level` is None.

    `calibration` is the file to compute it from; None means the calibration of this package.

    Raises:
        InputError: the calibration cannot be read.
        UsageError: a calibration is given without a level, so that it would have no effect.

    """
    if level is None:
        if calibration:
            raise UsageError("--calibration goes with --accept-at LEVEL")
        return None
    found = acceptance((read_calibration(calibration) if calibration else default_calibration()).held_out, level)
    say(promise_of(found), err=True)
    return found


def promise_of(found: Acceptance) -> str:
    """Return a sentence that says what the threshold in `found` guarantees, or why there is none."""
    if found.threshold is None:
        needed = round(1 / max(1 - found.level, 1e-9)) - 1
        return (
            f"no threshold keeps {found.level:.0%} with {found.replies} labelled replies: "
            f"at least {needed} are needed, with few enough errors; read every item"
        )
    return (
        f"items of confidence {found.threshold:.3f} or more may be accepted unread: "
        f"by {found.replies} labelled replies, at most {1 - found.level:.1%} of those accepted in new replies are "
        f"wrong on average (of the labelled items {found.accepted} of {found.items} accepted, {found.right} right)"
    )
