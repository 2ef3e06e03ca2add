from __future__ import annotations

import re

import pytest

from summarise.language import catalogue, filled, said, speak
from summarise.singular import NOUNS, in_singular

NO_NOUNS = frozenset(
    (
        "answers asks comes contains does has holds is knows makes names needs opens others requires scores sends "
        "shares shows stands takes wants was"
    ).split()
)
"""What ends with -s behind a place of a message and is a verb or the like."""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("page.html: 1 replies with their texts", "page.html: 1 reply with their texts"),
        ("1 calls, 1 answers stored already", "1 call, 1 answer stored already"),
        ("1 labelled replies are labelled", "1 labelled reply is labelled"),
        ("out.jsonl: 1 replies read", "out.jsonl: 1 reply read"),
        ("kept 1 entries.", "kept 1 entry."),
        ("21 replies, 0.1 replies and 1,001 replies", "21 replies, 0.1 replies and 1,001 replies"),
        ("in/1 replies/a.txt, 1 replies.txt and a-1 replies", "in/1 replies/a.txt, 1 replies.txt and a-1 replies"),
        ("page 1 shows a picture", "page 1 shows a picture"),
    ],
)
def test_one_thing_is_named_in_the_singular(written: str, shown: str) -> None:
    assert in_singular(written) == shown


def test_messages_are_shown_so_in_english_and_have_one_form_in_chinese() -> None:
    assert said("a.md: 1 replies read") == "a.md: 1 reply read"
    assert filled("{n} replies", n=1) == "1 reply"
    speak("zh")
    assert said("a.md: 1 replies read") == said("a.md: 2 replies read").replace("2", "1")


def test_every_noun_that_a_message_counts_has_its_singular() -> None:
    counted = re.compile(r"\{\w+\} (?:(?:doubtful|earlier|gold|labelled|second|short) )?([a-z]+s)\b")
    nouns = {noun for message in catalogue() for noun in counted.findall(message)}
    assert nouns - NO_NOUNS - set(NOUNS) == set()
