"""`summarise compare`: compare two evaluations over the same replies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarise.cli.saying import say

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `compare` to `app`."""
    app.command("compare")(compare)


def compare(
    first: Annotated[Path, typer.Argument(help="report.json of the first run.")],
    second: Annotated[Path, typer.Argument(help="report.json of the second run.")],
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
) -> None:
    """Compare two evaluations, with paired tests."""
    from summarise.evaluation.reports.report_comparison import compare_reports, read_report

    comparison = compare_reports(read_report(first), read_report(second))
    if markdown:
        from summarise.evaluation.reports.as_markdown import comparison_markdown

        say("\n".join(comparison_markdown(comparison)))
        return
    from rich.console import Console

    from summarise.cli.evaluation_table import print_comparison

    print_comparison(Console(highlight=False), comparison)
