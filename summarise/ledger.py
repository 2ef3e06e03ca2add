"""Lists the promises of a record: who promised what, by when, and where the text states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from summarise.errors import InputError
from summarise.record import Certainty, Commitment, Deadline, Evidence, NumericTarget, Record
from summarise.reference import Reference, references
from summarise.wording import headline

__all__ = ["Promise", "Terms", "day", "digits", "promises", "terms_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The attributes of a promise that every list of promises shows; `deadline_text` is the deadline in words."""

    responsible: tuple[str, ...] = ()
    certainty: Certainty | Literal[""] = ""
    deadline_text: str = ""


def terms_of(promise: Promise | Terms) -> dict[str, Any]:
    """Return the attributes of a promise that `Terms` declares, by their names, for a row of another list."""
    return {one.name: getattr(promise, one.name) for one in fields(Terms)}


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment or a numeric target, with its responsible bodies, its deadline and its reference."""

    record: Record
    item: Commitment | NumericTarget
    responsible: tuple[str, ...]
    """Bodies named as responsible. If none is named, the body that signed the reply; empty if that is not known."""
    certainty: Certainty | Literal[""]
    """Certainty of the commitment, or of the commitment that a target belongs to; "" for other targets."""
    deadline: Deadline | None
    """The item's deadline. A commitment whose deadline has no date gets the earliest deadline of its targets."""
    due: date | None
    """Last day of the deadline; None if there is no deadline or its day is not known."""
    reference: Reference

    @property
    def what(self) -> str:
        """The commitment's summary as shown to readers, or the target's indicator."""
        return headline(self.item) if isinstance(self.item, Commitment) else self.item.indicator

    @property
    def deadline_text(self) -> str:
        """The words of the deadline; "" if none is stated."""
        return self.deadline.text if self.deadline else ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes of the source that state the item."""
        return self.item.evidence if isinstance(self.item, Commitment) else (self.item.evidence,)


def day(text: str, record: Record) -> date | None:
    """Return the date in a field of a record; `text` is an ISO date, or "", which gives None.

    Raises:
        InputError: `text` is not an ISO date; the message names the record's source.

    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{record.document.source}: its record has {text!r} where a date belongs") from error


def digits(value: Decimal) -> str:
    """Return `value` in plain decimal notation without trailing zeros after the decimal point: 185, not 185.0."""
    return f"{value.normalize():f}"


def promises(record: Record) -> tuple[Promise, ...]:
    """Return each commitment of a record followed by its targets, then the targets that belong to no commitment."""
    held: dict[str | None, list[NumericTarget]] = {}
    for target in record.numeric_targets:
        held.setdefault(target.commitment, []).append(target)
    names = references(record)
    found: list[Promise] = []
    for commitment in record.commitments:
        targets = [_promise(record, target, commitment, names[target.id]) for target in held.pop(commitment.id, [])]
        found += [_with_deadline(_promise(record, commitment, commitment, names[commitment.id]), targets), *targets]
    left = (_alone(target) for targets in held.values() for target in targets)
    return (*found, *(_promise(record, target, None, names[target.id]) for target in left))


def _with_deadline(promise: Promise, targets: Sequence[Promise]) -> Promise:
    """Return a promise that has no date with the earliest deadline of its targets; return others unchanged."""
    dated = [(target.due, target.deadline) for target in targets if target.due]
    if promise.due or not dated:
        return promise
    due, deadline = min(dated, key=lambda one: one[0])
    return replace(promise, due=due, deadline=deadline)


def _alone(target: NumericTarget) -> NumericTarget:
    """Return a target without its reference to a commitment, which the record does not contain."""
    return target if target.commitment is None else target.model_copy(update={"commitment": None})


def _promise(
    record: Record, item: Commitment | NumericTarget, commitment: Commitment | None, reference: Reference
) -> Promise:
    named = commitment.responsible if commitment else ()
    signed = (record.reply.issuer,) if record.reply.issuer else ()
    return Promise(
        record=record,
        item=item,
        responsible=named or signed,
        certainty=commitment.certainty if commitment else "",
        deadline=item.deadline,
        due=day(item.deadline.by, record) if item.deadline else None,
        reference=reference,
    )
