"""A quantity in its sentence: what is before it, behind it, and in its clause."""

from __future__ import annotations

from typing import NamedTuple

from summarise.annotated import Quantity, Sentence

__all__ = ["REACH", "InClause"]

REACH = 400
"""Characters; the sentences of letters are shorter, those of a hostile text have no end."""


class InClause(NamedTuple):
    """A quantity with the text around it, in one width and script.

    `before` and `after` reach to the ends of the sentence, or as far as any word of a letter does; `clause` reaches
    from the last comma, colon or bracket to the quantity; `written` is the quantity itself.
    """

    quantity: Quantity
    before: str
    clause: str
    written: str
    after: str

    @classmethod
    def of(cls, cue_text: str, sentence: Sentence, quantity: Quantity) -> InClause:
        """Place a quantity of a sentence; `cue_text` is the whole document's."""
        before = cue_text[max(sentence.start, quantity.start - REACH) : quantity.start]
        rfind = before.rfind
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
        """True if the unit is a share and not a count: %, 倍, 成, 三分之一."""
        unit = self.quantity.unit
        return unit in ("%", "个百分点", "倍", "‰", "成") or unit.startswith("1/")
