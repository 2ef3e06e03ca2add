"""Reads zip packages (Word, OFD, archives) and the XML in them, within limits and without XML entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET  # document types, and so entities, are refused below

from summarise.errors import InputError
from summarise.load.limits import MAX_ARCHIVE_MEMBERS, MAX_COMPRESSION_RATIO, MAX_PART_BYTES, MAX_XML_DEPTH
from summarise.load.zip_directory import refuse_endless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["local", "open_zip", "parse_xml", "part", "read_member", "see_elements"]

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


class _Guard:
    """Refuses XML with a document type, which could define entities, and XML that is nested too deeply."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source, self.depth = source, 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - expat's signature
        raise InputError(f"{self.source}: its XML declares a document type, which could define entities", kind="unsafe")

    def enter(self) -> None:
        self.depth += 1
        if self.depth > MAX_XML_DEPTH:
            raise InputError(f"{self.source}: its XML is nested too deep", kind="unsafe")


class _Builder(_Guard, ET.TreeBuilder):
    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self.enter()
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self.depth -= 1
        return super().end(tag)


class _Watcher(_Guard):
    def __init__(self, source: str, see: Callable[[str, Mapping[str, str]], None]) -> None:
        super().__init__(source)
        self.see = see

    def start(self, tag: str, attrs: dict[str, str], /) -> None:
        self.enter()
        self.see(_bare(tag), {_bare(name): value for name, value in attrs.items()})

    def end(self, _tag: str, /) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Return None; the parser calls this method at the end."""


def parse_xml(data: bytes, source: str) -> ET.Element:
    """Return the root element of the XML text `data`; `source` names the file in errors.

    Raises:
        InputError: `unsafe` if it declares a document type (which can define entities) or nests deeper than 400
            elements, `unreadable` if it is not well-formed.

    """
    root = _parsed(data, _Builder(source))
    assert isinstance(root, ET.Element)
    return root


def see_elements(data: bytes, see: Callable[[str, Mapping[str, str]], None], source: str) -> None:
    """Call `see` with name and attributes of each element of the XML text `data` in order, without building a tree.

    The names have no namespaces. `source` names the file in errors. The errors are those of `parse_xml`.
    """
    _parsed(data, _Watcher(source, see))


def _parsed(data: bytes, target: _Builder | _Watcher) -> object:
    """Parse an XML text and return the result of `target`, which receives the parser's events."""
    parser = ET.XMLParser(target=target)  # noqa: S314 - see _Guard
    try:
        parser.feed(data)
        return parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise InputError(f"{target.source}: damaged XML ({error})", kind="unreadable") from error


def local(element: ET.Element) -> str:
    """Return an element's name without its namespace, which differs between versions of a format."""
    return element.tag[element.tag.find("}") + 1 :]


def _bare(name: str) -> str:
    return name[name.find("}") + 1 :]
