"""Print one record for a person to read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarise.cli.terminal import fold
from summarise.commitment_attributes import ATTRIBUTES
from summarise.printable import one_line
from summarise.reader_notes import Place, notes_by_place
from summarise.record import Commitment, Deadline, Measure, NumericTarget, Record
from summarise.reference import Reference, references, text_name
from summarise.stated_fields import STATED
from summarise.wording import BASIS, CERTAINTY, COMPARISONS, ENGINES, PROPOSAL_KINDS, headline

__all__ = ["amount", "print_record"]

WIDEST = 100
"""Maximum width of the page in columns, since longer lines are hard to read."""
ROOM_FOR_A_TABLE = 80
"""Minimum width in columns for a table of targets; in a narrower one, numbers and references would be broken."""
_SHOWN_TOGETHER = {
    *("reply.title", "reply.issuer", "reply.issued_on", "reply.published_on"),
    *("proposal.kind", "proposal.number", "proposal.session", "proposal.title", "proposal.topic", "proposal.proposers"),
}
"""Fields that the first lines of the page show together; each other field of reply and proposal has its own line."""
SAID = COMPARISONS | {"=": "", "range": ""}
"""Words for each comparator; exact numbers and ranges have none."""


@dataclass(frozen=True, slots=True)
class _Names:
    """References of items by item id, and the reference that the user asked for."""

    references: dict[str, Reference]
    wanted: Reference | None

    def of(self, local: str) -> str:
        return str(self.references[local])

    def mark(self, local: str) -> str:
        return f">{local}" if self.references[local] == self.wanted else f" {local}"


def print_record(console: Console, record: Record, text: str | None = None, *, wanted: Reference | None = None) -> None:
    """Print the parties, measures, commitments, targets and warnings of `record` to `console`.

    With the source text in `text`, each warning quotes the words that it is about. The item with the reference `wanted`
    is marked with >.
    """
    width = min(console.width, WIDEST)
    title = record.reply.title or record.proposal.title or record.document.source
    console.print(Text("\n".join(fold(title, width)), style="bold"))
    console.print(Text("─" * width, style="dim"))
    head = list(_head(record))
    indent = " " * (2 * max(len(label) for label, _ in head) + 2)
    for label, value in head:
        _print_labelled(console, label, value, indent, width)
    names = _Names(references(record), wanted)
    _print_items(console, "已做工作", record.measures_taken, names, width)
    _print_items(console, "承诺事项", record.commitments, names, width)
    _print_section(console, "量化目标", len(record.numeric_targets))
    if width < ROOM_FOR_A_TABLE:
        for target in record.numeric_targets:
            what = f"{target.indicator}：{amount(target)}"
            _print_item(console, names.mark(target.id), what, _target_facts(target, names), width)
    elif record.numeric_targets:
        console.print(_targets(record.numeric_targets, names, width))
    if record.warnings:
        _print_section(console, "提醒", len(record.warnings))
        for place in notes_by_place(record, text):
            _print_place(console, place, width)


def _head(record: Record) -> Iterator[tuple[str, str]]:
    reply, proposal = record.reply, record.proposal
    yield "答复", f"{reply.issuer or '（未署名）'} → {'、'.join(proposal.proposers) or '（未写明）'}"
    number = f"第{proposal.number}号" if proposal.number else ""
    yield PROPOSAL_KINDS[proposal.kind], " ".join(part for part in (proposal.session, number, proposal.title) if part)
    yield "议题", proposal.topic
    yield "日期", reply.issued_on + (f"（公开 {reply.published_on}）" if reply.published_on else "")
    yield from ((field.label, field.words(record)) for field in STATED.values() if field.path not in _SHOWN_TOGETHER)
    yield "文件", f"{record.document.source}（{record.document.characters}字）"
    yield "网址", record.document.url
    yield "编号", text_name(record.document.sha256)
    made = record.provenance
    by = ENGINES[made.engine] + (f" {made.model}" if made.model else "")
    yield "抽取方式", by + (f"（代替模型：{made.fallback}）" if made.fallback else "")


def _facts(item: Measure | Commitment) -> str:
    if isinstance(item, Measure):
        figures = "；".join(figure.quote for figure in item.figures)
        return f"已达数据 {figures}" if figures else ""
    stated = {
        "deadline": _until(item.deadline),
        "responsible": "、".join(item.responsible),
        "certainty": CERTAINTY[item.certainty],
    }
    return " · ".join(f"{ATTRIBUTES[name].label} {value}" for name, value in stated.items() if value)


def _until(deadline: Deadline | None) -> str:
    if deadline is None:
        return ""
    return f"{deadline.text}（{deadline.by}）" if deadline.by else deadline.text


def _target_facts(target: NumericTarget, names: _Names) -> str:
    until = target.deadline.by or target.deadline.text if target.deadline else ""
    facts = (BASIS[target.basis], until and f"时限 {until}", target.commitment and f"承诺 {target.commitment}")
    return " · ".join([*filter(None, facts), names.of(target.id)])


def _targets(targets: tuple[NumericTarget, ...], names: _Names, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, width=width, pad_edge=False, header_style="bold")
    table.add_column("序号", no_wrap=True)
    table.add_column("指标", ratio=1, overflow="fold")
    table.add_column("数值", overflow="fold", min_width=8)
    table.add_column("口径", no_wrap=True)
    table.add_column("时限", overflow="fold", min_width=10)
    table.add_column("承诺", no_wrap=True)
    table.add_column("编号", no_wrap=True)
    for target in targets:
        until = target.deadline.by or target.deadline.text if target.deadline else ""
        cells = [names.mark(target.id).strip(), target.indicator, amount(target), BASIS[target.basis], until]
        cells += [target.commitment or "", names.of(target.id)]
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def amount(target: NumericTarget) -> str:
    """Return the number of a target with comparator and unit, in words: 不少于20项, 10—15万元."""
    value = _short(target.value)
    if target.upper is not None:
        value = f"{value}—{_short(target.upper)}"
    return f"{SAID[target.comparator]}{value}{target.unit}"


def _short(value: Decimal) -> str:
    for size, name in ((Decimal(100_000_000), "亿"), (Decimal(10_000), "万")):
        if value >= size and value % (size / 1000) == 0:
            return f"{(value / size).normalize():f}{name}"
    return f"{value.normalize():f}"


def _print_section(console: Console, label: str, count: int) -> None:
    console.print()
    console.print(Text(f"{label}（{count}）", style="bold"))


def _print_labelled(console: Console, label: str, value: str, indent: str, width: int) -> None:
    if value := one_line(value):
        first, *rest = fold(value, width - len(indent))
        console.print(Text.assemble((label, "dim"), indent[2 * len(label) :], first))
        for line in rest:
            console.print(Text(indent + line))


def _print_items(
    console: Console, label: str, items: Sequence[Measure | Commitment], names: _Names, width: int
) -> None:
    """Print items under the headings of the reply to which they belong."""
    _print_section(console, label, len(items))
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            for line in fold(f"［{section or '正文'}］", width - 1):
                console.print(Text(f" {line}", style="dim"))
        facts = " · ".join(filter(None, (_facts(item), names.of(item.id))))
        _print_item(console, names.mark(item.id), headline(item), facts, width)


def _print_item(console: Console, mark: str, summary: str, facts: str, width: int) -> None:
    indent = " " * 6
    first, *rest = fold(summary, width - len(indent))
    console.print(Text.assemble((f"{mark:<6}", "cyan"), first))
    for line in rest:
        console.print(Text(indent + line))
    if facts:
        for line in fold(facts, width - len(indent)):
            console.print(Text(indent + line, style="dim"))


def _print_place(console: Console, place: Place, width: int) -> None:
    """Print the words that a warning is about, and under them the notes on what to check."""
    _print_item(console, " !", place.text, "", width)
    for note in place.notes:
        for line in fold(note.text, width - 6):
            console.print(Text(" " * 6 + line, style="dim"))
