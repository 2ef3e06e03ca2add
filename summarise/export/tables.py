"""The four tables that a run's records make, whatever they are written as."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from summarise.ledger import Promise, day, due_on_or_before, in_order_of_deadline, promises
from summarise.record import Commitment, Evidence, NumericTarget, Record
from summarise.reference import references, text_name
from summarise.wording import headline

__all__ = ["COMPARATORS", "Cell", "Column", "Table", "chosen_promises", "left_out", "tables", "undated"]

Cell = str | int | Decimal | date | tuple[str, ...] | None

COMPARATORS = {
    ">=": "at_least",
    ">": "more_than",
    "<=": "at_most",
    "<": "less_than",
    "~": "about",
    "=": "exactly",
    "range": "range",
}
"""Words, since a cell that begins with = is a formula to a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its heading for people, what its cells hold, its width in a workbook."""

    name: str
    heading: str
    kind: Literal["text", "names", "integer", "number", "date"] = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as wide as there are columns."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


_NAME = (Column("id", "序号", width=6), Column("reference", "编号", width=18))
"""An item's name within its record, and the one that holds everywhere."""

_REPLY = (
    Column("issuer", "答复单位", width=20),
    Column("issued_on", "答复日期", "date", 12),
    Column("document_number", "文号", width=18),
    Column("proposal_title", "提案建议题目", width=34),
    Column("source", "来源文件", width=22),
    Column("sha256", "原文校验码", width=14),
    Column("url", "来源网址", width=24),
)
"""What every row says of the reply that it comes from."""

_PLACE = (
    Column("quote", "原文摘录", width=60),
    Column("start", "起始字", "integer", 8),
    Column("end", "终止字", "integer", 8),
    Column("spans", "位置", width=14),
)
"""Where the source says so: offsets count characters of the text whose SHA-256 is given, from 0, end excluded."""

_REPLIES = (
    Column("reference", "编号", width=12),
    *_REPLY[:4],
    Column("title", "答复标题", width=34),
    Column("published_on", "公开日期", "date", 12),
    Column("index_number", "索引号", width=18),
    Column("handling_class", "办理类别", width=9),
    Column("lead_body", "主办单位", width=16),
    Column("co_bodies", "会办单位", "names", 20),
    Column("proposal_kind", "类型", width=8),
    Column("proposal_number", "编号", width=8),
    Column("session", "届次", width=26),
    Column("topic", "议题", width=28),
    Column("proposers", "提出者", "names", 12),
    Column("measures", "已做工作数", "integer", 10),
    Column("commitments", "承诺数", "integer", 8),
    Column("targets", "目标数", "integer", 8),
    Column("warnings", "提醒数", "integer", 8),
    Column("engine", "抽取方式", width=10),
    Column("model", "模型", width=14),
    Column("fallback", "改用规则的原因", width=16),
    *_REPLY[4:],
)
_MEASURES = (
    *_NAME,
    Column("summary", "已做工作", width=44),
    Column("figures", "已达数据", "names", 22),
    Column("section", "所在章节", width=24),
    *_PLACE,
    *_REPLY,
)
_COMMITMENTS = (
    *_NAME,
    Column("responsible", "责任单位", "names", 20),
    Column("summary", "承诺事项", width=44),
    Column("certainty", "力度", width=9),
    Column("deadline", "时限", "date", 12),
    Column("deadline_text", "时限原文", width=16),
    Column("targets", "所含目标", "names", 10),
    Column("section", "所在章节", width=24),
    *_PLACE,
    *_REPLY,
)
_TARGETS = (
    *_NAME,
    Column("responsible", "责任单位", "names", 20),
    Column("indicator", "指标", width=32),
    Column("comparator", "比较", width=10),
    Column("value", "数值", "number", 14),
    Column("upper", "上限", "number", 12),
    Column("unit", "单位", width=8),
    Column("basis", "口径", width=11),
    Column("deadline", "时限", "date", 12),
    Column("deadline_text", "时限原文", width=16),
    Column("certainty", "力度", width=9),
    Column("commitment", "所属承诺", width=9),
    *_PLACE,
    *_REPLY,
)


def chosen_promises(
    records: Sequence[Record], *, by_deadline: bool = False, before: date | None = None
) -> tuple[Promise, ...]:
    """The promises of all records; with `before`, those due on that day or earlier, each target with its commitment."""
    found = [promise for record in records for promise in promises(record)]
    if before is not None:
        due = due_on_or_before(found, before)
        wanted = {(id(promise.record), promise.item.id) for promise in due}
        wanted |= {
            (id(p.record), p.item.commitment) for p in due if isinstance(p.item, NumericTarget) and p.item.commitment
        }
        found = [promise for promise in found if (id(promise.record), promise.item.id) in wanted]
    return in_order_of_deadline(found) if by_deadline else tuple(found)


def undated(records: Sequence[Record]) -> int:
    """Number of promises that no `before` chooses for themselves: without a deadline that can be resolved."""
    return sum(promise.due is None for record in records for promise in promises(record))


def left_out(records: Sequence[Record]) -> str:
    """The sentence that a choice by deadline carries with it, "" where all promises have one."""
    count = undated(records)
    return f"另有 {count} 项承诺和目标没有能确定日期的时限，未按时限列入。" if count else ""


def tables(
    records: Sequence[Record], *, by_deadline: bool = False, before: date | None = None
) -> tuple[Table, Table, Table, Table]:
    """Commitments, targets, measures and replies; with `before`, of the replies that have something due by then.

    Raises:
        InputError: a record has something that is no date where a date belongs.

    """
    kept = chosen_promises(records, by_deadline=by_deadline, before=before)
    if before is not None:
        with_due = {id(promise.record) for promise in kept}
        records = [record for record in records if id(record) in with_due]
    return (
        Table("commitments", "承诺事项", _COMMITMENTS, _rows(kept, _commitment)),
        Table("targets", "量化目标", _TARGETS, _rows(kept, _target)),
        Table("measures", "已做工作", _MEASURES, tuple(row for record in records for row in _measures(record))),
        Table("replies", "答复", _REPLIES, tuple(_reply(record) for record in records)),
    )


def _rows(kept: Iterable[Promise], row: Callable[[Promise], tuple[Cell, ...] | None]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(made for promise in kept if (made := row(promise)) is not None)


def _commitment(promise: Promise) -> tuple[Cell, ...] | None:
    item = promise.item
    if not isinstance(item, Commitment):
        return None
    targets = tuple(target.id for target in promise.record.numeric_targets if target.commitment == item.id)
    when = item.deadline.text if item.deadline else ""
    return (
        *(
            item.id,
            str(promise.reference),
            promise.responsible,
            promise.what,
            item.certainty,
            promise.due,
            when,
            targets,
            item.section,
        ),
        *_place(item.evidence),
        *_stem(promise.record),
    )


def _target(promise: Promise) -> tuple[Cell, ...] | None:
    item = promise.item
    if not isinstance(item, NumericTarget):
        return None
    when = item.deadline.text if item.deadline else ""
    return (
        *(
            item.id,
            str(promise.reference),
            promise.responsible,
            item.indicator,
            COMPARATORS[item.comparator],
            item.value,
            item.upper,
        ),
        *(item.unit, item.basis, promise.due, when, promise.certainty or "", item.commitment or ""),
        *_place((item.evidence,)),
        *_stem(promise.record),
    )


def _measures(record: Record) -> Iterable[tuple[Cell, ...]]:
    names = references(record)
    for item in record.measures_taken:
        figures = tuple(figure.quote for figure in item.figures)
        name = (item.id, str(names[item.id]))
        yield (*name, headline(item), figures, item.section, *_place(item.evidence), *_stem(record))


def _reply(record: Record) -> tuple[Cell, ...]:
    reply, proposal, made_by = record.reply, record.proposal, record.provenance
    issuer, issued_on, document_number, title, source, sha256, url = _stem(record)
    return (
        text_name(record.document.sha256),
        *(issuer, issued_on, document_number, title, reply.title, day(reply.published_on, record)),
        *(reply.index_number, reply.handling_class, reply.lead_body, reply.co_bodies),
        *(proposal.kind, proposal.number, proposal.session, proposal.topic, proposal.proposers),
        *(len(record.measures_taken), len(record.commitments), len(record.numeric_targets), len(record.warnings)),
        *(made_by.engine, made_by.model, made_by.fallback or "", source, sha256, url),
    )


def _stem(record: Record) -> tuple[Cell, ...]:
    reply, document = record.reply, record.document
    issued = day(reply.issued_on, record)
    name = (document.source, document.sha256, document.url)
    return (reply.issuer, issued, reply.document_number, record.proposal.title, *name)


def _place(evidence: tuple[Evidence, ...]) -> tuple[Cell, ...]:
    spans = " ".join(f"{span.start}..{span.end}" for span in evidence)
    return ("\n".join(span.quote for span in evidence), evidence[0].start, evidence[-1].end, spans)
