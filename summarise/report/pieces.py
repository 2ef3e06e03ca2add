"""Makes the page's data about one reply, as JSON that is safe inside HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from summarise.confidence import Acceptance
from summarise.ledger import promises
from summarise.record import Record
from summarise.records_file import RecordLines, SavedTexts
from summarise.report.page_data import Json, entry, promise_entry, reply_block

__all__ = ["Pieces", "PiecesMaking", "Shown", "embedded", "pieces_of", "pieces_of_all"]


@dataclass(frozen=True, slots=True)
class Shown:
    """Settings of a review page: its title, and what it shows in addition to the records."""

    title: str
    """Title of the page."""
    with_reasons: bool = False
    """True to show why the rules label the sentences of each item as they do, for replies whose text is available."""
    acceptance: Acceptance | None = None
    """If given, each item shows its confidence, and whether a person must still read it."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The page's data about one reply, in separate JSON texts."""

    reply: str
    """The reply's entry in the list of replies."""
    promises: tuple[str, ...]
    """The reply's promises, for the ledger."""
    block: str
    """The reply with its text and all its items."""
    has_text: bool
    """True if the whole source text is shown, False if only quotes are."""


def pieces_of(number: int, record: Record, text: str | None, shown: Shown) -> Pieces:
    """Return the page's data about one reply.

    Args:
        number: number of the reply on the page, from 0.
        record: its record.
        text: its source text; if None, the page shows only quotes.
        shown: the settings of the page.

    Raises:
        InputError: a quote is not in the text at its offsets, or two quotes contradict each other.

    """
    return Pieces(
        embedded(entry(record, shown.acceptance)),
        tuple(embedded(promise_entry(number, promise, shown.acceptance)) for promise in promises(record)),
        embedded(reply_block(record, text, with_reasons=shown.with_reasons, acceptance=shown.acceptance)),
        has_text=text is not None,
    )


@dataclass(frozen=True, slots=True)
class PiecesMaking:
    """A callable that makes the page's data for one line of a records file; it can be pickled."""

    lines: RecordLines
    texts: SavedTexts | None
    """The saved source texts; if None, the page shows only quotes."""
    shown: Shown

    def __call__(self, numbered: tuple[int, tuple[int, bytes]]) -> Pieces:
        """Return the data for one line; `numbered` is the reply's number on the page, from 0, and its line.

        A line is a pair: its number in the file, from 1, and its bytes.

        Raises:
            InputError: the line is not a valid record, its text cannot be read, or its quotes do not fit the text.

        """
        number, line = numbered
        record = self.lines.record(line)
        text = self.texts.text(record.document.sha256) if self.texts else None
        return pieces_of(number, record, text, self.shown)


def pieces_of_all(records: Iterable[Record], text_of: Callable[[Record], str | None], shown: Shown) -> Iterator[Pieces]:
    """Yield the page's data for each record; `text_of` returns the record's source text or None.

    `shown` are the settings of the page. The errors are those of `pieces_of`.
    """
    for number, record in enumerate(records):
        yield pieces_of(number, record, text_of(record), shown)


def embedded(value: Json) -> str:
    """Return `value` as JSON that is safe in an HTML script element.

    The characters `<`, `>` and `&` and two line separators are escaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
