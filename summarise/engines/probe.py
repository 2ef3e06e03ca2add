"""Find out with a few small calls which form of request an endpoint accepts, and describe the result in words."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from summarise.engines.model.strict_json import read_object
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.client import Client
from summarise.engines.service.dialects import Dialect, first_dialect, next_dialect
from summarise.engines.service.known_form import KnownForm, keep, known_dialect, known_form
from summarise.engines.service.open_store import open_store
from summarise.engines.service.protocol import (
    Completion,
    CutShort,
    FailedGeneration,
    Message,
    Request,
    Unsupported,
)

__all__ = ["Finding", "probe"]

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
_LIMIT = 1500
"""Token limit of an answer, enough for a model that thinks before it answers."""

_USUAL_WORKERS = 8
_CALLS_OF_A_WORKER = 4
"""Number of calls that one worker makes per minute, since a model takes about 15 seconds for a reply."""

_QUESTION = Request(
    model="",
    messages=(Message("user", '7加5是多少？只输出一个 JSON 对象，如 {"n": 3}。'),),
    limit=_LIMIT,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a probe: the accepted form, whether the answer had the requested form, and the tokens used."""

    dialect: Dialect
    in_shape: bool
    refused: tuple[str, ...]
    """The error messages for the forms that the endpoint refused, in the order of the attempts."""
    tokens: int
    before: KnownForm | None = None
    """The form that the answer store held before the probe; None if it held none."""

    def lines(self) -> tuple[str, ...]:
        """Return a short phrase in English for each property of the accepted form that matters to a user."""
        dialect = self.dialect
        how = {
            "strict": "takes a strict JSON schema",
            "schema": "takes a JSON schema, but not a strict one",
            "tools": "takes no JSON schema, but a tool whose parameters are the answer",
            "prose": "takes neither schema nor tools: the prompt alone asks for JSON",
        }[dialect.name]
        thinks = "thinks only in a stream" if dialect.stream else "is asked not to think (enable_thinking = false)"
        notes = {
            how: True,
            "the answer was not in the asked shape: expect re-asks": not self.in_shape,
            "takes no temperature: two runs without the cache may differ": not dialect.temperature,
            "wants max_completion_tokens for the limit": dialect.limit_key == "max_completion_tokens",
            "takes no limit of an answer's tokens": not dialect.limit_key,
            f"gives at most {dialect.ceiling} tokens in an answer": dialect.ceiling is not None,
            "serves only streams": dialect.stream,
            thinks: dialect.thinking is not None,
            "takes no system message: the rules stand in the first question": not dialect.system,
        }
        return tuple(note for note, is_true in notes.items() if is_true)

    def proposals(self) -> tuple[str, ...]:
        """Return lines for `summarise.toml` with the rate limits that earlier runs learnt; empty if none are known."""
        known = self.before
        if known is None or not (known.rpm or known.tpm):
            return ()
        lines = [f"{name} = {value}" for name, value in (("rpm", known.rpm), ("tpm", known.tpm)) if value]
        if known.rpm:
            lines.append(f"workers = {max(1, min(_USUAL_WORKERS, known.rpm // _CALLS_OF_A_WORKER))}")
        return tuple(lines)


def probe(settings: ModelSettings, *, again: bool = False) -> Finding:
    """Find out which form of request the endpoint in `settings` accepts; store the result if there is an answer store.

    The search begins with the form known from before; if `again` is True, it begins with the strictest form.

    Raises:
        ServiceRejected: the key, the model or the address is wrong.
        AnswerError: the service does not answer, or refuses every form of request.
        OutputError: the store cannot be used.

    """
    client = Client(settings)
    try:
        place = settings.store_place
        with open_store(place) if place is not None else nullcontext() as store:
            before = known_form(settings, store)
            begin = first_dialect(settings) if again or before is None else known_dialect(settings, store)
            finding = replace(_found(client, settings, begin), before=before)
            if store is not None and (before is None or again or finding.dialect != before.dialect):
                keep(settings, store, dialect=finding.dialect)
    finally:
        client.close()
    return finding


def _found(client: Client, settings: ModelSettings, dialect: Dialect) -> Finding:
    request = Request(settings.model, _QUESTION.messages, _QUESTION.limit, settings.temperature, settings.extra)
    refused: list[str] = []
    while True:
        try:
            completion = client.send(request, dialect, _SCHEMA)
        except Unsupported as error:
            following = next_dialect(dialect, error.verdict, request.limit)
            if following is None:
                raise
            refused.append(error.message)
            dialect = following
        except FailedGeneration as error:
            return Finding(dialect, in_shape=False, refused=(*refused, error.message), tokens=0)
        except CutShort as error:
            return Finding(dialect, in_shape=False, refused=(*refused, error.message), tokens=error.spent.tokens)
        else:
            return Finding(dialect, _in_shape(completion), tuple(refused), completion.spent.tokens)


def _in_shape(completion: Completion) -> bool:
    try:
        answer = read_object(completion.text)
    except ValueError:
        return False
    return set(answer) == {"n"} and isinstance(answer["n"], int)
