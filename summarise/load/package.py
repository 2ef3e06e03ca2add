"""Reads zip packages (Word, OFD, archives) within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.limits import MAX_ARCHIVE_MEMBERS, MAX_COMPRESSION_RATIO, MAX_PART_BYTES
from summarise.load.zip_directory import refuse_endless

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_zip", "part", "read_member"]

_SMALL: Final = 1024 * 1024  # a part below this size is harmless at any ratio
_CHUNK: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1


def open_zip(data: bytes | Path, source: str) -> zipfile.ZipFile:
    """Open the zip file `data`, given as its bytes or as a path; `source` names it in errors.

    Raises:
        InputError: `unreadable` if it is damaged or not a zip, `unsafe` if it has more than 50,000 entries.

    """
    try:
        with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as stream:
            refuse_endless(stream, source)
        archive = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(f"{source}: a damaged zip package ({error})", kind="unreadable") from error
    if len(archive.infolist()) > MAX_ARCHIVE_MEMBERS:
        raise InputError(f"{source}: holds more than {MAX_ARCHIVE_MEMBERS} files", kind="unsafe")
    return archive


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, limit: int = MAX_PART_BYTES) -> bytes:
    """Return the unpacked bytes of `info`, an entry of `archive`; `source` names the archive in errors.

    The bytes are counted during unpacking, because the stated sizes can be false.

    Raises:
        InputError: `too_large` for more than `limit` bytes; `unsafe` if it unpacks to more than 1 MiB and 250 times its
            packed size; `unsupported` if it is encrypted or packed by an unknown method; `unreadable` if it is damaged.

    """
    if info.flag_bits & _ENCRYPTED:
        raise InputError(f"{source}: encrypted; remove the password first", kind="unsupported")
    chunks, size = [], 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > _SMALL and size > MAX_COMPRESSION_RATIO * max(info.compress_size, 1):
                    raise InputError(
                        f"{source}: unpacks to more than {MAX_COMPRESSION_RATIO} times its size", kind="unsafe"
                    )
                if size > limit:
                    raise InputError(f"{source}: unpacks to more than {limit} bytes", kind="too_large")
                chunks.append(chunk)
    except NotImplementedError as error:
        raise InputError(f"{source}: packed by a method that is not supported", kind="unsupported") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise InputError(f"{source}: a damaged zip package ({error})", kind="unreadable") from error
    return b"".join(chunks)


def part(archive: zipfile.ZipFile, name: str, source: str) -> bytes | None:
    """Return the bytes of the entry `name` of `archive`, or None; case and a leading slash are ignored.

    `source` names the archive in errors.

    Raises:
        InputError: for the same reasons as `read_member`.

    """
    wanted = name.lstrip("/").lower()
    for info in archive.infolist():
        if info.filename.lstrip("/").lower() == wanted:
            return read_member(archive, info, source)
    return None
