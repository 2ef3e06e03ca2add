"""The command line: one file a command, each with a `register`; slow libraries are imported inside the commands."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summarise import __version__
from summarise.cli import batch, cache, compare, doctor, evaluate, explain, export, report, run, schema, show
from summarise.errors import AnswerError, BudgetExhausted, GoldError, InputError, SummariseError

__all__ = ["app", "main"]

FAILED, WRONG_USAGE = 1, 2
"""Exit codes besides 0 and 130: some replies have no record; the call or its surroundings must change first."""
_ABOUT_REPLIES = (AnswerError, BudgetExhausted, GoldError, InputError)


class _Commands(TyperGroup):
    """Commands whose errors end in one line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SummariseError as error:
            _tell(error.message)
            raise typer.Exit(FAILED if isinstance(error, _ABOUT_REPLIES) else WRONG_USAGE) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            _tell(f"{where}{error.strerror or error}")
            raise typer.Exit(WRONG_USAGE) from error


def _tell(message: str) -> None:
    from summarise.printable import one_line

    typer.echo(f"summarise: {one_line(message)}", err=True)


app = typer.Typer(
    name="summarise",
    help="Turn government replies to proposals (政协提案答复, 人大建议答复) into checked JSON records.",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"summarise {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command."""


for _command in (run, show, explain, report, export, evaluate, compare, doctor, cache, batch, schema):
    _command.register(app)


def main() -> None:
    """Entry point of the `summarise` command."""
    try:
        app()
    except Exception as error:
        if os.environ.get("SUMMARISE_TRACEBACK"):
            raise
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        sys.stderr.write(f"summarise: internal error ({reason}); set SUMMARISE_TRACEBACK=1 to see where\n")
        sys.exit(FAILED)
