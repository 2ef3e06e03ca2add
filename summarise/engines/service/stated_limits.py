"""Read pauses, rate limits and limits of tokens from the error messages and headers of services."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

__all__ = ["Counted", "counted_by_the_minute", "seconds_to_wait", "stated_ceiling", "stated_limits", "stated_wait"]

_PIECE = (
    r"(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|毫秒|秒钟?|分钟?|个?小时)"
)
_WAIT = (
    re.compile(
        rf"(?:try again|retry|wait|resets?|available|come back)[^\d.。]{{0,30}}((?:{_PIECE}\s*)+)(?![A-Za-z])",
        re.IGNORECASE,
    ),
    re.compile(rf"((?:{_PIECE}\s*)+)(?:以?后|之后)(?:再|重)?(?:试|请求|调用)?"),
    re.compile(rf"(?:等待|稍候)\D{{0,6}}((?:{_PIECE}\s*)+)"),
)
_PIECES = re.compile(_PIECE, re.IGNORECASE)
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

_COUNT = r"(\d[\d,]*)"
_RPM = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"requests? per min\w*(?: ?\(rpm\))?\W{{0,3}}(?:limit|is|max)?\D{{0,12}}{_COUNT}",
        rf"\brpm\b\)?\D{{0,16}}{_COUNT}",
        rf"{_COUNT}\s*(?:requests?|calls?|times|次(?:请求|调用)?)\s*(?:per|/|a|每)\s*(?:1\s*)?(?:min\w*|分钟)",
        rf"{_COUNT}\s*rpm\b",
        rf"(?:每|1|一)\s?分钟(?:内)?\D{{0,10}}{_COUNT}\s*次",
    )
)
_TPM = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"tokens? per min\w*(?: ?\(tpm\))?\W{{0,3}}(?:limit|is|max)?\D{{0,12}}{_COUNT}",
        rf"\btpm\b\)?\D{{0,16}}{_COUNT}",
        rf"{_COUNT}\s*tokens?\s*(?:per|/|a|每)\s*(?:1\s*)?(?:min\w*|分钟)",
        rf"每分钟\D{{0,10}}{_COUNT}\s*(?:个\s*)?tokens?",
    )
)

Counted = Literal["", "requests", "tokens"]
"""What a service counts per minute according to its message; "" if the message does not say."""

_TOKENS_BY_THE_MINUTE = re.compile(
    r"\btpm\b|tpm(?=ratelimit)|tokens?[ _]per[ _-]?min|每分钟.{0,6}tokens?", re.IGNORECASE
)
_BY_THE_MINUTE = re.compile(r"\brpm\b|rpm(?=ratelimit)|per[ _-]?min|分钟", re.IGNORECASE)


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
    return _first(_RPM, said), _first(_TPM, said)


_CEILINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\[\s*\d+\s*,\s*(\d+)\s*[\])]",
        r"less than or equal to\D{0,4}(\d+)",
        r"<=\s*(\d+)",
        r"at most\D{0,4}(\d+)",
        r"between\D{0,4}\d+\D{1,5}(\d+)",
        r"(?<!\d)[01] ?(?:到|至|[-~～—]) ?(\d+)",
        r"> ?(\d+), which is the maximum",
        r"(?:than|exceed|up to)\D{0,8}(\d{3,})",
        r"(?:超过|大于|小于等于|最大值?|[最至]多|上限)\D{0,8}(\d{3,})",
        r"max(?:imum)?\D{0,30}?(\d{3,})",
        r"limit(?: of| is)?\D{0,8}(\d{3,})",
    )
)
_BELOW = re.compile(r"(?:(?:less|lower|smaller|fewer) than|must be (?:below|under))\D{0,4}(\d{3,})", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.])(\d{1,4}) ?k\b", re.IGNORECASE)
_KIBI = 1024


def stated_ceiling(said: str) -> int | None:
    """Return the maximum number of tokens of an answer in the error message `said`; None if it states none.

    4K is read as 4096.
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", said)
    plain = _THOUSANDS.sub(lambda found: str(int(found[1]) * _KIBI), plain)
    if below := _BELOW.search(plain):
        return int(below[1]) - 1
    return _first(_CEILINGS, plain)


def _first(patterns: tuple[re.Pattern[str], ...], said: str) -> int | None:
    for pattern in patterns:
        if found := pattern.search(said):
            return int(found[1].replace(",", "")) or None
    return None


def _unit(written: str) -> float:
    written = written.lower()
    if written.startswith("milli"):
        return _SECONDS["ms"]
    return _SECONDS.get(written[:2], _SECONDS.get(written[:1], 1.0))
