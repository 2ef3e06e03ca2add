"""Reads a file of any supported format, and chooses the reader for each kind of file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarise.document import Caveat, Document
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.address import address_in
from summarise.load.collection import form_of, members_of
from summarise.load.encoding import declared_charset, decode
from summarise.load.html import looks_like_html, read_html
from summarise.load.isolation import read_apart
from summarise.load.kind import PDF_WITHIN, kind_of
from summarise.load.letter_spacing import without_letter_spacing
from summarise.load.letters import letters_in
from summarise.load.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from summarise.load.markdown_marks import looks_like_markdown
from summarise.load.ordinary import of_own_font, ordinary
from summarise.load.reading import read_bytes
from summarise.load.text import read_text, refuse_binary
from summarise.load.whole import Whole
from summarise.load.xml_document import read_xml, xml_root
from summarise.romanisation import without_romanisation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from summarise.load.kind import Kind

__all__ = ["load", "load_bytes", "media_type_of", "read_whole"]

_LONGEST_PLAIN: Final = 4 * MAX_CHARACTERS
"""Maximum size in bytes of a text without markup, in any encoding."""
_SNIFFED: Final = 4096
_DUMP: Final = lazy_pattern(r"(?:\s|--[^\n]*\n)*(?:INSERT\s+INTO|CREATE\s+TABLE|DROP\s+TABLE)\b", re.IGNORECASE)
_SIGNS_OF_FORM: Final = (b"<", b"\0")
"""Bytes that a text without markup does not contain."""

_MEDIA_TYPES: Final[dict[Kind, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "mhtml": "multipart/related",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}
_REFUSED: Final[dict[Kind, tuple[str, str]]] = {
    "zip": ("an archive; name it as an input of a run, its files are read one by one", "unsupported"),
    "slides": ("a presentation; save it as .docx or PDF", "unsupported"),
    "book": ("an EPUB book; save it as .docx or PDF", "unsupported"),
    "outlook": ("an Outlook message (.msg, winmail.dat); save it as .eml, or take the attachment out", "unsupported"),
    "locked": ("asks for a password; save it without one", "unsupported"),
    "office": ("another office format (a drawing, a form …); save it as .docx or PDF", "unsupported"),
    "picture": ("a picture; it needs text recognition (--ocr)", "scanned"),
    "packed": ("an archive that is no zip; unpack it first", "unsupported"),
    "shifted": ("damaged: NUL bytes stand before its content; copy or fetch it again", "unreadable"),
    "binary": ("a program or a database, no text", "binary"),
}


_PICTURES: Final[dict[bytes, str]] = {
    b"\x89PNG": "image/png",
    b"\xff\xd8": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*": "image/tiff",
    b"MM": "image/tiff",
    b"RIFF": "image/webp",
}


def media_type_of(data: bytes) -> str:
    """Return the media type of the document or picture `data` by its content; `image/bmp` if no other type fits."""
    known = _MEDIA_TYPES.get(kind_of(data))
    return known or next((name for begin, name in _PICTURES.items() if data.startswith(begin)), "image/bmp")


def load(path: Path) -> Document:
    """Read the file at `path`, which may have any supported format.

    Raises:
        InputError: its `kind` and message say what is wrong with the file and what to do.

    """
    return load_bytes(read_bytes(path), str(path))


def load_bytes(data: bytes, source: str, *, is_one: bool = False) -> Document:
    """Read a document from the bytes `data` of its file; `source` names it in the record and in errors.

    The errors are those of `load`. `is_one` is True if the caller has already called `form_of` and found no table, mail
    or JSON text.
    """
    if len(data) > MAX_FILE_BYTES:
        raise InputError(f"{source}: larger than {MAX_FILE_BYTES // (1024 * 1024)} MiB, too large", kind="too_large")
    if not data.strip():
        raise InputError(f"{source}: the file is empty", kind="empty")
    if _is_plain(data) and (is_one or not form_of(data, source)):
        answer = _read(data, source, "markup")
    else:
        answer = read_apart(__name__, "read_whole", data, source, alone=b"%PDF-" in data[:PDF_WITHIN])
    head, _, text = answer.partition("\n")
    _refuse_long(text, source)  # whoever read it
    if not text.strip():
        raise InputError(f"{source}: holds no visible text", kind="empty")
    media_type, address, caveats = json.loads(head)
    document = Document(source, text, media_type, address, caveats=tuple(Caveat(*caveat) for caveat in caveats))
    return _with_word_of_several(document)


def _is_plain(data: bytes) -> bool:
    """Return True if the data is plain text that can be read without a reader process.

    It is UTF-8 of limited size and has no sign of a web page, a mail, JSON or Markdown. It may still be a table.
    """
    if len(data) > _LONGEST_PLAIN or any(sign in data for sign in _SIGNS_OF_FORM):
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return kind_of(data) == "markup" and not looks_like_markdown(text)


def _with_word_of_several(document: Document) -> Document:
    """Return the document, with a caveat if it contains several letters; `letters_in` would separate them."""
    several = len(letters_in(document))
    if several == 1:
        return document
    message = f"{several} letters stand one after the other and were read as one; a run reads each by itself"
    return replace(document, caveats=(*document.caveats, Caveat("several_letters", message)))


def read_whole(data: bytes, source: str) -> str:
    """Return the document in a file as text for the parent process; reader processes call this function.

    `data` is the content of the file; `source` names the file in errors. The first line of the result is a JSON list of
    media type, web address and caveats; the text of the document follows.
    """
    beside: tuple[Caveat, ...] = ()
    if (form := form_of(data, source)) and form != "zip":
        data, beside = _only_member(data, source, form)
    return _read(data, source, kind_of(data), beside)


def _read(data: bytes, source: str, kind: Kind, beside: tuple[Caveat, ...] = ()) -> str:
    """Do the work of `read_whole` for a file that holds one document; `beside` are more caveats."""
    if kind in _REFUSED:
        reason, name = _REFUSED[kind]
        raise InputError(f"{source}: {reason}", kind=name)
    whole, media_type = _text_of(data, source, kind)
    text, caveats = whole if isinstance(whole, Whole) else (whole, ())
    text = without_letter_spacing(ordinary(without_romanisation(text)))
    _refuse_long(text, source)
    caveats = (*caveats, *of_own_font(text), *beside)
    head = [media_type, address_in(data, media_type), [[caveat.kind, caveat.message] for caveat in caveats]]
    return f"{json.dumps(head)}\n{text}"


def _only_member(data: bytes, source: str, form: str) -> tuple[bytes, tuple[Caveat, ...]]:
    """Return the only document in a mail, a table or a JSON text, and its caveats."""
    members = members_of(data, source, form).members
    if len(members) > 1:
        reason = f"holds {len(members)} documents; name it as an input of a run, they are read one by one"
        raise InputError(f"{source}: {reason}", kind="unsupported")
    content = members[0].content if members else b""
    if isinstance(content, InputError):
        raise content
    if not content.strip():
        raise InputError(f"{source}: holds no reply", kind="empty")
    if form_of(content):
        raise InputError(f"{source}: holds a collection within a collection; unpack it first", kind="unsupported")
    return content, members[0].caveats


def _refuse_long(text: str, source: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{source}: {len(text)} characters, too many for a reply; is it a collection?", kind="too_large"
        )


def _text_of(data: bytes, source: str, kind: Kind) -> tuple[str | Whole, str]:
    if kind != "markup":
        return _reader_of(kind)(data, source), _MEDIA_TYPES[kind]
    if len(data) > _LONGEST_PLAIN and b"<" not in data[:_SNIFFED]:
        raise InputError(
            f"{source}: {len(data) // 1024**2} MiB of plain text, too long for a reply; is it a collection?",
            kind="too_large",
        )
    text = decode(data, source, declared_charset(data))
    refuse_binary(text, source)
    if _DUMP.match(text):
        raise InputError(f"{source}: a dump of a database; export its table as CSV or JSON", kind="unsupported")
    if looks_like_html(text):
        return read_html(text, source), "text/html"
    if root := xml_root(text):
        return read_xml(text, root, source), "application/xml"
    return read_text(text, source), "text/plain"


def _reader_of(kind: Kind) -> Callable[[bytes, str], str | Whole]:
    """Return the reader for a kind of file. The module of a reader is imported when it is first needed."""
    reader: Callable[[bytes, str], str | Whole]
    if kind == "docx":
        from summarise.load.docx import read_docx as reader  # noqa: PLC0415
    elif kind == "doc":
        from summarise.load.doc import read_doc as reader  # noqa: PLC0415
    elif kind == "ofd":
        from summarise.load.ofd import read_ofd as reader  # noqa: PLC0415
    elif kind == "mhtml":
        from summarise.load.mhtml import read_mhtml as reader  # noqa: PLC0415
    elif kind == "odt":
        from summarise.load.odt import read_odt as reader  # noqa: PLC0415
    elif kind == "rtf":
        from summarise.load.rtf import read_rtf as reader  # noqa: PLC0415
    else:
        from summarise.load.pdf import read_pdf as reader  # noqa: PLC0415
    return reader
