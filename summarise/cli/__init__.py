"""The command line: one module for each command, which is imported only when the command is used.

Each module has a function `register`. Slow libraries are imported inside the commands.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from summarise import __version__
from summarise.cli.ending import FAILED, INTERRUPTED, WRONG_USAGE, explained, internal
from summarise.cli.examples import add_examples
from summarise.cli.language_choice import chosen
from summarise.cli.saying import say
from summarise.cli.streams import finish, prepare
from summarise.errors import UsageError
from summarise.garbage import seldom_collected
from summarise.language import LANGUAGES, speak, spoken, wanted
from summarise.own_process import without_plugins
from summarise.pattern_programs import keep_programs
from summarise.reader_gone import ReaderGone

if TYPE_CHECKING:
    app: typer.Typer

__all__ = ["app", "application", "main"]

_BEFORE_A_REASON = "Value error, "
"""Text that pydantic, which checks the values of options, puts in front of an error message."""
_HOMES = {
    "run": "run",
    "init": "init",
    "merge": "merge",
    "cluster": "cluster",
    "fetch": "fetch",
    "show": "show",
    "explain": "explain",
    "search": "search",
    "follow": "follow",
    "report": "report",
    "workbench": "workbench",
    "export": "export",
    "eval": "evaluate",
    "compare": "compare",
    "calibrate": "calibrate",
    "train": "train",
    "estimate": "estimate",
    "doctor": "doctor",
    "cache": "cache",
    "batch": "batch",
    "schema": "schema",
}
"""The name of the module of each command, in the order in which the help lists the commands."""


class _Commands(TyperGroup):
    """A group of commands that turns each expected error into one line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        args = self._speaking(args)
        for before, argument in zip(["", *args], args, strict=False):
            if not argument.strip() or (argument.startswith("--") and argument.endswith("=")):
                where = f" behind {before}" if before.startswith("-") else ""
                _tell(f"an argument{where} is empty; is a variable of the shell not set?")
                raise typer.Exit(WRONG_USAGE)
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            _tell_of_usage(error)
            raise

    def _speaking(self, args: list[str]) -> list[str]:
        """Choose the language of messages, and return the arguments without the option --lang."""
        try:
            language, rest = chosen(args, os.environ)
        except UsageError as error:
            speak(wanted(None, os.environ))
            _tell(error.message)
            raise typer.Exit(WRONG_USAGE) from error
        speak(language)
        if language == "zh":
            from summarise.cli.chinese_help import help_in_chinese

            help_in_chinese(self)
        return rest

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise typer.Exit(INTERRUPTED) from error
        except Exception as error:
            _tell_of_usage(error)
            told = explained(error)
            if told is None or isinstance(error, ReaderGone):
                raise
            _tell(told[0])
            raise typer.Exit(told[1]) from error


def _tell(message: str) -> None:
    say(f"summarise: {message}", err=True)


def _tell_of_usage(error: Exception) -> None:
    """Translate an error message of the command-line library into the reader's language, print it, and exit."""
    if isinstance(error, typer.BadParameter):
        error.message = error.message.removeprefix(_BEFORE_A_REASON)
    if spoken() == "en":
        return
    if isinstance(error, typer.Abort):
        say("Aborted!", err=True)
        raise typer.Exit(FAILED) from error
    if callable(show := getattr(error, "show", None)):
        told = io.StringIO()
        show(file=told)
        say(told.getvalue().rstrip("\n"), err=True)
        raise typer.Exit(getattr(error, "exit_code", WRONG_USAGE)) from error


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"summarise {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
    lang: Annotated[
        str | None,
        typer.Option(
            metavar="zh|en", help="Language of messages: zh or en.  [default: by the locale]", show_default=False
        ),
    ] = None,
) -> None:
    """Options before the command."""
    del version, lang  # taken out of the arguments before they are parsed: it may stand anywhere


def application(names: Iterable[str] = tuple(_HOMES)) -> typer.Typer:
    """Import the modules of the named commands, and return a command line with only these commands."""
    made = typer.Typer(
        name="summarise",
        help="Turn government replies to proposals (政协提案答复, 人大建议答复) into checked JSON records.",
        cls=_Commands,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    made.callback()(_options)
    for name in names:
        import_module(f"{__name__}.{_HOMES[name]}").register(made)
    add_examples(made)
    return made


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    whole = globals()["app"] = application()
    return whole


def _named(arguments: Sequence[str]) -> Iterable[str]:
    """Return the command in the arguments, so that only its module is imported; all commands if there is none."""
    words = (word for word in arguments if not word.startswith("-") and word not in LANGUAGES)
    first = next(words, "")
    return (first,) if first in _HOMES else _HOMES


def main() -> None:
    """Run the command `summarise` with the arguments of the process, and exit with its code."""
    without_plugins()
    with seldom_collected():
        prepare()
        code = _finished(_run())
        keep_programs()
    gc.freeze()  # or the interpreter would look at every object once more at its end
    sys.exit(code)


def _run() -> int:
    try:
        application(_named(sys.argv[1:]))()
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
