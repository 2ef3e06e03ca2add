"""What a file is, by its content: names lie."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO, Final, Literal

from summarise.load.compound import SIGNATURE
from summarise.load.mhtml import looks_like_mhtml

__all__ = ["PDF_WITHIN", "Kind", "kind_of", "package_kind"]

Kind = Literal["docx", "ofd", "zip", "office", "pdf", "doc", "mhtml", "rtf", "picture", "packed", "binary", "markup"]

PDF_WITHIN: Final = 1024  # bytes before %PDF that readers tolerate
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PACKED: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_PROGRAMS: Final = (b"\x7fELF", b"MZ\x90\0", b"SQLite format 3")


def kind_of(data: bytes) -> Kind:
    """Return the kind of a file; `markup` stands for all that is text, pages and plain text alike."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return package_kind(io.BytesIO(data))
    for kind, signatures in _SIGNATURES.items():
        if data.startswith(signatures):
            return kind
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    return "mhtml" if looks_like_mhtml(data) else "markup"


_SIGNATURES: Final[dict[Kind, tuple[bytes, ...]]] = {
    "doc": (SIGNATURE,),
    "rtf": (b"{\\rtf",),
    "picture": _PICTURES,
    "packed": _PACKED,
    "binary": _PROGRAMS,
}


def package_kind(stream: BinaryIO) -> Kind:
    """Return which kind of zip package a stream holds."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = {name.lstrip("/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"  # opening it again says what is wrong
    if "ofd.xml" in names:
        return "ofd"
    if "[content_types].xml" in names:
        return "docx" if any(name.startswith("word/") for name in names) else "office"
    return "office" if "mimetype" in names else "zip"
