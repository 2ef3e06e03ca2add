"""`summarise run`: turn replies into records."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli import options
from summarise.cli.request_options import Requested, with_request_options
from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.batch.shards import Told

__all__ = ["amount", "register"]

_NOT_PARSED = ("", ".txt", ".jsonl", ".ndjson")
"""Suffixes of inputs that usually need no reader process; if one does, the process is started later."""


def register(app: typer.Typer) -> None:
    """Add the command `run` to `app`."""
    app.command("run")(run)


@with_request_options()
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, archives, mail, tables or JSON of replies, quoted patterns, or - for stdin.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="File for the records; - is the standard output.")
    ] = "-",
    failures: options.Failures = None,
    save_text: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the texts that the records' offsets refer to.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=HEAD,…",
            help="Heads of a table's columns: text, id, title, issuer, date, url.  [default: found]",
        ),
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise the text of scans; needs the extra ocr; takes seconds a page.")
    ] = False,
    text_layer: Annotated[
        bool, typer.Option("--text-layer", help="Use the hidden text layer of scanned PDF files.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again the replies that failed or that the fallback answered.")
    ] = False,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    fallback: options.Fallback = None,
    workers: Annotated[int | None, typer.Option(min=1, max=1024, help="Model calls at a time.  [default: 8]")] = None,
    processes: options.Processes = None,
    shard: Annotated[
        str | None,
        typer.Option(metavar="N/OF", help="Do one part of the inputs, for `merge`; such as 3/16.", show_default=False),
    ] = None,
    rpm: Annotated[int | None, typer.Option(min=1, help="At most so many model calls a minute.")] = None,
    tpm: Annotated[int | None, typer.Option(min=1, help="At most so many tokens a minute.")] = None,
    max_cost: Annotated[
        str | None,
        typer.Option(metavar="AMOUNT", help="Stop before the run costs more than this (prices: summarise.toml)."),
    ] = None,
    max_tokens: options.MaxTokens = None,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Process all replies again and ask the model again.")
    ] = False,
    second_reading: options.SecondReading = None,
    calibration: options.Calibration = None,
    schema: options.Schema = options.SchemaVersion.V1_1,
    mask: options.Mask = None,
    adjudicate: options.Adjudicate = False,
    show_request: Annotated[
        bool, typer.Option("--show-request", help="With --dry-run: print one request as it would be sent.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Estimate calls, tokens and cost without making a call.")
    ] = False,
    quiet: options.Quiet = False,
    *,
    requested: Requested,
) -> None:
    """Summarise replies into one JSON record a line.

    With -o, a run that was stopped continues when it is started again; finished replies are not processed again. Exit
    codes: 0 all done (duplicates are left out), 1 some failed, 2 wrong usage, 130 interrupted.
    """
    from summarise.load import given_columns, start_reader

    if any(Path(name).suffix.lower() not in _NOT_PARSED for name in inputs):
        start_reader()  # while the rest is imported
    from summarise.batch import RunOptions
    from summarise.cli.engine_choice import choose
    from summarise.cli.scans import recognisers
    from summarise.cli.task import Task
    from summarise.confidence import read_calibration

    if show_request and not dry_run:
        raise UsageError("--show-request goes with --dry-run: it prints what would be sent, and sends nothing")
    if _is_stream(output):
        _refuse_for_streams(failures, retry_failed=retry_failed, shard=shard)
    given: dict[str, Any] = {
        "model": model,
        "base_url": base_url,
        "workers": workers,
        "rpm": rpm,
        "tpm": tpm,
        "max_cost": amount(max_cost),
        "max_tokens": max_tokens,
        "cache_dir": cache_dir,
        **requested,
        "mask": mask.value if mask else None,
        "second_reading": second_reading,
    }
    choice = choose(
        engine, fallback, given, no_cache=no_cache, refresh=refresh, retry_failed=retry_failed, adjudicate=adjudicate
    )
    task = Task(
        inputs,
        choice,
        RunOptions(
            choice.workers, choice.processes(processes), retry_failed=retry_failed, again=refresh, texts=save_text
        ),
        is_quiet=quiet,
        schema=schema.value,
        calibration=read_calibration(calibration) if calibration else None,
        columns=given_columns(columns or ""),
        told=_told(shard),
        recognise=recognisers(ocr=ocr, text_layer=text_layer, is_quiet=quiet),
    )
    with closing(choice):
        if dry_run:
            task.foresee(shows_request=show_request)
        elif _is_stream(output):
            task.to_streams(output)
        else:
            task.to_files(Path(output), failures)


def amount(text: str | None) -> object:
    """Return `text`, the value of `--max-cost`, as a Decimal; None if `text` is None.

    Raises:
        typer.BadParameter: the value is not a number of 0 or more.

    """
    from decimal import Decimal, InvalidOperation

    try:
        amount = None if text is None else Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"--max-cost must be a number, not {text!r}") from None
    if amount is not None and not (amount.is_finite() and amount >= 0):
        raise typer.BadParameter("--max-cost must be a number of 0 or more")
    return amount


def _refuse_for_streams(failures: Path | None, *, retry_failed: bool, shard: str | None) -> None:
    """Raise UsageError for options that need a file of records, since the output is a stream."""
    if shard is not None:
        raise UsageError("--shard goes with -o FILE: `merge` needs the file and its manifest")
    if failures is not None:
        raise UsageError("--failures goes with -o FILE; without a file, failures go to the standard error")
    if retry_failed:
        raise UsageError("--retry-failed goes with -o FILE: without a file, no run remembers what failed")


def _told(shard: str | None) -> Told | None:
    if shard is None:
        return None
    from summarise.batch.shards import Shard, Told

    return Told(Shard.parse(shard))


def _is_stream(output: str) -> bool:
    """Return True if the output is "-" (the standard output), a pipe or a device."""
    path = Path(output)
    return output == "-" or (path.exists() and not path.is_file() and not path.is_dir())
