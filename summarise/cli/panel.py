"""Show a live panel on a terminal with the progress and the cost of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from summarise.language import named, said

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from summarise.batch import Progress

__all__ = ["facts", "panel", "told"]

A_SECOND = 4
"""Number of times per second that the panel is redrawn."""


@contextmanager
def panel(
    console: Console, progress: Callable[[], Progress], spent: Callable[[], Mapping[str, Any]], total: int | None
) -> Iterator[None]:
    """Show a live panel while the block runs.

    Args:
        console: the console on which it is shown.
        progress: returns the state of the run.
        spent: returns calls, tokens and cost so far.
        total: number of replies; None if it is not known.

    """
    from rich.live import Live

    begin = time.monotonic()
    with Live(
        get_renderable=lambda: panel_lines(progress(), spent(), total, time.monotonic() - begin),
        console=console,
        refresh_per_second=A_SECOND,
        transient=True,
    ):
        yield


def panel_lines(progress: Progress, spent: Mapping[str, Any], total: int | None, seconds: float) -> Table:
    """Return the content of the panel after `seconds` of the run; without `total` there is no progress bar.

    The arguments are those of `facts`.
    """
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    if total:
        grid.add_row(ProgressBar(total=total, completed=progress.written, width=60))
    grid.add_row("  ".join(told(facts(progress, spent, total, seconds))))
    return grid


def told(known: Mapping[str, str]) -> list[str]:
    """Return one text for each fact in `known`, made of its name and its value in the reader's language."""
    return [f"{named('fact', name)} {said(value)}" for name, value in known.items()]


def facts(progress: Progress, spent: Mapping[str, Any], total: int | None, seconds: float) -> dict[str, str]:
    """Return the state of a run by name (done, failed, rate, cost, …), without values that are not known.

    `progress` counts its replies, and `spent` holds its calls, tokens and cost by name. `seconds` is the time since the
    run began; `total` is None if the number of replies is not known.
    """
    fresh = progress.written - progress.reused
    rate = fresh / seconds if seconds > 0 else 0.0
    found = {
        "done": f"{progress.written}" + (f" of {total}" if total else ""),
        "failed": str(progress.unsummarised.total()),
        **({"by the rules": str(progress.stand_ins.total())} if progress.stand_ins else {}),
        "in flight": str(progress.in_flight),
        "cached": str(progress.reused + int(spent.get("cached") or 0)),
        "rate": f"{rate * 60:,.0f}/min",
    }
    if tokens := int(spent.get("input_tokens") or 0) + int(spent.get("output_tokens") or 0):
        found["tokens"] = f"{tokens:,}"
    if spent.get("cost") is not None:
        found["cost"] = f"{float(spent['cost']):.4f} {spent.get('currency') or ''}".strip()
    if total and fresh and total > progress.written:
        found["left"] = _clock((total - progress.written) / rate)
    return found


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
