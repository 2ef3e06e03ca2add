"""Print messages for people in the chosen language."""

from __future__ import annotations

import typer

from summarise.cli.as_typed import typeable
from summarise.language import said

__all__ = ["say"]


def say(text: str, *, err: bool = False) -> None:
    """Print each line of the message `text` in the reader's language, to the standard error if `err` is True.

    Commands in backticks are shown as a person must type them on this system. Do not use this function for output that
    other programs read, because it is translated.
    """
    typer.echo(typeable("\n".join(map(said, text.split("\n")))), err=err)
