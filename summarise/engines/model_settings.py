"""The user's settings for the model engine: model, address, rate limits and limits of cost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from summarise.database_address import DatabaseAddress
from summarise.engines.base_url import mended_base_url
from summarise.engines.dialect_name import DialectName
from summarise.errors import UsageError
from summarise.key import Key
from summarise.redaction import conceal

__all__ = ["DEFAULT_BASE_URL", "DialectName", "ModelSettings", "Prices"]

_DIALECTS = get_args(DialectName)
_NAMES_A_SECRET = re.compile("key|token|secret|pass|auth|sign|credential", re.IGNORECASE)
"""Names of parameters that hold a secret; others, such as `api-version`, may be shown."""
_USUAL_LIMIT = 8192
_PLACES = frozenset({"base_url", "cache_dir", "cache"})
"""Settings that `described` leaves out, because they may hold a password or name a folder of the user."""
DEFAULT_BASE_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices for a million tokens; `currency` is any label and may be empty."""

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    """Price of input tokens that the service read from its prompt cache; None means the price of `input`."""
    currency: str = ""
    day: str = ""
    """Date on which the service published the prices; "" for prices that the user gives."""

    def cost(self, input_tokens: int, output_tokens: int, cached_input_tokens: int = 0) -> Decimal:
        """Return the price of `input_tokens` and `output_tokens`, in `currency`.

        `cached_input_tokens` are a part of `input_tokens`.
        """
        cached = self.input if self.cached_input is None else self.cached_input
        fresh = input_tokens - cached_input_tokens
        return (self.input * fresh + cached * cached_input_tokens + self.output * output_tokens) / 1_000_000

    def described(self) -> dict[str, str]:
        """Return the amounts, the currency and the date of list prices as texts, without missing values."""
        return {name: str(value) for name, value in asdict(self).items() if value not in {None, ""}}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Settings of a model engine, checked when the object is created; `repr` never shows the key or the headers.

    Raises:
        UsageError: no model is named, a value is out of range, the base URL cannot be used, both `cache_dir` and
            `cache` are set, or `max_cost` is set without prices.

    """

    model: str
    base_url: str = DEFAULT_BASE_URL
    api_key: Key | str = field(default="", repr=False)
    """API key. Text is converted to a `Key`, which is neither printed nor pickled; "" means no key."""
    rpm: int | None = None
    """Maximum number of requests per minute; if it is None, only `workers` limits the requests."""
    tpm: int | None = None
    """Maximum number of tokens per minute, input and output together; None for no limit."""
    max_cost: Decimal | None = None
    """Maximum cost of the whole run, in the currency of `prices`; None for no limit."""
    max_tokens: int | None = None
    """Maximum number of tokens of the whole run, input and output together; None for no limit."""
    prices: Prices | None = None
    cache_dir: Path | None = None
    cache: DatabaseAddress | None = None
    """Database for the stored answers, which several machines can share; it cannot be set together with `cache_dir`."""
    refresh: bool = False
    """If True, ignore stored answers, call the service and replace the stored answers."""
    retry_failed: bool = False
    """If True, call the service again for requests whose stored answers are all unusable."""
    timeout: float = 180.0
    """Seconds from connecting to the last byte of one response."""
    max_reasks: int = 2
    """Maximum number of times that the model is asked to correct an answer that fails the checks."""
    max_retries: int = 5
    """Maximum number of times that a call is repeated after a fault of the service or the network."""
    dialect: DialectName | None = None
    """Form of the requests to begin with; if it is None, use the known one, or find it out with the first calls."""
    temperature: float | None = 0.0
    """Sampling temperature; if it is None, none is sent and the service decides."""
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    """Further parameters in the JSON body of every request, such as `enable_thinking`."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Further HTTP headers of every request; their values are kept secret like the key."""
    stream: bool = False
    """If True, request the answer as a stream; some services offer nothing else."""
    mask: Literal["", "names"] = ""
    """With "names", the names of persons are masked in the text that is sent.

    Phone numbers, identity numbers and e-mail addresses are always masked.
    """
    adjudicate: bool = False
    """If True, ask one further short question about the sentences that the model and the rules label differently."""
    workers: int = 8
    answer_limit: int = _USUAL_LIMIT
    """Maximum number of tokens of one answer; multiplied by four, once, if an answer is cut off."""
    window: int = 16_000
    """Maximum number of characters of a reply in one request."""

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
        object.__setattr__(self, "model", self.model.strip())
        object.__setattr__(self, "api_key", self.key)
        object.__setattr__(self, "base_url", mended_base_url(self.base_url))
        _check_url(self.base_url)
        for value in self.headers.values():
            for secret in (value, *value.split()):
                conceal(secret)
        for secret in _secrets_in(self.extra_body):
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
        """The API key as a `Key`; it is falsy if there is no key."""
        return self.api_key if isinstance(self.api_key, Key) else Key(self.api_key)

    @property
    def store_place(self) -> Path | DatabaseAddress | None:
        """The folder or database of the stored answers; None if answers are not stored."""
        return self.cache_dir if self.cache is None else self.cache

    def described(self) -> dict[str, Any]:
        """Return the settings as JSON values for a manifest, without credentials and without the place of the cache."""
        stated = {one.name: getattr(self, one.name) for one in fields(self) if one.repr and one.name not in _PLACES}
        return stated | {
            "endpoint": self.endpoint,
            "cache": self.store_place is not None,
            "headers": sorted(self.headers),
            "extra_body": dict(self.extra_body),
            "max_cost": None if self.max_cost is None else str(self.max_cost),
            "prices": {} if self.prices is None else self.prices.described(),
        }

    @property
    def extra(self) -> str:
        """`extra_body` as JSON text with sorted keys; "" if it is empty."""
        return json.dumps(dict(self.extra_body), ensure_ascii=False, sort_keys=True) if self.extra_body else ""

    @property
    def stated_limit(self) -> int | None:
        """`answer_limit` if the user changed it; None for the default."""
        return None if self.answer_limit == _USUAL_LIMIT else self.answer_limit

    @property
    def endpoint(self) -> str:
        """The base URL without user name, password, query and final slash; it can be shown and used in cache keys."""
        scheme, _, rest = self.base_url.partition("://")
        rest = rest.partition("?")[0].partition("#")[0]
        authority, slash, path = rest.partition("/")
        return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}".rstrip("/")


def _secrets_in(value: object, *, named: bool = False) -> Iterator[str]:
    """Yield the texts in a JSON value whose name, or that of a table around them, says that they are secret."""
    if isinstance(value, str):
        yield from (value, *value.split()) if named else ()
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _secrets_in(inner, named=named or bool(_NAMES_A_SECRET.search(str(name))))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _secrets_in(inner, named=named)


def _check_url(url: str) -> None:
    """Register the secrets in a URL for redaction; raise UsageError if no request can be sent to the URL."""
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
