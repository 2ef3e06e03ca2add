"""Every form of a numeral: read to its exact value, or unread as a whole."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument
from summarise.document import Document

FORMS = Path(__file__).parents[2] / "eval" / "number_forms.txt"


def _lines() -> list[tuple[str, str]]:
    lines = FORMS.read_text("utf-8").splitlines()
    cases = (line.partition(" →") for line in lines if line and not line.startswith("#"))
    return [(_spelt(text), _spelt(expected.strip())) for text, _, expected in cases]


def _spelt(line: str) -> str:
    """A line with the signs that it only names: \\u00a0."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line)


def _written(found: AnnotatedDocument) -> str:
    """The quantities found and the numbers not read, as a line of the table writes them."""
    read = [
        f"{_plain(q.value)}{'' if q.upper is None else '..' + _plain(q.upper)} {q.unit or '-'} {q.comparator}"
        for q in found.quantities
    ]
    unread = ["? " + found.document.text[token.start : token.end] for token in found.unread_numbers()]
    return " ; ".join(read + unread)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


@pytest.mark.parametrize(("text", "expected"), _lines())
def test_a_number_is_read_whole_or_not_at_all(text: str, expected: str) -> None:
    assert _written(annotate(Document("case", text))) == expected
