"""`summarise init`: write a settings file that the user can edit."""

from __future__ import annotations

from importlib.resources import files

import typer

from summarise.cli.saying import say
from summarise.errors import OutputError, UsageError

__all__ = ["register", "template"]


def register(app: typer.Typer) -> None:
    """Add the command `init` to `app`."""
    app.command("init")(init)


def init() -> None:
    """Write summarise.toml with every setting as a comment.

    The file goes into the current folder, where the other commands read it. An
    existing file is never replaced.
    """
    from summarise.settings import SETTINGS_FILE as path  # noqa: N811 - a path in its messages

    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template())
    except FileExistsError:
        raise UsageError(f"{path}: exists already and is not replaced; edit it, or rename it first") from None
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    say(f"{path}: written; remove the # in front of what you want to set", err=True)


def template() -> str:
    """Return the text of a new `summarise.toml`: each setting with its default or an example, all commented out."""
    return files("summarise.cli").joinpath("assets", "summarise.toml").read_text(encoding="utf-8")
