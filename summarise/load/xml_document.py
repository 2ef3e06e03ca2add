"""Reads documents that are one XML file; the root element decides: Word 2003, flat Word or flat OpenDocument."""

from __future__ import annotations

import re
from typing import Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.limits import MAX_PART_BYTES
from summarise.load.whole import Whole

__all__ = ["read_xml", "xml_root"]

_ROOT: Final = lazy_pattern(
    r"\s*(?P<prolog>(?:<\?[^?]{0,2000}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,400}(?:\[[^\]]{0,4000}\])?>\s*)*)"
    r"<(?P<name>[^\W\d][\w.:-]{0,80})(?P<rest>[^<>]{0,20000})>",
    re.DOTALL | re.IGNORECASE,
)
_HEAD: Final = 40_000
_DECLARATION: Final = lazy_pattern(r"\s*<\?xml[^?]{0,400}\?>")


def xml_root(text: str) -> str:
    """Return the name of the first element, with its prefix, if `text` is XML; "" for other text.

    A text is XML if it begins with an XML declaration, if its first element has a namespace, or if the text ends with
    that element.
    """
    found = _ROOT.match(text[:_HEAD].removeprefix("\ufeff"))
    if not found:
        return ""
    name = found["name"]
    certain = found["prolog"].lstrip().startswith("<?") or "xmlns" in found["rest"]
    closed = text.rstrip().endswith((f"</{name}>", f"</{name} >")) or found["rest"].rstrip().endswith("/")
    return name if certain or closed else ""


def read_xml(text: str, root: str, source: str) -> str | Whole:
    """Return the visible text of a document that is one XML file, with the warnings about parts that were not read.

    Args:
        text: the whole XML text.
        root: the name of its root element, as `xml_root` returns it.
        source: name of the file in error messages.

    Raises:
        InputError: `unsupported` for another root element, `too_large` for too many characters, or an error of the
            reader of the format.

    """
    local = root.rpartition(":")[2]
    if len(text) > MAX_PART_BYTES:
        raise InputError(f"{source}: {len(text)} characters of XML, too many", kind="too_large")
    data = _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode("utf-8", "replace")
    if local == "document" and "urn:oasis:names:tc:opendocument:" in text[:_HEAD]:
        from summarise.load.odt import read_flat_odt  # noqa: PLC0415 - for this format only

        return read_flat_odt(data, source)
    if local in {"wordDocument", "package"}:
        from summarise.load.word_xml import read_word_xml  # noqa: PLC0415 - for this format only

        return read_word_xml(data, source)
    if local == "Workbook":
        raise InputError(f"{source}: a spreadsheet of Excel 2003 as XML; save it as .xlsx", kind="unsupported")
    raise InputError(
        f"{source}: XML of a kind that is not read (its root is <{root}>); save it as .docx", kind="unsupported"
    )
