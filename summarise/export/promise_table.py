"""The columns of the ledger: one row for each promise, with a person's finding about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summarise.commitment_attributes import ATTRIBUTES
from summarise.export.table import Column, Table
from summarise.ledger import Terms

__all__ = ["PROMISES", "FollowedPromise", "Handed"]


@dataclass(frozen=True, slots=True)
class FollowedPromise(Terms):
    """One promise with its targets and its reply, its computed `state`, and a person's finding.

    The finding is in `verdict`, `evidence` (quotes), `evidence_from` (where they stand), `note`, `found_by` (a person)
    and `found_on`; these are "" or None without a finding. `targets` are its targets in words, each with its deadline
    if that differs. `lacks` are the facts that it does not state and that are needed to check whether it was kept.
    """

    reference: str
    due: date | None
    summary: str
    quote: str
    section: str
    targets: tuple[str, ...]
    lacks: tuple[str, ...]
    state: str
    verdict: str
    evidence: str
    evidence_from: str
    note: str
    found_by: str
    found_on: date | None
    issuer: str
    issued_on: date | None
    document_number: str
    proposal_title: str
    source: str
    sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Handed:
    """How the promises of a ledger file were selected.

    `query` is the search query ("" for all promises), `today` the date that decides which deadlines are near or past,
    `total` the number of promises found.
    """

    query: str
    today: date
    total: int

    @property
    def words(self) -> str:
        """The query, the date and the total as a line of Chinese text."""
        return f"检索：{self.query or '全部'}　按 {self.today} 计　共 {self.total} 项承诺"


PROMISES: Table[FollowedPromise] = Table(
    "promises",
    "承诺台账",
    (
        Column("reference", "编号", lambda row: row.reference, width=18),
        Column("deadline", ATTRIBUTES["deadline"].label, lambda row: row.due, "date", 12),
        Column("deadline_text", "时限原文", lambda row: row.deadline_text, width=16),
        Column("responsible", ATTRIBUTES["responsible"].label, lambda row: row.responsible, "names", 20),
        Column("summary", "承诺事项", lambda row: row.summary, width=40),
        Column("targets", "量化目标", lambda row: row.targets, "names", 24),
        Column("certainty", ATTRIBUTES["certainty"].label, lambda row: row.certainty, width=9),
        Column("lacks", "核查所缺", lambda row: row.lacks, "names", 14),
        Column("state", "到期情况", lambda row: row.state, width=12),
        Column("verdict", "核实结果", lambda row: row.verdict, width=11),
        Column("evidence", "依据原话", lambda row: row.evidence, width=50),
        Column("evidence_from", "依据出处", lambda row: row.evidence_from, width=30),
        Column("note", "附言", lambda row: row.note, width=20),
        Column("found_by", "核实人", lambda row: row.found_by, width=10),
        Column("found_on", "核实日期", lambda row: row.found_on, "date", 12),
        Column("section", "所在章节", lambda row: row.section, width=24),
        Column("quote", "原文摘录", lambda row: row.quote, width=60),
        Column("issuer", "答复单位", lambda row: row.issuer, width=20),
        Column("issued_on", "答复日期", lambda row: row.issued_on, "date", 12),
        Column("document_number", "文号", lambda row: row.document_number, width=18),
        Column("proposal_title", "提案建议题目", lambda row: row.proposal_title, width=34),
        Column("source", "来源文件", lambda row: row.source, width=22),
        Column("sha256", "原文校验码", lambda row: row.sha256, width=14),
        Column("url", "来源网址", lambda row: row.url, width=24),
    ),
    (),
)
