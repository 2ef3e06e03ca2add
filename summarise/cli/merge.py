"""`summarise merge`: join the outputs of all shards."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarise.cli import options

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `merge` to `app`."""
    app.command("merge")(merge)


def merge(
    parts: Annotated[
        list[Path],
        typer.Argument(metavar="PART...", help="Records that `run --shard` wrote, of all shards.", show_default=False),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the records.")],
    quiet: options.Quiet = False,
) -> None:
    """Make one output of all shards, in the order of the inputs.

    The output equals that of a single run, with failures, manifest and journal; `run` can continue from it.
    """
    from summarise.batch import OutputPaths
    from summarise.batch.merging import merge as merged
    from summarise.cli.outcome import tell

    progress = merged(parts, output)
    if not quiet:
        tell(progress, OutputPaths.beside(output))
    if progress.unsummarised:
        raise typer.Exit(1)
