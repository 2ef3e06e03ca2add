"""Promises with what became of them, and the files that hand them on: the same rows in the same order in each form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from summarise.corpus import Corpus, Query
from summarise.corpus.ledger_rows import LedgerRow, ledger
from summarise.export import CsvFiles, Workbook
from summarise.export.promise_document import write_document
from summarise.export.promise_table import PROMISES, FollowedPromise
from summarise.review.events import Event
from summarise.review.verdicts import Finding, Proof
from summarise.wording import BASIS
from summarise.workbench.promises import Promises

__all__ = ["FORMS", "MOST", "Handed", "followed", "followed_rows", "write_followed"]

MOST = 20_000
"""Promises in one file; more are a database's business, not a desk's."""
FORMS = ("xlsx", "csv", "docx", "json")


@dataclass(frozen=True, slots=True)
class Handed:
    """What a file says of itself: the query, the day it was counted from, how many promises there are in all."""

    query: str
    today: date
    total: int

    @property
    def words(self) -> str:
        """As a person reads it."""
        return f"检索：{self.query or '全部'}　按 {self.today} 计　共 {self.total} 项承诺"


def followed_rows(
    promises: Promises, corpus: Corpus, query: Query, today: date, without: Iterable[str] = ()
) -> tuple[tuple[FollowedPromise, ...], int]:
    """Return what a query finds, `MOST` at most, and how many there are."""
    found = ledger(corpus, query, today, rows=slice(0, MOST), without=tuple(without))
    return tuple(followed(row, promises.finding(row.reference)) for row in found.rows), found.total


def followed(row: LedgerRow, found: tuple[Event, Finding] | None) -> FollowedPromise:
    """Return a promise with what a person found of it."""
    event, finding = found or (None, Finding(verdict=row.verdict))
    return FollowedPromise(
        reference=row.reference,
        due=_day(row.due),
        deadline_text=row.deadline_text,
        responsible=row.responsible,
        summary=row.what,
        quote=row.quote,
        section=row.section,
        targets=tuple(f"{one.indicator} {one.amount} {BASIS[one.basis]}".strip() for one in row.targets),
        certainty=row.certainty,
        lacks=row.lacks,
        state=row.state,
        verdict=finding.verdict,
        evidence="\n".join(proof.quote for proof in finding.evidence),
        evidence_from="\n".join(map(_from, finding.evidence)),
        note=finding.note,
        found_by=event.by if event else "",
        found_on=_day(event.at[:10]) if event else None,
        issuer=row.issuer,
        issued_on=_day(row.issued),
        document_number=row.number,
        proposal_title=row.title,
        source=row.source,
        sha256=row.sha256,
        url=row.url,
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _from(proof: Proof) -> str:
    return " ".join(filter(None, (proof.issuer, proof.dated or proof.seen_on, proof.reference or proof.url)))


def write_followed(form: str, rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    """Write rows as one of `FORMS`."""
    _WRITERS[form](rows, path, handed)


def _workbook(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    _add(rows, Workbook([PROMISES], path), handed.words)


def _csv(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    del handed
    _add(rows, CsvFiles({PROMISES.name: (PROMISES, path)}), "")


def _add(rows: Sequence[FollowedPromise], writer: Workbook | CsvFiles, note: str) -> None:
    for row in rows:
        writer.add(PROMISES, PROMISES.row(row, ()))
    writer.close(note)


def _document(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    write_document(rows, path, "承诺台账", handed.words)


def _json(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    values = {
        "query": handed.query,
        "today": handed.today.isoformat(),
        "total": handed.total,
        "rows": list(map(_plain, rows)),
    }
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(row: FollowedPromise) -> dict[str, object]:
    cells = zip(PROMISES.columns, PROMISES.row(row, ()), strict=True)
    return {column.name: str(cell) if isinstance(cell, date | Decimal) else cell for column, cell in cells}


_WRITERS: dict[str, Callable[[Sequence[FollowedPromise], Path, Handed], None]] = {
    "xlsx": _workbook,
    "csv": _csv,
    "docx": _document,
    "json": _json,
}
