"""`summarise doctor`: check the installation, and find out which requests and limits an endpoint accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.request_options import Requested, with_request_options
from summarise.cli.saying import say
from summarise.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from summarise.database_address import DatabaseAddress

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `doctor` to `app`."""
    app.command("doctor")(doctor)


@with_request_options(without=("max_answer_tokens",))
def doctor(
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    cache_dir: options.CacheDir = None,
    again: Annotated[bool, typer.Option("--again", help="Find out again what the endpoint accepts.")] = False,
    *,
    requested: Requested,
) -> None:
    """Check the installation and what a model's endpoint can do.

    If a model is named, one or two short calls find out what its endpoint accepts; the result is stored.
    """
    import os

    from summarise.cli.cache_place import cache_place
    from summarise.cli.engine_choice import model_settings
    from summarise.settings import read_settings

    given = {"model": model, "base_url": base_url, "cache_dir": cache_dir, **requested}
    settings = read_settings(given, os.environ)
    for line in _installation():
        say(line)
    say(_cache(cache_place(settings)))
    if not settings.model:
        if base_url is not None:
            raise UsageError("--base-url is for a model: name one with --model")
        say("model     none is named: the built-in rules are used (name one with --model)")
        return

    from summarise.engines.probe import probe

    chosen = model_settings(settings)
    say(f"key       {'from OPENAI_API_KEY' if chosen.key else 'none (OPENAI_API_KEY is not set)'}")
    say(f"endpoint  {chosen.endpoint}")
    finding = probe(chosen, again=again)
    say(f"model     {chosen.model} answers ({finding.tokens} tokens)")
    for line in finding.lines():
        say(f"          {line}")
    for said in dict.fromkeys(finding.refused):
        say(f"          it said: {said}")
    if finding.before is not None and not again:
        say(f"          found out on {finding.before.found or 'an earlier day'}; --again finds it out anew")
    if proposals := finding.proposals():
        say(f"          runs met its limits; for summarise.toml: {', '.join(proposals)}")


def _installation() -> list[str]:
    import importlib.metadata
    import platform

    from summarise.engines.model.prompt import prompt_hash

    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("openai", "instructor", "pydantic"))
    return [
        f"python    {platform.python_version()} on {platform.system()}",
        f"packages  {versions}",
        f"prompt    {prompt_hash()}",
    ]


def _cache(place: Path | DatabaseAddress) -> str:
    from summarise.engines.service.open_store import open_store
    from summarise.errors import OutputError

    try:
        with open_store(place) as store:
            found = store.info()
    except OutputError as error:
        return f"cache     cannot be used: {error.message}"
    return f"cache     {found.place} ({found.entries} entries)"
