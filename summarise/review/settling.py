"""Compares two labellings of one text and merges them: a person decides for each difference which one is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from summarise.annotated import AnnotatedDocument
from summarise.evaluation.span import Span
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.sheet import Sheet
from summarise.review.sheet_acts import sheet_after

__all__ = ["Block", "acts_behind", "blocks", "differing_fields", "settled_sheet", "with_block"]


_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class Block:
    """A shortest possible piece of text at whose start and end both labellings have a boundary between units.

    `end` is exclusive. `differs` is True if the two labellings are not the same within the block.
    """

    start: int
    end: int
    differs: bool

    @property
    def name(self) -> str:
        """Letter u and offset of the first character, such as u626. Journal events refer to the block by this name."""
        return f"u{self.start}"


def blocks(first: Sheet, second: Sheet) -> tuple[Block, ...]:
    """Divide the text of the labellings `first` and `second` into blocks, and mark those in which they differ."""
    starts = sorted({span[0] for span in first.units} & {span[0] for span in second.units})
    last = max((span[1] for sheet in (first, second) for span in sheet.units), default=0)
    found: list[Block] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else last
        found.append(Block(start, end, _content(first, (start, end)) != _content(second, (start, end))))
    return tuple(found)


def _content(sheet: Sheet, block: Span) -> object:
    """Return the units, labels, attributes and targets of a sheet within a block, for comparison."""
    inside = [span for span in sheet.units if block[0] <= span[0] < block[1]]
    return (
        [(span, frozenset(sheet.labels.get(span[0], "")), sheet.promises.get(span[0])) for span in inside],
        {start: number for start, number in sheet.numbers.items() if block[0] <= start < block[1]},
    )


def with_block(sheet: Sheet, other: Sheet, block: Span) -> Sheet:
    """Return a copy of `sheet` that has the units, labels, attributes and targets of `other` in the span `block`.

    A unit or number belongs to the span in which it begins.
    """

    def mixed(own: Mapping[int, _V], taken: Mapping[int, _V]) -> dict[int, _V]:
        outside = {start: value for start, value in own.items() if not block[0] <= start < block[1]}
        return outside | {start: value for start, value in taken.items() if block[0] <= start < block[1]}

    spans = [span for span in sheet.units if not block[0] <= span[0] < block[1]]
    spans += [span for span in other.units if block[0] <= span[0] < block[1]]
    return replace(
        sheet,
        units=tuple(sorted(spans)),
        labels=mixed(sheet.labels, other.labels),
        promises=mixed(sheet.promises, other.promises),
        numbers=mixed(sheet.numbers, other.numbers),
    )


def acts_behind(
    sides: tuple[Sheet, Sheet], acts: tuple[Sequence[Event], Sequence[Event]], events: Sequence[Event], start: int
) -> tuple[Event, ...]:
    """Return the acts that led to what the merged labelling has at offset `start`.

    These are the acts of the labeller whose side was taken there, or of the first one, then what the settler did since.
    `acts` are those of the labellers of `sides`, `events` those of the settler.
    """
    names = {block.name for block in blocks(*sides) if block.start <= start < block.end}
    own = active(events)
    taken = [at for at, one in enumerate(own) if one.do == "settle" and one.item in names and one.to in {1, 2}]
    side = 1 if taken and own[taken[-1]].to == 2 else 0  # noqa: PLR2004 - the second of two sides
    return (*active(acts[side]), *own[taken[-1] + 1 if taken else 0 :])


def differing_fields(first: Sheet, second: Sheet) -> tuple[str, ...]:
    """Return the paths of the fields, such as reply.issuer, to which `first` and `second` give different values."""
    paths = dict.fromkeys((*first.fields, *second.fields))
    return tuple(path for path in paths if (first.fields.get(path) or "") != (second.fields.get(path) or ""))


def settled_sheet(
    annotated: AnnotatedDocument, sides: tuple[Sheet, Sheet], events: Sequence[Event]
) -> tuple[Sheet, frozenset[str]]:
    """Return the merged labelling so far, and the names of the blocks and fields that are decided.

    `sides` are two labellings of the text `annotated`, and `events` what the settler did. The merged labelling begins
    as a copy of the first side. A "settle" event takes a block or a field from the first side (`to` 1) or the second
    (2), or confirms the present content (0). All other events edit the labelling.
    """
    first, second = sides
    known = {block.name: block for block in blocks(first, second)}
    sheet, done = replace(first, handed_in=False), set[str]()
    for event in active(events):
        if event.do != "settle":
            sheet = sheet_after(annotated, (event,), sheet)
            continue
        side = second if event.to == 2 else first  # noqa: PLR2004 - the second of two sides
        block = known.get(event.item)
        if block and event.to in {1, 2}:
            sheet = with_block(sheet, side, (block.start, block.end))
        elif not block and event.to in {1, 2}:
            sheet = replace(sheet, fields={**sheet.fields, event.item: side.fields.get(event.item, "")})
        done.add(event.item)
    return sheet, frozenset(done)
