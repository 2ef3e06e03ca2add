"""What commands say to people, in the language that was chosen."""

from __future__ import annotations

import typer

from summarise.language import said

__all__ = ["say"]


def say(text: str, *, err: bool = False) -> None:
    """Print lines for a person, each in the reader's language; what programs read is never said so."""
    typer.echo("\n".join(map(said, text.split("\n"))), err=err)
