"""The command line in a process of its own that starts at once, since a server has imported everything beforehand."""

from __future__ import annotations

import multiprocessing
import os
import sys
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.support.streams import ENCODING

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.support.command_line_imports"])


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said on both streams."""

    code: int
    said: str


def started(arguments: list[str], log: Path, *, prompts: Path | None = None, **variables: str) -> ForkServerProcess:
    """Begin a command; its output goes to the end of `log`, `prompts` stands in for the folder of templates."""
    process = _CONTEXT.Process(target=_run, args=(arguments, str(log), prompts and str(prompts), variables))
    process.start()
    return process


def command(arguments: list[str], log: Path, *, prompts: Path | None = None, **variables: str) -> Ended:
    """Run a command to its end."""
    before = log.stat().st_size if log.exists() else 0
    process = started(arguments, log, prompts=prompts, **variables)
    process.join(120)
    assert process.exitcode is not None, f"{arguments} did not end"
    return Ended(process.exitcode, log.read_bytes()[before:].decode(ENCODING, "replace"))


def _run(arguments: list[str], log: str, prompts: str | None, variables: dict[str, str]) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    for name in ("OPENAI_API_KEY", "SUMMARISE_MODEL", "SUMMARISE_BASE_URL", "SUMMARISE_CACHE"):
        os.environ.pop(name, None)
    os.environ.update(variables)
    if prompts is not None:
        from summarise.engines.model import prompt  # noqa: PLC0415 - in the child alone

        prompt.template_folder = lambda: Path(prompts)  # as if another version were installed
        prompt.source.cache_clear()  # what the parent has read of it
    sys.argv = ["summarise", *arguments]
    from summarise.cli import main  # noqa: PLC0415 - in the child alone

    main()
