"""`summarise eval`: score an engine, or a file of answers, against hand-labelled replies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarise.cli import options
from summarise.cli.saying import say
from summarise.errors import UsageError
from summarise.language import named, said

if TYPE_CHECKING:
    from summarise.cli.evaluation_run import Run

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `eval` to `app`."""
    app.command("eval")(evaluate)


def evaluate(
    context: typer.Context,
    gold_dir: Annotated[Path, typer.Argument(help="Folder with NAME.txt and NAME.gold.json.")],
    predictions: Annotated[
        Path | None, typer.Option(help="Score this JSONL of records or quotes; no engine is run.")
    ] = None,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    cache_dir: options.CacheDir = None,
    fallback: options.Fallback = None,
    processes: options.Processes = None,
    second_reading: options.SecondReading = None,
    report: Annotated[Path | None, typer.Option(help="Write report.json, .md and .html to this folder.")] = None,
    baseline: Annotated[Path | None, typer.Option(help="Compare with this report.json.")] = None,
    split: Annotated[str, typer.Option(help="Score only this part, as named in splits.json.")] = "",
    fail_under: Annotated[str, typer.Option(help="Exit 1 if a score is below: measures=0.95,targets=0.9.")] = "",
    fail_if_worse: Annotated[
        bool, typer.Option("--fail-if-worse", help="Exit 1 if a main score fell by more than chance explains.")
    ] = False,
    weights: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="TOML file with a weight for each field (targets = 3); prints one combined score."
        ),
    ] = None,
    prices: Annotated[str, typer.Option(help="Prices per million tokens, input and output: 0.5,2.")] = "",
    mistakes: Annotated[bool, typer.Option("--mistakes", help="List every mistake with its text.")] = False,
    lint: Annotated[bool, typer.Option("--lint", help="Check the gold files and score nothing.")] = False,
    suggest: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Name N unlabelled replies of --records to label next; scores nothing."),
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help="Records that `summarise run` wrote, for --suggest.", show_default=False)
    ] = None,
) -> None:
    """Score an engine or a file of answers against labelled replies."""
    if lint:
        _refuse_beside(context, "lint")
        _lint(gold_dir)
        return
    if suggest:
        _refuse_beside(context, "suggest", "records")
        _suggest(gold_dir, records, suggest)
        return
    if records:
        raise UsageError("--records goes with --suggest N; to score records, give them as --predictions")
    if fail_if_worse and not baseline:
        raise UsageError("--fail-if-worse compares with a --baseline; name one")
    from summarise.cli.evaluation_run import Asked, run
    from summarise.evaluation.scores.thresholds import parse_thresholds

    thresholds = parse_thresholds(fail_under) if fail_under else {}
    by_field = _weights(weights)
    asked = Asked(gold_dir, predictions, engine, model, base_url, cache_dir, fallback, split, prices, processes)
    result = run(replace(asked, second_reading=second_reading))
    if by_field:
        from summarise.evaluation.reports.weighted import weighted

        result.values["weighted"] = weighted(result.values, by_field)
    if baseline:
        from summarise.evaluation.reports.report_comparison import compare_reports, read_report

        result.values["comparison"] = compare_reports(read_report(baseline), result.values)
    _show(result, mistakes=mistakes)
    if result.learnt:
        say(
            f"{result.learnt} of these replies are among those that the weights were learnt from, which flatters the "
            "scores; --second-reading none scores the rules alone",
            err=True,
        )
    if report:
        _write(report, result)
    if reasons := _reasons(result.values, thresholds, fail_if_worse=fail_if_worse):
        say("\n".join(reasons), err=True)
        raise typer.Exit(1)


def _weights(path: Path | None) -> dict[str, float]:
    if path is None:
        return {}
    from summarise.evaluation.reports.weighted import read_weights

    return read_weights(path)


def _refuse_beside(context: typer.Context, asked: str, *used: str) -> None:
    """Raise UsageError for options that have no effect together with `--lint` or `--suggest`, which score nothing."""
    for name in sorted(context.params.keys() - {"gold_dir", asked, *used}):
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise UsageError(f"--{asked} scores nothing; leave out --{name.replace('_', '-')}")


def _suggest(gold_dir: Path, path: Path | None, number: int) -> None:
    """Print which replies should be labelled next, and how much each is expected to teach."""
    from summarise.evaluation import load_gold_set
    from summarise.evaluation.estimating import labels_by_text
    from summarise.evaluation.suggesting import suggestions
    from summarise.printable import printable
    from summarise.records_file import read_records

    if path is None:
        raise UsageError("--suggest chooses among the records of replies; name them with --records FILE")
    held = list(read_records(path))
    golds = load_gold_set(gold_dir) if any(gold_dir.glob("*.gold.json")) else []
    labelled, _ = labels_by_text(golds, {record.document.sha256 for record in held})
    for place, one in enumerate(suggestions(held, labelled, number), 1):
        say(
            f"{place}. {printable(one.source)}: {one.expected_wrong:.1f} items expected to be wrong, "
            f"{one.disagreements} doubtful sentences, {one.novelty:.0%} new"
        )
    say(f"{len(labelled)} of {len(held)} replies are labelled", err=True)
    say("these are chosen, not drawn at random: do not estimate a corpus from their labels alone", err=True)


def _lint(gold_dir: Path) -> None:
    """Print the faults and doubts in the gold files; exit with code 1 if there is a fault."""
    from summarise.evaluation.gold.lint import lint
    from summarise.printable import printable

    remarks = lint(gold_dir)
    for remark in remarks:
        say(printable(f"{gold_dir / remark.file}: {named('remark', remark.severity)}: {remark.message}"))
    faults = sum(remark.severity == "fault" for remark in remarks)
    say(f"faults: {faults}, doubts: {len(remarks) - faults}")
    if faults:
        raise typer.Exit(1)


def _show(result: Run, *, mistakes: bool) -> None:
    from rich.console import Console

    from summarise.cli.evaluation_table import print_comparison, print_fields
    from summarise.evaluation.reports.listing import mistake_lines

    if mistakes:
        for line in mistake_lines(result.evaluation):
            say(line)
    console = Console(highlight=False)
    print_fields(console, result.values)
    if result.seconds:
        ordered = sorted(result.seconds)
        middle, longest = ordered[len(ordered) // 2], ordered[-1]
        console.print(said(f"seconds per reply: {middle:.3f} in the middle, {longest:.3f} at most"))
    if result.values["comparison"]:
        console.print()
        print_comparison(console, result.values["comparison"])


def _write(folder: Path, result: Run) -> None:
    from summarise.evaluation.reports.writing import write_reports

    for path in write_reports(folder, result.values, result.evaluation):
        say(f"wrote {path}")


def _reasons(values: dict[str, Any], thresholds: dict[str, float], *, fail_if_worse: bool) -> list[str]:
    """Return the reasons for exit code 1; an empty list means exit code 0."""
    from summarise.evaluation.reports.report_comparison import fell
    from summarise.evaluation.scores.thresholds import below

    reasons = below(values, thresholds)
    if not values["valid"]:
        reasons.append(f"the run is invalid: {len(values['misquoted'])} quotes are not the text at their span")
    if fail_if_worse:
        reasons += [f"{title} fell by more than its noise" for title in fell(values["comparison"])]
    return reasons
