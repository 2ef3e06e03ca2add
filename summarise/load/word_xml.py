"""Converts Word documents in one XML file (flat package of Word 2007, or Word 2003 XML) to .docx and reads them."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET  # what is written here was parsed within bounds by `package`

from summarise.errors import InputError
from summarise.load.docx import read_docx
from summarise.load.numbering import LIST_KINDS, attribute, child
from summarise.load.package_xml import local, parse_xml
from summarise.load.whole import Whole

__all__ = ["read_word_xml"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = ("Word.Deletion", "Word.Comment")


def read_word_xml(data: bytes, source: str) -> Whole:
    """Return the visible text of `data`, a flat Word package or a Word 2003 document.

    `source` names the file in errors.

    Raises:
        InputError: `unsupported` for an office file without a Word document, or an error of `parse_xml` or `read_docx`.

    """
    root = parse_xml(data, source)
    parts = _package_parts(root) if local(root) == "package" else _parts_of_2003(root)
    if not any(name.lstrip("/").startswith("word/") for name in parts):
        raise InputError(
            f"{source}: an office file in XML that is no Word document; save it as .docx", kind="unsupported"
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.lstrip("/"), content)
    return read_docx(packed.getvalue(), source)


def _package_parts(root: ET.Element) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    for part in root:
        name = attribute(part, "name") or ""
        holder = child(part, "xmlData")
        if holder is not None and len(holder):
            parts.setdefault(name, ET.tostring(holder[0], encoding="utf-8"))
        elif (packed := child(part, "binaryData")) is not None and packed.text:
            try:
                parts.setdefault(name, base64.b64decode("".join(packed.text.split())))
            except binascii.Error:
                continue  # a picture, as a rule; the text is in XML
    return parts


def _parts_of_2003(root: ET.Element) -> dict[str, bytes]:
    """Split a Word 2003 document into parts with the names that they have in a .docx."""
    body = child(root, "body")
    notes: list[ET.Element] = []
    document = ET.Element(f"{_W}document")
    if body is not None:
        _clean(body, notes)
        document.append(body)
    parts = {"word/document.xml": document}
    if (styles := child(root, "styles")) is not None:
        for properties in [e for e in styles.iter() if local(e) == "pPr"]:
            _name_list(properties)
        parts["word/styles.xml"] = styles
    if (lists := child(root, "lists")) is not None:
        parts["word/numbering.xml"] = _numbering(lists)
    for number, head in enumerate((e for e in document.iter() if local(e) == "hdr"), start=1):
        parts[f"word/header{number}.xml"] = head
    if notes:
        parts["word/footnotes.xml"] = ET.Element(f"{_W}footnotes")
        parts["word/footnotes.xml"].extend(notes)
    return {name: ET.tostring(part, encoding="utf-8") for name, part in parts.items()}


def _clean(element: ET.Element, notes: list[ET.Element]) -> None:
    """Remove deleted text and comments, move footnotes behind the text, and rename list elements as in a .docx."""
    for item in list(element):
        name = local(item)
        if name == "annotation" and (attribute(item, "type") or "").startswith(_LEFT_OUT):
            element.remove(item)
            continue
        _clean(item, notes)
        if name in {"footnote", "endnote"}:
            element.remove(item)
            notes.append(item)
        elif name == "pPr":
            _name_list(item)


def _name_list(properties: ET.Element) -> None:
    """Rename the list elements `listPr` and `ilfo` to `numPr` and `numId`, their names in a .docx."""
    for item in properties:
        if local(item) == "listPr":
            item.tag = f"{_W}numPr"
            for inner in item:
                if local(inner) == "ilfo":
                    inner.tag = f"{_W}numId"


def _numbering(lists: ET.Element) -> ET.Element:
    root = ET.Element(f"{_W}numbering")
    for item in lists:
        if local(item) == "listDef":
            abstract = ET.SubElement(
                root, f"{_W}abstractNum", {f"{_W}abstractNumId": attribute(item, "listDefId") or ""}
            )
            abstract.extend(level for level in item if local(level) == "lvl")
            for level in abstract:
                if (kind := child(level, "nfc")) is not None:
                    value = LIST_KINDS.get(attribute(kind) or "0", "decimal")
                    ET.SubElement(level, f"{_W}numFmt", {f"{_W}val": value})
        elif local(item) == "list":
            number = ET.SubElement(root, f"{_W}num", {f"{_W}numId": attribute(item, "ilfo") or ""})
            ground = attribute(child(item, "ilst")) or ""
            ET.SubElement(number, f"{_W}abstractNumId", {f"{_W}val": ground})
            number.extend(override for override in item if local(override) == "lvlOverride")
    return root
