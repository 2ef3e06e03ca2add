"""Read pauses and rate limits from the error messages and headers of services."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "Counted",
    "counted_by_the_minute",
    "first_number",
    "patterns",
    "seconds_to_wait",
    "stated_limits",
    "stated_wait",
]

_PIECE = (
    r"(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|毫秒|秒钟?|分钟?|个?小时)"
)
_WAIT = (
    lazy_pattern(
        rf"(?:try again|retry|wait|resets?|available|come back)[^\d.。]{{0,30}}((?:{_PIECE}\s*)+)(?![A-Za-z])",
        re.IGNORECASE,
    ),
    lazy_pattern(rf"((?:{_PIECE}\s*)+)(?:以?后|之后)(?:再|重)?(?:试|请求|调用)?"),
    lazy_pattern(rf"(?:等待|稍候)\D{{0,6}}((?:{_PIECE}\s*)+)"),
)
_PIECES = lazy_pattern(_PIECE, re.IGNORECASE)
_SECONDS = {
    "ms": 0.001,
    "mi": 60.0,
    "s": 1.0,
    "m": 60.0,
    "h": 3600.0,
    "毫": 0.001,
    "秒": 1.0,
    "分": 60.0,
    "个": 3600.0,
    "小": 3600.0,
}


def patterns(*written: str) -> tuple[re.Pattern[str], ...]:
    """Return expressions that find small and capital letters alike."""
    return tuple(lazy_pattern(one, re.IGNORECASE) for one in written)


_COUNT = r"(\d[\d,]*)"
_RPM = patterns(
    rf"requests? per min\w*(?: ?\(rpm\))?\W{{0,3}}(?:limit|is|max)?\D{{0,12}}{_COUNT}",
    rf"\brpm\b\)?\D{{0,16}}{_COUNT}",
    rf"{_COUNT}\s*(?:requests?|calls?|times|次(?:请求|调用)?)\s*(?:per|/|a|每)\s*(?:1\s*)?(?:min\w*|分钟)",
    rf"{_COUNT}\s*rpm\b",
    rf"(?:每|1|一)\s?分钟(?:内)?\D{{0,10}}{_COUNT}\s*次",
)
_TPM = patterns(
    rf"tokens? per min\w*(?: ?\(tpm\))?\W{{0,3}}(?:limit|is|max)?\D{{0,12}}{_COUNT}",
    rf"\btpm\b\)?\D{{0,16}}{_COUNT}",
    rf"{_COUNT}\s*tokens?\s*(?:per|/|a|每)\s*(?:1\s*)?(?:min\w*|分钟)",
    rf"每分钟\D{{0,10}}{_COUNT}\s*(?:个\s*)?tokens?",
)

Counted = Literal["", "requests", "tokens"]
"""What a service counts per minute according to its message; "" if the message does not say."""

_TOKENS_BY_THE_MINUTE = lazy_pattern(
    r"\btpm\b|tpm(?=ratelimit)|tokens?[ _]per[ _-]?min|每分钟.{0,6}tokens?", re.IGNORECASE
)
_BY_THE_MINUTE = lazy_pattern(r"\brpm\b|rpm(?=ratelimit)|per[ _-]?min|分钟", re.IGNORECASE)


def counted_by_the_minute(said: str) -> Counted:
    """Return "requests" or "tokens" if the error message `said` is about a limit of these per minute; else ""."""
    if _TOKENS_BY_THE_MINUTE.search(said):
        return "tokens"
    return "requests" if _BY_THE_MINUTE.search(said) else ""


def seconds_to_wait(header: str | None) -> float | None:
    """Return the value of a Retry-After header (a number or a date) as seconds from now, at least 0.0.

    Return None if there is no header or its value cannot be read.
    """
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return None if math.isnan(seconds) else max(seconds, 0.0)


def stated_wait(said: str) -> float | None:
    """Return the pause in seconds that the error message `said` asks for; None if it states none."""
    for pattern in _WAIT:
        if found := pattern.search(said):
            return sum(float(count) * _unit(unit) for count, unit in _PIECES.findall(found[1]))
    return None


def stated_limits(said: str) -> tuple[int | None, int | None]:
    """Return the limits of requests and of tokens per minute in the error message `said`.

    Return None for a limit that is not stated.
    """
    return first_number(_RPM, said), first_number(_TPM, said)


def first_number(patterns: Iterable[re.Pattern[str]], said: str) -> int | None:
    """Return the number that the first fitting pattern finds in `said`; None if none fits, or the number is 0."""
    for pattern in patterns:
        if found := pattern.search(said):
            return int(found[1].replace(",", "")) or None
    return None


def _unit(written: str) -> float:
    written = written.lower()
    if written.startswith("milli"):
        return _SECONDS["ms"]
    return _SECONDS.get(written[:2], _SECONDS.get(written[:1], 1.0))
