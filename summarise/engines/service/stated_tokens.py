"""Read the limits of tokens of one request from the error messages of services."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarise.engines.service.stated_limits import first_number, patterns
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Room", "stated_ceiling", "stated_room"]

_CEILINGS = patterns(
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
_BELOW = lazy_pattern(r"(?:(?:less|lower|smaller|fewer) than|must be (?:below|under))\D{0,4}(\d{3,})", re.IGNORECASE)
_THOUSANDS = lazy_pattern(r"(?<![\w.])(\d{1,4}) ?k\b", re.IGNORECASE)
_KIBI = 1024


def stated_ceiling(said: str) -> int | None:
    """Return the maximum number of tokens of an answer in the error message `said`; None if it states none.

    4K is read as 4096.
    """
    plain = _THOUSANDS.sub(lambda found: str(int(found[1]) * _KIBI), _without_commas(said))
    if below := _BELOW.search(plain):
        return int(below[1]) - 1
    return first_number(_CEILINGS, plain)


_CONTEXT = patterns(
    r"context (?:length|window|size)(?: limit)?(?: is| of)?\D{0,4}(\d{3,})",
    r"(?:model token limit|max_seq_len|max_model_len)\D{0,4}(\d{3,})",
    r"<= ?(\d{3,})",
    r"上下文\D{0,12}(\d{3,})",
)
_GIVEN = patterns(
    r"(\d+) in the (?:messages|prompt|input)",
    r"(\d+)\W{1,3}(?:inputs?|prompt)\W{1,2}tokens",
    r"(?:inputs?|prompt)[ _]tokens?\W{0,6}(\d+)",
    r"(?:输入|提示词)\D{0,8}(\d+)",
)
_REQUESTED = patterns(
    r"requested\D{0,4}(\d+)",
    r"total[ _]tokens\D{0,30}?(\d+)",
    r"(\d+) tokens in total",
    r"共\D{0,8}(\d+)",
)
_LEAST_ROOM = 512
"""Number of tokens below which the room for an answer is too small to be tried."""


@dataclass(frozen=True, slots=True)
class Room:
    """The numbers of tokens in an error message about the length of a request; None for a number that is not stated.

    `context` is what the model takes, `given` what the messages have, `requested` both messages and answer.
    """

    context: int | None = None
    given: int | None = None
    requested: int | None = None

    def left(self, limit: int) -> int | None:
        """Return the tokens that are left for an answer where `limit` were requested for it.

        Return None if the numbers do not tell, or leave less than an answer needs.
        """
        given = self.given if self.given is not None or self.requested is None else self.requested - limit
        if self.context is None or given is None or given <= 0:
            return None
        left = self.context - given
        return left if _LEAST_ROOM <= left < limit else None


def stated_room(said: str) -> Room:
    """Return the numbers of tokens in the error message `said`, which is about the length of a request."""
    plain = _without_commas(said)
    return Room(first_number(_CONTEXT, plain), first_number(_GIVEN, plain), first_number(_REQUESTED, plain))


def _without_commas(said: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", said)
