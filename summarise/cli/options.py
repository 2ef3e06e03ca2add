"""Options that several commands share, each defined once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summarise.cli.engine_choice import EngineName, FallbackName

__all__ = [
    "AcceptAt",
    "Adjudicate",
    "BaseUrl",
    "CacheDir",
    "Calibration",
    "Engine",
    "Failures",
    "Fallback",
    "Mask",
    "MaxTokens",
    "Model",
    "NoCache",
    "Nulls",
    "Processes",
    "Quiet",
    "Records",
    "Schema",
    "SchemaVersion",
    "SecondReading",
]


class MaskName(StrEnum):
    """What is masked in a text before it is sent to a model: names of persons."""

    NAMES = "names"


Records = Annotated[Path, typer.Argument(help="Records that `summarise run` wrote.", show_default=False)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Nulls = Annotated[bool, typer.Option("--nulls", help="With --json: a date that is missing is null, not an empty text.")]
MaxTokens = Annotated[int | None, typer.Option(min=1, help="Stop before the run takes more tokens than this.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither look up nor store answers.")]
Engine = Annotated[
    EngineName | None,
    typer.Option(
        help="Engine to use: the built-in rules, or a model.  [default: model if one is named, else rules]",
        show_default=False,
    ),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="Model to ask.", show_default=False)]
BaseUrl = Annotated[
    str | None, typer.Option(metavar="URL", help="The model's OpenAI-compatible endpoint.", show_default=False)
]
Fallback = Annotated[FallbackName | None, typer.Option(help="Engine to use for a reply if the model fails.")]
CacheDir = Annotated[
    str | None,
    typer.Option(
        "--cache-dir",
        "--cache",
        metavar="DIR|URL",
        help="Folder of the cache, or postgresql://…  [default: in the user's cache folder]",
        show_default=False,
    ),
]
Failures = Annotated[
    Path | None, typer.Option(metavar="FILE", help="File for the failures.  [default: beside the output]")
]
SecondReading = Annotated[
    str | None,
    typer.Option(
        "--second-reading",
        metavar="FILE",
        help="Weights that `summarise train` wrote; none: use the rules only.  [default: the weights in the package]",
        show_default=False,
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1, max=1024, help="Processes that work at the same time.  [default: one per processor]", show_default=False
    ),
]


class SchemaVersion(StrEnum):
    """A version of the schema of records."""

    V1_0 = "1.0"
    V1_1 = "1.1"


AcceptAt = Annotated[
    float | None,
    typer.Option(
        "--accept-at",
        min=0.5,
        max=0.9999,
        metavar="LEVEL",
        help="Mark the items that may be used unread, so that this share of them is right (0.95).",
        show_default=False,
    ),
]
Calibration = Annotated[
    Path | None,
    typer.Option(
        "--calibration",
        metavar="FILE",
        help="File that `summarise calibrate` wrote, for the confidence of items.  [default: the file in the package]",
        show_default=False,
    ),
]
Schema = Annotated[
    SchemaVersion, typer.Option("--schema", help="Schema of the records; 1.0 is for programs that read version 0.1.")
]

Adjudicate = Annotated[
    bool,
    typer.Option("--adjudicate", help="Ask again where model and rules disagree."),
]
Mask = Annotated[
    MaskName | None,
    typer.Option(help="Also hide the names of proposers, contacts and signers from the model.", show_default=False),
]
