"""A letter composed together with its record: every span is known because it was written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from summarise.document import Document
from summarise.record import (
    Certainty,
    Commitment,
    Comparator,
    Deadline,
    DocumentFields,
    Evidence,
    Figure,
    Measure,
    NumericTarget,
    ProposalFields,
    Provenance,
    ReaderWarning,
    Record,
    ReplyFields,
)


@dataclass
class Letter:
    """A letter under way: its text so far, and the items that its sentences hold."""

    text: str = ""
    section: str = ""
    measures: list[Measure] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    targets: list[NumericTarget] = field(default_factory=list)
    warnings: list[ReaderWarning] = field(default_factory=list)

    def write(self, text: str) -> Evidence:
        start = len(self.text)
        self.text += text
        return Evidence(start=start, end=len(self.text), quote=text)

    def line(self, text: str = "") -> None:
        if text:
            self.write(text)
        self.text += "\n"

    def heading(self, text: str) -> None:
        self.section = text
        self.line(text)

    def measure(self, text: str, figure: str = "", value: str = "0", unit: str = "") -> None:
        evidence = self.write(text)
        figures = []
        if figure:
            start = evidence.start + text.index(figure)
            figures.append(
                Figure(
                    start=start, end=start + len(figure), quote=figure, value=Decimal(value), unit=unit, comparator="="
                )
            )
        self.measures.append(
            Measure(
                id=f"m{len(self.measures) + 1}",
                summary=text.rstrip("。"),
                section=self.section,
                evidence=(evidence,),
                figures=tuple(figures),
            )
        )

    def commit(
        self,
        *sentences: str,
        summary: str = "",
        who: tuple[str, ...] = (),
        certainty: Certainty = "firm",
        when: str = "",
        by: str = "",
    ) -> str:
        evidence = tuple(self.write(sentence) for sentence in sentences)
        name = f"c{len(self.commitments) + 1}"
        self.commitments.append(
            Commitment(
                id=name,
                summary=summary or sentences[0].rstrip("。"),
                section=self.section,
                evidence=evidence,
                responsible=who,
                certainty=certainty,
                deadline=Deadline(text=when, by=by) if when else None,
            )
        )
        return name

    def target(
        self,
        commitment: str,
        quote: str,
        indicator: str,
        *,
        value: str,
        unit: str,
        comparator: Comparator = "=",
        upper: str | None = None,
    ) -> None:
        holder = next(item for item in self.commitments if item.id == commitment)
        evidence = next(span for span in holder.evidence if quote in span.quote)
        start = evidence.start + evidence.quote.index(quote)
        self.targets.append(
            NumericTarget(
                id=f"t{len(self.targets) + 1}",
                indicator=indicator,
                value=Decimal(value),
                upper=None if upper is None else Decimal(upper),
                unit=unit,
                comparator=comparator,
                basis="growth" if "增长" in indicator else "level" if unit == "%" else "increment",
                deadline=holder.deadline,
                commitment=commitment,
                evidence=Evidence(start=start, end=start + len(quote), quote=quote),
            )
        )

    def record(self, source: str, reply: ReplyFields, proposal: ProposalFields) -> tuple[Record, Document]:
        document = Document(source=source, text=self.text)
        record = Record(
            document=DocumentFields(
                source=source, sha256=document.sha256, characters=len(self.text), media_type="text/plain"
            ),
            reply=reply,
            proposal=proposal,
            measures_taken=tuple(self.measures),
            commitments=tuple(self.commitments),
            numeric_targets=tuple(self.targets),
            warnings=tuple(self.warnings),
            provenance=Provenance(engine="rules", version="0.2.0"),
        )
        return record, document
