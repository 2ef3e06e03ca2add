"""`summarise cache`: show or remove the stored answers of models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.saying import say
from summarise.language import said

if TYPE_CHECKING:
    from summarise.database_address import DatabaseAddress

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the group of commands `cache` to `app`."""
    group = typer.Typer(name="cache", help="Show or remove the stored answers of models.", no_args_is_help=True)
    group.command("info")(info)
    group.command("clear")(clear)
    app.add_typer(group)


def info(cache_dir: options.CacheDir = None) -> None:
    """Show where the cache is, its number of entries and its size."""
    from summarise.engines.service.open_store import open_known_store

    place = _place(cache_dir)
    with open_known_store(place) as store:
        if store is None:
            say(f"{place}: no cache yet")
            return
        found = store.info()
    say(f"place    {found.place}")
    say(f"entries  {found.entries}")
    say(f"size     {found.size / 1e6:.1f} MB")


def clear(
    cache_dir: options.CacheDir = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking for confirmation.")] = False,
) -> None:
    """Remove all stored answers.

    A later run that needs them must pay the model again.
    """
    from summarise.engines.service.open_store import open_known_store

    place = _place(cache_dir)
    with open_known_store(place) as store:
        if store is None:
            say(f"{place}: no cache yet")
            return
        if not yes:
            typer.confirm(said(f"Remove all answers in {place}?"), abort=True)
        say(f"{store.clear()} entries removed from {place}")


def _place(stated: str | None) -> Path | DatabaseAddress:
    import os

    from summarise.cli.cache_place import cache_place
    from summarise.settings import read_settings

    return cache_place(read_settings({"cache_dir": stated}, os.environ))
