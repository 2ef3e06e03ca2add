"""Answers of other systems: items with quotes and no offsets.

One JSON object a reply:

    {"document": "NAME.txt",
     "measures_taken": ["a quote", {"quotes": ["one", "another"]}],
     "commitments": [{"quote": "…", "responsible": ["市水利局"], "certainty": "firm", "deadline": "2025-12-31"}],
     "numeric_targets": [{"quote": "20项以上", "context": "the sentence, where the quote alone is not unique",
                          "indicator": "…", "value": 20, "unit": "项", "comparator": ">=", "basis": "increment",
                          "deadline": "2025-12-31"}],
     "proposal": {"topic": "…", "number": "74"}, "reply": {"issuer": "…"}}

Every field may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from summarise.commitment_attributes import ATTRIBUTES
from summarise.evaluation.scores.answers import (
    Answer,
    AnsweredCommitment,
    AnsweredItem,
    AnsweredTarget,
)
from summarise.evaluation.scores.locating import Locator
from summarise.evaluation.span import Span
from summarise.record import Number, Usage
from summarise.stated_fields import StatedValue

__all__ = ["QuotedAnswer"]


class _Lenient(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Due(_Lenient):
    deadline: str = ""

    @field_validator("deadline", mode="before")
    @classmethod
    def _date_alone(cls, value: object) -> object:
        """Return the date of a deadline: `value` itself or, if it is an object, its field `by`."""
        if isinstance(value, Mapping):
            return value.get("by", "")
        return "" if value is None else value


class _Item(_Due):
    quotes: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    certainty: str = ""


class _Target(_Due):
    quote: str = ""
    context: str = ""
    indicator: str = ""
    value: Number | None = None
    upper: Number | None = None
    unit: str = ""
    comparator: str = "="
    basis: str = ""

    @field_validator("value", "upper", mode="before")
    @classmethod
    def _number_or_none(cls, value: object) -> object:
        return _number(value)


def _number(value: object) -> Decimal | None:
    """Return a number, or None if `value` is no finite number. Such an answer then counts as wrong.

    The file stays valid.
    """
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _item(value: object) -> object:
    """Return an item as an object with the field `quotes`.

    `value` may be a quote, or an object with its quotes in `quote`, `quotes` or `evidence`.
    """
    if isinstance(value, str):
        return {"quotes": (value,)}
    if not isinstance(value, Mapping):
        return value
    quotes = value.get("quotes", value.get("evidence", value.get("quote", ())))
    quotes = [quotes] if isinstance(quotes, str | Mapping) else quotes
    if isinstance(quotes, list):
        quotes = [q.get("quote", "") if isinstance(q, Mapping) else q for q in quotes]
    return {**value, "quotes": quotes}


def _target(value: object) -> object:
    if isinstance(value, Mapping) and isinstance(value.get("evidence"), Mapping):
        return {**value, "quote": value["evidence"].get("quote", "")}
    return {"quote": value} if isinstance(value, str) else value


class QuotedAnswer(_Lenient):
    """The answer of another system for one reply; its quotes have no offsets."""

    measures_taken: tuple[_Item, ...] = ()
    commitments: tuple[_Item, ...] = ()
    numeric_targets: tuple[_Target, ...] = ()
    proposal: dict[str, StatedValue | None] = Field(default_factory=dict)
    reply: dict[str, StatedValue | None] = Field(default_factory=dict)
    usage: Usage = Usage()

    @field_validator("measures_taken", "commitments", mode="before")
    @classmethod
    def _items(cls, value: Any) -> object:
        return [_item(entry) for entry in value] if isinstance(value, list) else value or ()

    @field_validator("numeric_targets", mode="before")
    @classmethod
    def _targets(cls, value: Any) -> object:
        return [_target(entry) for entry in value] if isinstance(value, list) else value or ()

    def located(self, text: str, system: str = "") -> Answer:
        """Return the answer with the span of each quote in `text`; a quote that is not found has no span.

        `system` is the system's name in the report; "" gives the name "other".
        """
        locator = Locator(text)
        measures = [_found(locator, item.quotes) for item in self.measures_taken]
        commitments = [(item, *_found(locator, item.quotes)) for item in self.commitments]
        return Answer(
            measures=tuple(AnsweredItem(spans, lost) for spans, lost in measures),
            commitments=tuple(
                AnsweredCommitment(spans, lost, {name: getattr(item, name) for name in ATTRIBUTES})
                for item, spans, lost in commitments
            ),
            targets=tuple(self._located_targets(locator)),
            proposal={name: value for name, value in self.proposal.items() if value is not None},
            reply={name: value for name, value in self.reply.items() if value is not None},
            usage=self.usage,
            origin={"engine": system or "other"},
        )

    def _located_targets(self, locator: Locator) -> list[AnsweredTarget]:
        """Return the targets with their spans.

        If two targets have the same quote, the second gets its second occurrence.
        """
        taken: list[Span] = []
        found = []
        for target in self.numeric_targets:
            within = locator.find(target.context) if target.context else None
            span = locator.find(target.quote, within, taken)
            taken += [span] if span else []
            found.append(
                AnsweredTarget(
                    span=span,
                    value=target.value,
                    upper=target.upper,
                    unit=target.unit,
                    comparator=target.comparator,
                    basis=target.basis,
                    by=target.deadline,
                    indicator=target.indicator,
                )
            )
        return found


def _found(locator: Locator, quotes: tuple[str, ...]) -> tuple[tuple[Span, ...], int]:
    """Return the spans of the quotes that are in the text, and the number of those that are not.

    An item without quotes counts as having one that is not in the text.
    """
    spans = [span for quote in quotes if (span := locator.find(quote))]
    return tuple(spans), max(len(quotes), 1) - len(spans)
