"""`summarise estimate`: estimate shares, means and sums over many replies, corrected by labelled replies."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.json_output import print_json
from summarise.cli.saying import say

if TYPE_CHECKING:
    from summarise.evaluation.estimating import Estimate

__all__ = ["register"]

_LARGE = 1000
"""Numbers of this size or more are printed without decimals."""


def register(app: typer.Typer) -> None:
    """Add the command `estimate` to `app`."""
    app.command("estimate")(estimate)


def estimate(
    records: options.Records,
    gold: Annotated[
        Path,
        typer.Option(
            "--gold", metavar="DIR", help="Folder of labelled replies, drawn at random from those in the records."
        ),
    ],
    ask: Annotated[
        str,
        typer.Option(help="Questions, separated by commas; sum:UNIT (sum:公里) and count-by:issuer are possible too."),
    ] = "share-with-commitment,share-with-dated-commitment,share-with-target,mean-commitments,mean-targets",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Estimate shares, means and sums over all replies.

    A count over records is biased, because some records contain errors. The labelled replies show how large the bias
    is. For each question, the command prints the corrected figure with its 95 % interval, and the uncorrected figure.
    The labelled replies must be a random sample of the replies.
    """
    from summarise.evaluation import load_gold_set
    from summarise.evaluation.estimating import asked, estimated, labels_by_text
    from summarise.records_file import read_records

    held = list(read_records(records))
    golds, strange = labels_by_text(load_gold_set(gold), {record.document.sha256 for record in held})
    if strange:
        say(f"labelled replies that match no record, left out: {', '.join(strange)}", err=True)
    for question in asked(ask, held):
        found = estimated(question, held, golds)
        if as_json:
            print_json(asdict(found))
        else:
            say(_line(found))


def _line(found: Estimate) -> str:
    share = f"{found.labelled} of {found.replies} replies labelled"
    naive = _figure(found.naive)
    if found.value is None:
        return f"{found.name}: cannot be told, {found.telling} labelled replies have any; uncorrected {naive}; {share}"
    value = _figure(found.value)
    if found.low is None or found.high is None:
        return f"{found.name}: {value}, no interval: labels and records do not differ; uncorrected {naive}; {share}"
    interval = f"{_figure(found.low)} to {_figure(found.high)}"
    if found.labelled == found.replies:
        return f"{found.name}: {value} ({interval}), uncorrected {naive}; every reply is labelled, nothing is estimated"
    return (
        f"{found.name}: {value} ({interval}), uncorrected {naive}; "
        f"{share}, {found.labels_to_halve} would halve the interval"
    )


def _figure(value: float) -> str:
    return f"{value:.4g}" if abs(value) < _LARGE else f"{value:.0f}"
