"""Writes records as a short Markdown document: first a table of deadlines, then a section on each reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from tempfile import TemporaryFile

from summarise.export.table_rows import Choice, Tally, left_out
from summarise.ledger import Promise, promises
from summarise.reader_notes import notes_by_place
from summarise.record import Commitment, Deadline, Evidence, NumericTarget, Record
from summarise.reference import references, text_name
from summarise.web_address import web_address
from summarise.wording import BASIS, CERTAINTY, headline, title_of

__all__ = ["BriefPart", "brief", "brief_of", "brief_part"]


_READ_AS_MARKUP = re.compile(
    r"([\\`*\[\]|]|~(?=.*~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=#|\w+;)|(?<![^\W_])_|_(?![^\W_])|\$(?=.*\$))"
)
"""Matches the signs that Markdown would read as markup at their place; other signs need no backslash."""


_DUE_HEAD = (
    "",
    "## 到期一览",
    "",
    "| 时限 | 责任单位 | 事项 | 数值 | 力度 | 出处 |",
    "|---|---|---|---|---|---|",
)


def _no_text(_: Record) -> str | None:
    return None


def brief(
    records: Iterable[Record],
    choice: Choice,
    tally: Tally,
    text_of: Callable[[Record], str | None] = _no_text,
) -> Iterator[str]:
    """Yield the lines of a Markdown document in Chinese about the promises that `choice` selects.

    Args:
        records: the records, in the order of the document.
        choice: which promises are in it.
        tally: receives the number of replies and the number of promises whose deadline gives no date.
        text_of: returns a record's source text, from which warnings quote; None if it is not available.

    Raises:
        InputError: a date in a record is not a valid date.

    """
    return brief_of((brief_part(record, choice, text_of(record)) for record in records), choice, tally)


@dataclass(frozen=True, slots=True)
class BriefPart:
    """The part of a brief (the Markdown document of `brief`) that comes from one record."""

    undated: int
    """Number of promises whose deadline gives no date, including promises that are left out."""
    counts: tuple[int, int, int] | None
    """Number of commitments, of targets, and of both with a date; None if the reply is left out."""
    due: tuple[tuple[date, str], ...]
    """The rows that the record adds to the table of deadlines: the deadline, and the row as a Markdown line."""
    reply: tuple[str, ...]
    """Lines about the reply; the first line is its title. Empty if the reply is left out."""


def brief_part(record: Record, choice: Choice, text: str | None) -> BriefPart:
    """Return the part of a brief about one record, with the promises that `choice` selects.

    `text` is the source text of the record, or None. The errors are those of `brief`.
    """
    found = promises(record)
    kept = choice.of(found)
    is_shown = bool(kept) or choice.before is None
    due = [p for p in kept if p.due and (choice.before is None or p.due <= choice.before)]
    commitments = sum(isinstance(promise.item, Commitment) for promise in kept)
    dated = sum(promise.due is not None for promise in kept)
    return BriefPart(
        sum(promise.due is None for promise in found),
        (commitments, len(kept) - commitments, dated) if is_shown else None,
        tuple(_due_lines(due)),
        tuple(_reply(record, kept, text)) if is_shown else (),
    )


def brief_of(parts: Iterable[BriefPart], choice: Choice, tally: Tally) -> Iterator[str]:
    """Yield the lines of a brief, with the table of deadlines before the replies.

    `parts` are the results of `brief_part` for each record, and `choice` is the one that made them. `tally` receives
    the counts. A temporary file holds the lines about replies until all deadlines are known.
    """
    totals = _Totals()
    due: list[tuple[date, str]] = []
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as replies:
        for part in parts:
            tally.replies += 1
            tally.undated += part.undated
            due += part.due
            if part.counts is not None:
                totals.count(*part.counts)
                replies.writelines(
                    f"{line}\n" for line in ("", f"## {totals.replies}. {part.reply[0]}", *part.reply[1:])
                )
        yield from _head(totals, choice, tally)
        if due:
            yield from _DUE_HEAD
            yield from (line for _, line in sorted(due, key=itemgetter(0)))
        replies.seek(0)
        for line in replies:
            yield line.removesuffix("\n")


def _head(totals: _Totals, choice: Choice, tally: Tally) -> Iterator[str]:
    yield "# 提案建议答复办理摘要"
    yield ""
    yield totals.line(choice.before)
    if choice.before is not None and (note := left_out(tally.undated)):
        yield from ("", note)


@dataclass(slots=True)
class _Totals:
    """Sums over all replies, which the first line of a brief states."""

    replies: int = 0
    commitments: int = 0
    targets: int = 0
    dated: int = 0

    def count(self, commitments: int, targets: int, dated: int) -> None:
        self.replies += 1
        self.commitments += commitments
        self.targets += targets
        self.dated += dated

    def line(self, before: date | None) -> str:
        span = f"{before.isoformat()}（含）前到期的事项：" if before else ""
        return (
            f"{span}答复 {self.replies} 件，承诺 {self.commitments} 项，量化目标 {self.targets} 个，"
            f"其中写明时限 {self.dated} 项。"
        )


def _due_lines(dated: Sequence[Promise]) -> Iterator[tuple[date, str]]:
    """Yield rows for the table of deadlines, each with its deadline.

    A commitment and its targets with the same deadline are one row; every other target has a row of its own.
    """
    amounts: dict[tuple[str, date | None], list[NumericTarget]] = {}
    for promise in dated:
        if isinstance(promise.item, NumericTarget):
            amounts.setdefault((promise.item.commitment or "", promise.due), []).append(promise.item)
    held = {(promise.item.id, promise.due) for promise in dated}
    for promise in dated:
        item = promise.item
        if isinstance(item, NumericTarget):
            if (item.commitment, promise.due) in held:
                continue
            targets = [item]
        else:
            targets = amounts.get((item.id, promise.due), [])
        assert promise.due is not None
        cells = (
            promise.due.isoformat(),
            escaped("、".join(promise.responsible)),
            escaped(promise.what),
            escaped("、".join(target.evidence.quote for target in targets)),
            CERTAINTY[promise.certainty] if promise.certainty else "",
            str(promise.reference),
        )
        yield promise.due, "| " + " | ".join(cells) + " |"


def _reply(record: Record, kept: Sequence[Promise], text: str | None) -> Iterator[str]:
    """Yield the lines about one reply: its title, then facts, warnings, measures and promises."""
    reply, proposal = record.reply, record.proposal
    yield from (escaped(title_of(record)), "")
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
    """Return a Chinese note that names the first and the last character in the source, counted from 1."""
    return f" 〔原文第 {start + 1} 至 {end} 字〕"


def _until(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return escaped(deadline.text) + (f"，至 {deadline.by}" if deadline.by else "")


def escaped(text: str) -> str:
    """Return the text on one line, with backslashes so that Markdown reads none of its characters as markup."""
    line = re.sub(_READ_AS_MARKUP, r"\\\1", " ".join(text.split()))
    # A list, a rule, a quote or a heading begins only at the start of a line.
    return re.sub(r"^(\d+)([.)])(?!\S)|^([-+=#>])", lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", line)
