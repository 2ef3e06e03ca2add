"""Options for requests to a model, defined once for all commands that send requests."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

__all__ = ["Requested", "with_request_options"]

Requested = Mapping[str, Any]
"""The options that the user gave, by their names in `summarise.toml`."""

_OPTIONS: Mapping[str, Any] = {
    "form": Annotated[
        str | None,
        typer.Option(
            metavar="FORM",
            help="How a request states the form of the answer: strict, schema, tools or prose.  [default: found out]",
        ),
    ],
    "max_answer_tokens": Annotated[
        int | None, typer.Option(min=1, help="Tokens that one answer may take.  [default: 8192]")
    ],
    "temperature": Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="The model's temperature; none leaves it to the service.  [default: 0]"),
    ],
    "extra_body": Annotated[
        str | None,
        typer.Option(metavar="JSON", help="More request parameters, such as '{\"enable_thinking\": false}'."),
    ],
    "headers": Annotated[
        list[str] | None,
        typer.Option(
            "--header", metavar="NAME: VALUE", help="A header to add to each request; may be given several times."
        ),
    ],
    "stream": Annotated[
        bool | None, typer.Option("--stream/--no-stream", help="Ask for streamed answers; some models give no others.")
    ],
    "timeout": Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Longest time for one request.  [default: 180]")
    ],
}


def with_request_options(*, without: tuple[str, ...] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that replaces a command's parameter `requested` by the request options on the command line.

    The command receives the options that the user gave as one mapping. `without` names options to leave out.
    """
    names = [name for name in _OPTIONS if name not in without]

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        kept = [parameter for parameter in own.parameters.values() if parameter.name != "requested"]
        kind = inspect.Parameter.KEYWORD_ONLY
        options = [inspect.Parameter(name, kind, default=None, annotation=_OPTIONS[name]) for name in names]

        @wraps(command)
        def called(**given: Any) -> None:
            found = {name: given.pop(name) for name in names}
            command(**given, requested={name: value for name, value in found.items() if value not in (None, [])})

        vars(called)["__signature__"] = own.replace(parameters=[*kept, *options])  # from which typer makes the options
        return called

    return decorated
