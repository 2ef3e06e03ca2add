"""`summarise follow`: list promises that are due, find later replies about one promise, and record a verdict."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from summarise.cli import options
from summarise.cli.json_output import print_json
from summarise.cli.saying import say
from summarise.cli.search import TODAY, day_given
from summarise.errors import UsageError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `follow` to `app`."""
    app.command("follow")(follow)


def follow(
    records: options.Records,
    promise: Annotated[
        str, typer.Argument(metavar="[REFERENCE]", help="A promise, as in f7e1f8abed-c1387.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    nulls: options.Nulls = False,
    verdict: Annotated[
        str,
        typer.Option(
            help="Note what came of the promise: 已兑现 部分兑现 推进中 未兑现 已调整 无法核实.", show_default=False
        ),
    ] = "",
    proof: Annotated[
        str,
        typer.Option(
            metavar="REFERENCE", help="Reference of the item in a later reply that shows it.", show_default=False
        ),
    ] = "",
    url: Annotated[str, typer.Option(help="Or the address of a page that shows it.", show_default=False)] = "",
    quote: Annotated[
        str, typer.Option(help="The words that show it, copied from that page or reply.", show_default=False)
    ] = "",
    seen_on: Annotated[
        str, typer.Option(metavar="DAY", help="Day on which the page said it.", show_default=False)
    ] = "",
    note: Annotated[str, typer.Option(help="A remark to keep with the verdict.", show_default=False)] = "",
    undo: Annotated[
        int, typer.Option(metavar="N", help="Withdraw the verdict with act number N.", show_default=False)
    ] = 0,
    as_name: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Name of the person who decides.  [default: the user's name]",
            show_default=False,
        ),
    ] = "",
    today: TODAY = "",
) -> None:
    """List promises that are due, or record whether one was kept.

    If a promise is named, the command lists the items of later replies that may report on it; a person judges what they
    show. A promise may have been kept even if no later reply mentions it. --verdict adds a line to the journal beside
    the records, as the workbench does; --undo adds a line that withdraws a verdict.
    """
    day = day_given(today)
    if nulls and not as_json:
        raise UsageError("--nulls goes with --json")
    if verdict or undo:
        if not promise:
            raise UsageError("name the promise: summarise follow RECORDS REFERENCE --verdict 已兑现 --proof REFERENCE")
        elsewhere = {key: value for key, value in (("url", url), ("seen_on", seen_on)) if value}
        evidence = {"reference": proof, "quote": quote} if proof else elsewhere | {"quote": quote}
        proofs = [evidence] if proof or elsewhere or quote else []
        to = {"verdict": verdict, "evidence": proofs, "note": note}
        _write(records, promise, {"do": "undo", "undoes": undo} if undo else {"do": "verdict", "to": to}, as_name, day)
    elif proof or url or quote or seen_on or note:
        raise UsageError("evidence goes with --verdict")
    from summarise.cli.followed import promise_with_traces, promises_by_state
    from summarise.workbench.promises import promises_of

    promises = promises_of(records)
    try:
        with promises.opened() as corpus:
            found = promise_with_traces(promises, corpus, promise, day) if promise else promises_by_state(corpus, day)
            if as_json:
                print_json(found.values(), nulls=nulls)
                return
            for line in found.lines():
                say(line)
    finally:
        promises.close()


def _write(records: Path, promise: str, act: dict[str, Any], as_name: str, day: date) -> None:
    """Write one verdict or withdrawal to the journal, in the same way as the workbench; lock the records meanwhile."""
    from summarise.cli.workbench import user_name
    from summarise.workbench.calls import Call, Caller, Refused
    from summarise.workbench.desk import opened_desk
    from summarise.workbench.views.follow import act as act_at_desk
    from summarise.workbench.views.follow import promise as promise_at_desk

    caller = Caller(as_name or user_name(), "review")
    with opened_desk(records, today=day) as desk:
        desk.promises.wait()
        try:
            row = promise_at_desk(desk, Call(caller, path={"place": promise}))["row"]
            was = row["found"]["verdict"] if row["found"] else None
            done = act_at_desk(desk, Call(caller, body=act | {"ref": promise, "from": was}))
        except Refused as refused:
            raise UsageError(refused.reason) from refused
    say(f"{promise}: {done['now']['row']['verdict']} (act {done['n']})", err=True)
