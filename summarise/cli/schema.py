"""`summarise schema`: the JSON Schema of the output."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    name: Annotated[str, typer.Argument(help="record, or failure for a line of the failures file.")] = "record",
) -> None:
    """Print the JSON Schema of one line of the output."""
    from summarise.schema import schema_text

    typer.echo(schema_text(name), nl=False)
