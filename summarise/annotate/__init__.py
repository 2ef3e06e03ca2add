"""Annotation: numbered sentences with their sections, numbered quantities and dates, and the metadata found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from summarise.annotate.dates import find_dates
from summarise.annotate.folding import fold
from summarise.annotate.letter import find_letter
from summarise.annotate.metadata import find_metadata
from summarise.annotate.names import named_spans
from summarise.annotate.quantities import Amount, find_quantities
from summarise.annotate.sections import Placed, place_units
from summarise.annotate.units import Unit, find_units
from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence
from summarise.document import Document

__all__ = ["annotate"]

def annotate(document: Document) -> AnnotatedDocument:
    """Number everything in a document that an engine may select."""
    folded = fold(document.text)
    units = find_units(folded)
    letter = find_letter(folded, units)
    placed = place_units(folded, units, letter)
    metadata = find_metadata(document.text, folded, units, letter)
    names = named_spans(folded)
    dates = find_dates(folded, metadata.reference, names)
    taken = sorted(names + [(found.start, found.end) for found in dates])
    sentences = tuple(_sentence(document.text, units, placed, letter.roles, index) for index in range(len(units)))
    starts = [unit.start for unit in units]

    def home(start: int) -> int:
        return bisect_right(starts, start)

    return AnnotatedDocument(
        document=document,
        sentences=sentences,
        quantities=tuple(
            Quantity(
                number,
                a.start,
                a.end,
                home(a.start),
                a.value,
                a.upper,
                _as_written(document.text, folded, a),
                a.comparator,
            )
            for number, a in enumerate(find_quantities(folded, taken), 1)
        ),
        dates=tuple(
            DateExpression(number, d.start, d.end, home(d.start), d.by, d.form) for number, d in enumerate(dates, 1)
        ),
        metadata=metadata,
    )


def _as_written(text: str, folded: str, amount: Amount) -> str:
    """The unit in the text's own script, at half width; the canonical wordings (平方米 for 平方) stay."""
    at = folded.find(amount.unit, amount.start, amount.end)
    if at < 0:
        return amount.unit
    own = zip(text[at : at + len(amount.unit)], amount.unit, strict=True)
    return "".join(written if written.isalpha() or written in "（）" else plain for written, plain in own)


def _sentence(text: str, units: Sequence[Unit], placed: Sequence[Placed], roles: Sequence[str], index: int) -> Sentence:
    unit, place, role = units[index], placed[index], roles[index]
    return Sentence(
        number=index + 1,
        start=unit.start,
        end=unit.end,
        paragraph=unit.line,
        marker=place.marker.word if place.marker else "",
        level=place.marker.rank if place.marker else 0,
        heading=place.heading,
        furniture=role not in ("text", "proposal"),
        path=tuple(
            _heading(text[units[above].start : units[above].end]) for above in place.under if placed[above].heading
        ),
        proposal=role == "proposal",
        under=tuple(above + 1 for above in place.under),
    )


def _heading(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("*", "").strip("# \u3000")).rstrip("。：:；")
