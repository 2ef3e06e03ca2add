"""The one place that knows which reader reads which kind of file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from summarise.document import Caveat, Document
from summarise.errors import InputError
from summarise.load.address import address_in
from summarise.load.encoding import declared_charset, decode
from summarise.load.html import looks_like_html, read_html
from summarise.load.isolation import read_apart
from summarise.load.kind import PDF_WITHIN, kind_of
from summarise.load.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from summarise.load.reading import read_bytes
from summarise.load.text import read_text, refuse_binary
from summarise.load.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarise.load.kind import Kind

__all__ = ["load", "load_bytes", "read_whole"]

_MEDIA_TYPES: Final[dict[Kind, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "mhtml": "multipart/related",
}
_REFUSED: Final[dict[Kind, tuple[str, str]]] = {
    "zip": ("an archive; name it as an input, its files are read one by one", "unsupported"),
    "office": ("a spreadsheet, a presentation or another office format; save it as .docx or PDF", "unsupported"),
    "rtf": ("Rich Text Format; save it as .docx", "unsupported"),
    "picture": ("a picture; it needs text recognition first", "scanned"),
    "packed": ("an archive that is no zip; unpack it first", "unsupported"),
    "binary": ("a program or a database, no text", "binary"),
}


def load(path: Path) -> Document:
    """Read a file of any supported format, told by its content.

    Raises:
        InputError: its `kind` and message say what is wrong with the file and what to do.

    """
    return load_bytes(read_bytes(path), str(path))


def load_bytes(data: bytes, source: str) -> Document:
    """Read a document from memory; `source` names it in the record and in errors, which are those of `load`."""
    if len(data) > MAX_FILE_BYTES:
        raise InputError(f"{source}: larger than {MAX_FILE_BYTES // (1024 * 1024)} MiB, too large", kind="too_large")
    if not data.strip():
        raise InputError(f"{source}: the file is empty", kind="empty")
    alone = b"%PDF-" in data[:PDF_WITHIN]
    head, _, text = read_apart(__name__, "read_whole", data, source, alone=alone).partition("\n")
    _refuse_long(text, source)  # whoever read it
    if not text.strip():
        raise InputError(f"{source}: holds no visible text", kind="empty")
    media_type, address, caveats = json.loads(head)
    return Document(source, text, media_type, address, caveats=tuple(Caveat(*caveat) for caveat in caveats))


def read_whole(data: bytes, source: str) -> str:
    """Return a line of media type, web address and caveats in JSON, then the text; what a reader process runs."""
    kind = kind_of(data)
    if kind in _REFUSED:
        reason, name = _REFUSED[kind]
        raise InputError(f"{source}: {reason}", kind=name)
    whole, media_type = _text_of(data, source, kind)
    text, caveats = whole if isinstance(whole, Whole) else (whole, ())
    _refuse_long(text, source)
    head = [media_type, address_in(data, media_type), [[caveat.kind, caveat.message] for caveat in caveats]]
    return f"{json.dumps(head)}\n{text}"


def _refuse_long(text: str, source: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{source}: {len(text)} characters, too many for a reply; is it a collection?", kind="too_large"
        )


def _text_of(data: bytes, source: str, kind: Kind) -> tuple[str | Whole, str]:
    if kind != "markup":
        return _reader_of(kind)(data, source), _MEDIA_TYPES[kind]
    text = decode(data, source, declared_charset(data))
    refuse_binary(text, source)
    if looks_like_html(text):
        return read_html(text, source), "text/html"
    return read_text(text, source), "text/plain"


def _reader_of(kind: Kind) -> Callable[[bytes, str], str | Whole]:
    """Return the reader of a kind; each is imported when its first file comes."""
    reader: Callable[[bytes, str], str | Whole]
    if kind == "docx":
        from summarise.load.docx import read_docx as reader  # noqa: PLC0415
    elif kind == "doc":
        from summarise.load.doc import read_doc as reader  # noqa: PLC0415
    elif kind == "ofd":
        from summarise.load.ofd import read_ofd as reader  # noqa: PLC0415
    elif kind == "mhtml":
        from summarise.load.mhtml import read_mhtml as reader  # noqa: PLC0415
    else:
        from summarise.load.pdf import read_pdf as reader  # noqa: PLC0415
    return reader
