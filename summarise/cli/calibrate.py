"""`summarise calibrate`: learn from labelled replies how likely an engine's items are to be right."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarise.cli import options
from summarise.cli.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarise.confidence import Calibration

__all__ = ["held_out_lines", "register"]


def register(app: typer.Typer) -> None:
    """Add the command `calibrate` to `app`."""
    app.command("calibrate")(calibrate)


def calibrate(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of labelled replies.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File for the calibration.")],
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    cache_dir: options.CacheDir = None,
    second_reading: options.SecondReading = None,
) -> None:
    """Learn from labelled replies how likely items are to be right.

    The command writes the weights to a file. It also prints, for replies held out of the fitting, the calibration error
    and how often right items get a higher probability than wrong ones. `run --calibration FILE` states the
    probabilities in records; `export --accept-at 0.95` uses them.
    """
    from summarise.cli.engine_choice import choose
    from summarise.confidence import CALIBRATION_SIGNS
    from summarise.evaluation import load_gold_set
    from summarise.evaluation.calibrating import calibrate as fit
    from summarise.new_file import replacing
    from summarise.own_file import refuse_without_signs

    refuse_without_signs(output, *CALIBRATION_SIGNS)
    golds = load_gold_set(gold_dir)
    given = {"model": model, "base_url": base_url, "cache_dir": cache_dir, "second_reading": second_reading}
    with closing(choose(engine, None, given)) as choice:
        made = fit(golds, choice.engine, name=choice.model.model if choice.model else "")
    with replacing(output) as draft:
        draft.write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")
    for line in held_out_lines(made):
        say(line)


def held_out_lines(made: Calibration) -> Iterator[str]:
    """Yield lines that say how well the probabilities of `made` fit replies that were held out of the fitting."""
    from summarise.cli.accepting import promise_of
    from summarise.confidence import acceptance
    from summarise.evaluation.scores.probabilities import auroc, calibration_error, reliability, risk_coverage

    rated = [item for reply in made.held_out for item in reply]
    right = sum(is_right for _, is_right in rated)
    yield f"{made.replies} replies, {len(rated)} items held out in turn, {right} right"
    error, ranking = calibration_error(rated), auroc(rated)
    yield f"expected calibration error {_figure(error)}, AUROC of right against wrong {_figure(ranking)}"
    for one in reliability(rated):
        yield f"  stated {one.stated:.3f}  right {one.right:.3f}  items {one.items}"
    points = risk_coverage(rated)
    for share in (0.25, 0.5, 0.75, 1.0):
        if points:
            covered, risk = points[max(0, round(share * len(points)) - 1)]
            yield f"  of the surest {covered:.0%} of items {risk:.1%} are wrong"
    for level in (0.9, 0.95, 0.99):
        yield f"{level:.0%}: {promise_of(acceptance(made.held_out, level))}"


def _figure(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"
