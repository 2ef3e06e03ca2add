from __future__ import annotations

import re

import pytest

from summarise.language import catalogue, filled, said, speak
from summarise.singular import NOUNS

NO_NOUNS = frozenset(
    (
        "answers asks comes contains decides does has holds is knows makes names needs opens others requires scores "
        "sends shares shows stands takes wants was"
    ).split()
)
"""What ends with -s behind a place of a message and is a verb or the like."""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("page.html: 1 replies with the source texts", "page.html: 1 reply with the source texts"),
        ("1 calls, 1 answers stored already", "1 call, 1 answer stored already"),
        ("1 of 1 replies are labelled", "1 of 1 reply is labelled"),
        ("1 records, 1 failed, 1 duplicates left out → a", "1 record, 1 failed, 1 duplicate left out → a"),
        (
            "  1 lines kept in a: damaged or altered since this program wrote them, and made anew",
            "  1 line kept in a: damaged or altered since this program wrote them, and made anew",
        ),
        ("1 replies, 1 inputs that cannot be read; no calls", "1 reply, 1 input that cannot be read; no calls"),
    ],
)
def test_one_thing_is_named_in_the_singular(written: str, shown: str) -> None:
    assert said(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "21 replies, 0.1 replies and 1,001 replies",
        "in/1 replies/a.txt: the file is empty",
        "1 answers: is a folder; give the records file in it",
        "out/1 records.jsonl: 3 replies read",
        "a.xlsx: the column “1 pages” is not there",
        "page 1 shows a picture",
    ],
)
def test_what_a_user_has_named_so_stays(text: str) -> None:
    assert said(text) == text


def test_messages_are_shown_so_in_english_and_have_one_form_in_chinese() -> None:
    assert said("a.md: 1 replies read") == "a.md: 1 reply read"
    assert filled("{n} replies", n=1) == "1 reply"
    speak("zh")
    assert said("a.md: 1 replies read") == said("a.md: 2 replies read").replace("2", "1")


def test_every_noun_that_a_message_counts_has_its_singular() -> None:
    counted = re.compile(r"\{\w+\} (?:(?:doubtful|earlier|gold|labelled|second|short) )?([a-z]+s)\b")
    nouns = {noun for message in catalogue() for noun in counted.findall(message)}
    assert nouns - NO_NOUNS - set(NOUNS) == set()
