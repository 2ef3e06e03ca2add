"""Choose the engine for a command from its options, the environment and `summarise.toml`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summarise.cli.cache_place import cache_place
from summarise.errors import UsageError

if TYPE_CHECKING:
    from summarise.engines import Engine
    from summarise.engines.model.engine import ModelEngine
    from summarise.engines.model_settings import ModelSettings
    from summarise.engines.rules.weights import WeightsChoice
    from summarise.finished import Finished
    from summarise.settings import Settings

__all__ = ["Choice", "EngineName", "FallbackName", "choose", "model_settings"]

MODEL_WORKERS = 8
NO_WEIGHTS = "none"
"""Value of the setting `second_reading` that turns the weights off; otherwise the value is a file."""
RULES_WORKERS = 1
"""Number of threads for the built-in engine; since it never waits, more threads would not be faster."""


class EngineName(StrEnum):
    """The engine that selects the items of a record: the built-in rules, or a model."""

    RULES = "rules"
    MODEL = "model"


class FallbackName(StrEnum):
    """The engine that is used for a reply if the model fails."""

    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Choice:
    """An open engine, the number of replies that it processes at a time, and its description for the manifest.

    `described` contains no credentials. `close` releases the resources of the engine.
    """

    engine: Engine
    workers: int
    described: Mapping[str, Any]
    model: ModelSettings | None = None
    """Settings of the model; None for the built-in engine."""
    close: Callable[[], None] = lambda: None
    finished: Finished | None = None
    """Records of earlier runs; None without a cache, and for the built-in engine, which is fast enough without."""
    weights: WeightsChoice = "shipped"
    """Weights of the second reading (a statistical check) of the built-in engine."""

    def processes(self, asked: int | None) -> int:
        """Return the number of processes to use.

        With the built-in engine it is `asked`, or by default the number of processors. With a model it is always 1.

        Raises:
            UsageError: `asked` is more than 1 with a model, whose budget and limits hold for one process.

        """
        if self.model is None:
            from summarise.batch.processes import available

            return asked or available()
        if asked is not None and asked > 1:
            raise UsageError(
                "--processes is for the built-in engine: a model's calls wait for the service, and its limits hold for "
                "one process; give --workers for more calls at a time"
            )
        return 1


def choose(
    engine: EngineName | None,
    fallback: FallbackName | None,
    options: Mapping[str, Any],
    *,
    no_cache: bool = False,
    refresh: bool = False,
    retry_failed: bool = False,
    adjudicate: bool = False,
) -> Choice:
    """Open the engine that `engine` names; None means a model if one is configured, else the built-in rules.

    `options` maps names of settings to the values given on the command line, None for those not given. The other
    arguments are the values of the options `--fallback`, `--no-cache`, `--refresh`, `--retry-failed` and
    `--adjudicate`.

    Raises:
        UsageError: the options contradict each other, or a setting is wrong.

    """
    from summarise.settings import read_settings

    settings = read_settings(options, os.environ)
    if engine is None:
        engine = EngineName.MODEL if settings.model else EngineName.RULES
    if engine is EngineName.RULES:
        for_model = {name: value for name, value in options.items() if name != "second_reading"}
        _refuse_without_model(fallback, {**for_model, "adjudicate": adjudicate or None}, no_cache=no_cache)
        return _rules(settings)
    if fallback is None and options.get("second_reading") is not None:
        raise UsageError("--second-reading is for the built-in engine: leave it out, or add --fallback rules")
    if no_cache and options.get("cache_dir") is not None:
        raise UsageError("--cache-dir and --no-cache exclude each other: give one of them")
    chosen = replace(
        model_settings(settings, no_cache=no_cache), refresh=refresh, retry_failed=retry_failed, adjudicate=adjudicate
    )
    return _model(fallback, chosen, second_reading(settings))


def _refuse_without_model(fallback: FallbackName | None, options: Mapping[str, Any], *, no_cache: bool) -> None:
    """Raise UsageError for options that the built-in engine would ignore; settings in `summarise.toml` are allowed."""
    given = {**options, "fallback": fallback, "no_cache": no_cache or None}
    if named := [name for name, value in given.items() if value is not None]:
        flag = "--" + named[0].replace("_", "-").replace("headers", "header")
        raise UsageError(f"{flag} is for a model: name one with --model, and leave out --engine rules")


def second_reading(settings: Settings) -> WeightsChoice:
    """Return the weights for the second reading (a statistical check) of the built-in engine, as the settings say.

    A file gives its weights, "none" gives None, and no setting gives a marker for the weights of the package.

    Raises:
        InputError, UsageError: the file cannot be read, or does not hold weights.

    """
    if settings.second_reading == NO_WEIGHTS:
        return None
    if not settings.second_reading:
        return "shipped"
    from summarise.engines.rules.weights import read_weights  # imports the rules, which a model may never need

    return read_weights(Path(settings.second_reading))


def _rules(settings: Settings) -> Choice:
    from summarise.engines.rules import RulesEngine

    weights = second_reading(settings)
    described = {"engine": "rules", **({"second_reading": settings.second_reading} if settings.second_reading else {})}
    return Choice(RulesEngine(weights), RULES_WORKERS, described, weights=weights)


def _model(fallback: FallbackName | None, chosen: ModelSettings, weights: WeightsChoice) -> Choice:
    from summarise.engines import open_engine

    model = open_engine(chosen)
    engine: Engine = model
    if fallback is FallbackName.RULES:
        from summarise.engines.fallback import FallbackEngine
        from summarise.engines.rules import RulesEngine

        engine = FallbackEngine(model, RulesEngine(weights))
    described = {"engine": "model", "fallback": fallback.value if fallback else "", **chosen.described()}
    finished = _finished(chosen, model, engine.fingerprint)

    def close() -> None:
        model.close()
        if finished is not None:
            finished.close()

    return Choice(engine, chosen.workers, described, chosen, close, finished, weights)


def _finished(chosen: ModelSettings, model: ModelEngine, fingerprint: str) -> Finished | None:
    if chosen.store_place is None:
        return None
    from summarise.engines.service.open_store import open_store
    from summarise.finished import Finished

    store = open_store(chosen.store_place)
    return Finished(store, fingerprint, is_read=not chosen.refresh, book=model.book_finished)


def model_settings(settings: Settings, *, no_cache: bool = False) -> ModelSettings:
    """Return the settings of a model engine, with defaults for missing values; `no_cache` turns the cache off.

    Raises:
        UsageError: no model is named, or a value is out of range.

    """
    if not settings.model:
        raise UsageError("no model is named: give --model NAME, or set SUMMARISE_MODEL")
    from summarise.database_address import DatabaseAddress
    from summarise.engines.list_prices import list_prices
    from summarise.engines.model_settings import DEFAULT_BASE_URL, ModelSettings

    base_url = settings.base_url or DEFAULT_BASE_URL
    prices = settings.prices.get(settings.model) or list_prices(base_url, settings.model)
    place = cache_place(settings)
    stated: dict[str, Any] = {
        "base_url": settings.base_url or None,
        "workers": settings.workers or MODEL_WORKERS,
        "rpm": settings.rpm,
        "tpm": settings.tpm,
        "max_cost": settings.max_cost,
        "max_tokens": settings.max_tokens,
        "prices": prices,
        "mask": settings.mask or None,
        **({} if no_cache else {"cache" if isinstance(place, DatabaseAddress) else "cache_dir": place}),
    }
    requested = settings.request.given()
    return ModelSettings(
        settings.model,
        api_key=settings.api_key,
        **{name: value for name, value in stated.items() if value is not None},
        **requested,
    )
