"""A reply's text as everything after loading sees it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from summarise.errors import InputError

__all__ = ["Caveat", "Document"]


@dataclass(frozen=True, slots=True)
class Caveat:
    """What of a file could not be read; it becomes a warning of that kind, on the whole record."""

    kind: Literal["unread_page", "unread_part", "several_letters", "recognised"]
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of one reply; every offset in the package is a half-open interval of its characters."""

    source: str
    text: str
    media_type: str = "text/plain"
    url: str = ""
    """Address of the page that was saved, "" where none is known."""
    text_from: Literal["", "ocr", "text_layer"] = ""
    """Where the text came from when it is not the file's own: character recognition, or the text layer of a scan."""
    caveats: tuple[Caveat, ...] = ()
    """What of the file is not in the text."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Where numbers stand, in a text that was recognised, that no second reader confirms."""
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a text that cannot be written as UTF-8 or holds the mark of a failed decoding."""
        if "\ufffd" in self.text:
            raise InputError(f"{self.source}: holds U+FFFD, the mark of characters lost in decoding", kind="encoding")
        try:
            encoded = self.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"{self.source}: holds half a surrogate pair at {error.start}", kind="encoding") from error
        object.__setattr__(self, "sha256", hashlib.sha256(encoded).hexdigest())
