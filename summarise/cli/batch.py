"""`summarise batch`: write requests for, and read answers from, services that answer overnight at a lower price."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.request_options import Requested, with_request_options
from summarise.cli.saying import say

if TYPE_CHECKING:
    from summarise.document import Document
    from summarise.engines.model_settings import ModelSettings
    from summarise.record import Failure

__all__ = ["register"]

_REASONS = 3
"""Number of reasons for missing answers that are printed."""


def register(app: typer.Typer) -> None:
    """Add the group of commands `batch` to `app`."""
    group = typer.Typer(
        name="batch", help="Write requests and read answers as files (OpenAI Batch).", no_args_is_help=True
    )
    group.command("prepare")(prepare)
    group.command("collect")(collect)
    app.add_typer(group)


@with_request_options(without=("headers", "stream", "timeout"))
def prepare(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders and more, as for `run`.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the requests.")],
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    cache_dir: options.CacheDir = None,
    mask: options.Mask = None,
    adjudicate: options.Adjudicate = False,
    processes: options.Processes = None,
    *,
    requested: Requested,
) -> None:
    """Write the requests that `run` would send, one on each line.

    The texts of the replies are written to a second file beside the requests. No request is written for a reply whose
    answer is in the cache.
    """
    from dataclasses import replace

    from summarise.batch import named_files, refuse_conflicts
    from summarise.batch.collecting import prepare as write
    from summarise.batch.processes import available
    from summarise.batch.request_files import RequestFile

    file = RequestFile(output)
    refuse_conflicts({"the requests": file.path, "the texts": file.documents_path}, named_files(inputs))
    settings = replace(
        _settings(model, base_url, cache_dir, **requested), adjudicate=adjudicate, mask=mask.value if mask else ""
    )
    made = write(_documents(inputs, output), settings, file, processes or available())
    say(f"{made.requests} requests for {made.replies} replies in {output}", err=True)
    say(f"texts in {file.documents_path}: keep it beside the requests", err=True)
    if made.cached:
        say(f"{made.cached} requests left out, with answers in the cache", err=True)
    for failure in made.failures:
        say(f"left out: {failure.message}", err=True)
    if made.failures:
        raise typer.Exit(1)


def collect(
    requests: Annotated[Path, typer.Argument(metavar="REQUESTS", help="File that `prepare` wrote.")],
    answers: Annotated[
        list[Path], typer.Argument(metavar="ANSWERS...", help="Files of answers and errors.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the records.")],
    failures: options.Failures = None,
    cache_dir: options.CacheDir = None,
    processes: options.Processes = None,
) -> None:
    """Turn answers into records.

    For each reply without a usable answer, a request is written to a new file of requests. If the command is repeated,
    the records stay the same. A later `run` takes the answers from the cache and does not pay for them again.
    """
    from dataclasses import replace

    from summarise.batch import OutputPaths, refuse_conflicts
    from summarise.batch.collecting import collect as read
    from summarise.batch.processes import available
    from summarise.batch.request_files import RequestFile

    file, paths = RequestFile(requests), OutputPaths.beside(output, failures)
    following = {"the next requests": file.following().path, "their texts": file.following().documents_path}
    refuse_conflicts({**paths.named(), **following}, [requests, file.documents_path, *answers])
    shaping, _ = file.read_documents()
    settings = _settings(shaping["model"], shaping["base_url"], cache_dir)
    settings = replace(
        settings, **{name: value for name, value in shaping.items() if name not in {"model", "base_url"}}
    )
    made = read(file, answers, settings, paths, processes or available())
    say(f"{made.done} records in {output}, {made.failed} failed, {made.pending} still to be answered", err=True)
    for reason, count in islice(made.reasons.items(), _REASONS):
        say(f"not answered ({count}): {reason}", err=True)
    if more := sum(made.reasons.values()) - sum(islice(made.reasons.values(), _REASONS)):
        say(f"not answered for other reasons: {more}", err=True)
    if made.strangers:
        say(f"answers to requests that are not in {requests}: {made.strangers}", err=True)
    if made.doubled or made.unreadable:
        say(f"passed over: {made.doubled} second answers, {made.unreadable} lines without an answer", err=True)
    if made.following is not None:
        say(f"requests of the next round: {made.following.path}", err=True)
    if made.failed or made.pending:
        raise typer.Exit(1)


def _settings(model: str | None, base_url: str | None, cache_dir: str | None, **shaping: object) -> ModelSettings:
    import os

    from summarise.cli.engine_choice import model_settings
    from summarise.settings import read_settings

    given = {"model": model, "base_url": base_url, "cache_dir": cache_dir, **shaping}
    return model_settings(read_settings(given, os.environ))


def _documents(inputs: list[str], output: Path) -> Iterator[Document | Failure]:
    import sys

    from summarise.batch import Inputs
    from summarise.batch.request_files import RequestFile
    from summarise.errors import InputError
    from summarise.record import Failure

    own = [output, RequestFile(output).documents_path]
    for entry in Inputs(inputs, sys.stdin.buffer, leave_out=own):
        try:
            yield entry.load()
        except InputError as error:
            yield Failure(source=entry.source, kind=error.kind, message=error.message)
