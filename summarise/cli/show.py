"""`summarise show`: a record for a person to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.record import Record

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show)


def show(
    records: Annotated[
        Path, typer.Argument(metavar="FILE", help="Records that `summarise run` wrote.", show_default=False)
    ],
    wanted: Annotated[
        str,
        typer.Argument(metavar="[ID]", help="Number in the list, or part of a name or title.", show_default=False),
    ] = "",
) -> None:
    """Print a record, or the list of records to choose from."""
    from rich.console import Console

    from summarise.cli.record_list import print_list
    from summarise.cli.record_page import print_record
    from summarise.records_file import read_records

    console = Console(highlight=False, markup=False, emoji=False)
    found = _chosen(list(enumerate(read_records(records), start=1)), wanted)
    if not found:
        raise UsageError(f"{records}: no record matches {wanted!r}" if wanted else f"{records}: holds no records")
    if len(found) == 1:
        print_record(console, found[0][1])
        return
    print_list(console, found)
    console.print(f"summarise show {records} 序号", soft_wrap=True)


def _chosen(records: list[tuple[int, Record]], wanted: str) -> list[tuple[int, Record]]:
    """All records for "", else the one of that number or name, else those whose name or title holds the words."""
    if wanted.isdecimal() and (found := [item for item in records if item[0] == int(wanted)]):
        return found
    if found := [item for item in records if item[1].document.source == wanted]:
        return found
    return [item for item in records if any(wanted in name for name in _names(item[1]))]


def _names(record: Record) -> tuple[str, ...]:
    return (record.document.source, record.reply.title, record.proposal.title, record.proposal.number)
