"""Makes the export rows of promises and their verdicts; all file forms get the same rows in the same order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from summarise.corpus import Corpus, Query
from summarise.corpus.ledger_rows import LedgerRow, TargetOf, ledger
from summarise.corpus.query import SUPERSEDED
from summarise.export import FollowedPromise
from summarise.ledger import terms_of
from summarise.reference import Reference
from summarise.review.events import Event
from summarise.review.verdicts import Finding, Proof
from summarise.wording import BASIS
from summarise.workbench.promises import Promises

__all__ = ["MOST", "followed", "followed_rows"]

MOST = 20_000
"""Maximum number of promises in one file."""


def followed_rows(
    promises: Promises, corpus: Corpus, query: Query, today: date, without: Iterable[str] = ()
) -> tuple[tuple[FollowedPromise, ...], int]:
    """Return the first 20,000 promises in `corpus` that match a query, by deadline, and the number of all that match.

    `promises` has the verdicts. `today` decides which deadlines are near or past. `without` lists texts to leave out,
    by the first ten digits of their SHA-256.
    """
    found = ledger(corpus, query, today, rows=slice(0, MOST), without=tuple(without))
    older = corpus.superseded()
    return tuple(followed(row, promises.finding(row.reference), older) for row in found.rows), found.total


def followed(row: LedgerRow, found: tuple[Event, Finding] | None, older: Collection[str] = ()) -> FollowedPromise:
    """Return a promise with its verdict as a row for export; `found` is None if nobody has given a verdict.

    `older` are the names of letters that have a newer version; evidence from one says so.
    """
    event, finding = found or (None, Finding(verdict=row.verdict))
    return FollowedPromise(
        reference=row.reference,
        due=_day(row.due),
        **terms_of(row),
        summary=row.what,
        quote=row.quote,
        section=row.section,
        targets=tuple(map(_amount, row.targets)),
        lacks=row.lacks,
        state=row.state,
        verdict=finding.verdict,
        evidence="\n".join(proof.quote for proof in finding.evidence),
        evidence_from="\n".join(_from(proof, older) for proof in finding.evidence),
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


def _amount(one: TargetOf) -> str:
    """Return a target in words, with its deadline if that differs from the deadline of the promise."""
    day = f"（{one.due}）" if one.state else ""
    return f"{one.indicator} {one.amount} {BASIS[one.basis]}{day}".strip()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _from(proof: Proof, older: Collection[str]) -> str:
    named = Reference.parse(proof.reference)
    said = f"（{SUPERSEDED}）" if named and named.text in older else ""
    return " ".join(filter(None, (proof.issuer, proof.dated or proof.seen_on, proof.reference or proof.url, said)))
