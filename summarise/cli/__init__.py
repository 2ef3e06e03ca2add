"""The command line: one file a command, each with a `register`; slow libraries are imported inside the commands."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from summarise import __version__
from summarise.cli import (
    batch,
    cache,
    calibrate,
    compare,
    doctor,
    estimate,
    evaluate,
    explain,
    export,
    fetch,
    follow,
    merge,
    report,
    run,
    schema,
    search,
    show,
    workbench,
)
from summarise.cli.ending import FAILED, INTERRUPTED, WRONG_USAGE, explained, internal
from summarise.cli.streams import finish, prepare

__all__ = ["app", "main"]


class _Commands(TyperGroup):
    """Commands whose errors end in one line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        for before, argument in zip(["", *args], args, strict=False):
            if not argument.strip() or (argument.startswith("--") and argument.endswith("=")):
                where = f" behind {before}" if before.startswith("-") else ""
                _tell(f"an argument{where} is empty; is a variable of the shell not set?")
                raise typer.Exit(WRONG_USAGE)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error
        except Exception as error:
            told = explained(error)
            if told is None or getattr(error, "errno", None) == errno.EPIPE:
                raise
            _tell(told[0])
            raise typer.Exit(told[1]) from error


def _tell(message: str) -> None:
    typer.echo(f"summarise: {message}", err=True)


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


for _command in (
    run,
    merge,
    fetch,
    show,
    explain,
    search,
    follow,
    report,
    workbench,
    export,
    evaluate,
    compare,
    calibrate,
    estimate,
    doctor,
    cache,
    batch,
    schema,
):
    _command.register(app)


def main() -> None:
    """Entry point of the `summarise` command."""
    prepare()
    sys.exit(_finished(_run()))


def _run() -> int:
    try:
        app()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes here is told in one line
        return _ended(error)
    return 0


def _finished(code: int) -> int:
    try:
        finish()
    except BrokenPipeError:
        return code or FAILED
    except OSError as error:
        return code or _ended(OSError(error.errno, f"the standard output cannot be written ({error.strerror})"))
    return code


def _ended(error: Exception) -> int:
    if os.environ.get("SUMMARISE_TRACEBACK"):
        traceback.print_exception(error)
    told = explained(error) or (internal(error), FAILED)
    _tell(told[0])
    return told[1]
