"""One reply as acts see it: the annotated text, and the record that an engine made of it."""

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
    """Sentences, numbers and dates of one text by their characters, and what they support."""

    def __init__(self, annotated: AnnotatedDocument, record: Record) -> None:
        self.annotated = annotated
        self.record = record
        self.sentences = {one.start: one for one in annotated.sentences}
        self.quantities = {one.start: one for one in annotated.quantities}
        self.dates = {(one.start, one.end): one for one in annotated.dates}

    def sentence(self, start: int) -> Sentence:
        """Return the sentence that begins at a character.

        Raises:
            NotGrounded: there is none, or it is not the reply's.

        """
        found = self.sentences.get(start)
        if found is None:
            raise NotGrounded(f"no sentence of the text begins at character {start}")
        if found.furniture or found.proposal:
            raise NotGrounded("this sentence is of the page or of the proposal, not of the reply", kind="not_the_reply")
        return found

    def quotes(self, starts: Sequence[int]) -> list[str]:
        """Return what sentences say, and the sentence that the first of them continues."""
        found = [self.sentence(start) for start in starts]
        before = self.annotated.continued_by(found[0]) if found else None
        return [self.annotated.quote(one) for one in ([*found, before] if before else found)]

    def settled(self, item: ChosenItem) -> ChosenItem:
        """Return an item of other sentences than before, without what these no longer support."""
        quotes = self.quotes(item.starts)
        return replace(
            item,
            summary="",
            responsible=tuple(body for body in item.responsible if any(body in quote for quote in quotes)),
            deadline=item.deadline if self.covers(item.deadline, item.starts) else None,
        )

    def covers(self, date: Span | None, starts: Sequence[int]) -> bool:
        """True if a date may be the deadline of what is in these sentences."""
        found = self.dates.get(date) if date else None
        return found is not None and any(covers(self.annotated, found, self.sentence(start)) for start in starts)

    def home(self, start: int) -> Sentence:
        """Return the sentence that holds the number which begins at a character.

        Raises:
            NotGrounded: no number begins there, or it is not the reply's.

        """
        quantity = self.quantities.get(start)
        if quantity is None:
            raise NotGrounded(f"no number of the text begins at character {start}")
        return self.sentence(self.annotated.sentence(quantity.sentence).start)
