"""`python -m summarise.cli.dropped PATH…`: summarise files and folders of replies, and open the results.

The results are a table, a review page and the workbench. Scripts of an offline bundle run this module when files or
folders are dropped on them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TypeVar

from summarise.cli.as_typed import as_typed
from summarise.cli.ending import FAILED, INTERRUPTED, WRONG_USAGE
from summarise.cli.saying import say
from summarise.cli.streams import prepare
from summarise.language import speak, wanted

__all__ = ["dropped_on", "main", "results_of"]

STARTED_BY = "SUMMARISE_STARTED_BY"
"""Environment variable with the command line with which Windows started the script; see `dropped_on`."""
NO_WORKBENCH = "NO_WORKBENCH"
"""Environment variable; if it is set, the program ends without opening the workbench."""
_ENDING = "-summarise"
_SCRIPT = re.compile(r'\.(bat|cmd)"?(?=\s|"|$)', re.IGNORECASE)
_Place = TypeVar("_Place", bound=PurePath)
_PATH = re.compile(r'"([^"]+)"|([^\s"]+)')


def dropped_on(command_line: str) -> list[str]:
    r"""Return the paths behind the name of a script in a command line such as `cmd /c ""D:\a.bat" "D:\b c" D:\d&e"`.

    The script cannot use its own arguments, since Windows quotes only names with a space, and the shell splits the
    others at `&`, `,` and `;`.
    """
    script = _SCRIPT.search(command_line)
    if script is None:
        return []
    rest = command_line[script.end() :].rstrip()
    if rest.count('"') % 2:  # the last one closes the quotes around the whole command
        rest = rest[: rest.rindex('"')]
    return [quoted or bare for quoted, bare in _PATH.findall(rest)]


def results_of(inputs: Sequence[_Place], home: _Place) -> _Place:
    """Return the path of the folder for the results: beside the inputs, or in `home` if the input is a whole drive."""
    first = min(inputs)
    if first.parent == first:
        drive = "-".join(re.findall(r"\w+", first.drive))
        return home / f"{drive or 'root'}{_ENDING}"
    several = "" if len(inputs) == 1 else f"-{len(inputs)}"
    return first.with_name(f"{first.name}{several}{_ENDING}")


def main() -> int:
    """Summarise the dropped files, write the tables and open the workbench; return the exit code of the last step."""
    prepare()
    speak(wanted(None, os.environ))
    given = dropped_on(os.environ.get(STARTED_BY, "")) or sys.argv[1:]
    inputs = [Path(os.path.abspath(one)) for one in given]  # noqa: PTH100 - resolve() makes another name of a mapped drive
    if not inputs:
        return _ended(
            "nothing was given: drop folders or files of replies on the script, or type their names after it",
            WRONG_USAGE,
        )
    for path in inputs:
        if not path.exists():
            return _ended(f"there is no such file or folder: {path}", WRONG_USAGE)
    results = _made(results_of(inputs, Path.home()))
    return WRONG_USAGE if results is None else _steps(inputs, results)


def _made(wanted_place: Path) -> Path | None:
    """Create the folder for the results and return it; if it is not writable, create it in the user's home folder.

    Return None if that fails, too.
    """
    for place in dict.fromkeys((wanted_place, Path.home() / wanted_place.name)):
        try:
            place.mkdir(exist_ok=True)
            (place / ".writable").touch()
            (place / ".writable").unlink()
        except OSError as error:
            say(f"{place}: cannot be written ({error.strerror or error})", err=True)
        else:
            return place
    return None


def _steps(inputs: Sequence[Path], results: Path) -> int:
    records, ledger = results / "records.jsonl", results / "ledger.xlsx"
    code = _run("run", *inputs, "-o", records, "--save-text", results / "texts")
    if code not in (0, FAILED) or not records.exists():
        return code
    for command in (
        ("export", records, "--to", "xlsx", "-o", ledger, "--by-deadline"),
        ("report", records, "-o", results / "page.html"),
    ):
        if code := _run(*command):
            return code
    say(f"ledger: {as_typed(ledger)}", err=True)
    if os.environ.get(NO_WORKBENCH):
        return 0
    if open_folder := getattr(os, "startfile", None):  # on Windows alone
        open_folder(results)
    code = _run("workbench", records)
    return 0 if code == INTERRUPTED else code


def _run(*words: str | Path) -> int:
    """Run the program with these arguments and return its exit code; Ctrl-C is handled by the started program."""
    # -P: a module that lies in the current folder must not be imported in place of a real one.
    command = [sys.executable, "-P", "-X", "utf8", "-m", "summarise", *map(str, words)]
    with subprocess.Popen(command) as started:  # noqa: S603 - this program itself, and no shell
        while True:
            try:
                return started.wait()
            except KeyboardInterrupt:
                continue


def _ended(message: str, code: int) -> int:
    say(f"summarise: {message}", err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
