"""What of a selection a record cannot take: each becomes a warning or, where that is asked for, is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from summarise.annotated import Spanned
from summarise.errors import NotGrounded
from summarise.record import WarningKind

__all__ = ["Objections"]


class Objections:
    """The warnings of one record; with `is_strict` nothing is left out or replaced."""

    def __init__(self, *, is_strict: bool) -> None:
        self.is_strict = is_strict
        self.warnings: list[dict[str, Any]] = []
        """As a record takes them."""

    def object(self, kind: WarningKind, message: str, places: Sequence[Spanned] = (), *about: str) -> None:
        """Say what was left out or replaced.

        Raises:
            NotGrounded: with `is_strict`.

        """
        if self.is_strict:
            raise NotGrounded(": ".join((message, *filter(None, about))), kind=kind)
        self.note(kind, message, places, *about)

    def note(self, kind: WarningKind, message: str, places: Sequence[Spanned] = (), *about: str) -> None:
        """Warn of what is kept, at the places concerned."""
        start, end = (places[0].start, places[-1].end) if places else (0, 0)
        words = list(filter(None, about))
        self.warnings.append({"kind": kind, "message": message, "start": start, "end": end, "about": words})
