"""Settings of a run. An option overrides the environment, and the environment overrides `summarise.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarise.database_address import DatabaseAddress
from summarise.errors import UsageError
from summarise.lazy_pattern import lazy_pattern
from summarise.plain_file import as_text, read_plain
from summarise.request_settings import REQUEST_OPTIONS, RequestSettings, from_options, from_table

if TYPE_CHECKING:
    from summarise.engines.model_settings import Prices

__all__ = ["SETTINGS_FILE", "Settings", "read_settings"]

SETTINGS_FILE = Path("summarise.toml")
ENVIRONMENT = {
    "model": "SUMMARISE_MODEL",
    "base_url": "SUMMARISE_BASE_URL",
    "cache_dir": "SUMMARISE_CACHE_DIR",
    "cache": "SUMMARISE_CACHE",
    "second_reading": "SUMMARISE_SECOND_READING",
    "api_key": "OPENAI_API_KEY",
}
_IN_QUOTES = lazy_pattern(r"Unescaped '\\'|[Hh]ex value|Escaped character")
"""Matches the error message about a backslash that begins no valid escape."""
_CONTROL = lazy_pattern(r"[\x00-\x1f\x7f]")
_WITH_A_SLASH = r"write a path with / or in single quotes: 'D:\cache'"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of model and run; None, "" and an empty mapping mean that a setting was not given.

    `workers` is the number of parallel calls; `rpm` and `tpm` are requests and tokens per minute; `max_cost` and
    `max_tokens` are limits of the run.
    """

    model: str = ""
    base_url: str = ""
    cache_dir: Path | None = None
    cache: DatabaseAddress | None = None
    """Address of the database that holds the cache; it replaces the folder `cache_dir`."""
    api_key: str = field(default="", repr=False)
    """Key of the service, from the environment only; never printed or written to a file."""
    workers: int | None = None
    rpm: int | None = None
    tpm: int | None = None
    max_cost: Decimal | None = None
    max_tokens: int | None = None
    prices: Mapping[str, Prices] = field(default_factory=dict)
    """Prices of models, by the name of the model."""
    mask: str = ""
    """"names" hides the names of persons from the model."""
    second_reading: str = ""
    """A file of weights for the built-in engine, or "none"; "" for the weights in the package."""
    request: RequestSettings = field(default_factory=RequestSettings)


def read_settings(options: Mapping[str, Any], environment: Mapping[str, str], file: Path = SETTINGS_FILE) -> Settings:
    """Combine options, environment and settings file.

    Args:
        options: settings by name; None for one that was not given.
        environment: variables, with the names in `ENVIRONMENT`.
        file: the settings file; ignored if it does not exist.

    Raises:
        UsageError: the file cannot be read, or a setting is unknown, has a wrong value or is given twice.

    """
    found = _from_file(file, environment) if file.is_file() else Settings()
    stated = {name: environment[variable] for name, variable in ENVIRONMENT.items() if environment.get(variable)}
    given = {name: value for name, value in options.items() if value is not None}
    places = [_place(source, "the cache is stated twice") for source in (given, stated)]
    chosen: dict[str, Any] = {**stated, **given, **next(filter(None, places), {})}
    requested = {name: chosen.pop(name) for name in REQUEST_OPTIONS & set(chosen)}
    return replace(found, **chosen, request=from_options(found.request, requested))


def _from_file(path: Path, environment: Mapping[str, str]) -> Settings:
    import tomllib  # noqa: PLC0415 - few runs have a file of settings

    try:
        table = tomllib.loads(as_text(read_plain(path)), parse_float=Decimal)
    except RecursionError:
        raise UsageError(f"{path}: is nested too deep") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # UnicodeDecodeError and TOMLDecodeError
        if _IN_QUOTES.search(str(error)):
            raise UsageError(f"{path}: is not TOML ({error}); {_WITH_A_SLASH}") from error
        raise UsageError(f"{path}: is not TOML ({error})") from error
    known = {field.name for field in fields(Settings)} - {"api_key"}
    if "api_key" in table:
        raise UsageError(f"{path}: a key does not belong in a file; set {ENVIRONMENT['api_key']} and remove api_key")
    if unknown := sorted(set(table) - known):
        raise UsageError(f"{path}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(known))}")
    request = from_table(str(path), table.pop("request", {}), environment)
    values: dict[str, Any] = {name: _value(path, name, value) for name, value in table.items()}
    values |= _place(values, f"{path}: the cache is stated twice")
    if values.get("cache") is not None and values["cache"].has_password:
        raise UsageError(
            f"{path}: a password does not belong in a file like this; leave it out of cache, and set PGPASSWORD, "
            "write ~/.pgpass, or set SUMMARISE_CACHE"
        )
    return Settings(**values, request=request)


def _place(said: Mapping[str, Any], twice: str) -> dict[str, Path | DatabaseAddress | None]:
    """Return the place of the cache that one source of settings states: `cache_dir` (folder) or `cache` (database).

    The other one is None. The result is empty if the source states neither.
    """
    found = [said[name] for name in ("cache_dir", "cache") if said.get(name)]
    if not found:
        return {}
    if len(found) > 1:
        raise UsageError(f"{twice}: give one folder or one address of a database")
    written = str(found[0])
    if DatabaseAddress.is_meant(written):
        return {"cache": DatabaseAddress(written), "cache_dir": None}
    return {"cache_dir": Path(written).expanduser(), "cache": None}


def _value(path: Path, name: str, value: object) -> object:
    if name == "prices":
        return _prices(path, value)
    if name in {"model", "base_url", "cache_dir", "cache", "second_reading"}:
        if not isinstance(value, str):
            raise UsageError(f"{path}: {name} must be a string in quotes")
        if _CONTROL.search(value):  # a folder's \n and \t are a new line and a tab in double quotes
            raise UsageError(f"{path}: {name} holds a sign that nobody can see; {_WITH_A_SLASH}")
        return value
    if name == "mask":
        if value in ("", "names"):
            return value
        raise UsageError(f'{path}: mask must be "names", or left out')
    if name == "max_cost":
        return _amount(path, name, value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise UsageError(f"{path}: {name} must be a whole number")


def _prices(path: Path, value: object) -> dict[str, Prices]:
    if not isinstance(value, dict) or not all(isinstance(price, dict) for price in value.values()):
        raise UsageError(f'{path}: prices are tables such as [prices."MODEL"] with input and output')
    from summarise.engines.model_settings import Prices  # noqa: PLC0415 - a run without a model needs none of it

    prices = {}
    for model, price in value.items():
        where = f"prices of {model}"
        if missing := {"input", "output"} - set(price):
            raise UsageError(f"{path}: {where} need {' and '.join(sorted(missing))}, for a million tokens")
        if unknown := sorted(set(price) - {"input", "output", "cached_input", "currency"}):
            raise UsageError(f"{path}: {where} have an unknown entry {unknown[0]!r}")
        amounts = {name: _amount(path, f"{where}, {name}", price[name]) for name in price if name != "currency"}
        prices[model] = Prices(
            amounts["input"], amounts["output"], amounts.get("cached_input"), str(price.get("currency", ""))
        )
    return prices


def _amount(path: Path, name: str, value: object) -> Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        amount = Decimal(value)
        if amount.is_finite() and amount >= 0:
            return amount
    raise UsageError(f"{path}: {name} must be a number of 0 or more")
