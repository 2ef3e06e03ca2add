"""Print messages for people in the chosen language."""

from __future__ import annotations

import typer

from summarise.cli.as_typed import typeable
from summarise.language import said
from summarise.printable import without_controls

__all__ = ["say"]


def say(text: str, *, err: bool = False) -> None:
    """Print each line of the message `text` in the reader's language, to the standard error if `err` is True.

    Commands in backticks are shown as a person must type them on this system. Control characters but tabs are left out:
    a message repeats names and addresses, which may come from a page. Do not use this function for output that other
    programs read, because it is translated.
    """
    typer.echo(typeable("\n".join(_line(said(line)) for line in text.split("\n"))), err=err)


def _line(text: str) -> str:
    return "\t".join(map(without_controls, text.split("\t")))
