"""Applies labelling events (journal lines) to a labelling in progress, and checks each event first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import get_args

from pydantic import JsonValue

from summarise.annotated import AnnotatedDocument
from summarise.attest import is_assembled_from
from summarise.errors import NotGrounded
from summarise.evaluation.span import Span
from summarise.record import Basis, Certainty
from summarise.review.events import Event
from summarise.review.fold import Moved, active
from summarise.review.record_fields import checked_value
from summarise.review.sheet import LETTERS, Number, Promise, Sheet
from summarise.stated_fields import STATED

__all__ = ["admitted", "sheet_after"]


def sheet_after(annotated: AnnotatedDocument, events: Sequence[Event], start: Sheet) -> Sheet:
    """Return the labelling `start` of the text `annotated` after all `events`.

    Undone events and events that cannot be applied are skipped.
    """
    sheet = start
    for event in active(events):
        try:
            sheet = admitted(annotated, sheet, event)
        except (Moved, NotGrounded):
            continue
    return sheet


def admitted(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    """Return `sheet`, a labelling of the text `annotated`, after `event`.

    Raises:
        Moved: the present value is neither the one that the event replaces (`from`) nor the one that it sets (`to`).
        NotGrounded: the event is not a labelling event, the unit or number does not exist, or the text does not support
            the value.

    """
    act = _ACTS.get(event.do)
    if act is None:
        raise NotGrounded(f"{event.do} is no act of labelling")
    now = _standing_on(sheet, event)
    if now not in (event.from_, event.to):
        raise Moved(now)
    return act(annotated, sheet, event)


def _standing_on(sheet: Sheet, event: Event) -> JsonValue:
    """Return the present value in the sheet of what the event changes; None for events that do not replace a value."""
    start = -1 if event.start is None else event.start
    promise, number = sheet.promises.get(start, Promise()), sheet.numbers.get(start)
    target: dict[str, JsonValue] = (
        {"indicator": number.indicator, "basis": number.basis, "deadline": _list(number.deadline)} if number else {}
    )
    of_unit: dict[str, JsonValue] = {
        "unit": sheet.labels.get(start, ""),
        "firmness": promise.certainty,
        "responsible": list(promise.responsible),
        "deadline": _list(promise.deadline),
        "doubt": sheet.doubts.get(start, ""),
        "field": sheet.fields.get(event.item, _nothing(event.item)),
        "target": target or None,
    }
    if event.do == "deadlines":
        return {name: _standing_on(sheet, one) for name, one in _each(event).items()}
    return (of_unit | (target if event.item.startswith("t") else {})).get(event.do)


def _each(event: Event) -> dict[str, Event]:
    """Return an event that sets several deadlines as an event for each, by item."""
    if not isinstance(event.to, dict):
        raise NotGrounded("deadlines are given by item")
    each = event.to.items()
    return {name: event.model_copy(update={"do": "deadline", "item": name, "to": to}) for name, to in each}


def _nothing(path: str) -> JsonValue:
    """Return the value of a field that is not stated: [] for a list of names, else ""."""
    return [] if path in STATED and STATED[path].kind == "names" else ""


def _list(span: Span | None) -> JsonValue:
    return list(span) if span else None


def _label(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    unit, letters = sheet.unit(event.start), event.to
    if not isinstance(letters, str) or len(set(letters)) != len(letters) or set(letters) - set(LETTERS):
        raise NotGrounded(f"a unit has some of the labels {LETTERS}, each once, not {letters!r}")
    ordered = "".join(letter for letter in LETTERS if letter in letters)
    promises = dict(sheet.promises)
    numbers = dict(sheet.numbers)
    if "c" in ordered:
        promises.setdefault(unit[0], Promise())
    else:
        promises.pop(unit[0], None)
        if "h" not in ordered:
            inside = [one.start for one in annotated.quantities if unit[0] <= one.start < unit[1]]
            numbers = {start: number for start, number in numbers.items() if start not in inside}
    labels = {**sheet.labels, unit[0]: ordered}
    return replace(sheet, labels=labels, promises=promises, numbers=numbers, touched=sheet.touched | {unit[0]})


def _promise(sheet: Sheet, event: Event) -> tuple[int, Promise]:
    start = sheet.unit(event.start)[0]
    if "c" not in sheet.labels.get(start, ""):
        raise NotGrounded("this unit is no commitment")
    return start, sheet.promises.get(start, Promise())


def _with_promise(sheet: Sheet, start: int, promise: Promise) -> Sheet:
    return replace(sheet, promises={**sheet.promises, start: promise}, touched=sheet.touched | {start})


def _firmness(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    del annotated
    start, promise = _promise(sheet, event)
    for certainty in get_args(Certainty):
        if event.to == certainty:
            return _with_promise(sheet, start, replace(promise, certainty=certainty))
    raise NotGrounded(f"there is no firmness {event.to!r}")


def _responsible(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    start, promise = _promise(sheet, event)
    names = event.to if isinstance(event.to, list) else [event.to]
    for name in names:
        if not isinstance(name, str) or not name.strip() or name not in annotated.document.text:
            raise NotGrounded(f"“{name}” is not in the text")
    return _with_promise(sheet, start, replace(promise, responsible=tuple(dict.fromkeys(map(str, names)))))


def _date(annotated: AnnotatedDocument, value: JsonValue) -> Span | None:
    if value is None:
        return None
    known = {(one.start, one.end) for one in annotated.dates}
    ends = tuple(one for one in value if isinstance(one, int)) if isinstance(value, list) else ()
    for span in known:
        if span == ends:
            return span
    raise NotGrounded("a deadline is a date that the text states")


def _deadline(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    if event.item.startswith("t"):
        number = _number(sheet, event)
        return _with_number(sheet, event, replace(number, deadline=_date(annotated, event.to)))
    start, promise = _promise(sheet, event)
    return _with_promise(sheet, start, replace(promise, deadline=_date(annotated, event.to)))


def _deadlines(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    for one in _each(event).values():
        sheet = _deadline(annotated, sheet, one)
    return sheet


def _number(sheet: Sheet, event: Event) -> Number:
    found = sheet.numbers.get(-1 if event.start is None else event.start)
    if found is None:
        raise NotGrounded("this number is no target")
    return found


def _with_number(sheet: Sheet, event: Event, number: Number) -> Sheet:
    return replace(sheet, numbers={**sheet.numbers, event.start or 0: number})


def _target(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    if event.start not in {one.start for one in annotated.quantities}:
        raise NotGrounded(f"no number begins at character {event.start}")
    if event.to is None:
        return replace(sheet, numbers={start: one for start, one in sheet.numbers.items() if start != event.start})
    if not isinstance(event.to, dict):
        raise NotGrounded("a target needs its indicator, its basis and its deadline")
    made = Number(
        _words(annotated, event.to.get("indicator")),
        _basis_of(event.to.get("basis")),
        _date(annotated, event.to.get("deadline")),
    )
    return _with_number(sheet, event, made)


def _words(annotated: AnnotatedDocument, value: JsonValue) -> str:
    """Return an indicator without surrounding white space; raise NotGrounded if it is not made of words of the text."""
    said = value.strip() if isinstance(value, str) else ""
    if not is_assembled_from(said, annotated.document.text):
        raise NotGrounded("an indicator is in words of the text")
    return said


def _basis_of(value: JsonValue) -> Basis:
    for basis in get_args(Basis):
        if value == basis:
            found: Basis = basis
            return found
    raise NotGrounded(f"there is no basis {value!r}")


def _indicator(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    return _with_number(sheet, event, replace(_number(sheet, event), indicator=_words(annotated, event.to)))


def _basis(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    del annotated
    return _with_number(sheet, event, replace(_number(sheet, event), basis=_basis_of(event.to)))


def _split(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    """Split a unit at offset `event.to`, which begins the second part. The first part keeps the labels."""
    start, end = sheet.unit(event.start)
    text, cut = annotated.document.text, event.to
    if not isinstance(cut, int) or not start < cut < end:
        raise NotGrounded("a unit is split between two of its characters")
    rest = end - len(text[cut:end].lstrip())
    stop = start + len(text[start:cut].rstrip())
    if rest >= end or stop <= start:
        raise NotGrounded("a part without words is no unit")
    spans = [span for span in sheet.units if span[0] != start]
    return replace(sheet, units=tuple(sorted([*spans, (start, stop), (rest, end)])))


def _merge(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    """Merge a unit with the next one."""
    del annotated
    first = sheet.unit(event.start)
    at = sheet.units.index(first)
    if at + 1 >= len(sheet.units):
        raise NotGrounded("there is no unit behind the last one")
    second = sheet.units[at + 1]
    gone = second[0]
    kept = (*sheet.units[:at], (first[0], second[1]), *sheet.units[at + 2 :])
    labels = {start: letters for start, letters in sheet.labels.items() if start != gone}
    promises = {start: promise for start, promise in sheet.promises.items() if start != gone}
    return replace(sheet, units=kept, labels=labels, promises=promises)


def _doubt(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    del annotated
    return replace(sheet, doubts={**sheet.doubts, sheet.unit(event.start)[0]: str(event.to or "")[:500]})


def _field(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    if event.item not in STATED or event.item == "reply.title":
        raise NotGrounded(f"there is no field {event.item}")
    return replace(sheet, fields={**sheet.fields, event.item: checked_value(annotated, event.item, event.to)})


def _hand_in(annotated: AnnotatedDocument, sheet: Sheet, event: Event) -> Sheet:
    del annotated, event
    return replace(sheet, handed_in=True)


_ACTS: dict[str, Callable[[AnnotatedDocument, Sheet, Event], Sheet]] = {
    "unit": _label,
    "firmness": _firmness,
    "responsible": _responsible,
    "deadline": _deadline,
    "deadlines": _deadlines,
    "target": _target,
    "indicator": _indicator,
    "basis": _basis,
    "split": _split,
    "merge": _merge,
    "doubt": _doubt,
    "field": _field,
    "hand_in": _hand_in,
}
