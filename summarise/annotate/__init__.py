"""Annotate a document: number its sentences, quantities and dates, find its sections, and read its metadata."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from summarise.annotate.amounts import Amount
from summarise.annotate.bare_numbers import bare_numbers
from summarise.annotate.dates import FoundDate, find_dates_and_names
from summarise.annotate.folding import fold
from summarise.annotate.letter import Letter, find_letter
from summarise.annotate.metadata import find_metadata
from summarise.annotate.names import named_spans
from summarise.annotate.number_tokens import blanked, counting_signs, enumerators, merged
from summarise.annotate.plain_text import plain_text
from summarise.annotate.quantities import find_numbers
from summarise.annotate.sections import Placed, place_units
from summarise.annotate.sentence_splitting import Unit
from summarise.annotate.torn_dates import torn_dates, without_torn
from summarise.annotated import AnnotatedDocument, DateExpression, NumberToken, Quantity, Sentence
from summarise.document import Document
from summarise.lazy_pattern import lazy_pattern

__all__ = ["annotate"]

_WHITE = lazy_pattern(r"\s+")
_Found = TypeVar("_Found", Amount, FoundDate)


def annotate(document: Document) -> AnnotatedDocument:
    """Return the document with its metadata and with numbered sentences, quantities and dates for engines to select."""
    text = document.text
    folded = fold(text)
    plain = plain_text(text, folded)
    units = plain.units_in_text()
    letter = find_letter(plain.folded, plain.units)
    placed = place_units(folded, units, letter)
    metadata = find_metadata(plain, letter)
    names = named_spans(folded)
    numbering = list(enumerators(folded, units, placed))
    unnumbered = blanked(folded, numbering)
    found, periods = find_dates_and_names(unnumbered, metadata.reference, names)
    torn = merged(torn_dates(unnumbered, metadata.reference, found), bare_numbers(folded))
    dates = without_torn(found, torn)
    taken = merged(names, periods, numbering, torn, (_token(found) for found in dates))
    numbers = find_numbers(folded, taken)
    quantities = list(_at_home(units, numbers.amounts))
    return AnnotatedDocument(
        document=document,
        sentences=tuple(_sentences(text, units, placed, letter)),
        quantities=tuple(
            Quantity(
                number=number,
                start=a.start,
                end=a.end,
                sentence=home,
                value=a.value,
                upper=a.upper,
                unit=_as_written(text, folded, a),
                comparator=a.comparator,
            )
            for number, (home, a) in enumerate(quantities, 1)
        ),
        dates=tuple(
            DateExpression(number, d.start, d.end, home, d.by, d.form)
            for number, (home, d) in enumerate(_at_home(units, dates), 1)
        ),
        metadata=metadata,
        folded=folded,
        numbers=tuple(_whole(merged(taken, counting_signs(folded), numbers.tokens), quantities)),
    )


def _token(found: FoundDate) -> NumberToken:
    return NumberToken(found.start, found.end, "date")


def _whole(tokens: Iterable[NumberToken], quantities: Iterable[tuple[int, Amount]]) -> Iterator[NumberToken]:
    """Yield the tokens; a quantity that crosses the end of a sentence becomes an unread token."""
    whole = {amount.start for _, amount in quantities}
    for token in tokens:
        cut = token.kind == "quantity" and token.start not in whole
        yield token._replace(kind="unread") if cut else token


def _at_home(units: Sequence[Unit], found: Iterable[_Found]) -> Iterator[tuple[int, _Found]]:
    """Yield each item with the number of the sentence that contains it, from 1.

    An item that extends over the end of a sentence is left out.
    """
    starts = [unit.start for unit in units]
    for item in found:
        home = bisect_right(starts, item.start)
        if home and item.end <= units[home - 1].end:
            yield home, item


def _as_written(text: str, folded: str, amount: Amount) -> str:
    """Return the unit of a quantity in the script of the text (traditional or simplified), in half-width characters.

    A unit that was converted to its canonical form (平方 to 平方米) is returned unchanged.
    """
    at = folded.find(amount.unit, amount.start, amount.end)
    if at < 0:
        return amount.unit
    own_words = text[at : at + len(amount.unit)]
    if own_words == amount.unit:
        return own_words
    own = zip(own_words, amount.unit, strict=True)
    return "".join(written if written.isalpha() or written in "（）" else plain for written, plain in own)


def _sentences(text: str, units: Sequence[Unit], placed: Sequence[Placed], letter: Letter) -> Iterator[Sentence]:
    headings = [
        _heading(text[unit.start : unit.end]) if at.heading else "" for unit, at in zip(units, placed, strict=True)
    ]
    for index, (unit, place, role) in enumerate(zip(units, placed, letter.roles, strict=True)):
        yield Sentence(
            number=index + 1,
            start=unit.start,
            end=unit.end,
            paragraph=unit.line,
            marker=place.marker.word if place.marker else "",
            level=place.marker.rank if place.marker else 0,
            heading=place.heading,
            furniture=role not in ("text", "proposal"),
            path=tuple(headings[above] for above in place.under if placed[above].heading),
            proposal=role == "proposal",
            under=tuple(above + 1 for above in place.under),
            task=index in letter.tables.tasks and role == "text",
        )


def _heading(text: str) -> str:
    return _WHITE.sub(" ", text.replace("*", "").strip("# \u3000")).rstrip("。：:；")
