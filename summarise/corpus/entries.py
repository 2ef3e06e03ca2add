"""What the index says of a reply and of its items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarise.corpus.bodies import Bodies
from summarise.ledger import promises
from summarise.record import Commitment, Measure, NumericTarget, Record
from summarise.reference import references, text_name
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
    what: str
    """A commitment's or measure's summary, what a target counts."""
    amount: str
    """The number as written, with unit and comparator; "" for others."""
    unit: str
    responsible: str
    """Bodies, parted by 、; the replying body where none is named."""
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
    return Entry(letter, (*_measures(record), *_promises(record)))


def _measures(record: Record) -> list[tuple[Item, Mapping[str, str]]]:
    names = references(record)
    return [
        (
            Item(
                place=str(names[item.id]),
                local=item.id,
                kind="m",
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
            _words(record, "".join(span.quote for span in item.evidence), item.section, "", record.reply.issuer),
        )
        for item in record.measures_taken
    ]


def _promises(record: Record) -> list[tuple[Item, Mapping[str, str]]]:
    names = references(record)
    sections = {item.id: item.section for item in record.commitments}
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
            found.append((entry, _words(record, quote, item.section, counted, entry.responsible)))
        else:
            found.append((entry, _target_words(record, item, sections, entry.responsible)))
    return found


def _is_of(item: Commitment | NumericTarget, wanted: str) -> bool:
    return item.id == wanted or (isinstance(item, NumericTarget) and item.commitment == wanted)


def _target_words(record: Record, item: NumericTarget, sections: Mapping[str, str], bodies: str) -> Mapping[str, str]:
    holder = next((one for one in record.commitments if one.id == item.commitment), None)
    quote = "".join(span.quote for span in holder.evidence) if holder else item.evidence.quote
    return _words(record, quote, sections.get(item.commitment or "", ""), item.indicator, bodies)


def _figures(item: Measure) -> str:
    return "、".join(figure.quote for figure in item.figures)


def _words(record: Record, quote: str, heading: str, indicator: str, body: str) -> Mapping[str, str]:
    topic = f"{record.proposal.topic} {record.proposal.title}"
    return {"quote": quote, "heading": heading, "indicator": indicator, "topic": topic, "body": body}
