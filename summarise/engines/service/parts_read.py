"""Check that a service read the whole request; some local servers silently drop the part that exceeds their context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from summarise.engines.service.protocol import Message, Spent
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import ContextTooLong

__all__ = ["refuse_a_part_read"]

_SHARE: Final = 0.62
"""Smallest plausible share of the estimated tokens; current vocabularies need at least 0.8 of the estimate."""
_MARGIN: Final = 8
"""Maximum number of tokens by which a request that was cut to fit a context is shorter than the context."""
_CONTEXTS: Final = tuple(2048 << power for power in range(6))
"""Usual context sizes of local servers, in tokens."""


def refuse_a_part_read(spent: Spent, messages: Iterable[Message]) -> None:
    """Check that the input tokens counted by the service, which are in `spent`, are plausible for all `messages`.

    Raises:
        ContextTooLong: the count is far below the estimate and just below a usual context size, so a part was dropped.

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
