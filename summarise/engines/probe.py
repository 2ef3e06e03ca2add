"""What an endpoint does with a request: found out with one or two tiny calls, told in plain words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from summarise.engines.model.strict_json import read_object
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.client import Client
from summarise.engines.service.dialects import Dialect, first_dialect, next_dialect
from summarise.engines.service.protocol import Completion, Message, Request
from summarise.engines.service.verdicts import Unsupported
from summarise.engines.settings import ModelSettings
from summarise.engines.stack import dialect_key

__all__ = ["Finding", "probe"]

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
_LIMIT = 400
"""Tokens: enough for a model that thinks before it answers."""

_QUESTION = Request(
    model="",
    messages=(Message("user", '7加5是多少？只输出一个 JSON 对象，如 {"n": 3}。'),),
    limit=_LIMIT,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The dialect that works, whether the answer was in the asked shape, and the tokens that the probe took."""

    dialect: Dialect
    in_shape: bool
    refused: tuple[str, ...]
    """What the endpoint said of the forms that it does not take."""
    tokens: int

    def lines(self) -> tuple[str, ...]:
        """The finding in plain words."""
        how = {
            "strict": "takes a strict JSON schema",
            "schema": "takes a JSON schema, but not a strict one",
            "tools": "takes no JSON schema, but a tool whose parameters are the answer",
            "prose": "takes neither schema nor tools: the prompt alone asks for JSON",
        }[self.dialect.name]
        notes = [how]
        if not self.in_shape:
            notes.append("the answer was not in the asked shape: expect re-asks")
        if not self.dialect.temperature:
            notes.append("takes no temperature: two runs without the cache may differ")
        if self.dialect.limit_key == "max_completion_tokens":
            notes.append("wants max_completion_tokens for the limit")
        return tuple(notes)


def probe(settings: ModelSettings) -> Finding:
    """Find out which dialect an endpoint speaks, and remember it in the cache folder if there is one.

    Raises:
        ServiceRejected: key, model or address is wrong.
        AnswerError: the service does not answer, or refuses every form of request.

    """
    client = Client(settings)
    try:
        finding = _found(client, settings)
    finally:
        client.close()
    if settings.cache_dir is not None:
        with AnswerStore(settings.cache_dir) as store:
            store.put(dialect_key(settings), finding.dialect.to_dict())
    return finding


def _found(client: Client, settings: ModelSettings) -> Finding:
    request = Request(settings.model, _QUESTION.messages, _QUESTION.limit)
    dialect = first_dialect(settings)
    refused: list[str] = []
    while True:
        try:
            completion = client.send(request, dialect, _SCHEMA)
        except Unsupported as error:
            following = next_dialect(dialect, error.message)
            if following is None:
                raise
            refused.append(error.message)
            dialect = following
        else:
            return Finding(dialect, _in_shape(completion), tuple(refused), completion.spent.tokens)


def _in_shape(completion: Completion) -> bool:
    try:
        return set(read_object(completion.text)) == {"n"} and isinstance(json.loads(completion.text)["n"], int)
    except (ValueError, TypeError):
        return False
