"""Reads the XML in zip packages (Word, OFD), within limits and without XML entities."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # document types, and so entities, are refused below

from summarise.errors import InputError
from summarise.load.limits import MAX_XML_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["local", "parse_xml", "see_elements"]


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
