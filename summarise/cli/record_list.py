"""Print a table of records, from which a person can choose one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarise.printable import one_line
from summarise.record import Record

__all__ = ["print_list"]

WIDEST = 200
"""Maximum width of the table in columns; a terminal can state any width, and each line is filled to it."""


def print_list(console: Console, records: Iterable[tuple[int, Record]]) -> None:
    """Print a row to `console` for each record: number, title, replying body, and how many items and warnings it has.

    `records` are pairs of number and record.
    """
    width = min(console.width, WIDEST)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=True, width=width)
    table.add_column("序号", justify="right", no_wrap=True)
    table.add_column("提案或答复", overflow="fold", ratio=3)
    table.add_column("答复单位", overflow="fold", ratio=2)
    for name in ("已做", "承诺", "目标", "提醒"):
        table.add_column(name, justify="right", no_wrap=True)
    for number, record in records:
        name = record.proposal.title or record.reply.title or PurePosixPath(record.document.source).name
        counts = (record.measures_taken, record.commitments, record.numeric_targets, record.warnings)
        cells = [str(number), name, record.reply.issuer, *(str(len(items)) for items in counts)]
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    console.print(table)
