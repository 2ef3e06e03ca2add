"""An engine's stand-in that the batch tests own: every text becomes a record, and every call is written down."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from summarise.document import Document
from summarise.errors import AnswerError
from summarise.record import (
    DocumentFields,
    Evidence,
    Failure,
    Measure,
    ProposalFields,
    Provenance,
    Record,
    ReplyFields,
)

__all__ = ["Calls", "failures_in", "record_of", "records_in", "write_replies"]


def record_of(document: Document, model: str = "owned") -> Record:
    """The record that stands for a document: one measure, quoting all of its text."""
    text = document.text
    return Record(
        document=DocumentFields(
            source=document.source, sha256=document.sha256, characters=len(text), media_type=document.media_type
        ),
        reply=ReplyFields(),
        proposal=ProposalFields(),
        measures_taken=(
            Measure(id="m1", summary=text[:20], section="", evidence=(Evidence(start=0, end=len(text), quote=text),)),
        ),
        provenance=Provenance(engine="model", model=model),
    )


class Calls:
    """Counts its calls by source; those whose text says 失败 fail, and `meanwhile` runs inside each call."""

    def __init__(self, meanwhile: Callable[[Document], None] = lambda _: None) -> None:
        self.made: list[str] = []
        self._meanwhile = meanwhile

    def __call__(self, document: Document) -> Record:
        self.made.append(document.source)
        self._meanwhile(document)
        if "失败" in document.text:
            raise AnswerError(f"{document.source}: no answer")
        return record_of(document)


class LoggedCalls:
    """Calls written to a file that outlasts the process, one `write` each: what was paid for."""

    def __init__(self, log: Path, meanwhile: Callable[[Document], None]) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._meanwhile = meanwhile

    def __call__(self, document: Document) -> Record:
        os.write(self._log, f"{document.source}\n".encode())
        self._meanwhile(document)
        if "失败" in document.text:
            raise AnswerError(f"{document.source}: no answer")
        return record_of(document)


def write_replies(folder: Path, count: int, *, failing: Sequence[int] = ()) -> Path:
    """Numbered replies of different length in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        verdict = "失败" if number in failing else "完成"
        (folder / f"{number:05}.txt").write_text(f"第{number}件答复，{verdict}。" + "已修缮道路。" * (number % 7 * 40))
    return folder


def records_in(path: Path) -> list[Record]:
    return [Record.from_json(line) for line in path.read_bytes().splitlines()]


def failures_in(path: Path) -> list[Failure]:
    return [Failure.model_validate_json(line) for line in path.read_bytes().splitlines()]
