"""The options that several commands have, each worded once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summarise.cli.engine_choice import EngineName, FallbackName

__all__ = ["BaseUrl", "CacheDir", "Engine", "Failures", "Fallback", "Model", "Schema", "SchemaVersion"]

Engine = Annotated[
    EngineName | None, typer.Option(help="[default: model if one is named, else rules]", show_default=False)
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="Model to ask.", show_default=False)]
BaseUrl = Annotated[str | None, typer.Option(metavar="URL", help="Its OpenAI-compatible endpoint.", show_default=False)]
Fallback = Annotated[FallbackName | None, typer.Option(help="What stands in where the model fails.")]
CacheDir = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder of the cache.  [default: in the user's cache folder]", show_default=False),
]
Failures = Annotated[
    Path | None, typer.Option(metavar="FILE", help="File for the failures.  [default: beside the output]")
]


class SchemaVersion(StrEnum):
    """A version of the record's schema."""

    V1_0 = "1.0"
    V1_1 = "1.1"


Schema = Annotated[
    SchemaVersion, typer.Option("--schema", help="Schema of the records; 1.0 is for programs that read version 0.1.")
]
