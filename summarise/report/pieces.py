"""What a page says of one reply, as JSON that can stand in it: made once a record, by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from summarise.confidence import Acceptance
from summarise.errors import InputError
from summarise.ledger import promises
from summarise.record import Record
from summarise.records_file import RecordLines, SavedTexts
from summarise.report.page_data import Json, entry, promise_entry, reply_block

__all__ = ["Pieces", "PiecesMaking", "Shown", "embedded", "pieces_of", "pieces_of_all"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says beside the records themselves."""

    title: str
    with_reasons: bool = False
    """Each item of a reply whose text is at hand says why the rules take its sentences as they do."""
    acceptance: Acceptance | None = None
    """Each item says how sure it is, and whether it is still to be read."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A reply's entry in the list, its promises in the ledger, and its block."""

    reply: str
    promises: tuple[str, ...]
    block: str
    has_text: bool
    """True if the source is shown, not the quotes alone."""


def pieces_of(number: int, record: Record, text: str | None, shown: Shown) -> Pieces:
    """Return the pieces of the reply that is the page's reply `number`; `text` is its source, None to show its quotes.

    Raises:
        InputError: its quotes do not fit its text.

    """
    return Pieces(
        embedded(entry(record, shown.acceptance)),
        tuple(embedded(promise_entry(number, promise, shown.acceptance)) for promise in promises(record)),
        embedded(reply_block(record, text, with_reasons=shown.with_reasons, acceptance=shown.acceptance)),
        has_text=text is not None,
    )


@dataclass(frozen=True, slots=True)
class PiecesMaking:
    """Makes the pieces of a numbered line of a records file, in whatever process."""

    lines: RecordLines
    texts: SavedTexts | None
    shown: Shown

    def __call__(self, numbered: tuple[int, tuple[int, bytes]]) -> Pieces | InputError:
        """Return the pieces, or what is wrong with the line, its text, or its quotes."""
        number, line = numbered
        try:
            record = self.lines.record(line)
            text = self.texts.text(record.document.sha256) if self.texts else None
            return pieces_of(number, record, text, self.shown)
        except InputError as error:
            return error


def pieces_of_all(records: Iterable[Record], text_of: Callable[[Record], str | None], shown: Shown) -> Iterator[Pieces]:
    """Yield the pieces of each record, one after the other; errors as `pieces_of`."""
    for number, record in enumerate(records):
        yield pieces_of(number, record, text_of(record), shown)


def embedded(value: Json) -> str:
    """Return JSON that no text can break out of: every character that HTML reads is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
