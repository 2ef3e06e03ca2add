"""A server that drops what does not fit its context, and counts fewer tokens than it was sent."""

from __future__ import annotations

import json

import pytest

from summarise.engines.service.parts_read import refuse_a_part_read
from summarise.engines.service.protocol import Message, Spent
from summarise.errors import ContextTooLong
from tests.support.model_calls import GOOD, failure, select, text_of
from tests.support.scripted_server import Reply, answered, in_turn

MESSAGES = (Message("system", "规则" * 4_000), Message("user", "答复" * 1_000))
"""About 7,500 tokens."""


def counted(tokens: int, cached: int = 0) -> Reply:
    document = json.loads(answered(text_of()).body)
    document["usage"] = {
        "prompt_tokens": tokens,
        "completion_tokens": 9,
        "prompt_tokens_details": {"cached_tokens": cached},
    }
    return Reply(body=json.dumps(document, ensure_ascii=False).encode())


@pytest.mark.parametrize("tokens", [2_048, 2_040, 4_096, 4_095])
def test_a_request_that_was_cut_to_a_usual_context_is_refused(tokens: int) -> None:
    with pytest.raises(ContextTooLong, match=f"read {tokens} tokens"):
        refuse_a_part_read(Spent(tokens, 9, 0, 1), MESSAGES)


@pytest.mark.parametrize(
    "spent",
    [
        Spent(7_500, 9, 0, 1),
        Spent(6_000, 9, 0, 1),
        Spent(4_900, 9, 0, 1),
        Spent(100, 9, 0, 1),
        Spent(3_000, 9, 0, 1),
        Spent(2_000, 9, 0, 1),
        Spent(4_000, 9, 0, 1),
        Spent(4_096, 9, 2_000, 1),
        Spent(8_192, 9, 0, 1),
    ],
)
def test_other_counts_are_left_alone(spent: Spent) -> None:
    refuse_a_part_read(spent, MESSAGES)


def test_a_reply_of_which_a_part_was_dropped_fails_with_what_to_do() -> None:
    error, _ = failure(in_turn(counted(2_048)))
    assert isinstance(error, ContextTooLong)
    assert "OLLAMA_CONTEXT_LENGTH" in error.message


def test_a_whole_request_of_that_size_is_answered() -> None:
    selection, calls = select(in_turn(counted(4_096)))
    assert selection.topic == GOOD["t"]
    assert len(calls) == 1
