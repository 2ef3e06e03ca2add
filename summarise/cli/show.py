"""`summarise show`: a record for a person to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.errors import InputError, UsageError

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
    """Print a record, or the list to choose from where there are several."""
    from rich.console import Console

    from summarise.cli.record_list import print_list
    from summarise.cli.record_page import print_record

    console = Console(highlight=False, markup=False, emoji=False)
    found = _chosen(_read(records), wanted)
    if not found:
        raise UsageError(f"{records}: no record matches {wanted!r}" if wanted else f"{records}: holds no records")
    if len(found) == 1:
        print_record(console, found[0][1])
        return
    print_list(console, found)
    console.print(f"summarise show {records} 序号", soft_wrap=True)


def _read(path: Path) -> list[tuple[int, Record]]:
    from pydantic import ValidationError

    from summarise.record import Record

    records: list[tuple[int, Record]] = []
    try:
        with path.open("rb") as lines:
            for line in lines:
                records.append((len(records) + 1, Record.from_json(line)))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except ValidationError as error:
        raise InputError(
            f"{path}: line {len(records) + 1} is no record of this version; was the file written by `summarise run`?"
        ) from error
    return records


def _chosen(records: list[tuple[int, Record]], wanted: str) -> list[tuple[int, Record]]:
    """All records for "", else the one of that number or name, else those whose name or title holds the words."""
    if wanted.isdecimal() and (found := [item for item in records if item[0] == int(wanted)]):
        return found
    if found := [item for item in records if item[1].document.source == wanted]:
        return found
    return [item for item in records if any(wanted in name for name in _names(item[1]))]


def _names(record: Record) -> tuple[str, ...]:
    return (record.document.source, record.reply.title, record.proposal.title, record.proposal.number)
