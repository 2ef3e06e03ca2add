"""`summarise export`: write records as tables, or promises as a document for other people."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli import options
from summarise.cli.export_forms import Form, TableName, Target, form_of, refuse_what_does_not_fit
from summarise.cli.own_files import refuse_foreign
from summarise.cli.saying import say
from summarise.errors import UsageError
from summarise.language import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.cli.export_forms import Writing
    from summarise.export import Choice, Tally
    from summarise.records_file import RecordFile

__all__ = ["register"]

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")


def register(app: typer.Typer) -> None:
    """Add the command `export` to `app`."""
    app.command("export")(export)


def export(
    records: options.Records,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File to write; - is the standard output. For csv and parquet without --table: a folder.",
        ),
    ],
    to: Annotated[
        Form | None, typer.Option(help="Format of the output.  [default: from the suffix of -o]", show_default=False)
    ] = None,
    table: Annotated[
        TableName | None, typer.Option(help="Write only this table, to a single file.", show_default=False)
    ] = None,
    by_deadline: Annotated[
        bool, typer.Option("--by-deadline", help="Sort the promises by deadline, the earliest first.")
    ] = False,
    before: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help="Write only promises due by this day (2025-12-31), and commitments with a target due by then.",
            show_default=False,
        ),
    ] = None,
    page: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Web address of the page that `summarise report` wrote; references in an Excel workbook link to it.",
            show_default=False,
        ),
    ] = "",
    accept_at: options.AcceptAt = None,
    calibration: options.Calibration = None,
) -> None:
    """Write records as tables, or as a short Markdown document."""
    from summarise.batch import OutputPaths, refuse_conflicts
    from summarise.cli.accepting import acceptance_at
    from summarise.export import Choice, Tally
    from summarise.records_file import RecordFile

    if output.resolve() == records.resolve():
        raise UsageError(f"{output}: is the records file itself; give the output another name")
    refuse_conflicts({"the export": output}, OutputPaths.beside(records).all())
    form = form_of(to, output)
    refuse_what_does_not_fit(form, table, output, page)
    if form.is_one_file or table:
        refuse_foreign(output, form.name)
    if form.document and accept_at:
        raise UsageError("--accept-at is for csv, xlsx and parquet: a brief has no column for it")
    choice, tally = Choice(by_deadline, _day(before) if before else None), Tally()
    if form.document:
        _write_brief(RecordFile(records), output, choice, tally)
    else:
        _write_tables(
            RecordFile(records), Target(form, output, table, page, acceptance_at(accept_at, calibration)), choice, tally
        )
    if choice.before:
        say(f"commitments and targets without a deadline that can be resolved: {tally.undated}", err=True)


def _day(text: str) -> date:
    """Return a date written as YYYY-MM-DD, or the last day of a month written as YYYY-MM.

    Raise UsageError otherwise.
    """
    try:
        found = _DAY.fullmatch(text.strip())
        year, month, day = (int(part) if part else 0 for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise UsageError(f"--before {text}: is no day; write it as 2025-12-31, or a month as 2025-12") from None


def _write_brief(records: RecordFile, output: Path, choice: Choice, tally: Tally) -> None:
    from summarise.batch.spreading import spread
    from summarise.cli.many_records import processes_for
    from summarise.export import PartMaking, brief_of
    from summarise.new_file import replacing
    from summarise.records_file import RecordLines, saved_texts_of

    lines = RecordLines.of(records.path)
    making = PartMaking(lines, choice, saved_texts_of(records.path))
    parts = spread(making, lines, processes_for(records.path))
    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in brief_of(parts, choice, tally))
    say(f"{output}: {tally.replies} replies read", err=True)


def _write_tables(records: RecordFile, target: Target, choice: Choice, tally: Tally) -> None:
    from summarise.export import left_out

    with target.writing() as writer:
        counts = dict.fromkeys(writer.names, 0)
        for name, encoded in _encoded(records, target, choice, tally, writer):
            counts[name] += 1
            writer.put(name, encoded)
        writer.close(left_out(tally.undated) if choice.before else "")
    if writer.cut:
        say(f"{writer.cut} cells cut, since Excel takes no longer ones; each ends in …", err=True)
    say(f"{target.output}: " + ", ".join(f"{count} {named('table', name)}" for name, count in counts.items()), err=True)


def _encoded(
    records: RecordFile, target: Target, choice: Choice, tally: Tally, writer: Writing
) -> Iterator[tuple[str, Any]]:
    """Yield (name of the table, row in the form of the output); several processes encode the rows of a large file."""
    from summarise.batch.spreading import spread
    from summarise.cli.many_records import processes_for
    from summarise.export import RowMaking, table_rows
    from summarise.records_file import RecordLines

    if choice.by_deadline:  # all rows wait for their order
        for table, row in table_rows(records, choice, tally, target.tables):
            if table.name in writer.names:
                yield table.name, writer.form.encode(table, row)
        return
    lines = RecordLines.of(records.path)
    making = RowMaking(lines, choice, target.acceptance, writer.names, writer.form, target.form.has_links)
    for made in spread(making, lines, processes_for(records.path)):
        tally.replies += 1
        tally.undated += made.undated
        yield from made.rows
