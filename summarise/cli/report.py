"""`summarise report`: write a web page on which records are read beside their sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.as_typed import as_typed
from summarise.cli.own_files import PAGE, refuse_foreign
from summarise.cli.saying import say
from summarise.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.report import Pieces

__all__ = ["register"]

MANY = 5000
"""Maximum number of replies that one page shows without delay."""


def register(app: typer.Typer) -> None:
    """Add the command `report` to `app`."""
    app.command("report")(report)


def report(
    records: options.Records,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write, one HTML file, or -.")],
    with_text: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the source texts (`summarise run --save-text`).  [default: the one beside the records]",
            show_default=False,
        ),
    ] = None,
    quotes_only: Annotated[bool, typer.Option("--quotes-only", help="Leave the source texts out.")] = False,
    with_reasons: Annotated[
        bool, typer.Option("--with-reasons", help="Show under each item the rules and words that decided it.")
    ] = False,
    title: Annotated[str, typer.Option(help="The page's title.")] = "答复办理台账",
    accept_at: options.AcceptAt = None,
    calibration: options.Calibration = None,
) -> None:
    """Write one page to read, search and print the records.

    Each record is shown beside its source text if `run --save-text` saved it.
    """
    from summarise.batch.spreading import spread
    from summarise.cli.accepting import acceptance_at
    from summarise.cli.many_records import processes_for
    from summarise.new_file import replacing
    from summarise.records_file import RecordLines, SavedTexts, read_failures, saved_texts_of
    from summarise.report import PiecesMaking, Shown, page_of

    _refuse_wrong_usage(records, output, with_text, quotes_only=quotes_only)
    threshold = acceptance_at(accept_at, calibration)
    texts = None if quotes_only else SavedTexts(with_text) if with_text else saved_texts_of(records)
    failures = read_failures(records)
    missing = shown = 0

    lines = RecordLines.of(records)
    shape = Shown(title, with_reasons, threshold)

    def pieces() -> Iterator[Pieces]:
        nonlocal missing, shown
        for made in spread(PiecesMaking(lines, texts, shape), enumerate(lines), processes_for(records)):
            shown += 1
            missing += texts is not None and not made.has_text
            yield made

    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="") as page_file:
        page_file.writelines(page_of(pieces(), shape, failures))
    beside = "the quotes alone" if texts is None else "the source texts"
    say(f"{output}: {shown} replies with {beside}; failed replies listed: {len(failures)}", err=True)
    if shown > MANY:
        say(
            f"a browser is slow on a page of more than {MANY:,} replies; "
            f"`summarise workbench {as_typed(records)}` shows any number",
            err=True,
        )
    if texts and missing:
        say(f"replies whose text is not in {texts.folder}, shown by their quotes: {missing}", err=True)


def _refuse_wrong_usage(records: Path, output: Path, with_text: Path | None, *, quotes_only: bool) -> None:
    if with_text and quotes_only:
        raise UsageError("--with-text and --quotes-only exclude each other: give one of them")
    if with_text and not with_text.is_dir():
        raise UsageError(f"{with_text}: is no folder; --with-text takes the one that --save-text filled")
    from summarise.batch import OutputPaths, refuse_conflicts

    if output.resolve() == records.resolve():
        raise UsageError(f"{output}: is the records file itself; give the page another name")
    refuse_conflicts({"the page": output}, OutputPaths.beside(records).all())
    refuse_foreign(output, PAGE)
