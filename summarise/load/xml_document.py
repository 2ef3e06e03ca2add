"""XML by its root: Word 2003's, Word's flat package, flat OpenDocument; anything else is refused by name."""

from __future__ import annotations

import re
from typing import Final

from summarise.errors import InputError
from summarise.load.limits import MAX_PART_BYTES
from summarise.load.whole import Whole

__all__ = ["read_xml", "xml_root"]

_ROOT: Final = re.compile(
    r"\s*(?P<prolog>(?:<\?[^?]{0,2000}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,400}(?:\[[^\]]{0,4000}\])?>\s*)*)"
    r"<(?P<name>[^\W\d][\w.:-]{0,80})(?P<rest>[^<>]{0,20000})>",
    re.DOTALL | re.IGNORECASE,
)
_HEAD: Final = 40_000
_DECLARATION: Final = re.compile(r"\s*<\?xml[^?]{0,400}\?>")


def xml_root(text: str) -> str:
    """Return the root element's name, as written, of a text that is XML and no web page; "" for other text."""
    found = _ROOT.match(text[:_HEAD].removeprefix("\ufeff"))
    if not found:
        return ""
    name = found["name"]
    certain = found["prolog"].lstrip().startswith("<?") or "xmlns" in found["rest"]
    closed = text.rstrip().endswith((f"</{name}>", f"</{name} >")) or found["rest"].rstrip().endswith("/")
    return name if certain or closed else ""


def read_xml(text: str, root: str, source: str) -> str | Whole:
    """Return the visible text of a document that is XML.

    Raises:
        InputError: `unsupported` for XML of another kind, else as the reader of the document's own kind.

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
    raise InputError(
        f"{source}: XML of a kind that is not read (its root is <{root}>); save it as .docx", kind="unsupported"
    )
