"""Defines the annotated document, whose sentences, quantities and dates have numbers.

Engines answer with these numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Literal, NamedTuple, Protocol, TypeVar

from summarise.document import Document
from summarise.record import Comparator, ProposalFields, ReplyFields

__all__ = [
    "AnnotatedDocument",
    "DateExpression",
    "Metadata",
    "NumberKind",
    "NumberToken",
    "Quantity",
    "Sentence",
    "Spanned",
]

_T = TypeVar("_T")
_paragraph = attrgetter("paragraph")

NumberKind = Literal[
    "quantity", "date", "ordinal", "name", "document_number", "telephone", "enumerator", "listed", "idiom", "unread"
]
"""Kind of a written number.

`listed`: it counts what the sentence lists; `idiom`: it is part of a word or a time of day; `unread`: the number
grammar does not understand it.
"""


class Spanned(Protocol):
    """Anything with a span of the document's text: `start` is included, `end` is not."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last character."""
        ...


class Sentence(NamedTuple):
    """One sentence of the text, which ends with 。！？； or at the end of a line, without white space around it.

    `start` and `end` are offsets of characters; `end` is exclusive.
    """

    number: int
    """Position in the text, counted from 1."""
    start: int
    end: int
    paragraph: int
    """Index of the line of the text that holds the sentence, from 0."""
    marker: str
    """The enumerator at its beginning (一、 （一） 1. 一是 首先 …); "" if it has none."""
    level: int
    """Depth of the marker within its section, from 1; 0 without a marker."""
    heading: bool
    """True for a title, a numbered heading, or a lead sentence that only names what follows."""
    furniture: bool
    """True for parts of the page and the letter that are not its content.

    These are metadata, navigation, salutation, receipt, thanks, signature, contact and copy list.
    """
    path: tuple[str, ...]
    """The numbered headings above the sentence, outermost first."""
    proposal: bool = False
    """True if the sentence belongs to the text of the proposal, which some replies print before the answer."""
    under: tuple[int, ...] = ()
    """Numbers of the sentences that begin the sections and points that contain this sentence, outermost first."""
    task: bool = False
    """True if the sentence states a task in a table of tasks."""


class Quantity(NamedTuple):
    """A number with its unit, as written in the text. Numbers in names, dates and document numbers are not quantities.

    `number` counts the quantities of the document from 1. `start` and `end` are offsets of characters, `end` exclusive.
    `value` has 万 and 亿 multiplied out; `upper` is the upper end of a range, None for any other number.
    """

    number: int
    start: int
    end: int
    sentence: int
    """Number of the sentence that contains it."""
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator


class DateExpression(NamedTuple):
    """A date or period, as written in the text.

    `number` counts the date expressions of the document from 1. `start` and `end` are offsets of characters, `end`
    exclusive. `sentence` is the number of the sentence that contains it. `by` is the last day that the expression
    covers, None if that day is not known.
    """

    number: int
    start: int
    end: int
    sentence: int
    by: date | None
    form: Literal["day", "month", "quarter", "half", "year", "span", "plan", "within", "relative", "occasion"]


class NumberToken(NamedTuple):
    """Characters that together form one written number.

    Each digit and numeral character of the text belongs to exactly one token. `start` and `end` are offsets of
    characters; `end` is exclusive.
    """

    start: int
    end: int
    kind: NumberKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields that the program (not an engine) read from the page and the letter.

    `reference` is the date to which words such as 今年 refer.
    """

    reply: ReplyFields = field(default_factory=ReplyFields)
    proposal: ProposalFields = field(default_factory=ProposalFields)
    reference: date | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its numbered sentences, quantities and dates.

    Sentences are in the order of the text, do not overlap and cover all visible text; each quantity and each date lies
    inside one sentence.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]
    metadata: Metadata
    folded: str
    """The text normalised for matching: half-width characters, simplified script.

    It has the same offsets as the text.
    """
    numbers: tuple[NumberToken, ...] = ()
    """All written numbers of the text, in order and without overlap, including those in quantities and dates."""

    def __post_init__(self) -> None:
        """Check the sentences and the normalised text.

        Raises:
            ValueError: sentences overlap, are misnumbered or lie outside the text, or `folded` has not the length of
                the text.

        """
        if len(self.folded) != len(self.document.text):
            raise ValueError("the folded text has another length than the text")
        end = 0
        for number, sentence in enumerate(self.sentences, 1):
            if sentence.number != number or not end <= sentence.start < sentence.end <= len(self.document.text):
                raise ValueError(f"sentence {sentence.number} at {sentence.start}–{sentence.end} is out of place")
            end = sentence.end

    def unread_numbers(self) -> tuple[NumberToken, ...]:
        """Return the written numbers that the number grammar does not understand (kind `unread`)."""
        return tuple(token for token in self.numbers if token.kind == "unread")

    def quote(self, spanned: Spanned) -> str:
        """Return the characters of the text within the span of `spanned`, a sentence, quantity or date."""
        return self.document.text[spanned.start : spanned.end]

    def folded_quote(self, spanned: Spanned) -> str:
        """Return the characters of the normalised text (half-width, simplified) within the span of `spanned`."""
        return self.folded[spanned.start : spanned.end]

    def continued_by(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before `sentence` that it may continue; None if there is none.

        Both must be in the same paragraph, and the one before must be neither furniture nor part of the proposal.
        """
        if sentence.number == 1:
            return None
        before = self.sentences[sentence.number - 2]
        ours = not (before.furniture or before.proposal)
        return before if ours and before.paragraph == sentence.paragraph else None

    def row_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences of the table row that `sentence` is in, itself included; () outside tables.

        A cell of a row may hold several sentences.
        """
        first = bisect_left(self.sentences, sentence.paragraph, key=_paragraph)
        last = bisect_right(self.sentences, sentence.paragraph, key=_paragraph)
        bar = self.folded.find("|", self.sentences[first].start, self.sentences[last - 1].end)
        return self.sentences[first:last] if bar >= 0 else ()

    def point_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the sentences of the reply under the same numbered headings as `sentence`, itself included.

        For a sentence outside any section or point, these are the sentences of its paragraph. Furniture and sentences
        of the proposal are left out.
        """
        return tuple(
            one
            for one in self.sentences
            if not (one.furniture or one.proposal)
            and (one.under == sentence.under if sentence.under else one.paragraph == sentence.paragraph)
        )

    def sentence(self, number: int) -> Sentence:
        """Return the sentence with this number, counted from 1.

        Raises:
            IndexError: no sentence has this number.

        """
        return _numbered(self.sentences, number)

    def quantity(self, number: int) -> Quantity:
        """Return the quantity with this number, counted from 1.

        Raises:
            IndexError: no quantity has this number.

        """
        return _numbered(self.quantities, number)

    def date(self, number: int) -> DateExpression:
        """Return the date expression with this number, counted from 1.

        Raises:
            IndexError: no date expression has this number.

        """
        return _numbered(self.dates, number)


def _numbered(items: Sequence[_T], number: int) -> _T:
    if not 1 <= number <= len(items):
        raise IndexError(number)
    return items[number - 1]
