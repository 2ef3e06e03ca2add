"""`summarise workbench verify` and `export`: check the journal of a review, and write the corrected records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli.saying import say
from summarise.errors import InputError, UsageError

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["Records", "register"]

Records = Annotated[
    Path,
    typer.Argument(
        metavar="RECORDS",
        help="Records that `summarise run` wrote; the workbench also starts without this file.",
        show_default=False,
    ),
]


def register(bench: typer.Typer) -> None:
    """Add the commands `verify` and `export` to the group `workbench`."""
    bench.command("verify")(verify)
    bench.command("export")(export)


def verify(records: Records) -> None:
    """Check that no line of the journal was changed.

    A change to the last line cannot be detected.
    """
    from summarise.review.journal import journal_path
    from summarise.review.journal import verify as verify_journal

    path = journal_path(records)
    if not path.exists():
        if not records.exists():
            raise InputError(
                f"{records}: there is no such file; name the records whose journal is to be checked", kind="missing"
            )
        say(f"{path}: there is no journal; nobody has acted on these records, or it was removed", err=True)
        return
    count, last = verify_journal(path)
    say(f"{path}: {count} acts, unbroken" + (f", the last {last}" if last else ""))


def export(
    records: Records,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File for the corrected records.")] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            help="Folder for gold files (labelled replies), made from accepted records. "
            "Those of labelling tasks are downloaded in the view 评测."
        ),
    ] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="Write only records that a person accepted.")] = False,
) -> None:
    """Write the records with people's corrections, or make gold files from accepted records."""
    from summarise.batch import OutputPaths, refuse_conflicts
    from summarise.batch.ownership import RECORDS, refuse_strange
    from summarise.new_file import is_stream
    from summarise.review.journal import journal_path
    from summarise.workbench.desk import opened_desk

    if (output is None) == (gold is None):
        raise UsageError("give -o FILE for corrected records, or --gold FOLDER")
    if not records.exists() and not journal_path(records).exists():
        raise InputError(f"{records}: there is no such file; name the records that were reviewed", kind="missing")
    if output is not None and not is_stream(output):
        refuse_conflicts({"the corrected records": output}, OutputPaths.beside(records).all())
        refuse_strange(output, RECORDS.is_ours)
    with opened_desk(records) as desk:
        if output is not None:
            _write_records(desk, output, accepted=accepted)
        elif gold is not None:
            _write_gold(desk, gold)


def _write_records(desk: Desk, output: Path, *, accepted: bool) -> None:
    from summarise.new_file import replacing
    from summarise.workbench.calls import Caller
    from summarise.workbench.handing_on import corrected_records

    count = 0
    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        for record in corrected_records(desk, Caller("", "read"), accepted=accepted):
            file.write(f"{record.to_json()}\n")
            count += 1
    say(f"{output}: {count} records", err=True)


def _write_gold(desk: Desk, gold: Path) -> None:
    from summarise.new_file import replacing
    from summarise.own_file import keep_aside
    from summarise.workbench.calls import Caller
    from summarise.workbench.handing_on import gold_files

    gold.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in gold_files(desk, Caller("", "read")):
        if (aside := keep_aside(gold / name, content.encode())) is not None:
            say(f"{gold / name}: was another file; it is kept as {aside.name}", err=True)
        with replacing(gold / name) as draft:
            draft.write_text(content, encoding="utf-8", newline="\n")
        count += name.endswith(".gold.json")
    say(f"{gold}: {count} gold files", err=True)
