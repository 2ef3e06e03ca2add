"""What a reader process says of a file that holds many: its members, in JSON, since an answer is a text."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from summarise.errors import InputError

__all__ = ["Many", "Member"]


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a file that holds many."""

    name: str
    """What is behind the file's own name, or an id of its own."""
    content: bytes | InputError
    url: str = ""
    has_own_name: bool = False
    """True if `name` is an id that needs no file's name before it."""


@dataclass(frozen=True, slots=True)
class Many:
    """The members of a file, and what is to be said of how they were found."""

    members: tuple[Member, ...]
    notes: tuple[str, ...] = field(default=())

    def to_text(self) -> str:
        """Return one JSON text; contents in base64 where they are not UTF-8."""
        return json.dumps({"notes": self.notes, "members": [_written(member) for member in self.members]})

    @classmethod
    def from_text(cls, text: str) -> Many:
        """Read what `to_text` wrote.

        Raises:
            ValueError, KeyError, TypeError: it is something else.

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
