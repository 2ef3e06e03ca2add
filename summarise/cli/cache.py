"""`summarise cache`: the answers that were paid for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarise.cli import options

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(
        name="cache", help="Look at the answers that were paid for, or remove them.", no_args_is_help=True
    )
    group.command("info")(info)
    group.command("clear")(clear)
    app.add_typer(group)


def info(cache_dir: options.CacheDir = None) -> None:
    """Say where the cache is and what it holds."""
    from summarise.engines.service.answer_store import AnswerStore

    folder = _folder(cache_dir)
    if not folder.exists():
        typer.echo(f"{folder}: no cache yet")
        return
    with AnswerStore(folder) as store:
        found = store.info()
    typer.echo(f"folder   {found.folder}")
    typer.echo(f"entries  {found.entries}")
    typer.echo(f"size     {found.size / 1e6:.1f} MB")


def clear(
    cache_dir: options.CacheDir = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove all answers: asking again costs what they cost."""
    from summarise.engines.service.answer_store import AnswerStore

    folder = _folder(cache_dir)
    if not folder.exists():
        typer.echo(f"{folder}: no cache yet")
        return
    if not yes:
        typer.confirm(f"Remove all answers in {folder}?", abort=True)
    with AnswerStore(folder) as store:
        typer.echo(f"{store.clear()} entries removed from {folder}")


def _folder(stated: Path | None) -> Path:
    import os

    from summarise.cli.cache_folder import cache_folder
    from summarise.settings import read_settings

    return cache_folder(read_settings({"cache_dir": stated}, os.environ))
