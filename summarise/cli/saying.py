"""Print messages to people in the language that was chosen."""

from __future__ import annotations

import typer

from summarise.cli.as_typed import typeable
from summarise.language import said

__all__ = ["say"]


def say(text: str, *, err: bool = False) -> None:
    """Print each line in the reader's language, to the standard error if `err`; not for output that programs read.

    Commands in backticks are shown as a person types them here.
    """
    typer.echo(typeable("\n".join(map(said, text.split("\n")))), err=err)
