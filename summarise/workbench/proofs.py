"""Completes the evidence of a verdict.

Evidence is a sentence of a later reply, whose details the server adds, or a web page as described by a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from summarise.corpus import Corpus
from summarise.corpus.ledger_rows import LedgerRow
from summarise.corpus.unlisted import sentence_at
from summarise.errors import InputError, UsageError
from summarise.record import Evidence, Record
from summarise.reference import Reference, by_reference, evidence_of
from summarise.workbench.shelf import document_of

__all__ = ["Proofs"]


class Proofs:
    """Completes the evidence for a verdict on one promise.

    Args:
        corpus: the index in which later replies are looked up.
        records: the records file; the texts are beside it.
        row: the promise.
        check_open: raises `Refused` for a text that must not be used; takes the first ten digits of its SHA-256.

    """

    def __init__(self, corpus: Corpus, records: Path, row: LedgerRow, check_open: Callable[[str], None]) -> None:
        self._corpus, self._records, self._row, self._check_open = corpus, records, row, check_open

    def filled(self, finding: Any) -> Any:
        """Return `finding`, a verdict as a JSON object, with completed evidence.

        Evidence from a later reply gets its quote, span, body and date. Other evidence keeps only its quote, address,
        date and body.

        Raises:
            Refused: a reference is of a text that must not be used (403).
            UsageError: a reference does not exist or is not of a later reply, or the text does not contain the quote.

        """
        if not isinstance(finding, Mapping):
            return finding
        proofs = finding.get("evidence", [])
        made = [self._filled(one) for one in proofs] if isinstance(proofs, list) else proofs
        return {**finding, "evidence": made}

    def _filled(self, proof: Any) -> Any:
        written = proof.get("reference", "") if isinstance(proof, Mapping) else ""
        if not isinstance(written, str) or not written:
            kept = ("quote", "url", "seen_on", "issuer")
            return {key: proof[key] for key in kept if key in proof} if isinstance(proof, Mapping) else proof
        reference = Reference.parse(written)
        if reference:
            self._check_open(reference.text)
        letter = self._corpus.letter(reference.text) if reference else None
        record = self._corpus.record(letter) if letter else None
        spans = self._spans(record, reference) if record and reference else ()
        if record is None or not spans:
            raise UsageError(f"nothing has the reference {written[:80]}")
        day = record.reply.day
        if record.document.sha256 == self._row.sha256 or (day and self._row.issued and day <= self._row.issued):
            raise UsageError("evidence comes from a reply later than the promise")
        start, end, quote = spans[0].start, spans[-1].end, "".join(span.quote for span in spans)
        if (words := str(proof.get("quote") or quote)) != quote:
            start, end, quote = self._found(record, words)
        return {
            "quote": quote,
            "reference": str(reference),
            "sha256": record.document.sha256,
            "start": start,
            "end": end,
            "issuer": record.reply.issuer,
            "dated": day,
        }

    def _spans(self, record: Record, reference: Reference) -> tuple[Evidence, ...]:
        """Return the sentences of the item with this reference, or the sentence there that belongs to no item."""
        item = by_reference(record, reference)
        if item is not None:
            return evidence_of(item)
        try:
            span = sentence_at(document_of(self._records, record).text, record, reference.place)
        except InputError:
            return ()
        return (span,) if span else ()

    def _found(self, record: Record, words: str) -> tuple[int, int, str]:
        """Return start, end and text of the first place in a reply that has these words."""
        try:
            at = document_of(self._records, record).text.find(words)
        except InputError as error:
            raise UsageError(f"{record.document.source}: its text was not saved; quote whole sentences") from error
        if at < 0:
            raise UsageError(f"that reply does not say “{words[:40]}”")
        return at, at + len(words), words
