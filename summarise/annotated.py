"""A document with everything numbered that an engine may select."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
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

NumberKind = Literal[
    "quantity", "date", "ordinal", "name", "document_number", "telephone", "enumerator", "listed", "idiom", "unread"
]
"""What the signs of a number are; `listed` counts what a sentence lists, an `idiom` is a word or a time of day."""


class Spanned(Protocol):
    """Anything that covers characters of the text."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...


class Sentence(NamedTuple):
    """Text up to and including 。！？； or a line's end, without the white space around it."""

    number: int
    """1, 2, 3 … in the order of the text."""
    start: int
    end: int
    paragraph: int
    """Number of its paragraph (a line of the text), from 0."""
    marker: str
    """The enumerator it begins with (一、 （一） 1. 一是 首先 …), "" for none."""
    level: int
    """Depth of the marker within its section, from 1; 0 without a marker."""
    heading: bool
    """A title, a numbered heading, or a lead sentence that only names a point."""
    furniture: bool
    """Metadata, page chrome, salutation, receipt, thanks, signature, contact, copy list."""
    path: tuple[str, ...]
    """The numbered headings that it is under, outermost first."""
    proposal: bool = False
    """The proposal's own text, printed before the answer."""
    under: tuple[int, ...] = ()
    """Numbers of the sentences that open the sections and points it is in, outermost first."""


class Quantity(NamedTuple):
    """A number with its unit, as written; never one inside a name, a date or a document number."""

    number: int
    start: int
    end: int
    sentence: int
    """Number of the sentence that holds it."""
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator


class DateExpression(NamedTuple):
    """A date or period, as written, and the last day that it covers (None where that cannot be known)."""

    number: int
    start: int
    end: int
    sentence: int
    by: date | None
    form: Literal["day", "month", "quarter", "half", "year", "span", "plan", "within", "relative", "occasion"]


class NumberToken(NamedTuple):
    """Signs of a number that belong together: each digit and numeral character of a text is in exactly one."""

    start: int
    end: int
    kind: NumberKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page and the letter say of themselves; `reference` is the date that 今年 counts from."""

    reply: ReplyFields = field(default_factory=ReplyFields)
    proposal: ProposalFields = field(default_factory=ProposalFields)
    reference: date | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """Sentences in order, disjoint, covering all visible text; each quantity and date lies inside one sentence."""

    document: Document
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]
    metadata: Metadata
    folded: str
    """The text in one width and script; each character stands where it is in the text."""
    numbers: tuple[NumberToken, ...] = ()
    """Every sign of a number, in order, disjoint; quantities and dates among them."""

    def __post_init__(self) -> None:
        """Refuse sentences that overlap, are misnumbered or lie outside, and a folded text of another length."""
        if len(self.folded) != len(self.document.text):
            raise ValueError("the folded text has another length than the text")
        end = 0
        for number, sentence in enumerate(self.sentences, 1):
            if sentence.number != number or not end <= sentence.start < sentence.end <= len(self.document.text):
                raise ValueError(f"sentence {sentence.number} at {sentence.start}–{sentence.end} is out of place")
            end = sentence.end

    def unread_numbers(self) -> tuple[NumberToken, ...]:
        """Return the numbers that are not understood."""
        return tuple(token for token in self.numbers if token.kind == "unread")

    def quote(self, spanned: Spanned) -> str:
        """Return the characters that a sentence, quantity or date covers."""
        return self.document.text[spanned.start : spanned.end]

    def folded_quote(self, spanned: Spanned) -> str:
        """Return the characters that a sentence, quantity or date covers, in one width and script."""
        return self.folded[spanned.start : spanned.end]

    def continued_by(self, sentence: Sentence) -> Sentence | None:
        """The sentence that this one directly continues: the one before it in the same paragraph of the reply."""
        if sentence.number == 1:
            return None
        before = self.sentences[sentence.number - 2]
        ours = not (before.furniture or before.proposal)
        return before if ours and before.paragraph == sentence.paragraph else None

    def point_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """Return the reply's sentences in the same point, or in the same paragraph where there are no points."""
        return tuple(
            one
            for one in self.sentences
            if not (one.furniture or one.proposal)
            and (one.under == sentence.under if sentence.under else one.paragraph == sentence.paragraph)
        )

    def sentence(self, number: int) -> Sentence:
        """Return the sentence by its number.

        Raises:
            IndexError: there is no such sentence.

        """
        return _numbered(self.sentences, number)

    def quantity(self, number: int) -> Quantity:
        """Return the quantity by its number.

        Raises:
            IndexError: there is no such quantity.

        """
        return _numbered(self.quantities, number)

    def date(self, number: int) -> DateExpression:
        """Return the date expression by its number.

        Raises:
            IndexError: there is no such date expression.

        """
        return _numbered(self.dates, number)


def _numbered(items: Sequence[_T], number: int) -> _T:
    if not 1 <= number <= len(items):
        raise IndexError(number)
    return items[number - 1]
