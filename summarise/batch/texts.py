"""Save the canonical texts as files; the character offsets in records refer to these texts."""

from __future__ import annotations

from pathlib import Path

from summarise.batch.appending import replace_file
from summarise.document import Document
from summarise.errors import OutputError
from summarise.own_file import keep_aside

__all__ = ["save_text"]


def save_text(folder: Path, document: Document) -> None:
    """Write a document's text to `folder/SHA256.txt` in UTF-8: exactly the bytes of which the SHA-256 was computed.

    If a file of that name has other content, it is renamed and kept.

    Raises:
        OutputError: the file cannot be written.

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
