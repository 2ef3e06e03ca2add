"""The records as a document that one would send on: what falls due, then each reply in brief."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from summarise.export.tables import chosen_promises, left_out
from summarise.ledger import Promise, in_order_of_deadline, promises
from summarise.load.address import web_address
from summarise.reader_notes import notes_by_place
from summarise.record import Commitment, Deadline, Evidence, NumericTarget, Record
from summarise.reference import references, text_name
from summarise.wording import BASIS, CERTAINTY, headline

__all__ = ["brief"]


def _no_text(_: Record) -> str | None:
    return None


def brief(
    records: Sequence[Record],
    *,
    by_deadline: bool = False,
    before: date | None = None,
    text_of: Callable[[Record], str | None] = _no_text,
) -> Iterator[str]:
    """Yield the lines of a Markdown document in Chinese; with `before`, only of what is due on that day or earlier.

    `text_of` gives a record's source text where it is at hand: what is to be looked at is then quoted from it.

    Raises:
        InputError: a record has something that is no date where a date belongs.

    """
    kept = chosen_promises(records, by_deadline=by_deadline, before=before)
    note = left_out(records) if before is not None else ""
    if before is not None:
        with_due = {id(promise.record) for promise in kept}
        records = [record for record in records if id(record) in with_due]
    yield "# 提案建议答复办理摘要"
    yield ""
    yield _totals(records, kept, before)
    if note:
        yield from ("", note)
    dated = in_order_of_deadline(
        [promise for promise in kept if promise.due and (before is None or promise.due <= before)]
    )
    if dated:
        yield from _due_table(dated)
    wanted = {(id(promise.record), promise.item.id) for promise in kept}
    for number, record in enumerate(records, start=1):
        yield from _reply(record, number, wanted, text_of(record))


def _totals(records: Sequence[Record], kept: Sequence[Promise], before: date | None) -> str:
    commitments = sum(isinstance(promise.item, Commitment) for promise in kept)
    dated = sum(promise.due is not None for promise in kept)
    span = f"{before.isoformat()}（含）前到期的事项：" if before else ""
    return (
        f"{span}答复 {len(records)} 件，承诺 {commitments} 项，量化目标 {len(kept) - commitments} 个，"
        f"其中写明时限 {dated} 项。"
    )


def _due_table(dated: Sequence[Promise]) -> Iterator[str]:
    """A line for each commitment, with those of its targets that fall due with it; the other targets for themselves."""
    yield from ("", "## 到期一览", "", "| 时限 | 责任单位 | 事项 | 数值 | 力度 | 出处 |", "|---|---|---|---|---|---|")
    amounts: dict[tuple[int, str, date | None], list[NumericTarget]] = {}
    for promise in dated:
        if isinstance(promise.item, NumericTarget):
            amounts.setdefault((id(promise.record), promise.item.commitment or "", promise.due), []).append(
                promise.item
            )
    held = {(id(promise.record), promise.item.id, promise.due) for promise in dated}
    for promise in dated:
        item = promise.item
        if isinstance(item, NumericTarget):
            if (id(promise.record), item.commitment, promise.due) in held:
                continue
            targets = [item]
        else:
            targets = amounts.get((id(promise.record), item.id, promise.due), [])
        cells = (
            promise.due.isoformat() if promise.due else "",
            escaped("、".join(promise.responsible)),
            escaped(promise.what),
            escaped("、".join(target.evidence.quote for target in targets)),
            CERTAINTY[promise.certainty] if promise.certainty else "",
            str(promise.reference),
        )
        yield "| " + " | ".join(cells) + " |"


def _reply(record: Record, number: int, wanted: set[tuple[int, str]], text: str | None) -> Iterator[str]:
    reply, proposal = record.reply, record.proposal
    yield from ("", f"## {number}. {escaped(proposal.title or reply.title or record.document.source)}", "")
    facts = (reply.issuer, reply.issued_on, reply.document_number, proposal.topic and f"议题：{proposal.topic}")
    if stated := "，".join(escaped(fact) for fact in facts if fact):
        yield from (stated, "")
    yield f"来源文件：{escaped(record.document.source)}；编号 {text_name(record.document.sha256)}"
    if address := web_address(record.document.url):
        yield f"来源网址：<{address}>"
    if record.warnings:
        yield from ("", f"提醒 {len(record.warnings)} 处，请核对原文：", "")
        for place in notes_by_place(record, text):
            said = "；".join(note.text for note in place.notes)
            where = _where(place.start, place.end) if place.quote else ""
            yield f"- {escaped(place.text)} {escaped(said)}{where}"
    if record.measures_taken:
        yield from ("", "已做工作：", "")
        names = references(record)
        for item in record.measures_taken:
            yield f"- {names[item.id]} {escaped(headline(item))}{_places(item.evidence)}"
    kept = [promise for promise in promises(record) if (id(record), promise.item.id) in wanted]
    if kept:
        yield from ("", "承诺与目标：", "")
        for promise in kept:
            yield from _promise(promise)


def _promise(promise: Promise) -> Iterator[str]:
    item = promise.item
    if isinstance(item, NumericTarget):
        line = f"{escaped(item.indicator)}：**{escaped(item.evidence.quote)}**"
        facts = [BASIS[item.basis], _until(item.deadline)]
        indent = "  " if item.commitment else ""
    else:
        line = escaped(headline(item))
        facts = [escaped("、".join(promise.responsible)), CERTAINTY[item.certainty], _until(item.deadline)]
        indent = ""
    stated = "；".join(fact for fact in facts if fact)
    where = _places((item.evidence,)) if isinstance(item, NumericTarget) else ""
    yield f"{indent}- {promise.reference} {line}" + (f"（{stated}）" if stated else "") + where
    if isinstance(item, Commitment):
        for span in item.evidence:
            yield f"  > {escaped(span.quote)}{_places((span,))}"
        yield ""


def _places(evidence: Sequence[Evidence]) -> str:
    return "".join(_where(span.start, span.end) for span in evidence)


def _where(start: int, end: int) -> str:
    """Characters of the source, counted from 1, both ends included."""
    return f" 〔原文第 {start + 1} 至 {end} 字〕"


def _until(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return escaped(deadline.text) + (f"，至 {deadline.by}" if deadline.by else "")


def escaped(text: str) -> str:
    """The text on one line, such that Markdown shows exactly its characters and makes nothing of them."""
    line = re.sub(r"([\\`*_\[\]<>|~&#!$])", r"\\\1", " ".join(text.split()))
    # A list, a rule or a heading begins only at the start of a line.
    return re.sub(r"^(\d*)([.)](?!\S)|[+=-])", r"\1\\\2", line)
