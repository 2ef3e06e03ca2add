"""Settings of requests to a model, from the table `[request]` of `summarise.toml` and options of the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any, get_args

from summarise.engines.dialect_name import DialectName
from summarise.errors import UsageError
from summarise.lazy_pattern import lazy_pattern
from summarise.plain_file import parse_json

__all__ = ["REQUEST_OPTIONS", "RequestSettings", "from_options", "from_table"]

_OWN = {
    "model": "model",
    "messages": "",
    "stream": "stream",
    "max_tokens": "max_answer_tokens",
    "max_completion_tokens": "max_answer_tokens",
    "response_format": "form",
    "tools": "form",
    "tool_choice": "form",
    "n": "",
}
"""Fields of a request that `extra_body` must not contain, each with the setting that decides it; "" if none does."""

_FORMS = get_args(DialectName)
_MOST = 1e6

_NAME = lazy_pattern(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True, slots=True)
class RequestSettings:
    """Settings of a request to a model; None for a setting that was not given.

    A `form` of "" leaves the form of the request to be found out, a `temperature` of "none" leaves the choice to the
    service. `timeout` is in seconds. `extra_body` is added to the request's JSON.
    """

    form: str | None = None
    max_answer_tokens: int | None = None
    temperature: float | str | None = None
    extra_body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    stream: bool | None = None
    timeout: float | None = None

    def given(self) -> dict[str, Any]:
        """Return the settings that were given, by the names of the fields of `ModelSettings`."""
        said: dict[str, Any] = {
            "answer_limit": self.max_answer_tokens,
            "extra_body": self.extra_body,
            "headers": self.headers,
            "stream": self.stream,
            "timeout": self.timeout,
        }
        found = {name: value for name, value in said.items() if value is not None}
        if self.form is not None:
            found["dialect"] = self.form or None
        if self.temperature is not None:
            found["temperature"] = None if self.temperature == "none" else self.temperature
        return found


REQUEST_OPTIONS = frozenset(entry.name for entry in fields(RequestSettings))


def from_table(where: str, table: object, environment: Mapping[str, str]) -> RequestSettings:
    """Read the table `[request]` of a settings file; `where` names the file in messages.

    A header value that begins with $ is the name of a variable in `environment`.

    Raises:
        UsageError: an entry is unknown or has a wrong value, or a variable that a header names is not set.

    """
    if not isinstance(table, dict):
        raise UsageError(f"{where}: request is a table: [request] on a line of its own, its entries below")
    if unknown := sorted(set(table) - REQUEST_OPTIONS):
        raise UsageError(
            f"{where}: [request] has an unknown entry {unknown[0]!r}; known are {', '.join(sorted(REQUEST_OPTIONS))}"
        )
    entries = {name: _checked(where, name, value) for name, value in table.items()}
    if "headers" in entries:
        entries["headers"] = {
            name: _from_environment(where, value, environment) for name, value in entries["headers"].items()
        }
    return RequestSettings(**entries)


def from_options(settings: RequestSettings, options: Mapping[str, Any]) -> RequestSettings:
    """Return the settings, with options of the command line replacing them.

    In `options`, `extra_body` may be JSON text and `headers` a list of `NAME: VALUE`.

    Raises:
        UsageError: an option has a wrong value.

    """
    given: dict[str, Any] = {}
    for name, value in options.items():
        if name == "extra_body" and isinstance(value, str):
            given[name] = _checked("--extra-body", name, _json_object(value))
        elif name == "headers" and not isinstance(value, Mapping):
            given[name] = _checked("--header", name, _lines(value))
        else:
            given[name] = _checked("--" + name.replace("_", "-"), name, value)
    return replace(settings, **given)


def _checked(where: str, name: str, value: Any) -> Any:
    match name:
        case "form":
            fits, wanted = value in {"", *_FORMS}, f"one of {', '.join(_FORMS)}"
        case "max_answer_tokens":
            fits, wanted = (
                isinstance(value, int) and not isinstance(value, bool) and value >= 1,
                "a whole number of 1 or more",
            )
        case "stream":
            fits, wanted = isinstance(value, bool), "true or false"
        case "extra_body":
            return _extra(where, value)
        case "headers":
            return _headers(where, value)
        case _:
            value, fits = _number(value), True
            wanted = 'a number of 0 or more, or "none"' if name == "temperature" else "a number of 0 or more seconds"
            fits = (name == "temperature" and value == "none") or (isinstance(value, float) and 0 <= value < _MOST)
    if not fits:
        raise UsageError(f"{where}: {name} must be {wanted}")
    return value


def _number(value: object) -> float | str | None:
    if isinstance(value, str):
        if value.strip().lower() == "none":
            return "none"
        try:
            return float(value)
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None


def _extra(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: extra_body is a table, such as extra_body = {{ enable_thinking = false }}")
    if own := sorted(set(value) & set(_OWN)):
        if setting := _OWN[own[0]]:
            raise UsageError(f"{where}: extra_body cannot set {own[0]}, which the setting {setting} decides")
        raise UsageError(f"{where}: extra_body cannot set {own[0]}, which the program itself decides")
    return {name: _plain(entry) for name, entry in value.items()}


def _plain(value: Any) -> Any:
    """Return a value with JSON types; numbers of a TOML file are decimals before."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return {name: _plain(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise UsageError(f"extra_body holds {value!r}, which JSON cannot")


def _headers(where: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise UsageError(f'{where}: headers are a table of texts, such as headers = {{ "X-Title" = "replies" }}')
    for name, entry in value.items():
        if not _NAME.fullmatch(name):
            raise UsageError(f"{where}: {name!r} is no name of a header")
        if not entry.isascii() or not entry.isprintable():
            raise UsageError(
                f"{where}: the value of header {name} holds a sign that headers cannot (its value is not shown)"
            )
    return {name: entry.strip() for name, entry in value.items()}


def _from_environment(where: str, value: str, environment: Mapping[str, str]) -> str:
    if not value.startswith("$"):
        return value
    if value[1:] not in environment:
        raise UsageError(f"{where}: a header wants the variable {value[1:]}, which is not set")
    return environment[value[1:]].strip()


def _json_object(text: str) -> object:
    try:
        return parse_json(text)
    except ValueError as error:
        raise UsageError(f"--extra-body is not JSON ({error}): write it as '{{\"enable_thinking\": false}}'") from None


def _lines(lines: Sequence[str]) -> dict[str, str]:
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise UsageError("--header is written NAME: VALUE")
        headers[name.strip()] = value.strip()
    return headers
