"""The canonical texts that a record's offsets refer to, as files."""

from __future__ import annotations

from pathlib import Path

from summarise.batch.appending import replace_file
from summarise.document import Document
from summarise.errors import OutputError
from summarise.own_file import keep_aside

__all__ = ["save_text"]


def save_text(folder: Path, document: Document) -> None:
    """Write a document's text as `SHA256.txt`, in UTF-8, byte for byte what the hash was taken of.

    Raises:
        OutputError: it cannot be written.

    """
    path, content = folder / f"{document.sha256}.txt", document.text.encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.read_bytes() == content:
            return
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    keep_aside(path, content)
    replace_file(path, content)
