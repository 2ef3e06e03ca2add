"""What a user decides about the model: which one, where, how fast, and for how much."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from summarise.database_address import DatabaseAddress
from summarise.engines.base_url import mended_base_url
from summarise.errors import UsageError
from summarise.key import Key
from summarise.redaction import conceal

__all__ = ["DEFAULT_BASE_URL", "DialectName", "ModelSettings", "Prices"]

DialectName = Literal["strict", "schema", "tools", "prose"]
"""How a request states the answer's shape: enforced JSON schema, JSON schema, a tool's parameters, words alone."""

_DIALECTS = ("strict", "schema", "tools", "prose")
_NAMES_A_SECRET = re.compile("key|token|secret|pass|auth|sign|credential", re.IGNORECASE)
"""What a query may hold besides such as `api-version`."""
_USUAL_LIMIT = 8192
DEFAULT_BASE_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices for a million tokens, in whatever currency the user counts in."""

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    """Of input tokens that the provider had in its own prompt cache; None means the full price."""
    currency: str = ""
    day: str = ""
    """When they were published; "" for prices that the user states."""

    def cost(self, input_tokens: int, output_tokens: int, cached_input_tokens: int = 0) -> Decimal:
        """Return the price of so many tokens; `cached_input_tokens` are a part of `input_tokens`."""
        cached = self.input if self.cached_input is None else self.cached_input
        fresh = input_tokens - cached_input_tokens
        return (self.input * fresh + cached * cached_input_tokens + self.output * output_tokens) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Everything that `open_engine` needs; the key is kept out of every representation.

    Raises:
        UsageError: a number is out of range, or `max_cost` is set without prices.

    """

    model: str
    base_url: str = DEFAULT_BASE_URL
    api_key: Key | str = field(default="", repr=False)
    """Given as text, held as a `Key`: neither printed nor pickled."""
    rpm: int | None = None
    """Requests a minute; None for no limit but the number of workers."""
    tpm: int | None = None
    """Tokens a minute, input and output together."""
    max_cost: Decimal | None = None
    """Of the whole run, in the currency of `prices`."""
    max_tokens: int | None = None
    """Of the whole run, input and output together."""
    prices: Prices | None = None
    cache_dir: Path | None = None
    cache: DatabaseAddress | None = None
    """A database that several machines share, in the place of a folder."""
    refresh: bool = False
    """Ask again even where an answer is stored, and store the new one."""
    retry_failed: bool = False
    """Ask again where the stored answers give no record."""
    timeout: float = 180.0
    """Seconds for one request as a whole."""
    max_reasks: int = 2
    """Times that an answer which breaks the contract is asked again."""
    max_retries: int = 5
    """Times that a call is tried again after a fault of the service or the network."""
    dialect: DialectName | None = None
    """None: what was found out before, else found out with the first call."""
    temperature: float | None = 0.0
    """None leaves it to the service."""
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    """More parameters of every request, such as `enable_thinking`."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """More headers of every request; their values are secrets like the key."""
    stream: bool = False
    """Ask for a stream, for services that give nothing else."""
    mask: Literal["", "names"] = ""
    """What is replaced in what is sent besides phone, identity and e-mail strings: names of persons."""
    adjudicate: bool = False
    """Ask once more, briefly, about the sentences that model and rules read differently."""
    workers: int = 8
    answer_limit: int = _USUAL_LIMIT
    """Tokens that one answer may take; raised fourfold, once, when an answer is cut off."""
    window: int = 16_000
    """Characters of a reply that go into one request."""

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise UsageError("no model is named: give --model NAME")
        for name in ("rpm", "tpm", "max_tokens", "workers", "answer_limit", "window"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise UsageError(f"{name.replace('_', '-')} must be at least 1, not {value}")
        if self.timeout <= 0:
            raise UsageError(f"timeout must be more than 0 seconds, not {self.timeout}")
        if self.max_reasks < 0 or self.max_retries < 0:
            raise UsageError("the number of re-asks and retries cannot be negative")
        if self.dialect is not None and self.dialect not in _DIALECTS:
            raise UsageError(f"there is no dialect {self.dialect!r}: choose one of {', '.join(_DIALECTS)}")
        self._refuse_contradictions()
        object.__setattr__(self, "api_key", self.key)
        object.__setattr__(self, "base_url", mended_base_url(self.base_url))
        _check_url(self.base_url)
        for value in self.headers.values():
            for secret in (value, *value.split()):
                conceal(secret)

    def _refuse_contradictions(self) -> None:
        if self.cache is not None and self.cache_dir is not None:
            raise UsageError("the answers are kept in one place: give a folder (cache_dir) or a database (cache)")
        if self.max_cost is not None and self.prices is None:
            raise UsageError(
                f"--max-cost needs prices for {self.model}: put this line at the top of summarise.toml, with your "
                f'amounts for a million tokens: prices."{self.model}" = '
                '{ input = 0.8, output = 2.0, cached_input = 0.2, currency = "CNY" }'
            )

    @property
    def key(self) -> Key:
        """The key; it is false where there is none."""
        return self.api_key if isinstance(self.api_key, Key) else Key(self.api_key)

    @property
    def store_place(self) -> Path | DatabaseAddress | None:
        """Where answers are kept; None for nowhere."""
        return self.cache_dir if self.cache is None else self.cache

    @property
    def extra(self) -> str:
        """`extra_body` as JSON text, in one order; "" where there is none."""
        return json.dumps(dict(self.extra_body), ensure_ascii=False, sort_keys=True) if self.extra_body else ""

    @property
    def stated_limit(self) -> int | None:
        """The limit of an answer where it is not the usual one."""
        return None if self.answer_limit == _USUAL_LIMIT else self.answer_limit

    @property
    def endpoint(self) -> str:
        """The base URL without a trailing slash, user name, password and query: what a cache key may hold."""
        scheme, _, rest = self.base_url.partition("://")
        rest = rest.partition("?")[0].partition("#")[0]
        authority, slash, path = rest.partition("/")
        return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}".rstrip("/")


def _check_url(url: str) -> None:
    """Conceal what a URL holds of secrets, and refuse one that no request can be sent to."""
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"the base URL must begin with http:// or https://, not {url!r}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"the base URL {url!r} cannot be used: {error}") from None
    hidden = [value for name, value in parse_qsl(parts.query) if _NAMES_A_SECRET.search(name)]
    for secret in (parts.password or "", *hidden):
        conceal(secret)
        conceal(unquote(secret))
    if not parts.hostname or port == 0 or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise UsageError(f"the base URL {url!r} cannot be used: it needs a host, a port that is not 0, and no blank")
