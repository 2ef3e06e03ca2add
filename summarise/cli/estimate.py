"""`summarise estimate`: shares, means and sums over a corpus, corrected by labelled replies."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli.saying import say

if TYPE_CHECKING:
    from summarise.evaluation.estimating import Estimate

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("estimate")(estimate)


def estimate(
    records: Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)],
    gold: Annotated[Path, typer.Option("--gold", metavar="DIR", help="Labelled replies, a random sample of these.")],
    ask: Annotated[
        str, typer.Option(help="Questions, separated by commas; sum:公里 and count-by:issuer are others.")
    ] = "share-with-commitment,share-with-dated-commitment,share-with-target,mean-commitments,mean-targets",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Estimate what holds for all replies, with 95 % intervals.

    An extractor's errors bias what is counted from its records. The labelled replies say how much: the corrected figure
    is printed with its interval, the uncorrected one beside it. The labelled replies are to be drawn at random.
    """
    from summarise.evaluation import load_gold_set
    from summarise.evaluation.estimating import asked, estimated
    from summarise.records_file import read_records

    held = list(read_records(records))
    golds = {one.labels.sha256: one.labels for one in load_gold_set(gold)}
    for question in asked(ask, held):
        found = estimated(question, held, golds)
        say(json.dumps(asdict(found), ensure_ascii=False) if as_json else _line(found))


def _line(found: Estimate) -> str:
    return (
        f"{found.name}: {found.value:.4g} ({found.low:.4g} to {found.high:.4g}), uncorrected {found.naive:.4g}; "
        f"{found.labelled} of {found.replies} replies labelled, {found.labels_to_halve} would halve the interval"
    )
