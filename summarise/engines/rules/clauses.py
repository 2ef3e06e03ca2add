"""A quantity with the text before it, after it, and in its clause."""

from __future__ import annotations

from typing import NamedTuple

from summarise.annotate.table_rows import BAR
from summarise.annotated import Quantity, Sentence
from summarise.lazy_pattern import lazy_pattern

__all__ = ["NEAR", "OF_EACH", "REACH", "InClause"]

NEAR = 200
"""Maximum number of characters of a clause that are searched around a date, so that hostile texts take no long time."""
REACH = 400
"""Maximum number of characters of a sentence that are read on each side of a quantity."""
OF_EACH = lazy_pattern(
    r"(?<=[到至为达])(?:每人[月年天餐次]|(?:每(?:[人户生年月周季天日晚亩餐次吨度方]|季度|学期|小时|平方米|立方米)){1,2})$"
)
"""Whose or which sum is changed, between the verb and the sum: 提高到每月100元."""


class InClause(NamedTuple):
    """A quantity with the normalised text around it.

    `before` and `after` are the text to the two ends of the sentence, at most `REACH` characters. `clause` is the end
    of `before`, from the last comma, semicolon, full stop, colon or opening bracket; in a table row, from the beginning
    of the cell. `written` is the quantity itself.
    """

    quantity: Quantity
    before: str
    clause: str
    written: str
    after: str

    @classmethod
    def of(cls, cue_text: str, sentence: Sentence, quantity: Quantity) -> InClause:
        """Return `quantity` with the text of `sentence` around it; `cue_text` is the document's normalised text."""
        before = cue_text[max(sentence.start, quantity.start - REACH) : quantity.start]
        rfind = before.rfind
        if (cell := rfind(BAR)) >= 0:
            start = cell + len(BAR)
        else:
            start = max(rfind("，"), rfind("。"), rfind("；"), rfind(":"), rfind("(")) + 1
        return cls(
            quantity,
            before,
            before[start:],
            cue_text[quantity.start : quantity.end],
            cue_text[quantity.end : min(sentence.end, quantity.end + REACH)],
        )

    @property
    def is_relative(self) -> bool:
        """True if the unit is a share or a multiple and not a count: %, 倍, 成, 三分之一."""
        unit = self.quantity.unit
        return unit in ("%", "个百分点", "倍", "‰", "成") or unit.startswith("1/")
