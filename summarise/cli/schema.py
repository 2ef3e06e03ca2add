"""`summarise schema`: print the JSON Schema of a record, a gold file or another file."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command `schema` to `app`."""
    app.command("schema")(schema)


def _offered() -> list[str]:
    """Return the schema names that the shell suggests for completion."""
    from summarise.schema_files import NAMES

    return list(NAMES)


def schema(
    name: Annotated[
        str,
        typer.Argument(
            help="record; failure for a line of the failures file; gold for a labelled reply; "
            "answer for what a model is asked for; review for a line of a review's journal.",
            autocompletion=_offered,
        ),
    ] = "record",
) -> None:
    """Print the JSON Schema of a record or another file."""
    from summarise.cli.streams import write_bytes
    from summarise.schema_files import schema_text

    write_bytes(schema_text(name).encode())  # a file in UTF-8, wherever it is sent
