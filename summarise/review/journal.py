"""The journal: a file beside a records file with one line for each act of a person.

A line is written to disk before its act takes effect. Each line contains the hash of the line before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from summarise.batch.appending import AppendedFile
from summarise.errors import InputError
from summarise.plain_file import read_plain
from summarise.records_file import beside
from summarise.review.events import Event, line_hash

__all__ = ["Journal", "ReadJournal", "journal_path", "read_events", "verify"]


def journal_path(records: Path) -> Path:
    """Return the path of the journal of a records file: NAME.reviews.jsonl beside NAME.jsonl."""
    return beside(records, "reviews.jsonl")


def read_events(path: Path) -> tuple[Event, ...]:
    """Return the events of the journal at `path`; return () if there is no file.

    An incomplete last line is left out, since its act was never confirmed.

    Raises:
        InputError: the file cannot be read, a line is not an event, or a line was changed, added or removed.

    """
    try:
        content = read_plain(path)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return tuple(_chained(path, content[: content.rfind(b"\n") + 1]))


def _chained(path: Path, content: bytes) -> Iterator[Event]:
    prev = ""
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        try:
            event = Event.model_validate_json(line)
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: is no event of a review") from error
        if event.n != number or event.prev != prev or event.to_line() != line:
            raise InputError(
                f"{path}, line {number}: does not follow the line before it; a line was changed, added or removed"
            )
        prev = line_hash(line)
        yield event


def verify(path: Path) -> tuple[int, str]:
    """Return the number of lines of the journal at `path` and the hash of its last line ("" if it has none).

    Raises:
        InputError: a line was changed, added or removed (the message has its number), or the last line is incomplete.

    """
    events = read_events(path)
    count = len(events)
    if _is_torn(path):
        raise InputError(
            f"{path}: the last line is not whole: it was cut, or its writer was stopped; "
            f"{count} acts before it are unbroken"
        )
    return count, line_hash(events[-1].to_line()) if events else ""


def _is_torn(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return bool(content) and not content.endswith(b"\n")


class ReadJournal:
    """The events of a journal for reading: all events, or those on one text, in order."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = list(events)
        self._by_text: dict[str, list[Event]] = {}
        for event in self._events:
            self._by_text.setdefault(event.on, []).append(event)

    def __len__(self) -> int:
        return len(self._events)

    def on(self, sha256: str) -> tuple[Event, ...]:
        """Return the events on the text with the SHA-256 `sha256`, in order."""
        return tuple(self._by_text.get(sha256, ()))

    def texts(self) -> tuple[str, ...]:
        """Return the SHA-256 of each text that has events."""
        return tuple(self._by_text)

    def on_name(self, text: str) -> tuple[Event, ...]:
        """Return the events on the text whose SHA-256 begins with `text`, in order."""
        return next((self.on(sha256) for sha256 in self._by_text if sha256.startswith(text)), ())

    def since(self, number: int) -> tuple[Event, ...]:
        """Return the events whose number is higher than `number`."""
        return tuple(self._events[max(number, 0) :])


class Journal(ReadJournal):
    """A journal that is open for reading and appending. Opening it removes an incomplete last line.

    The caller must ensure that only one process has it open.

    Raises:
        InputError: the content is not a journal.
        OutputError: the file cannot be opened or written; events that were confirmed before are kept.

    """

    def __init__(self, path: Path) -> None:
        super().__init__(read_events(path))
        self.path = path
        self._file = AppendedFile(path)
        whole = sum(len(event.to_line()) + 1 for event in self._events)
        if whole != self._file.size:  # a line that was torn when its writer died
            self._file.cut(whole)
        self._last = line_hash(self._events[-1].to_line()) if self._events else ""
        self._by_client = {event.client: event for event in self._events if event.client}

    def of_client(self, client: str) -> Event | None:
        """Return the event with the id `client`, which the browser chose (`Event.client`).

        Return None if it is not written yet.
        """
        return self._by_client.get(client)

    def draft(self, **values: Any) -> Event:
        """Return the next event, with its number and the hash of the line before it, without writing it.

        Raises:
            pydantic.ValidationError: `values` are not valid fields of an event.

        """
        return Event(n=len(self._events) + 1, prev=self._last, **values)

    def append(self, event: Event) -> Event:
        """Write an event that `draft` made and return it once it is on disk.

        Raises:
            OutputError: it cannot be written; the journal then does not contain it.
            ValueError: another event was written after it was drafted.

        """
        line = event.to_line()
        if event.n != len(self._events) + 1 or event.prev != self._last:
            raise ValueError(f"event {event.n} was drafted before another was written")
        self._file.append([line])
        self._events.append(event)
        self._by_text.setdefault(event.on, []).append(event)
        if event.client:
            self._by_client[event.client] = event
        self._last = line_hash(line)
        return event

    def close(self) -> None:
        """Close the file."""
        self._file.close()
