"""Defines what the index stores about one record: a reply (letter) and its items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.corpus.bigrams import numbered, plain
from summarise.corpus.bodies import Bodies
from summarise.ledger import Promise, promises
from summarise.record import Measure, NumericTarget, Record
from summarise.reference import Reference, item_place, references, text_name
from summarise.wording import headline, title_of

__all__ = ["Entry", "Item", "Letter", "entries_of"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply in the index: the values by which it is filtered, sorted and shown; "" for what is not stated."""

    text: str
    """First ten digits of the SHA-256 of the reply's text; they name the reply."""
    offset: int
    """Position in bytes at which the reply's line begins in the records file."""
    length: int
    """Length of the reply's line in bytes."""
    source: str
    url: str
    title: str
    issuer: str
    normal: str
    """The issuer's name after all renamings; see `Bodies.normal`."""
    issued: str
    """ISO date of the letter or, if it states none, of its publication; "" if neither is known."""
    number: str
    """Document number."""
    proposal: str
    """Number of the proposal."""
    session: str
    topic: str


@dataclass(frozen=True, slots=True)
class Item:
    """A measure, a commitment or a target in the index."""

    place: str
    """Reference of the item, the same in every file, such as f7e1f8abed-c1387."""
    local: str
    """Id of the item within its record."""
    kind: str
    """m for a measure, c for a commitment, t for a target."""
    start: int
    """Character of the text at which its evidence begins, from 0."""
    turn: int
    """Number of the item, from 1, among the items of the same kind whose evidence begins at the same character."""
    what: str
    """Summary of a commitment or measure; for a target, the indicator (what its number counts)."""
    amount: str
    """Number of a target, or figures of a measure, as written in the letter; "" for a commitment."""
    unit: str
    responsible: str
    """Names of the responsible bodies, separated by 、; the body that replies if the item names none."""
    certainty: str
    """Certainty of the commitment, or of the one that a target belongs to; "" for other items."""
    due: str
    """ISO date of the last day of the deadline; "" if there is no deadline or it gives no date."""
    holder: str
    """Reference of the commitment that a target belongs to; "" for other items."""
    first: str
    """Earliest deadline of a commitment and its targets, as an ISO date; "" if there is none."""
    said: str
    """Text that is indexed for this item: its evidence, and indicators of its targets that differ from the evidence.

    The text is "" for a target of a commitment, since searches find it by the text of the commitment.
    """
    section: str
    """Heading above the item; for a target of a commitment, the heading above the commitment."""
    named: str
    """Names of the bodies that the item itself names, separated by 、.

    The text is "" for a target of a commitment, and if the item names no body but the one that replies.
    """


@dataclass(frozen=True, slots=True)
class Entry:
    """The content of the index for one record: the letter, its measures, and its commitments with their targets."""

    letter: Letter
    items: tuple[Item, ...]
    words: tuple[str, str, str]
    """Text that finds every item of the letter: topic and title of the proposal, the body that replies, the number."""


def entries_of(record: Record, offset: int, length: int, bodies: Bodies) -> Entry:
    """Return the content of the index for one record.

    Args:
        record: the record.
        offset: position in bytes at which its line begins in the records file.
        length: length of the line in bytes.
        bodies: the renamings that give the issuer's present name.

    """
    reply, proposal = record.reply, record.proposal
    letter = Letter(
        text=text_name(record.document.sha256),
        offset=offset,
        length=length,
        source=record.document.source,
        url=record.document.url,
        title=title_of(record),
        issuer=reply.issuer,
        normal=bodies.normal(reply.issuer),
        issued=reply.day,
        number=reply.document_number,
        proposal=proposal.number,
        session=proposal.session,
        topic=proposal.topic,
    )
    words = (f"{proposal.topic} {proposal.title}", reply.issuer, numbered(proposal.number))
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
        certainty=promise.certainty,
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
    """Return the text that is indexed for a promise: its sentences, and indicators of targets that they do not contain.

    Words are not repeated, since each word makes the index larger.
    """
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
