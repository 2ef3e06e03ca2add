"""Prices that services publish, with their dates: used for costs where the user states no prices."""

from __future__ import annotations

import functools
import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from summarise.engines.settings import Prices

__all__ = ["list_prices"]


def list_prices(endpoint: str, model: str) -> Prices | None:
    """Return the prices of a model at its service's own address; None where they are not known."""
    host = urlsplit(endpoint).hostname or ""
    for service in _services():
        if host in service["hosts"] and (entry := service["models"].get(model)):
            amounts = {name: Decimal(str(amount)) for name, amount in entry.items()}
            day = service["day"] + (", not confirmed" if model in service.get("unconfirmed", ()) else "")
            return Prices(**amounts, currency=service["currency"], day=day)
    return None


@functools.cache
def _services() -> list[dict[str, Any]]:
    text = resources.files(__package__).joinpath("list_prices.toml").read_text(encoding="utf-8")
    services: list[dict[str, Any]] = tomllib.loads(text)["service"]
    return services
