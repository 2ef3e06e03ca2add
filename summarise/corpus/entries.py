"""What the index says of a reply and of its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.corpus.bigrams import plain
from summarise.corpus.bodies import Bodies
from summarise.ledger import Promise, promises
from summarise.record import Measure, NumericTarget, Record
from summarise.reference import Reference, item_place, references, text_name
from summarise.wording import headline

__all__ = ["Entry", "Item", "Letter", "entries_of"]


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
    first: str
    """The earliest deadline of a commitment and its targets, "" where there is none."""
    said: str
    """Its evidence, by which it is found, and what its targets count where that has other words; "" for a target of a
    commitment, which is found with it."""
    section: str
    """The heading that it stands under; a target of a commitment has its commitment's."""
    named: str
    """Bodies that it names itself; the one that replies is among the words of the letter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter and its items: measures, then commitments, each followed by its targets."""

    letter: Letter
    items: tuple[Item, ...]
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


def _measures(record: Record) -> list[Item]:
    names = references(record)
    return [
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
            first="",
            said="".join(span.quote for span in item.evidence),
            section=item.section,
            named="",
        )
        for item in record.measures_taken
    ]


def _promises(record: Record) -> list[Item]:
    every = promises(record)
    heads = {one.item.id: one for one in every}
    held: dict[str, list[Promise]] = {}
    for one in every:
        held.setdefault(_holder(one), []).append(one)
    return [_promise(record, one, heads.get(_holder(one)), held.get(one.item.id, ())) for one in every]


def _promise(record: Record, promise: Promise, holder: Promise | None, held: Sequence[Promise]) -> Item:
    item, responsible = promise.item, "、".join(promise.responsible)
    target = item if isinstance(item, NumericTarget) else None
    under = (holder or promise).item
    return Item(
        place=str(promise.reference),
        local=item.id,
        kind="t" if target else "c",
        start=item_place(item),
        turn=_turn(promise.reference),
        what=promise.what,
        amount=target.evidence.quote if target else "",
        unit=target.unit if target else "",
        responsible=responsible,
        certainty=promise.certainty or "",
        due=promise.due.isoformat() if promise.due else "",
        holder=str(holder.reference) if holder else "",
        first=min((one.due.isoformat() for one in (promise, *held) if one.due), default=""),
        said="" if holder else _said(promise, held),
        section="" if isinstance(under, NumericTarget) else under.section,
        named="" if holder or responsible == record.reply.issuer else responsible,
    )


def _holder(promise: Promise) -> str:
    return promise.item.commitment or "" if isinstance(promise.item, NumericTarget) else ""


def _said(promise: Promise, held: Sequence[Promise]) -> str:
    """Return the words that a promise is found by: none twice, since every word of the index costs."""
    quote = "".join(span.quote for span in promise.evidence)
    if not held and not isinstance(promise.item, NumericTarget):
        return quote
    there = plain(quote)
    own = [promise.what] if isinstance(promise.item, NumericTarget) else []
    counted = dict.fromkeys(words for words in (*own, *(one.what for one in held)) if plain(words) not in there)
    return "\n".join((quote, *counted))


def _figures(item: Measure) -> str:
    return "、".join(figure.quote for figure in item.figures)


def _turn(reference: Reference) -> int:
    return int(reference.place.partition("-")[2] or 1)
