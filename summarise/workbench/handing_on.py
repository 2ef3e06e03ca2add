"""Returns corrected records and gold files, for other programs and other workbenches."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from summarise.document import Document
from summarise.errors import InputError
from summarise.record import Record
from summarise.review.gold_from_record import gold_from_record

if TYPE_CHECKING:
    from summarise.workbench.calls import Caller
    from summarise.workbench.desk import Desk

__all__ = ["corrected_records", "gold_files", "zipped"]


def corrected_records(desk: Desk, caller: Caller, *, accepted: bool = False) -> Iterator[Record]:
    """Yield the records of `desk` with people's changes, in the order of the files; if `accepted`, only accepted ones.

    Replies that the caller must still label without seeing the engine's result are left out.
    """
    closed = desk.closed_to(caller)
    for row in desk.shelf.rows():
        if row.sha256 in closed:
            continue
        if not desk.journal.on(row.sha256):
            if not accepted:
                yield desk.shelf.record(row)
            continue
        folded = desk.folded(row)
        if not accepted or folded.state == "accepted":
            yield folded.record


def gold_files(desk: Desk, caller: Caller) -> Iterator[tuple[str, str]]:
    """Yield two files for each accepted record of `desk` as (name, content): its text and its gold labels.

    Replies that `caller` must still label without seeing the engine's result are left out.

    Raises:
        InputError: no record is accepted yet.

    """
    count = 0
    for record in corrected_records(desk, caller, accepted=True):
        name = f"{Path(record.document.source).stem}-{record.document.sha256[:10]}"
        text = desk.shelf.document(record).text
        document = Document(f"{name}.txt", text)
        yield f"{name}.txt", text
        yield f"{name}.gold.json", gold_from_record(document, record).to_json()
        count += 1
    if not count:
        raise InputError("no record is accepted yet: accept some in the review first")


def zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    """Return a zip archive of files given as (name, content). The same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
