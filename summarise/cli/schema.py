"""`summarise schema`: the JSON Schemas of what is written, and of what is labelled by hand."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("schema")(schema)


def schema(
    name: Annotated[
        str, typer.Argument(help="record; failure for a line of the failures file; gold for a labelled reply.")
    ] = "record",
) -> None:
    """Print the JSON Schema of one line of the output, or of a gold file."""
    if name == "gold":
        from summarise.evaluation.gold_file import gold_schema_text

        typer.echo(gold_schema_text(), nl=False)
        return
    from summarise.schema import schema_text

    typer.echo(schema_text(name), nl=False)
