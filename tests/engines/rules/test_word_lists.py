"""Lists of words as one pattern, and what a rule says of itself where it found no words."""

from __future__ import annotations

import re

from summarise.engines.rules.reasons import Reason
from summarise.engines.rules.word_lists import by_first, firsts


def test_a_pattern_by_first_characters_matches_the_words_and_nothing_else() -> None:
    words = ("水管", "水", "水.", "泵站")
    pattern = re.compile(by_first(words))
    assert [word for word in (*words, "水泵", "泵", "站", "") if pattern.fullmatch(word)] == list(words)
    assert firsts(words) == "水泵"


def test_a_rule_without_words_has_no_place() -> None:
    assert Reason("heading") == Reason("heading", entry="", start=0, end=0, opener=0)
