"""Finds quotes in a text. If there is no exact match, white space and character width are ignored."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import cached_property

from summarise.evaluation.span import Span

__all__ = ["Locator"]


class Locator:
    """Finds quotes in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, quote: str, within: Span | None = None, taken: Collection[Span] = ()) -> Span | None:
        """Return the span of a quote in the text, or None if the text does not contain it.

        If the quote occurs several times, spans inside `within` come first; among these, spans that are not in `taken`.
        """
        places = tuple(self._exact(quote)) or tuple(self._loose(quote))
        inside = [p for p in places if within is None or (within[0] <= p[0] and p[1] <= within[1])]
        free = [p for p in inside if p not in taken]
        return next(iter(free or inside or places), None)

    def _exact(self, quote: str) -> Iterator[Span]:
        at = self._text.find(quote) if quote else -1
        while at >= 0:
            yield at, at + len(quote)
            at = self._text.find(quote, at + 1)

    def _loose(self, quote: str) -> Iterator[Span]:
        folded, origins = self._folded
        wanted = "".join(_fold(c) for c in quote)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            yield origins[at], origins[at + len(wanted) - 1] + 1
            at = folded.find(wanted, at + 1)

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        pieces = [(_fold(c), index) for index, c in enumerate(self._text)]
        return "".join(p for p, _ in pieces), [index for p, index in pieces for _ in p]


def _fold(character: str) -> str:
    return "" if character.isspace() else "".join(unicodedata.normalize("NFKC", character).split())
