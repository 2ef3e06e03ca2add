"""Check that a service read the whole request: some local servers silently drop what exceeds their context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from summarise.engines.service.protocol import Message, Spent
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import ContextTooLong

__all__ = ["refuse_a_part_read"]

_SHARE: Final = 0.62
"""Of the estimate; vocabularies of today need four fifths of it or more."""
_MARGIN: Final = 8
"""Tokens that a request which was cut to fit leaves of a context, at most."""
_CONTEXTS: Final = tuple(2048 << power for power in range(6))
"""Tokens; what local servers are started with."""


def refuse_a_part_read(spent: Spent, messages: Iterable[Message]) -> None:
    """Check that the input tokens counted by the service can be the whole request.

    Raises:
        ContextTooLong: the count is far below the estimate and near a usual context size: the rest was dropped.

    """
    read = spent.input_tokens
    if spent.cached_input_tokens or not any(size - _MARGIN <= read <= size for size in _CONTEXTS):
        return  # some services leave out what they had in their cache
    given = sum(estimated_tokens(message.content) for message in messages)
    if read < _SHARE * given:
        raise ContextTooLong(
            f"the service read {read} tokens of about {given}: it drops what does not fit its context; give the "
            "model a longer one (Ollama: OLLAMA_CONTEXT_LENGTH, llama.cpp: -c, LM Studio: Context Length)"
        )
