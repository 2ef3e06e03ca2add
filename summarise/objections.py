"""Collects what a record cannot accept from a selection: as warnings or, if strict, as an error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarise.annotated import Spanned
from summarise.errors import NotGrounded
from summarise.record import WarningKind

__all__ = ["Objections"]


class Objections:
    """The warnings of one record. If `is_strict` is true, `object` raises an error instead of adding a warning."""

    def __init__(self, *, is_strict: bool) -> None:
        self.is_strict = is_strict
        self.warnings: list[dict[str, Any]] = []
        """The warnings as plain values, in the form that `Record` validates."""

    def object(self, kind: WarningKind, message: str, places: Sequence[Spanned] = (), *about: str) -> None:
        """Add a warning about a part of the selection that was left out or replaced.

        Args:
            kind: kind of the warning.
            message: what happened, in English.
            places: parts of the text that the warning is about, in order; empty for the whole record.
            about: words of the selection that the warning is about; empty ones are dropped.

        Raises:
            NotGrounded: always, if `is_strict`.

        """
        if self.is_strict:
            raise NotGrounded(": ".join((message, *filter(None, about))), kind=kind)
        self.note(kind, message, places, *about)

    def note(
        self, kind: WarningKind, message: str, places: Sequence[Spanned] = (), *about: str, picture: str = ""
    ) -> None:
        """Add a warning about something that remains in the record; the arguments are those of `object`.

        `picture` is a part of a scan that shows it, as a PNG in base64.
        """
        start, end = (places[0].start, places[-1].end) if places else (0, 0)
        words = list(filter(None, about))
        told = {"kind": kind, "message": message, "start": start, "end": end, "about": words, "picture": picture}
        self.warnings.append(told)
