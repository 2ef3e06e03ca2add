"""Defines the text of one reply after loading, in the form that all later stages use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from summarise.errors import InputError

__all__ = ["Caveat", "Document", "Doubt"]


@dataclass(frozen=True, slots=True)
class Caveat:
    """A part of a file that was not read, or a doubt about how it was read. It becomes a warning in the record."""

    kind: Literal["unread_page", "unread_part", "several_letters", "recognised"]
    message: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The span of a number in recognised text that no second recogniser confirms; `end` is exclusive.

    `png` is the part of the scan that shows the number, in base64; "" if there is none.
    """

    start: int
    end: int
    png: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one reply. All offsets in this package count characters of this text; ends are exclusive.

    `source` names the file in records and messages; `sha256` is the hash of the text in UTF-8.
    """

    source: str
    text: str
    media_type: str = "text/plain"
    url: str = ""
    """Web address of the saved page; "" if it is not known."""
    text_from: Literal["", "ocr", "text_layer"] = ""
    """"ocr" if character recognition produced the text, "text_layer" if it is the text layer of a scan, else ""."""
    caveats: tuple[Caveat, ...] = ()
    """Parts of the file that are missing from the text, and doubts about how it was read."""
    doubtful: tuple[Doubt, ...] = ()
    """The numbers of recognised text that no second recogniser confirms, in text order."""
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute `sha256`.

        Raises:
            InputError: the text holds U+FFFD (characters lost in decoding) or half a surrogate pair (not valid in
                UTF-8).

        """
        if "\ufffd" in self.text:
            raise InputError(f"{self.source}: holds U+FFFD, the mark of characters lost in decoding", kind="encoding")
        try:
            encoded = self.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"{self.source}: holds half a surrogate pair at {error.start}", kind="encoding") from error
        object.__setattr__(self, "sha256", hashlib.sha256(encoded).hexdigest())
