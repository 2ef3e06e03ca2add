"""Holds the documents of a file that contains several, and converts them to JSON for the way between processes."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from summarise.document import Caveat
from summarise.errors import InputError

__all__ = ["Many", "Member"]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a file that contains several, or the error if the document cannot be read."""

    name: str
    """Text that is appended to the file's name, such as a row number; if `has_own_name` is true, the whole name."""
    content: bytes | InputError
    url: str = ""
    has_own_name: bool = False
    """True if `name` is the document's own id and is used without the file's name."""
    caveats: tuple[Caveat, ...] = ()
    """Parts of the document that `content` lacks, such as another column of its row."""


@dataclass(frozen=True, slots=True)
class Many:
    """The documents in one file, and notes for the user, such as which columns were read."""

    members: tuple[Member, ...]
    notes: tuple[str, ...] = field(default=())

    def to_text(self) -> str:
        """Return all documents and notes as one JSON text; contents that are not UTF-8 are in base64."""
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
    caveats = [[caveat.kind, caveat.message] for caveat in member.caveats]
    head = [member.name, member.url, member.has_own_name, caveats]
    if isinstance(member.content, InputError):
        return [*head, "error", [member.content.kind, member.content.message]]
    try:
        return [*head, "text", member.content.decode("utf-8")]
    except UnicodeDecodeError:
        return [*head, "bytes", base64.b64encode(member.content).decode("ascii")]


def _read(members: Iterable[list[Any]]) -> Iterator[Member]:
    for name, url, own, caveats, form, content in members:
        found = tuple(Caveat(kind, str(message)) for kind, message in caveats)
        yield Member(str(name), _content(str(form), content), str(url), bool(own), found)


def _content(form: str, written: object) -> bytes | InputError:
    if form == "error" and isinstance(written, list):
        kind, message = map(str, written)
        return InputError(message, kind=kind if kind in InputError.KINDS else None)
    return str(written).encode("utf-8", "replace") if form == "text" else base64.b64decode(str(written))
