"""Estimate what a run would cost, without calling a model or writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from summarise.cli.saying import say
from summarise.errors import InputError, UsageError

if TYPE_CHECKING:
    from decimal import Decimal

    from summarise.annotated import AnnotatedDocument
    from summarise.batch import Entry
    from summarise.engines.model_settings import ModelSettings, Prices

__all__ = ["print_estimate"]


def print_estimate(replies: Iterable[Entry], settings: ModelSettings | None, *, shows_request: bool = False) -> None:
    """Print the number of replies, and the calls, tokens and cost that a model would need for them.

    `settings` is None for the built-in engine. If `shows_request` is True, print the first request too, without
    secrets.

    Raises:
        UsageError: `shows_request` is True, but the built-in engine makes no requests.

    """
    readable = _Readable(replies)
    if settings is None:
        if shows_request:
            raise UsageError("--show-request is for a model: name one with --model")
        count = sum(1 for _ in readable)
        say(f"{_count(count, readable.unreadable)}; no calls: the built-in engine asks no model")
        return
    from summarise.engines.estimate import estimate

    foreseen = estimate(settings, readable)
    say(_count(readable.readable, readable.unreadable))
    say(f"{foreseen.calls} calls, {foreseen.cached} answers stored already")
    if settings.adjudicate:
        say(f"and at most {readable.readable} short ones about what model and rules read differently")
    say(f"about {foreseen.input_tokens:,} tokens in, {foreseen.output_tokens:,} out")
    say(f"cost {_cost(foreseen.cost, settings.prices)}")
    if shows_request and readable.first is not None:
        _show_request(readable.first, settings)


def _show_request(document: AnnotatedDocument, settings: ModelSettings) -> None:
    import json

    from summarise.engines.model.window_requests import requests_for
    from summarise.engines.service.dialects import body
    from summarise.engines.service.known_form import known_dialect
    from summarise.engines.service.open_store import open_known_store

    with open_known_store(settings.store_place) as store:
        dialect = known_dialect(settings, store)
    typer.echo(f"\nPOST {settings.endpoint}/chat/completions")
    for name in (*(("Authorization",) if settings.key else ()), *sorted(settings.headers)):
        typer.echo(f"{name}: ***")
    typer.echo(json.dumps(body(requests_for(document, settings)[0], dialect), ensure_ascii=False, indent=2))


def _cost(cost: Decimal | None, prices: Prices | None) -> str:
    if cost is None or prices is None:
        return "unknown: no prices for this model in summarise.toml"
    amount = f"about {cost:.4f}" + (f" {prices.currency}" if prices.currency else "")
    return amount + (f" (list prices of {prices.day}; state yours in summarise.toml)" if prices.day else "")


class _Readable:
    """Yields the annotated replies that can be read, and counts readable and unreadable replies."""

    def __init__(self, replies: Iterable[Entry]) -> None:
        self.readable = self.unreadable = 0
        self.first: AnnotatedDocument | None = None
        self._replies = replies

    def __iter__(self) -> Iterator[AnnotatedDocument]:
        from summarise.annotate import annotate

        for entry in self._replies:
            try:
                annotated = annotate(entry.load())
            except InputError:
                self.unreadable += 1
                continue
            self.readable += 1
            self.first = self.first or annotated
            yield annotated


def _count(readable: int, unreadable: int) -> str:
    return f"{readable} replies" + (f", {unreadable} inputs that cannot be read" if unreadable else "")
