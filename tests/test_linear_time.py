"""Twice the text takes twice the time, whatever is repeated in it: counted in processor time, from load to record."""

from __future__ import annotations

import gc
import time
from contextlib import suppress
from functools import cache
from statistics import median

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.limits import MAX_CHARACTERS
from summarise.pipeline import summarise
from tests.support.hostile_families import FAMILIES, letter

MOST = 2.25
"""Times that the processor may work longer for twice the text."""
START, END = MAX_CHARACTERS // 32, MAX_CHARACTERS // 16
"""Characters; doubled from here on, a text has at last as many as may be read."""
TRIES = 10
"""Times that a doubling is measured: other programs on the machine cost processor time too, never the reverse."""
NOISE = 0.05
"""Seconds of processor time that say nothing."""


@cache
def engine() -> RulesEngine:
    return RulesEngine()


def cost(family: str, size: int) -> float:
    """Seconds of processor time for a letter of this size; the genre check may refuse it."""
    document = Document("x", letter(family, size), "text/plain")
    gc.collect()
    gc.disable()  # what other tests have left behind is not this text's
    begun = time.process_time()
    try:
        with suppress(InputError):
            summarise(document, engine())
        return time.process_time() - begun
    finally:
        gc.enable()


def ratio(family: str, size: int) -> float:
    """What a doubling costs: by the least of a few tries, or by the middle one of pairs measured side by side."""
    pairs: list[tuple[float, float]] = []
    for _ in range(TRIES):
        pairs.append((cost(family, size), cost(family, 2 * size)))
        smaller, larger = min(less for less, _ in pairs), min(more for _, more in pairs)
        if larger < NOISE:
            return 0.0
        found = min(larger / smaller, median(more / less for less, more in pairs))
        if found <= MOST:
            return found
    return found


def test_there_are_forty_families_and_each_makes_a_letter_of_its_size() -> None:
    assert len(FAMILIES) >= 40
    for family in FAMILIES:
        assert 0.9 * START <= len(letter(family, START)) <= 1.1 * START, family


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time(family: str) -> None:
    cost(family, 1_000)  # whatever is made once
    size = START
    while size < END:
        assert ratio(family, size) <= MOST, size
        size *= 2


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time_up_to_the_limit(family: str) -> None:
    cost(family, 1_000)
    size = END
    while 2 * size <= MAX_CHARACTERS:
        assert ratio(family, size) <= MOST, size
        size *= 2


def test_a_measurement_would_tell_a_quadratic_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def quadratic(family: str, size: int) -> float:  # noqa: ARG001 - the measurement's own form
        return size * size / START**2

    monkeypatch.setitem(globals(), "cost", quadratic)
    assert ratio("digits", START) > MOST


def test_a_letter_that_would_take_minutes_is_refused() -> None:
    text = letter("quantities", 120_000)
    with pytest.raises(InputError, match=r"has \d+ quantities, too many for a reply") as caught:
        summarise(Document("x", text, "text/plain"), engine())
    assert caught.value.kind == "too_large"
    with pytest.raises(InputError, match="characters, too many for a reply"):
        load_bytes(letter("one sign", MAX_CHARACTERS + 100).encode(), "x")
