"""Computes 95 per cent intervals of ratios, shares and means; the sampling unit is the document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

__all__ = ["Interval", "mean_interval", "ratio_interval", "t_quantile", "wilson_interval"]

Interval = tuple[float, float]
"""Lower and upper bound, in the unit of the estimate."""

_TINY = 1e-300
_CLOSE = 1e-14
_STEPS = 200
_LEVEL = 0.975
_Z = 1.959963984540054
"""Standard normal quantile at 0.975."""


def ratio_interval(numerators: Sequence[float], denominators: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the sum of `numerators` over the sum of `denominators`.

    Both have one number for each document. The interval is computed by linearisation on the logit scale; for a ratio of
    0 or 1 it is Wilson's interval over the documents. Documents with denominator 0 are left out. Return None if fewer
    than two documents remain.
    """
    pairs = [(a, b) for a, b in zip(numerators, denominators, strict=True) if b]
    n = len(pairs)
    if n < 2:  # noqa: PLR2004 -- one document has no spread
        return None
    total_a, total_b = math.fsum(a for a, _ in pairs), math.fsum(b for _, b in pairs)
    ratio = total_a / total_b
    if ratio <= 0 or ratio >= 1:
        return wilson_interval(n if ratio >= 1 else 0, n)
    residuals = math.fsum((a - ratio * b) ** 2 for a, b in pairs)
    error = math.sqrt(n / (n - 1) * residuals) / total_b
    logit, reach = math.log(ratio / (1 - ratio)), t_quantile(_LEVEL, n - 1) * error / (ratio * (1 - ratio))
    return _from_logit(logit - reach), _from_logit(logit + reach)


def _from_logit(logit: float) -> float:
    if logit < 0:
        power = math.exp(logit)
        return power / (1 + power)
    return 1 / (1 + math.exp(-logit))


def wilson_interval(successes: float, n: int) -> Interval:
    """Return Wilson's 95 % interval for a share of `successes` in `n` documents.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
    """
    share, z2 = successes / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return (0.0 if successes == 0 else middle - reach), (1.0 if successes == n else middle + reach)


def mean_interval(values: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the mean of values that are at least 0; None for fewer than two values."""
    n = len(values)
    if n < 2:  # noqa: PLR2004 -- one value has no spread
        return None
    mean = math.fsum(values) / n
    error = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1) / n)
    reach = t_quantile(_LEVEL, n - 1) * error
    return max(0.0, mean - reach), mean + reach


@cache
def t_quantile(probability: float, freedom: int) -> float:
    """Return a quantile of Student's t distribution.

    `probability` must be at least 0.5; `freedom` is the number of degrees of freedom.
    """
    low, high = 0.0, 1.0
    while _t_distribution(high, freedom) < probability:
        high *= 2
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _t_distribution(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_distribution(t: float, freedom: int) -> float:
    return 1 - _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), computed by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Evaluate the continued fraction of the incomplete beta function by Lentz's method."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + term * d or _TINY)
            c = 1 + term / c or _TINY
            step = c * d
            value *= step
        if abs(step - 1) < _CLOSE:
            break
    return value
