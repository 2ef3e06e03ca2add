"""The files that a run leaves: records, saved texts and the manifest that says where these are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from summarise.document import Document
from summarise.record import Record
from tests.support.composed_replies import composed_reply


def write_run(folder: Path, replies: Iterable[tuple[Record, Document]]) -> Path:
    """Write them into a folder and return the path of the records."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    records = folder / "records.jsonl"
    with records.open("w", encoding="utf-8") as file:
        for record, document in replies:
            file.write(record.to_json() + "\n")
            (texts / f"{document.sha256}.txt").write_bytes(document.text.encode())
    manifest = {"settings": {"save_text": "texts"}}
    (folder / "records.manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return records


def composed_run(folder: Path, replies: int, paragraphs: int = 1) -> Path:
    """A run over so many composed replies."""
    return write_run(folder, (composed_reply(number, paragraphs) for number in range(1, replies + 1)))
