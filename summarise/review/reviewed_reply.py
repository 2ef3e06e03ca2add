"""Holds one annotated reply and its engine's record, for the functions that apply and check edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.date_scope import covers
from summarise.errors import NotGrounded
from summarise.record import Record
from summarise.review.choice import ChosenItem, Span

__all__ = ["Reply"]


class Reply:
    """The annotated text of one reply, with the engine's record of it.

    `sentences` and `quantities` are keyed by the offset of their first character, `dates` by (start, end) with an
    exclusive end.
    """

    def __init__(self, annotated: AnnotatedDocument, record: Record) -> None:
        self.annotated = annotated
        self.record = record
        self.sentences = {one.start: one for one in annotated.sentences}
        self.quantities = {one.start: one for one in annotated.quantities}
        self.dates = {(one.start, one.end): one for one in annotated.dates}

    def sentence(self, start: int) -> Sentence:
        """Return the sentence that begins at offset `start`.

        Raises:
            NotGrounded: no sentence begins there, or it is part of the page or of the quoted proposal and not of
                the reply itself.

        """
        found = self.sentences.get(start)
        if found is None:
            raise NotGrounded(f"no sentence of the text begins at character {start}")
        if found.furniture or found.proposal:
            raise NotGrounded("this sentence is of the page or of the proposal, not of the reply", kind="not_the_reply")
        return found

    def quotes(self, starts: Sequence[int]) -> list[str]:
        """Return the text of the sentences that begin at `starts`, and of the sentence that the first one continues."""
        found = [self.sentence(start) for start in starts]
        before = self.annotated.continued_by(found[0]) if found else None
        return [self.annotated.quote(one) for one in ([*found, before] if before else found)]

    def settled(self, item: ChosenItem) -> ChosenItem:
        """Return an item after its sentences have changed: without summary, and without attributes no longer supported.

        It loses the bodies that its sentences do not name, and a deadline that can belong to none of its sentences.
        """
        quotes = self.quotes(item.starts)
        return replace(
            item,
            summary="",
            responsible=tuple(body for body in item.responsible if any(body in quote for quote in quotes)),
            deadline=item.deadline if self.covers(item.deadline, item.starts) else None,
        )

    def covers(self, date: Span | None, starts: Sequence[int]) -> bool:
        """Return True if the date at (start, end) can be the deadline of an item with these sentences.

        `starts` are the offsets of the sentences. Return False for None, and if no date is there.
        """
        found = self.dates.get(date) if date else None
        return found is not None and any(covers(self.annotated, found, self.sentence(start)) for start in starts)

    def home(self, start: int) -> Sentence:
        """Return the sentence that contains the number at offset `start`.

        Raises:
            NotGrounded: no number begins there, or its sentence does not belong to the reply.

        """
        quantity = self.quantities.get(start)
        if quantity is None:
            raise NotGrounded(f"no number of the text begins at character {start}")
        return self.sentence(self.annotated.sentence(quantity.sentence).start)
