"""Reads the files in a zip archive of replies one by one, without writing any file to disk."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.kind import package_kind
from summarise.load.limits import MAX_FILE_BYTES
from summarise.load.package import open_zip, read_member
from summarise.load.reading import opened

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LOCK", "is_archive", "members"]

_UTF8_NAME = 0x800
_LITTER = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
LOCK: Final = "~$"
"""First characters of the name of the file by which Word and Excel lock a document that is open."""
_LOCKS: Final = (LOCK, ".~lock.")


def is_archive(path: Path) -> bool:
    """Return True if the file at `path` is a plain zip archive.

    Return False for documents that are zip files too, such as Word and OFD files, and for a file that cannot be opened.
    """
    try:
        with opened(path) as stream:
            return stream.read(4) in {b"PK\x03\x04", b"PK\x05\x06"} and package_kind(stream) == "zip"
    except OSError:
        return False  # `load` says what is wrong with it


def members(data: bytes | Path, name: str, left: list[int]) -> Iterator[tuple[str, bytes | InputError]]:
    """Yield the name (`NAME/folder/page.html`) and content of each file in a zip archive, in the archive's order.

    `data` is the archive or its path, and `name` its name. Folders are left out, and files that systems and programs
    add, such as `.DS_Store` and lock files. A file that is unsafe or cannot be unpacked is yielded with an `InputError`
    as its content. `left` holds one number, the bytes that may still be unpacked; it is reduced with each file.

    Raises:
        InputError: the archive itself is damaged.

    """
    with open_zip(data, name) as archive:
        for info in archive.infolist():
            inner = _name(info)
            if not inner:
                yield f"{name}/(no name)", InputError(f"{name}: holds a file without a name", kind="unsafe")
                continue
            if inner.endswith("/") or _is_litter(inner.lower()):
                continue
            whole = f"{name}/{inner}"
            yield whole, _content(archive, info, whole, left)


def _is_litter(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith(_LITTER[0]) or last in _LITTER[1:] or last.startswith(_LOCKS)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: list[int]) -> bytes | InputError:
    if stat.S_ISLNK(info.external_attr >> 16):
        return InputError(f"{name}: a link, not a file", kind="unsafe")
    if ".." in info.filename.replace("\\", "/").split("/") or info.filename.startswith(("/", "\\")):
        return InputError(f"{name}: its path leads out of the archive", kind="unsafe")
    try:
        content = read_member(archive, info, name, min(MAX_FILE_BYTES, max(left[0], 0)))
    except InputError as error:
        return error
    left[0] -= len(content)
    return content


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry. A name without the UTF-8 flag may be in GBK, as Chinese systems write it."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
