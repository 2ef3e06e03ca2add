"""Computes what a report states about confidences.

These are calibration error, ranking, and the share of wrong items if the surest items are accepted without a check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from summarise.evaluation.scores.bootstrap import bootstrap_interval
from summarise.evaluation.scores.probabilities import auroc, calibration_error, reliability, risk_coverage

__all__ = ["confidence_values"]

_RESAMPLES = 200
"""Number of bootstrap resamples. It is small, since each resample sorts all items."""
_SHARES = tuple(tenth / 10 for tenth in range(1, 11))
"""Shares of items for which the report states the risk; each share takes the items of highest confidence."""
_DIGITS = 6

Rated = Sequence[tuple[float, bool]]
"""The items of one reply: for each, its confidence (0 to 1), and whether it is right."""


def confidence_values(replies: Sequence[Rated]) -> dict[str, Any] | None:
    """Return calibration error and AUROC with 95 % intervals, reliability bins and risks; None without confidences.

    `replies` contains, for each reply, the confidence of each item and whether the item is right. The intervals come
    from a bootstrap over replies.
    """
    rated = [item for reply in replies for item in reply]
    if not rated:
        return None
    points = risk_coverage(rated)
    return {
        "items": len(rated),
        "right": sum(is_right for _, is_right in rated),
        "calibration_error": _with_interval(replies, calibration_error),
        "auroc": _with_interval(replies, auroc),
        "reliability": [
            [round(one.stated, _DIGITS), round(one.right, _DIGITS), one.items] for one in reliability(rated)
        ],
        "risk_coverage": [
            [round(part, _DIGITS) for part in points[max(0, round(share * len(points)) - 1)]] for share in _SHARES
        ],
    }


def _with_interval(replies: Sequence[Rated], statistic: Callable[[Rated], float | None]) -> dict[str, float | None]:
    def of(some: Sequence[Rated]) -> float | None:
        return statistic([item for reply in some for item in reply])

    low, high = bootstrap_interval(replies, of, _RESAMPLES) or (None, None)
    return {"value": _rounded(of(replies)), "low": _rounded(low), "high": _rounded(high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
