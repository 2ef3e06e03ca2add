"""Print the result of a run in a few lines when it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarise.batch import OutputPaths, Progress
from summarise.batch.duplicates import DUPLICATE, without_duplicates
from summarise.cli.as_typed import as_typed, program
from summarise.cli.far_off import alarm
from summarise.cli.saying import say
from summarise.language import named
from summarise.printable import one_line

__all__ = ["counts_of", "stood_in", "tell", "tell_failures"]


def tell(progress: Progress, paths: OutputPaths) -> None:
    """Print the result of a run, given by its `progress` and the `paths` of its output, to the standard error.

    The lines give the counts, each kind of failure, and the records that the rules made because the model failed. They
    also name the lines kept in the aside file, and what to do next.
    """
    tell_failures(progress, paths)
    if progress.stand_ins:
        say(stood_in(progress), err=True)
    for line in _aside(progress, paths):
        say(line, err=True)
    if reason := alarm(progress):
        say(f"ALARM: {reason}", err=True)
    if progress.records:
        records = as_typed(paths.records)
        page = as_typed(paths.records.with_suffix(".html"))
        say(f"next: {program()} show {records}, or {program()} report {records} -o {page}", err=True)


def tell_failures(progress: Progress, paths: OutputPaths) -> None:
    """Print the counts of a run and each kind of failure, given by its `progress` and the `paths` of its output."""
    where = f"{paths.records}" + (f"; see {paths.failures}" if progress.failed else "")
    counts = counts_of(progress.records, progress.failures)
    reused = f", {progress.reused} of them from an earlier run" if progress.reused else ""
    say(f"{counts}{reused} → {where}", err=True)
    for line in _reasons(progress):
        say(f"  {one_line(line)}", err=True)


def stood_in(progress: Progress) -> str:
    """Return a line that says how many records the rules made because the model failed, and why.

    `progress` is the state of the run.
    """
    reason = progress.stand_in_reason.partition(": ")[2] or progress.stand_in_reason
    return one_line(
        f"the rules stood in for the model in {progress.stand_ins.total()} records "
        f"({_by_kind(progress.stand_ins)}; the first: {reason}); --retry-failed asks the model again"
    )


def counts_of(n: int, failures: Counter[str]) -> str:
    """Return one line in English with the numbers of records (`n`), of failures by kind, and of duplicates."""
    parts = [f"{n} records"]
    if kinds := without_duplicates(failures):
        n = kinds.total()
        parts.append(f"{n} failed ({_by_kind(kinds)})")
    if n := failures[DUPLICATE]:
        parts.append(f"{n} duplicates left out")
    return ", ".join(parts)


def _reasons(progress: Progress) -> Iterator[str]:
    """Yield a line for each kind of failure: how often it occurred, and the message of the first."""
    for kind, reason in sorted(progress.reasons.items()):
        count = progress.failures[kind]
        name = named("failure", kind)
        yield f"{name}: {reason}" if count == 1 else f"{name}, {count} replies; the first: {reason}"


def _aside(progress: Progress, paths: OutputPaths) -> Iterator[str]:
    if n := progress.kept_aside - progress.damaged_aside:
        yield (
            f"{n} earlier records kept in {paths.aside}: "
            "inputs have changed or are not given now, or the settings are others"
        )
    if n := progress.damaged_aside:
        yield f"{n} lines kept in {paths.aside}: damaged or altered since this program wrote them, and made anew"


def _by_kind(kinds: Counter[str]) -> str:
    return ", ".join(f"{named('failure', kind)} {count}" for kind, count in sorted(kinds.items()))
