"""The documents in a file that holds several, and their form in JSON, in which a reader process returns them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summarise.errors import InputError

__all__ = ["Many", "Member"]


@dataclass(frozen=True, slots=True)
class Member:
    """One document in a file that holds several, or the error that stands in for a document that cannot be read."""

    name: str
    """What is appended to the file's name, such as a row number; with `has_own_name`, the whole name."""
    content: bytes | InputError
    url: str = ""
    has_own_name: bool = False
    """True if `name` is the document's own id and is used without the file's name."""


@dataclass(frozen=True, slots=True)
class Many:
    """The documents in one file, and notes for the user, such as which columns were read."""

    members: tuple[Member, ...]
    notes: tuple[str, ...] = field(default=())

    def to_text(self) -> str:
        """Return everything as one JSON text, with contents in base64 if they are not UTF-8."""
        return json.dumps({"notes": self.notes, "members": [_written(member) for member in self.members]})

    @classmethod
    def from_text(cls, text: str) -> Many:
        """Return the value that `to_text` wrote.

        Raises:
            ValueError, KeyError, TypeError: `text` was not written by `to_text`.

        """
        value = json.loads(text)
        return cls(tuple(_read(value["members"])), tuple(str(note) for note in value["notes"]))


def _written(member: Member) -> list[object]:
    head = [member.name, member.url, member.has_own_name]
    if isinstance(member.content, InputError):
        return [*head, "error", [member.content.kind, member.content.message]]
    try:
        return [*head, "text", member.content.decode("utf-8")]
    except UnicodeDecodeError:
        return [*head, "bytes", base64.b64encode(member.content).decode("ascii")]


def _read(members: Iterable[list[object]]) -> Iterator[Member]:
    for name, url, own, form, content in members:
        yield Member(str(name), _content(str(form), content), str(url), bool(own))


def _content(form: str, written: object) -> bytes | InputError:
    if form == "error" and isinstance(written, list):
        kind, message = map(str, written)
        return InputError(message, kind=kind if kind in InputError.KINDS else None)
    return str(written).encode("utf-8", "replace") if form == "text" else base64.b64decode(str(written))
