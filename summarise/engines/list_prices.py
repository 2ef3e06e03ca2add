"""Prices that services publish, with their dates; they are used if the user gives no prices."""

from __future__ import annotations

import functools
import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from summarise.engines.model_settings import Prices

__all__ = ["list_prices"]


def list_prices(endpoint: str, model: str) -> Prices | None:
    """Return the published prices of a model; None if the host of `endpoint` or the exact model name is not listed.

    Return None also if `endpoint` is not a valid address, such as http://[::1.
    """
    try:
        host = urlsplit(endpoint).hostname or ""
    except ValueError:
        return None
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
