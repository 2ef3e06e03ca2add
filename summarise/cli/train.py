"""`summarise train`: learn weights for the built-in engine from labelled replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli.saying import say
from summarise.language import named

if TYPE_CHECKING:
    from summarise.evaluation.scores.findings import Tally

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `train` to `app`."""
    app.command("train")(train)


def train(
    gold_dirs: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR", help="Folders of labelled replies.", show_default=False)
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the weights.")],
    folds: Annotated[
        int,
        typer.Option(min=0, max=100, help="Parts for cross-validation, each held out in turn; 0: no scores."),
    ] = 5,
) -> None:
    """Learn from labels how to decide doubtful sentences.

    The command writes weights that are learnt from all replies; `run --second-reading FILE` uses them. It also prints
    two scores: that of the rules alone, and that of the rules with weights, by cross-validation. The same replies give
    the same weights.
    """
    from summarise.evaluation import load_gold_set
    from summarise.evaluation.held_out import by_rules_alone, held_out
    from summarise.evaluation.training import trained
    from summarise.new_file import replacing

    golds = [gold for folder in gold_dirs for gold in load_gold_set(folder)]
    weights = trained(golds)
    with replacing(output) as draft:
        draft.write_text(weights.written(), encoding="utf-8")
    say(f"{len(golds)} replies, {weights.sentences} sentences, {len(weights.signs) + len(weights.words)} weights")
    if folds:
        alone, again = by_rules_alone(golds).totals, held_out(golds, folds).totals
        for field in ("measures", "commitments"):
            before, after = (_score(totals[field]) for totals in (alone, again))
            say(f"{named('field', field)}: {before} by the rules alone, {after} with weights learnt from other replies")


def _score(tally: Tally) -> str:
    return f"{tally.numerator / tally.denominator:.3f}" if tally.denominator else "n/a"
