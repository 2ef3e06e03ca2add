"""Reads a sheet that is a form with one reply: each label has its value beside it (答复内容 | 经研究，…)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.load.heads import field_of, is_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["form_fields"]

_LONGEST_LABEL: Final = 20


def form_fields(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, dict[str, str], str] | None:
    """Return the row number of a form's letter, its values by field, and the letter's label.

    Return None for a sheet that is not a form, or that holds several letters.
    """
    found: dict[str, str] = {}
    letters: list[tuple[int, str]] = []
    for number, row in rows:
        filled = [cell.strip() for cell in row if cell.strip()]
        for label, value in pairwise(filled):
            if is_letter(value) and len(label) <= _LONGEST_LABEL and any(map(str.isalpha, label)):
                letters.append((number, label))
                found["text"] = value
            elif (field := field_of(label)) and not field_of(value):  # else it is the next label
                found.setdefault(field, value)
    if len(letters) != 1 or sum(is_letter(cell) for _, row in rows for cell in row) != 1:
        return None
    return letters[0][0], found, letters[0][1]
