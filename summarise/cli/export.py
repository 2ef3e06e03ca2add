"""`summarise export`: the ledger as tables, or as a document to send on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.export import Table
    from summarise.record import Record

__all__ = ["register"]

LEFT_OUT = "left_out.txt"
"""Beside tables that hold only what is due: how much states no deadline."""


class Form(StrEnum):
    """What to write."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MARKDOWN = "markdown"


class TableName(StrEnum):
    """A table of the four."""

    COMMITMENTS = "commitments"
    TARGETS = "targets"
    MEASURES = "measures"
    REPLIES = "replies"


ENDINGS = {".csv": Form.CSV, ".xlsx": Form.XLSX, ".parquet": Form.PARQUET, ".md": Form.MARKDOWN}
ENDINGS[".markdown"] = Form.MARKDOWN
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export")(export)


def export(
    records: Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The file to write, or -; a folder of four files for csv and parquet."),
    ],
    to: Annotated[
        Form | None, typer.Option(help="Form of the output.  [default: by the ending of -o]", show_default=False)
    ] = None,
    table: Annotated[TableName | None, typer.Option(help="Only this table, as one file.", show_default=False)] = None,
    by_deadline: Annotated[bool, typer.Option("--by-deadline", help="Earliest deadline first.")] = False,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help="Only what is due on or before this day (2025-12-31), with the commitments that hold it.",
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        str,
        typer.Option(
            metavar="URL", help="Address of the review page: references in a workbook lead there.", show_default=False
        ),
    ] = "",
) -> None:
    """Write the records as tables or as a brief to hand on."""
    from summarise.export import left_out, tables, undated
    from summarise.records_file import read_records

    if output.resolve() == records.resolve():
        raise UsageError(f"{output}: is the records file itself; give the output another name")
    form, last = to or _form_of(output), _day(before) if before else None
    _refuse_what_does_not_fit(form, table, output)
    _check_page(form, page)
    read = list(read_records(records))
    note = left_out(read) if last else ""
    if form is Form.MARKDOWN:
        _write_brief(read, records, output, by_deadline=by_deadline, before=last)
    else:
        made = tables(read, by_deadline=by_deadline, before=last)
        _write_tables(
            tuple(one for one in made if table in (None, one.name)), output, form, note, page, single=bool(table)
        )
    if last:
        typer.echo(f"{undated(read)} commitments and targets state no deadline that can be resolved", err=True)


def _form_of(output: Path) -> Form:
    form = ENDINGS.get(output.suffix.lower())
    if form is None:
        raise UsageError(f"{output}: its ending does not say the form; give --to csv, xlsx, parquet or markdown")
    return form


def _day(text: str) -> date:
    """A day as it is written, or the last day of a month."""
    try:
        found = _DAY.fullmatch(text.strip())
        year, month, day = (int(part) if part else 0 for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise UsageError(f"--before {text}: is no day; write it as 2025-12-31, or a month as 2025-12") from None


def _refuse_what_does_not_fit(form: Form, table: TableName | None, output: Path) -> None:
    from summarise.new_file import is_stream

    if form is Form.MARKDOWN and table:
        raise UsageError("--table is for csv, xlsx and parquet; a brief holds everything")
    if form in (Form.CSV, Form.PARQUET) and not table and (is_stream(output) or output.suffix.lower() in ENDINGS):
        raise UsageError(
            f"{output}: {form.value} makes four files; give -o a folder, or choose one table: --table commitments"
        )
    package = {Form.XLSX: "xlsxwriter", Form.PARQUET: "pyarrow"}.get(form)
    if package:
        _require(package)


def _check_page(form: Form, page: str) -> None:
    if page and form is not Form.XLSX:
        raise UsageError("--page is for xlsx: no other form has links")
    if page and not page.startswith(("http://", "https://", "file://")):
        raise UsageError(f"--page {page}: is no address; it begins with http://, https:// or file://")


def _write_brief(read: list[Record], records: Path, output: Path, *, by_deadline: bool, before: date | None) -> None:
    from summarise.export import brief
    from summarise.new_file import replacing
    from summarise.records_file import saved_texts_of

    texts = saved_texts_of(records)

    def text_of(record: Record) -> str | None:
        return texts.text(record.document.sha256) if texts else None

    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        lines = brief(read, by_deadline=by_deadline, before=before, text_of=text_of)
        file.writelines(f"{line}\n" for line in lines)
    typer.echo(f"{output}: {len(read)} replies read", err=True)


def _write_tables(made: tuple[Table, ...], output: Path, form: Form, note: str, page: str, *, single: bool) -> None:
    from summarise.export import write_csv, write_parquet, write_workbook
    from summarise.new_file import replacing

    write = write_csv if form is Form.CSV else write_parquet
    if form is Form.XLSX:
        with replacing(output) as draft:
            cut = write_workbook(made, draft, note, page)
        if cut:
            typer.echo(f"{cut} cells were longer than Excel takes and were cut; each ends in …", err=True)
    elif single:
        with replacing(output) as draft:
            write(made[0], draft)
    else:
        _write_folder(made, output, form, write, note)
    typer.echo(f"{output}: " + ", ".join(f"{len(table.rows)} {table.name}" for table in made), err=True)


def _write_folder(
    made: tuple[Table, ...], folder: Path, form: Form, write: Callable[[Table, Path], None], note: str
) -> None:
    from summarise.errors import OutputError
    from summarise.new_file import replacing

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made a folder for the four tables: {error.strerror}") from error
    for table in made:
        with replacing(folder / f"{table.name}.{form.value}") as draft:
            write(table, draft)
    if note:
        with replacing(folder / LEFT_OUT) as draft:
            draft.write_text(f"{note}\n", encoding="utf-8")
    else:  # an earlier export may have left some out, this one does not
        (folder / LEFT_OUT).unlink(missing_ok=True)


def _require(package: str) -> None:
    """Say what to install before anything is written."""
    from importlib.util import find_spec

    if find_spec(package) is None:
        raise UsageError(
            f"this form needs {package}: run `pip install {package}`, or in a clone `pip install '.[tables]'`"
        )
