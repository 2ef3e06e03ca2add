"""Recognises the format of a file by its content, since file names can be wrong."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO, Final, Literal

from summarise.lazy_pattern import lazy_pattern
from summarise.load.compound import SIGNATURE, entry_names
from summarise.load.mail import looks_like_mail
from summarise.load.mhtml import looks_like_mhtml
from summarise.load.zip_directory import refuse_endless

__all__ = ["CALL", "MANY", "PDF_WITHIN", "Kind", "kind_of", "package_kind"]

# fmt: off
Kind = Literal[
    "docx", "ofd", "odt", "pdf", "doc", "mhtml", "rtf", "markup",
    "zip", "mail", "json", "workbook",
    "outlook", "locked", "slides", "book", "office", "picture", "packed", "binary", "shifted",
]
"""Kind of a file by its content; those of the last line cannot be read."""
# fmt: on
MANY: Final = frozenset({"zip", "mail", "json", "workbook"})
"""Kinds of files that can hold several replies or other files."""

PDF_WITHIN: Final = 1024  # bytes before %PDF that readers tolerate
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PACKED: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS: Final = (b"\x7fELF", b"MZ\x90\0", b"SQLite format 3")
CALL: Final = rb"(?:/\*\*/\s*)?(?:(?:var|let|const)\s{1,9})?[A-Za-z_$][\w$.]{0,60}\s{0,9}[(=]\s{0,9}"
"""What stands before the JSON text in an answer that a page's script loads: `callback(` or `var list =`."""
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BEFORE: Final = b" \t\r\n\f\0"
_HEAD: Final = 4096
_JSON: Final = lazy_pattern(rb"(?:" + CALL + rb")?(?:\[\s*(?:[\[{\"\]])|\{\s*[\"}])")
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."


def kind_of(data: bytes) -> Kind:
    """Return the format of the file `data` by its bytes.

    `markup` stands for any text, and for content that is not recognised.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return package_kind(io.BytesIO(data))
    if data.startswith(SIGNATURE):
        return _compound_kind(data)
    for kind, signatures in _SIGNATURES.items():
        if data.startswith(signatures):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "picture"
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    is_shifted = data[:1] == b"\0" and data.lstrip(b"\0").startswith(_WITHIN)
    return "shifted" if is_shifted else _kind_of_text(data)


_SIGNATURES: Final[dict[Kind, tuple[bytes, ...]]] = {
    "picture": _PICTURES,
    "outlook": (b"\x78\x9f\x3e\x22",),  # winmail.dat, in which Outlook packs attachments
    "packed": _PACKED,
    "binary": _PROGRAMS,
}
_WITHIN: Final = (b"PK\x03\x04", SIGNATURE, b"%PDF-", *_PICTURES[:3], *_PACKED)
"""Signatures of formats that are recognised after leading NUL bytes, which broken downloads may have."""


def _kind_of_text(data: bytes) -> Kind:
    head = data[:_HEAD]
    if data.startswith(_MARKS[1:]):
        head = head.replace(b"\0", b"")  # enough of UTF-16 to see signs of ASCII
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = head.lstrip(_BEFORE)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _JSON.match(head):
        return "json"
    if looks_like_mail(data):
        return "mail"
    return "mhtml" if looks_like_mhtml(data) else "markup"


def _compound_kind(data: bytes) -> Kind:
    names = entry_names(data)
    if "WordDocument" in names:
        return "doc"
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return "workbook"
    if "EncryptedPackage" in names:
        return "locked"
    if "PowerPoint Document" in names:
        return "slides"
    return "outlook" if "__properties_version1.0" in names else "doc"  # its reader says what is wrong


def package_kind(stream: BinaryIO) -> Kind:
    """Return the format of the zip file `stream` by the names of its parts; `zip` for any other or damaged archive."""
    try:
        refuse_endless(stream)
        with zipfile.ZipFile(stream) as archive:
            names = {name.lstrip("/").lower() for name in archive.namelist()}
            media_type = _media_type(archive) if "mimetype" in names else ""
    except Exception:  # noqa: BLE001 - whatever a damaged or hostile package makes of its reader
        return "zip"  # opening it again says what is wrong
    if "ofd.xml" in names:
        return "ofd"
    if "[content_types].xml" in names:
        return _office_kind({name.partition("/")[0] for name in names})
    if media_type.startswith(_OPEN_DOCUMENT):
        what = media_type.removeprefix(_OPEN_DOCUMENT)
        return "odt" if what.startswith("text") else "workbook" if what.startswith("spreadsheet") else "slides"
    if "epub" in media_type:
        return "book"
    return "office" if media_type else "zip"


def _office_kind(folders: set[str]) -> Kind:
    if "word" in folders:
        return "docx"
    return "workbook" if "xl" in folders else "slides" if "ppt" in folders else "office"


def _media_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as stream:
        return stream.read(200).decode("ascii", "replace").strip()
