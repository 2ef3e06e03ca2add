"""Finds parts of secrets in a text, even if they are spread out, reversed, escaped or in full width."""

from __future__ import annotations

import html
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SecretRuns", "masked"]

_LONG: Final = 16
"""Length of a secret from which any long enough part of it counts. Of a shorter secret, only mixed parts count.

A mixed part contains both letters and digits.
"""
_RUN: Final = 12
"""Least number of consecutive letters and digits that is not shared with a secret by chance."""
_SHORT_RUN: Final = 6
"""Least number of consecutive characters if they are letters and digits mixed."""
_DISTINCT: Final = 4
"""Least number of different characters in a part of a secret; for example, a row of zeros does not count."""
_OF_DATA: Final = r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|\\u[0-9a-f]{4}|\\[bfnrt]"
_OF_PROGRAMS: Final = (
    r"\\u\{[0-9a-f]{1,6}\}|\\U[0-9a-f]{8}|\\x[0-9a-f]{2}|\\[01][0-7]{2}|%(?:25)*[2-7][0-9a-f]|=[2-7][0-9a-f]"
)
_SIGN: Final = r"\*{2,}|[^\W_]|[^\w\s\x00-\x7f]"
_SEPARATORS: Final = lazy_pattern(r"(?:[^\w*]|_|(?<!\*)\*(?!\*))+")


@dataclass(frozen=True)
class SecretRuns:
    """The letters and digits of a secret (`signs`), in their order or reversed.

    A part of the secret is found only if it has at least `shortest` characters and, unless `is_long` is True, both
    letters and digits.
    """

    signs: str
    is_long: bool = True

    @classmethod
    def of(cls, secret: str) -> tuple[SecretRuns, ...]:
        """Return the secret forwards and backwards; () if it is so short that its parts occur in ordinary text."""
        signs = _READINGS[0].plain(secret)
        is_long = len(secret) >= _LONG and len(signs) >= _RUN
        if len(signs) <= _SHORT_RUN or not (is_long or _is_mixed(signs)):
            return ()
        return cls(signs, is_long), cls(signs[::-1], is_long)

    @cached_property
    def shortest(self) -> int:
        """Least number of consecutive letters and digits that counts as a part of the secret."""
        return max(_SHORT_RUN, min(_RUN, len(self.signs) * 2 // 3))

    @cached_property
    def blocks(self) -> tuple[tuple[int, str], ...]:
        """Pieces of the secret with their offsets.

        Every part of `shortest` characters contains at least one of them.
        """
        size = (self.shortest + 1) // 2
        return tuple((at, self.signs[at : at + size]) for at in range(0, len(self.signs) - size + 1, size))

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end (exclusive) of each part of the secret in `text`, which has only letters and digits."""
        for at, block in self.blocks:
            done, found = 0, text.find(block)
            while found >= 0:
                begin, end = self._widened(text, found, at, len(block))
                if end - begin >= self.shortest and self._is_telling(text[begin:end]):
                    yield begin, end
                    done = end
                found = text.find(block, max(done, found + 1))

    def _is_telling(self, run: str) -> bool:
        return len(set(run)) >= _DISTINCT and (self.is_long or _is_mixed(run))

    def _widened(self, text: str, found: int, at: int, size: int) -> tuple[int, int]:
        before = 0
        while before < min(found, at) and text[found - before - 1] == self.signs[at - before - 1]:
            before += 1
        behind = size
        while (
            at + behind < len(self.signs)
            and found + behind < len(text)
            and text[found + behind] == self.signs[at + behind]
        ):
            behind += 1
        return found - before, found + behind


def _is_mixed(signs: str) -> bool:
    """Return True if a text contains both letters and digits, which no word and no number does."""
    return any(sign.isdecimal() for sign in signs) and any(sign.isalpha() for sign in signs)


@dataclass(frozen=True)
class _Reading:
    """A way to read a text: `escape` matches what stands for another character, `sign` that or any character."""

    escape: re.Pattern[str]
    sign: re.Pattern[str]
    own: re.Pattern[str]
    """Matches what this reading decodes and the one before does not; a text without it need not be read once more."""

    def plain(self, text: str) -> str:
        """Return the letters and digits of a text in lower case and half width, with escapes decoded."""
        if "&" in text or "\\" in text or self.own.search(text):
            text = self.escape.sub(_resolved, text)
        if not text.isascii():
            text = normalize("NFKD", text)
        return _SEPARATORS.sub("", text.casefold())

    def placed(self, text: str) -> tuple[str, list[tuple[int, int]]]:
        """Return the letters and digits of a text, and the span of each in the text."""
        signs: list[str] = []
        places: list[tuple[int, int]] = []
        for match in self.sign.finditer(text):
            plain = self.plain(match[0])
            signs.append(plain)
            places += [match.span()] * len(plain)
        return "".join(signs), places


def _reading(own: str, before: str = "") -> _Reading:
    escape = f"{own}|{before}" if before else own
    return _Reading(*(lazy_pattern(one, re.IGNORECASE) for one in (escape, f"{escape}|{_SIGN}", own)))


_READINGS: Final = (_reading(_OF_DATA), _reading(_OF_PROGRAMS, _OF_DATA))
"""HTML and JSON; then also the escapes of programming languages, addresses and mail.

In the second reading the sign before a secret, as in `key=ab12`, may swallow the first letters of the secret.
"""


def masked(text: str, secrets: tuple[SecretRuns, ...], mask: str) -> str:
    """Return the text with each part of a secret, and any characters inserted into it, replaced by `mask`."""
    if not secrets:
        return text
    first, *more = _READINGS
    text = _masked(text, secrets, mask, first)
    for reading in more:
        if reading.own.search(text):
            text = _masked(text, secrets, mask, reading)
    return text


def _masked(text: str, secrets: tuple[SecretRuns, ...], mask: str, reading: _Reading) -> str:
    plain = reading.plain(text)
    if not any(block in plain for secret in secrets for _, block in secret.blocks):
        return text
    signs, places = reading.placed(text)
    runs = sorted(run for secret in secrets for run in secret.within(signs))
    pieces, upto = [], 0
    for begin, end in runs:
        first, last = places[begin][0], places[end - 1][1]
        if last > upto:
            if first >= upto:
                pieces += [text[upto:first], mask]
            upto = last
    return "".join([*pieces, text[upto:]])


def _resolved(escape: re.Match[str]) -> str:
    written = escape[0]
    if written[0] == "&":
        return html.unescape(written)
    if written[0] in "%=":
        return chr(int(written[-2:], 16))
    if written[1] in "01":
        return chr(int(written[1:], 8))
    code = int(written[2:].strip("{}"), 16) if written[1] in "uUxX" else 0
    return chr(code) if 0 < code <= sys.maxunicode else " "
