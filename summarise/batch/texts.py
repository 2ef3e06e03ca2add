"""The canonical texts that a record's offsets refer to, as files."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from summarise.batch.appending import replace_file
from summarise.document import Document
from summarise.errors import OutputError

__all__ = ["save_text", "text_name"]

LONGEST_STEM = 40
"""Characters; file systems end at 255 bytes, and a Chinese character takes three or four."""


def text_name(source: str, sha256: str) -> str:
    """File name for a text: the last part of its source, and the first 12 hex digits of its SHA-256."""
    stem = re.sub(r"[^\w.-]+", "_", PurePosixPath(source).stem).strip("._")[:LONGEST_STEM]
    return f"{stem or 'text'}.{sha256[:12]}.txt"


def save_text(folder: Path, document: Document) -> None:
    """Write a document's text as UTF-8, byte for byte what its SHA-256 was taken of.

    Raises:
        OutputError: it cannot be written.

    """
    path, content = folder / text_name(document.source, document.sha256), document.text.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() == content:
            return
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    replace_file(path, content)
