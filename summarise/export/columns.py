"""Defines the columns of each table of an export, for all file formats.

To export a new field of the record, add one line here. Columns about the reply are in every table of items and are
computed once for each record.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from summarise.checkable import lacks_for_check
from summarise.commitment_attributes import ATTRIBUTES
from summarise.export.table import Column, Table
from summarise.ledger import Promise, day
from summarise.record import Commitment, Evidence, Measure, NumericTarget, Record
from summarise.reference import Reference, evidence_of, text_name
from summarise.stated_fields import STATED
from summarise.wording import headline

__all__ = [
    "COMMITMENTS",
    "COMPARATORS",
    "MEASURES",
    "PLACES",
    "REPLIES",
    "TARGETS",
    "MeasureRow",
    "PlaceRow",
    "PromiseRow",
]

COMPARATORS = {
    ">=": "at_least",
    ">": "more_than",
    "<=": "at_most",
    "<": "less_than",
    "~": "about",
    "=": "exactly",
    "range": "range",
}
"""Words that replace comparators in cells, because a spreadsheet reads a cell that begins with = as a formula."""

_Item = TypeVar("_Item", Commitment, NumericTarget)


@dataclass(frozen=True, slots=True)
class PromiseRow(Generic[_Item]):
    """The object from which a row is made: a commitment or a target, and its promise in the ledger."""

    promise: Promise
    item: _Item


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """The object from which a row is made: a measure and its reference."""

    item: Measure
    reference: Reference


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The object from which a row is made: the evidence of an item and the item's reference."""

    reference: Reference
    evidence: tuple[Evidence, ...]


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _spans(evidence: tuple[Evidence, ...]) -> str:
    return " ".join([f"{span.start}..{span.end}" for span in evidence])


def _targets_of(row: PromiseRow[Commitment]) -> tuple[str, ...]:
    return tuple([target.id for target in row.promise.record.numeric_targets if target.commitment == row.item.id])


def _stated(path: str, width: int) -> Column[Record]:
    """Return the column for a field of reply or proposal such as "reply.issuer"; its heading is the field's label."""
    field = STATED[path]
    if field.kind == "date":
        return Column(field.name, field.label, lambda record: day(field.words(record), record), "date", width)
    return Column(field.name, field.label, field.of, field.kind, width)


_HEAD: tuple[Column[Record], ...] = (
    _stated("reply.issuer", 20),
    _stated("reply.issued_on", 12),
    _stated("reply.document_number", 18),
    Column("proposal_title", "提案建议题目", lambda record: record.proposal.title, width=34),
)
_SOURCE: tuple[Column[Record], ...] = (
    Column("source", "来源文件", lambda record: record.document.source, width=22),
    Column("sha256", "原文校验码", lambda record: record.document.sha256, width=14),
    Column("url", "来源网址", lambda record: record.document.url, width=24),
)
_REPLY = (*_HEAD, *_SOURCE)
"""Columns about the reply, which every table of items has."""
_PROMISE: tuple[Column[PromiseRow[Any]], ...] = (
    Column("id", "序号", lambda row: row.item.id, width=6),
    Column("reference", "编号", lambda row: str(row.promise.reference), width=18),
    Column("responsible", ATTRIBUTES["responsible"].label, lambda row: row.promise.responsible, "names", 20),
)
_DUE: tuple[Column[PromiseRow[Any]], ...] = (
    Column("deadline", ATTRIBUTES["deadline"].label, lambda row: row.promise.due, "date", 12),
    Column("deadline_text", "时限原文", lambda row: row.promise.deadline_text, width=16),
)
_GROUNDS: tuple[Column[MeasureRow | PromiseRow[Any]], ...] = (
    Column("confidence", "把握", lambda row: _decimal(row.item.confidence), "number", 8),
    Column("quote", "原文摘录", lambda row: "\n".join([span.quote for span in evidence_of(row.item)]), width=60),
    Column("start", "起始字", lambda row: evidence_of(row.item)[0].start, "integer", 8),
    Column("end", "终止字", lambda row: evidence_of(row.item)[-1].end, "integer", 8),
    Column("spans", "位置", lambda row: _spans(evidence_of(row.item)), width=14),
)
"""Columns for the confidence of an item, and for its quotes with their offsets in the text."""

COMMITMENTS: Table[PromiseRow[Commitment]] = Table(
    "commitments",
    "承诺事项",
    (
        *_PROMISE,
        Column("summary", "承诺事项", lambda row: row.promise.what, width=44),
        Column("certainty", ATTRIBUTES["certainty"].label, lambda row: row.item.certainty, width=9),
        *_DUE,
        Column("targets", "所含目标", _targets_of, "names", 10),
        Column("section", "所在章节", lambda row: row.item.section, width=24),
        Column("lacks", "核查所缺", lambda row: lacks_for_check(row.promise.record, row.item), "names", 16),
        *_GROUNDS,
    ),
    _REPLY,
)
"""The table of commitments.

In all tables, `start` and `end` count characters of the text whose SHA-256 is in the row, from 0; `end` is exclusive.
"""

TARGETS: Table[PromiseRow[NumericTarget]] = Table(
    "targets",
    "量化目标",
    (
        *_PROMISE,
        Column("indicator", "指标", lambda row: row.item.indicator, width=32),
        Column("comparator", "比较", lambda row: COMPARATORS[row.item.comparator], width=10),
        Column("value", "数值", lambda row: row.item.value, "number", 14),
        Column("upper", "上限", lambda row: row.item.upper, "number", 12),
        Column("unit", "单位", lambda row: row.item.unit, width=8),
        Column("basis", "口径", lambda row: row.item.basis, width=11),
        *_DUE,
        Column("certainty", ATTRIBUTES["certainty"].label, lambda row: row.promise.certainty, width=9),
        Column("commitment", "所属承诺", lambda row: row.item.commitment or "", width=9),
        *_GROUNDS,
    ),
    _REPLY,
)
MEASURES: Table[MeasureRow] = Table(
    "measures",
    "已做工作",
    (
        Column("id", "序号", lambda row: row.item.id, width=6),
        Column("reference", "编号", lambda row: str(row.reference), width=18),
        Column("summary", "已做工作", lambda row: headline(row.item), width=44),
        Column("figures", "已达数据", lambda row: tuple(one.quote for one in row.item.figures), "names", 22),
        Column("section", "所在章节", lambda row: row.item.section, width=24),
        *_GROUNDS,
    ),
    _REPLY,
)
REPLIES: Table[Record] = Table(
    "replies",
    "答复",
    (
        Column("reference", "编号", lambda record: text_name(record.document.sha256), width=12),
        *_HEAD,
        _stated("reply.title", 34),
        _stated("reply.published_on", 12),
        _stated("reply.index_number", 18),
        _stated("reply.handling_class", 9),
        _stated("reply.lead_body", 16),
        _stated("reply.co_bodies", 20),
        Column("proposal_kind", "类型", lambda record: record.proposal.kind, width=8),
        Column("proposal_number", "编号", lambda record: record.proposal.number, width=8),
        _stated("proposal.session", 26),
        _stated("proposal.topic", 28),
        _stated("proposal.proposers", 12),
        Column("measures", "已做工作数", lambda record: len(record.measures_taken), "integer", 10),
        Column("commitments", "承诺数", lambda record: len(record.commitments), "integer", 8),
        Column("targets", "目标数", lambda record: len(record.numeric_targets), "integer", 8),
        Column("warnings", "提醒数", lambda record: len(record.warnings), "integer", 8),
        Column("engine", "抽取方式", lambda record: record.provenance.engine, width=10),
        Column("model", "模型", lambda record: record.provenance.model, width=14),
        Column("fallback", "改用规则的原因", lambda record: record.provenance.fallback or "", width=16),
        *_SOURCE,
    ),
    (),
)
PLACES: Table[PlaceRow] = Table(
    "places",
    "原文位置",
    (
        Column("reference", "编号", lambda row: str(row.reference), width=18),
        Column("start", "起始字", lambda row: row.evidence[0].start, "integer", 8),
        Column("end", "终止字", lambda row: row.evidence[-1].end, "integer", 8),
        Column("spans", "位置", lambda row: _spans(row.evidence), width=24),
    ),
    (
        Column("source", "来源文件", lambda record: record.document.source, width=22),
        Column("sha256", "原文校验码", lambda record: record.document.sha256, width=68),
    ),
)
"""The table of offsets and hashes, for programs. A workbook has it as a sheet.

Other formats have its columns in the item tables.
"""
