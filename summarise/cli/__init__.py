"""The command line: one file a command, each with a `register`; slow libraries are imported inside the commands."""

from __future__ import annotations

import typer

from summarise.cli import export, report

__all__ = ["app", "main"]

app = typer.Typer(
    name="summarise",
    help="Turn government replies to proposals (政协提案答复, 人大建议答复) into checked JSON records.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


report.register(app)
export.register(app)


def main() -> None:
    """Entry point of the `summarise` command."""
    app()
