"""A quantity in its sentence: what stands before it, behind it, and in its clause."""

from __future__ import annotations

from dataclasses import dataclass

from summarise.annotated import Quantity, Sentence

__all__ = ["InClause"]


@dataclass(frozen=True, slots=True)
class InClause:
    """A quantity with the text around it, in one width and script.

    `before` and `after` reach to the ends of the sentence, `clause` from the last comma, colon or bracket to the
    quantity; `written` is the quantity itself.
    """

    quantity: Quantity
    before: str
    clause: str
    written: str
    after: str

    @classmethod
    def of(cls, cue_text: str, sentence: Sentence, quantity: Quantity) -> InClause:
        """Place a quantity of a sentence; `cue_text` is the whole document's."""
        before = cue_text[sentence.start : quantity.start]
        start = max(before.rfind(sign) for sign in "，。；:(") + 1
        return cls(
            quantity,
            before,
            before[start:],
            cue_text[quantity.start : quantity.end],
            cue_text[quantity.end : sentence.end],
        )

    @property
    def is_relative(self) -> bool:
        """Whether the unit is a share and not a count: %, 倍, 成, 三分之一."""
        unit = self.quantity.unit
        return unit in ("%", "个百分点", "倍", "‰", "成") or unit.startswith("1/")
