"""Reads the text of a Word file (.docx), as it prints when all changes are accepted.

This module parses the file itself. The available libraries lose the form of automatic numbers (一、, （一）), keep
hidden text, or drop text boxes.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import collapse, visible
from summarise.load.numbering import attribute
from summarise.load.package import open_zip, part
from summarise.load.package_xml import local, parse_xml
from summarise.load.page_head import lines_of_letter, of_letter
from summarise.load.text_tables import with_rows, without_tabs
from summarise.load.whole import Whole
from summarise.load.word_text import WordText
from summarise.load.wrapping import Broken, unbroken

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterable
    from xml.etree import ElementTree as ET

__all__ = ["read_docx"]

_NOTES: Final = ("footnotes", "endnotes")
_STATED: Final = lazy_pattern(r"(?:[\u4e00-\u9fff][^。]{0,3}){10}[^。]*。$")
_SCANT: Final = 60  # characters; a letter has more, the words around a pasted scan have not


def read_docx(data: bytes, source: str) -> Whole:
    """Return the visible text of a Word file: a line for each paragraph or table row, then footnotes and endnotes.

    `data` is the content of the file; `source` names the file in errors. The result has a caveat for each kind of
    content that could not be read.

    Raises:
        InputError: `unreadable` if the package is damaged, `unsafe` if it exceeds the limits, `scanned` if the letter
            is a picture, `unsupported` if its text is in another file.

    """
    with open_zip(data, source) as archive:
        return _Package(archive, source).read()


class _Package:
    """The parts of a Word file, found by their purpose."""

    def __init__(self, archive: zipfile.ZipFile, source: str) -> None:
        self.archive, self.source = archive, source
        self.names = {info.filename.lstrip("/").lower(): info.filename for info in archive.infolist()}
        self.main = self._main_part()
        self.targets = self._targets()

    def read(self) -> Whole:
        """Return the text, with caveats for the parts of the file that are missing from it."""
        root = self._xml(self.main)
        if root is None:
            raise InputError(f"{self.source}: a Word file without a text", kind="unreadable")
        diagrams = self._diagrams()
        text = WordText(self.source, self._beside("styles"), self._beside("numbering"), diagrams)
        lines = text.block(root)
        for name in _NOTES:
            for note in self._beside(name) or ():
                if attribute(note, "type") is None:  # the two separators have one
                    lines += text.block(note)
        lines += [Broken(line) for name in sorted(diagrams) for line in diagrams[name]]
        lines = self._edge("header", text, lines, of_letter) + lines + self._edge("footer", text, lines, _is_stated)
        if text.pictures and sum(len(line.text) for line in lines) < _SCANT:
            raise InputError(
                f"{self.source}: its text is a picture pasted into Word; it needs text recognition (--ocr)",
                kind="scanned",
            )
        return Whole("\n".join(without_tabs(unbroken(with_rows(lines)))), tuple(_caveats(text.unread)))

    def _main_part(self) -> str:
        for relation in self._relations("_rels/.rels"):
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or "").lstrip("/")
        return "word/document.xml"

    def _relations(self, name: str) -> Iterable[ET.Element]:
        return self._xml(name) or ()

    def _targets(self) -> dict[str, str]:
        """Return the part that each relationship of the main document points to, by the relationship's id."""
        folder, name = posixpath.split(self.main)
        found = {}
        for relation in self._relations(f"{folder}/_rels/{name}.rels"):
            target = attribute(relation, "Target") or ""
            place = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if attribute(relation, "TargetMode") != "External":
                found[attribute(relation, "Id") or ""] = place.lstrip("/")
        return found

    def _beside(self, kind: str) -> ET.Element | None:
        """Return the root of the part `word/KIND.xml` such as styles, or of a part KIND.xml elsewhere; else None."""
        usual = f"word/{kind}.xml"
        if usual in self.names:
            return self._xml(usual)
        return next(
            (self._xml(t) for t in self.targets.values() if posixpath.basename(t).lower() == f"{kind}.xml"), None
        )

    def _xml(self, name: str) -> ET.Element | None:
        stored = self.names.get(name.lstrip("/").lower())
        data = part(self.archive, stored, self.source) if stored else None
        return None if data is None else parse_xml(data, self.source)

    def _edge(self, kind: str, text: WordText, lines: list[Broken], belongs: Callable[[str], bool]) -> list[Broken]:
        """Return the lines of page headers or footers that belong to the letter and are not also in its text."""
        edge: list[str] = []
        for name in sorted(self.names):
            if re.fullmatch(rf"word/{kind}\d*\.xml", name) and (root := self._xml(name)) is not None:
                edge += without_tabs([line.text for line in text.block(root)])
        return [Broken(line) for line in lines_of_letter(edge, [line.text for line in lines], belongs)]

    def _diagrams(self) -> dict[str, list[str]]:
        """Return the lines of each diagram (SmartArt), by the id of its relationship or by its part."""
        by_part = {part_: relation for relation, part_ in self.targets.items()}
        found = {}
        for name in self.names:
            if re.fullmatch(r"word/diagrams/data\d*\.xml", name) and (root := self._xml(name)) is not None:
                found[by_part.get(self.names[name].lstrip("/"), name)] = _paragraphs(root)
        return found


def _is_stated(line: str) -> bool:
    """Return True if a line of a page footer is a sentence and not a page number or an address."""
    return bool(_STATED.search(line))


def _paragraphs(root: ET.Element) -> list[str]:
    """Return the text of a drawing by paragraph."""
    whole = [e for e in root.iter() if local(e) == "p" and any(local(t) == "t" for t in e.iter())] or [root]
    texts = ("".join(t.text or "" for t in e.iter() if local(t) == "t") for e in whole)
    return [line for line in (collapse(visible(text)) for text in texts) if line]


def _caveats(unread: list[str]) -> Iterable[Caveat]:
    for what in dict.fromkeys(unread):
        count = unread.count(what)
        message = (
            f"{what} in the Word file was not read" if count == 1 else f"{what}, and {count - 1} more, was not read"
        )
        yield Caveat("unread_part", message)
