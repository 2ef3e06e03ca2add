"""What the index says of a reply and of its items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarise.corpus.bodies import Bodies
from summarise.ledger import promises
from summarise.record import Commitment, Measure, NumericTarget, Record
from summarise.reference import Reference, item_place, references, text_name
from summarise.wording import headline

__all__ = ["NO_DAY", "Entry", "Item", "Letter", "entries_of"]

NO_DAY = "9999-12-31"
"""Behind every deadline, so that what has none comes last."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply: what it is filtered, sorted and shown by."""

    text: str
    """First ten digits of the text's hash."""
    offset: int
    """Byte of the records file where its line begins."""
    length: int
    source: str
    url: str
    title: str
    issuer: str
    normal: str
    """The body that it is counted under."""
    issued: str
    number: str
    """Document number."""
    proposal: str
    """Number of the proposal."""
    session: str
    topic: str


@dataclass(frozen=True, slots=True)
class Item:
    """A measure, a commitment or a target."""

    place: str
    """Its reference."""
    local: str
    """Its name within the record."""
    kind: str
    """m, c or t."""
    start: int
    """Character where its evidence begins."""
    turn: int
    """1, or its turn among items of its kind that begin there."""
    what: str
    """A commitment's or measure's summary, what a target counts."""
    amount: str
    """The number as written, with unit and comparator; "" for others."""
    unit: str
    responsible: str
    """Bodies, separated by 、; the replying body where none is named."""
    certainty: str
    due: str
    """Last day of the deadline, "" where there is none that can be resolved."""
    holder: str
    """The reference of a target's commitment, "" for others."""
    head: int
    """1 for what has a row of its own in a ledger: a measure, a commitment, a target that belongs to none."""
    first: str
    """The earliest deadline of the item and of its targets, `NO_DAY` where there is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter and its items, each with its words by column."""

    letter: Letter
    items: tuple[tuple[Item, Mapping[str, str]], ...]
    words: tuple[str, str]
    """What all items share: the topic and title of the proposal, and the body that replies."""


def entries_of(record: Record, offset: int, length: int, bodies: Bodies) -> Entry:
    """Return what the index holds of one record; `offset` and `length` are its line's bytes in the file."""
    reply, proposal = record.reply, record.proposal
    letter = Letter(
        text=text_name(record.document.sha256),
        offset=offset,
        length=length,
        source=record.document.source,
        url=record.document.url,
        title=proposal.title or reply.title or record.document.source,
        issuer=reply.issuer,
        normal=bodies.normal(reply.issuer),
        issued=reply.issued_on or reply.published_on,
        number=reply.document_number,
        proposal=proposal.number,
        session=proposal.session,
        topic=proposal.topic,
    )
    words = (f"{proposal.topic} {proposal.title}", reply.issuer)
    return Entry(letter, (*_measures(record), *_promises(record)), words)


def _measures(record: Record) -> list[tuple[Item, Mapping[str, str]]]:
    names = references(record)
    return [
        (
            Item(
                place=str(names[item.id]),
                local=item.id,
                kind="m",
                start=item_place(item),
                turn=_turn(names[item.id]),
                what=headline(item),
                amount=_figures(item),
                unit="",
                responsible=record.reply.issuer,
                certainty="",
                due="",
                holder="",
                head=1,
                first=NO_DAY,
            ),
            _words("".join(span.quote for span in item.evidence), item.section, "", ""),
        )
        for item in record.measures_taken
    ]


def _promises(record: Record) -> list[tuple[Item, Mapping[str, str]]]:
    names = references(record)
    found: list[tuple[Item, Mapping[str, str]]] = []
    every = promises(record)
    for promise in every:
        item = promise.item
        is_commitment = isinstance(item, Commitment)
        holder = "" if isinstance(item, Commitment) or not item.commitment else str(names[item.commitment])
        entry = Item(
            place=str(promise.reference),
            local=item.id,
            kind="c" if is_commitment else "t",
            start=item_place(item),
            turn=_turn(promise.reference),
            what=promise.what,
            amount="" if isinstance(item, Commitment) else item.evidence.quote,
            unit="" if isinstance(item, Commitment) else item.unit,
            responsible="、".join(promise.responsible),
            certainty=promise.certainty or "",
            due=promise.due.isoformat() if promise.due else "",
            holder=holder,
            head=int(not holder),
            first=min((one.due.isoformat() for one in every if one.due and _is_of(one.item, item.id)), default=NO_DAY),
        )
        if isinstance(item, Commitment):
            quote = "".join(span.quote for span in item.evidence)
            counted = " ".join(one.indicator for one in record.numeric_targets if one.commitment == item.id)
            found.append((entry, _words(quote, item.section, counted, _named(record, entry.responsible))))
        else:
            found.append((entry, _target_words(item, _named(record, entry.responsible))))
    return found


def _is_of(item: Commitment | NumericTarget, wanted: str) -> bool:
    return item.id == wanted or (isinstance(item, NumericTarget) and item.commitment == wanted)


def _target_words(item: NumericTarget, bodies: str) -> Mapping[str, str]:
    """Return what a target alone says: the words of its commitment, where it has one, are found there."""
    if item.commitment:
        return _words("", "", item.indicator, "")
    return _words(item.evidence.quote, "", item.indicator, bodies)


def _figures(item: Measure) -> str:
    return "、".join(figure.quote for figure in item.figures)


def _words(quote: str, heading: str, indicator: str, body: str) -> Mapping[str, str]:
    return {"quote": quote, "heading": heading, "indicator": indicator, "body": body}


def _named(record: Record, responsible: str) -> str:
    """Return bodies that an item names itself; the one that replies is among the words of the letter."""
    return "" if responsible == record.reply.issuer else responsible


def _turn(reference: Reference) -> int:
    return int(reference.place.partition("-")[2] or 1)
