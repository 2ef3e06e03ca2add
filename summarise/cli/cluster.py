"""`summarise cluster`: distribute a run over the machines of a Ray cluster."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli import options
from summarise.cli.saying import say
from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.cluster.running import Progress
    from summarise.engines.model_settings import ModelSettings

__all__ = ["register"]

EVERY = 60.0
"""Seconds between two lines of progress."""


class Form(StrEnum):
    """The format of the records file."""

    JSONL = "jsonl"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    """Add the group of commands `cluster` to `app`."""
    group = typer.Typer(name="cluster", help="Share the work among many machines (Ray).", no_args_is_help=True)
    group.callback()(lambda: None)  # so that `run` stays a command of its own
    group.command("run")(run)
    app.add_typer(group)


def run(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="JSON lines, Parquet or a folder of files: a path or s3://…", show_default=False
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="Folder for the output, that all machines reach.", show_default=False),
    ],
    address: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="The cluster.  [default: one on this machine]", show_default=False),
    ] = None,
    to: Annotated[Form, typer.Option("--to", help="Format of the records.")] = Form.JSONL,
    columns: Annotated[
        str | None,
        typer.Option(metavar="FIELD=HEAD,…", help="Names of columns: text, id, url.  [default: found]"),
    ] = None,
    block: Annotated[
        int | None,
        typer.Option(
            min=1, help="Replies per unit of work; a worker that dies loses one unit.  [default: 200, model 24]"
        ),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Workers.  [default: one a processor of the cluster]", show_default=False)
    ] = None,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    fallback: options.Fallback = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Model calls at a time, each worker.  [default: 8]")
    ] = None,
    rpm: Annotated[int | None, typer.Option(min=1, help="Model calls a minute, of all workers.")] = None,
    tpm: Annotated[int | None, typer.Option(min=1, help="Tokens a minute, of all workers.")] = None,
    max_cost: Annotated[
        str | None, typer.Option(metavar="AMOUNT", help="Stop before the run costs more than this.")
    ] = None,
    max_tokens: options.MaxTokens = None,
    cache_dir: options.CacheDir = None,
    no_cache: options.NoCache = False,
    quiet: options.Quiet = False,
) -> None:
    """Turn the replies of SOURCE into records in TARGET, on all machines of a cluster.

    If a run was stopped, the same command continues it. Exit codes are those of `run`.
    """
    from contextlib import closing

    from summarise.batch.duplicates import without_duplicates
    from summarise.cli.engine_choice import choose
    from summarise.cli.outcome import counts_of
    from summarise.cli.run import amount
    from summarise.cluster.running import Job
    from summarise.cluster.running import run as spread
    from summarise.cluster.working import EngineChoice
    from summarise.load import given_columns

    given: dict[str, Any] = {
        "model": model,
        "base_url": base_url,
        "workers": workers,
        "rpm": rpm,
        "tpm": tpm,
        "max_cost": amount(max_cost),
        "max_tokens": max_tokens,
        "cache_dir": cache_dir,
    }
    with closing(choose(engine, fallback, given, no_cache=no_cache)) as choice:
        _refuse_secrets(choice.model)
        job = Job(
            source,
            target,
            EngineChoice(choice.model, bool(choice.model and choice.model.key), fallback is not None, choice.weights),
            choice.engine.fingerprint,
            choice.described,
            given_columns(columns or ""),
            block,
            to.value,
        )
    progress, counts = spread(job, address, processes, (lambda _: None) if quiet else _telling())
    if not quiet:
        say(f"{counts_of(counts.records, counts.failed)} → {target}", err=True)
        say(_repeated(progress), err=True)
    if without_duplicates(counts.failed):
        raise typer.Exit(1)


def _telling() -> Any:
    """Return a function that prints the progress of the run, at most one line a minute."""
    import time

    from summarise.batch.duplicates import without_duplicates

    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            done = f"{progress.records} records, {without_duplicates(progress.failed).total()} failed"
            say(f"{done}; {progress.done} of {progress.units} units", err=True)

    return tell


def _repeated(progress: Progress) -> str:
    if not progress.repeated_units:
        return "nothing was done twice"
    return f"done twice: {progress.repeated} replies in {progress.repeated_units} units, since workers were lost"


def _refuse_secrets(model: ModelSettings | None) -> None:
    """Raise UsageError if settings contain a secret that would be sent to the workers, or a relative cache folder."""
    if model is None:
        return
    if model.headers:
        raise UsageError("headers of the table [request] may hold secrets, which do not travel: leave them out here")
    if model.base_url.rstrip("/") != model.endpoint:
        raise UsageError("the base URL holds a password or a query, which do not travel: give it without")
    if isinstance(model.cache_dir, Path) and not model.cache_dir.is_absolute():
        raise UsageError("the cache's folder must be an absolute path: workers start elsewhere")
