"""`summarise fetch`: download web pages and save them unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.saying import say

if TYPE_CHECKING:
    from summarise.fetch import Outcome

__all__ = ["register"]

_FAILURES = "fetch.failures.jsonl"


def register(app: typer.Typer) -> None:
    """Add the command `fetch` to `app`."""
    app.command("fetch")(fetch)


def fetch(
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="ADDRESS", help="Web addresses, or files with one a line.", show_default=False),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder to save in.")],
    lists: Annotated[
        bool, typer.Option("--list", help="The addresses are list pages: fetch the replies that they link to.")
    ] = False,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Also fetch the files that a page links to.")
    ] = False,
    pause: Annotated[float, typer.Option(min=0.2, max=600, help="Seconds between two requests to a host.")] = 1.0,
    timeout: Annotated[float, typer.Option(min=1, max=600, help="Seconds for one address.")] = 60.0,
    quiet: options.Quiet = False,
) -> None:
    """Download web pages and save them unchanged, for `run`.

    Each page is saved beside a JSON file with its address, date, headers and hash. If the command is repeated, it
    fetches only the pages that are missing. It tries https first, obeys robots.txt and refuses hosts of private
    networks. Exit codes are those of `run`.
    """
    from summarise.batch.ownership import FAILURES, refuse_strange
    from summarise.fetch import Fetching, Folder, Getter, addresses_in

    wanted = chain.from_iterable(map(addresses_in, addresses))
    folder = Folder(output)
    folder.open()
    refuse_strange(output / _FAILURES, FAILURES.is_ours)
    fetching = Fetching(Getter(seconds=timeout, pause=pause), folder, with_attachments=attachments)
    outcomes = fetching.lists(wanted) if lists else fetching.pages(wanted)
    failed = _told(outcomes, output / _FAILURES, is_quiet=quiet)
    if failed:
        raise typer.Exit(1)


def _told(outcomes: Iterable[Outcome], failures: Path, *, is_quiet: bool) -> int:
    """Print the outcome of each address, write the failures to a file, and return the number of failures."""
    from summarise.new_file import replacing

    counts = {"saved": 0, "kept": 0, "failed": 0}
    lines = []
    for outcome in outcomes:
        counts[outcome.state] += 1
        if outcome.state == "failed":
            say(outcome.reason, err=True)
            said = {"source": outcome.address, "kind": outcome.kind, "message": outcome.reason}
            lines.append(json.dumps(said, ensure_ascii=False) + "\n")
        elif not is_quiet:
            say(outcome.remark or f"{outcome.address}: {outcome.state} as {outcome.path}", err=True)
    if lines or failures.exists():
        with replacing(failures) as draft:
            draft.write_text("".join(lines), encoding="utf-8")
    if not is_quiet:
        where = f"; see {failures}" if lines else ""
        say(f"{counts['saved']} saved, {counts['kept']} there already, {counts['failed']} failed{where}", err=True)
    return counts["failed"]
