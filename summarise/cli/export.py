"""`summarise export`: the ledger as tables, or as a document to send on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summarise.export import Table
    from summarise.record import Record

__all__ = ["register"]


class Form(StrEnum):
    """What to write."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    records: Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; a folder of four files for csv and parquet.")
    ],
    to: Annotated[Form, typer.Option(help="Form of the output.", show_default=False)],
    by_deadline: Annotated[bool, typer.Option("--by-deadline", help="Earliest deadline first.")] = False,
    before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Only what is due on or before this day, with the commitments that hold it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the records as tables or as a brief to hand on."""
    from summarise.errors import UsageError
    from summarise.export import chosen_promises
    from summarise.records_file import read_records

    if output.resolve() == records.resolve():
        raise UsageError(f"{output}: is the records file itself; give the output another name")
    read = list(read_records(records))
    last = before.date() if before else None
    if to is Form.MARKDOWN:
        _write_brief(read, output, by_deadline=by_deadline, before=last)
    else:
        _write_tables(read, output, to, by_deadline=by_deadline, before=last)
    if last:
        open_ended = sum(promise.due is None for promise in chosen_promises(read))
        typer.echo(f"{open_ended} commitments and targets state no deadline that can be resolved", err=True)


def _write_brief(records: list[Record], output: Path, *, by_deadline: bool, before: date | None) -> None:
    from summarise.export import brief
    from summarise.new_file import replacing

    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in brief(records, by_deadline=by_deadline, before=before))
    typer.echo(f"{output}: {len(records)} replies read", err=True)


def _write_tables(records: list[Record], output: Path, to: Form, *, by_deadline: bool, before: date | None) -> None:
    from summarise.export import tables, write_csv, write_parquet, write_workbook
    from summarise.new_file import replacing

    made = tables(records, by_deadline=by_deadline, before=before)
    if to is Form.XLSX:
        _require("xlsxwriter")
        with replacing(output) as draft:
            cut = write_workbook(made, draft)
        if cut:
            typer.echo(f"{cut} cells were longer than Excel takes and were cut; each ends in …", err=True)
    else:
        if to is Form.PARQUET:
            _require("pyarrow")
        _write_folder(made, output, to, write_csv if to is Form.CSV else write_parquet)
    typer.echo(f"{output}: " + ", ".join(f"{len(table.rows)} {table.name}" for table in made), err=True)


def _write_folder(made: tuple[Table, ...], folder: Path, to: Form, write: Callable[[Table, Path], None]) -> None:
    from summarise.errors import OutputError
    from summarise.new_file import replacing

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder for the four tables: {error.strerror}") from error
    for table in made:
        with replacing(folder / f"{table.name}.{to.value}") as draft:
            write(table, draft)


def _require(package: str) -> None:
    """Say what to install before anything is written."""
    from importlib.util import find_spec

    from summarise.errors import UsageError

    if find_spec(package) is None:
        raise UsageError(f"this form needs {package}: install it with `pip install 'summarise[tables]'`")
